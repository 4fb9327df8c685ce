"""Forms of the consents' desks; they only parse, the services decide."""

from typing import Any, cast

from django import forms

from core import clock, files
from core.back_office import RecordForm, ScanField
from core.fields import DateField
from core.forms import TidyForm
from placement.consents import PURPOSES
from placement.employers.fields import EmployerField
from placement.graduates.models import Graduate
from placement.grants.models import Grant, Representative
from placement.grants.record import REPRESENTATIVES

SCAN_TYPES = files.IMAGE_TYPES | {"pdf"}
SIGNATURE_BYTES = 1024 * 1024


class GraduateChoice(forms.ModelChoiceField):
    """The graduate from whose page one came, carried along unseen."""

    def __init__(self) -> None:
        super().__init__(
            queryset=Graduate.objects.current(),
            widget=forms.HiddenInput,
            error_messages={"required": "Откройте эту страницу из карточки выпускника."},
        )


class AskForm(TidyForm):
    """Which consent is asked for, and to whom or where, if it names that."""

    graduate = GraduateChoice()
    purpose = forms.ChoiceField(label="На что", choices=list(PURPOSES.items()))
    employer = EmployerField(
        label="Кому", required=False, help_text="Если согласие называет работодателя."
    )
    place = forms.CharField(
        label="Где публиковать",
        required=False,
        max_length=100,
        help_text="Для фото и видео: сайт или соцсеть.",
    )


class SignerForm(TidyForm):
    """Who signs: the person, or one of those who represent the person today."""

    representative = forms.ModelChoiceField(
        label="Кто подписал",
        queryset=Representative.objects.none(),
        required=False,
        empty_label="Сам человек",
    )

    def __init__(self, *args: Any, grant: Grant, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = cast(forms.ModelChoiceField, self.fields["representative"])
        chosen.queryset = acting(grant.graduate)


class LinkForm(SignerForm):
    """To whom the letter with the link goes."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["representative"].label = "Кто подпишет"


class PaperForm(SignerForm):
    """A consent signed by hand."""

    signed_on = DateField(label="Когда подписано", help_text="дд.мм.гггг")
    scan = ScanField(label="Скан", allowed=SCAN_TYPES, required=False)
    has_original = forms.BooleanField(label="Подлинник уже в центре", required=False)


class FileForm(SignerForm):
    """A consent signed electronically: the document, and the signature in a file of its own."""

    signed_on = DateField(label="Когда подписано", help_text="дд.мм.гггг")
    document = ScanField(label="Подписанный документ", allowed=files.DOCUMENT_TYPES)
    file = forms.FileField(
        label="Файл электронной подписи",
        help_text="Отдельный файл с окончанием .sig или .p7s, не больше 1 МБ.",
        widget=forms.FileInput(attrs={"accept": ".sig,.p7s,.sgn"}),
    )


class WhyForm(TidyForm):
    """How it came to staff."""

    why = forms.CharField(
        label="Как об этом сообщили",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: заявление от 20.11.2026. Без фамилий и других личных сведений.",
    )


class RepresentativeForm(RecordForm):
    """A representative as staff type it."""

    record = REPRESENTATIVES


class NewRepresentativeForm(RepresentativeForm):
    """A new one, of the graduate from whose page one came."""

    graduate = GraduateChoice()


def acting(graduate: Graduate) -> Any:
    """Who may sign for the graduate today, whichever card names them."""
    today = clock.local_day(clock.now())
    rows = Representative.objects.filter(graduate__in=Graduate.objects.of_person(graduate))
    rows = rows.select_related("graduate__merged_into")
    keys = [row.pk for row in rows if row.is_acting(today)]
    return Representative.objects.filter(pk__in=keys)
