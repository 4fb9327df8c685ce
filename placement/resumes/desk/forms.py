"""Forms of the desk of resumes; they only parse, the services decide."""

from typing import Any, cast

from django import forms
from django.utils.datastructures import MultiValueDict

from core.forms import TidyForm
from core.photos import PhotoField
from forms_app.engine.context import JourneyContext
from placement.resumes.journey_steps import ResumeForm
from placement.vacancies.desk.fields import VacancyField
from placement.vacancies.models import Vacancy


class DeskResumeForm(ResumeForm):
    """The resume as staff type it, and for which vacancy it is meant."""

    vacancy = VacancyField(
        label="Для вакансии",
        required=False,
        help_text="Номер или слова из названия и работодателя. Пусто – для любой.",
    )
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(
        self, data: MultiValueDict | None = None, *, chosen: Vacancy | None, **kwargs: Any
    ) -> None:
        super().__init__(data, ctx=JourneyContext(scope=""), **kwargs)
        cast(VacancyField, self.fields["vacancy"]).chosen = chosen


class PhotoForm(TidyForm):
    """A photograph for a version."""

    photo = PhotoField()


class HowForm(TidyForm):
    """On what the person signed."""

    how = forms.CharField(
        label="Как человек согласовал",
        max_length=300,
        help_text="Например: подписала распечатку 12.03.2026, лист в личном деле.",
        error_messages={"required": "Напишите, на чём человек расписался и когда."},
    )


class WhyForm(TidyForm):
    """What is wrong with a version."""

    why = forms.CharField(
        label="Что исправить",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        error_messages={"required": "Напишите, что нужно исправить."},
    )
