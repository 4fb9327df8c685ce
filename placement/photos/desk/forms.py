"""Forms of the desk of photographs; they only parse, the service decides."""

from typing import Any, cast

from django import forms
from wagtail.models import Page

from core import clock
from core.forms import TidyForm
from core.photos import PhotoField
from home.closed import open_to_all
from home.pages.news import NewsPage
from home.pages.standard import StandardPage
from placement.centre.pages import CentrePage
from placement.consents import PHOTO
from placement.graduates.models import Graduate
from placement.grants.models import Grant


class PublishForm(TidyForm):
    """The photograph, and where it is shown: only places that the person allows."""

    place = forms.ChoiceField(
        label="Где",
        error_messages={"required": "Выберите место.", "invalid_choice": "На это нет согласия."},
    )
    photo = PhotoField()
    description = forms.CharField(
        label="Описание для незрячих",
        max_length=255,
        help_text="Что видно на фото – одним предложением. О здоровье не пишите.",
        error_messages={"required": "Опишите, что видно на фото."},
    )
    caption = forms.CharField(
        label="Подпись",
        max_length=255,
        required=False,
        help_text="Согласие разрешает имя и профессию.",
    )
    page = forms.ModelChoiceField(
        Page.objects.none(),
        label="Страница сайта",
        required=False,
        help_text="Для сайта: новость, страница центра или другая страница с текстом. Фото встанет"
        " в её конце.",
    )
    address = forms.URLField(
        label="Адрес публикации",
        required=False,
        max_length=500,
        assume_scheme="https",
        help_text="Для соцсети: по этому адресу фото снимут, если согласие отзовут.",
    )

    def __init__(self, *args: Any, graduate: Graduate | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = clock.local_day(clock.now())
        cards = Graduate.objects.of_person(graduate) if graduate else Graduate.objects.none()
        rows = Grant.objects.in_force(today).filter(graduate__in=cards, purpose=PHOTO)
        places = rows.order_by("place").values_list("place", flat=True).distinct()
        cast(forms.ChoiceField, self.fields["place"]).choices = [(one, one) for one in places]
        pages = open_to_all(Page.objects.type(NewsPage, StandardPage, CentrePage))
        cast(forms.ModelChoiceField, self.fields["page"]).queryset = pages.order_by("title")
