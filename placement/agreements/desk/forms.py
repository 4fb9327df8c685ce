"""Forms of the register of agreements; they only parse, the services decide."""

from typing import Any, cast

from django import forms
from django.contrib.auth.models import Permission
from django.db.models import Q

from core.back_office import RecordForm, ScanField
from core.fields import DateField
from core.forms import TidyForm
from core.models import Journal, User
from placement.agreements.models import Agreement
from placement.agreements.record import AGREEMENTS

_SCAN = "Скан подписанного документа"


class AgreementForm(RecordForm):
    """An agreement as staff type it."""

    record = AGREEMENTS

    def __init__(self, *args: Any, row: Agreement | None = None, **kwargs: Any) -> None:
        super().__init__(*args, row=row, **kwargs)
        chosen = cast(forms.ModelChoiceField, self.fields["responsible"])
        chosen.queryset = specialists(row)


def specialists(row: Agreement | None = None) -> Any:
    """Who works on agreements, and whoever is responsible for this one."""
    right = Permission.objects.filter(
        content_type__app_label="placement", codename="work_agreements"
    )
    may = Q(is_active=True) & (
        Q(groups__permissions__in=right) | Q(user_permissions__in=right) | Q(is_superuser=True)
    )
    if row is not None:
        may |= Q(pk=row.responsible_id)
    return User.objects.filter(may).distinct().order_by("last_name", "first_name", "pk")


def _day(label: str) -> DateField:
    return DateField(label=label, help_text="дд.мм.гггг")


def _text(label: str, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 2})
    return forms.CharField(label=label, max_length=500, widget=widget, **kwargs)


class RegisterForm(TidyForm):
    """The signed agreement."""

    signed_on = _day("Подписан")
    scan = ScanField(label=_SCAN, required=False)


class ScanForm(TidyForm):
    """The scan alone."""

    scan = ScanField(label=_SCAN)


class ProlongForm(TidyForm):
    """An additional agreement about the term."""

    signed_on = _day("Дополнительное соглашение подписано")
    ends_on = DateField(label="Новый последний день срока", help_text="дд.мм.гггг")
    duplicate_reason = _text(
        "Почему нужен ещё один такой договор",
        required=False,
        help_text="Только если на новый срок такой договор уже есть.",
    )
    scan = ScanField(label=_SCAN, required=False)


class AmendForm(TidyForm):
    """An additional agreement about anything else."""

    signed_on = _day("Дополнительное соглашение подписано")
    subject = _text("Что изменилось", help_text="Без фамилий и других личных сведений.")
    scan = ScanField(label=_SCAN, required=False)


class TerminateForm(TidyForm):
    """The last day, and why."""

    ended_on = _day("Последний день действия")
    why = _text("Почему расторгнут", help_text="Без фамилий и других личных сведений.")


class WhyForm(TidyForm):
    """A reason that has to be said."""

    why = _text("Почему")


class JournalForm(TidyForm):
    """Which journal is printed, of which year."""

    journal = forms.ModelChoiceField(
        queryset=Journal.objects.none(), label="Журнал", empty_label=None
    )
    year = forms.IntegerField(
        label="Год",
        required=False,
        min_value=1990,
        max_value=2200,
        help_text="Пусто – весь журнал.",
    )

    def __init__(self, *args: Any, journals: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        cast(forms.ModelChoiceField, self.fields["journal"]).queryset = journals
