"""Forms of letters about decisions; they only parse, the services decide."""

from typing import Any, cast

from django import forms

from contest.meetings.models import Decision
from core.forms import TidyForm


class _Decision(forms.ModelChoiceField):
    def label_from_instance(self, obj: Any) -> str:
        meeting = obj.item.meeting
        number = f", протокол № {meeting.number.label}" if meeting.number else ""
        return f"{obj.item.get_kind_display()}: {meeting.contest}{number}"


class PrepareForm(TidyForm):
    """About which decision."""

    decision = _Decision(
        queryset=Decision.objects.none(),
        label="Решение",
        empty_label=None,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите решение."},
        help_text="Стоят решения подписанных протоколов, о которых участникам ещё не сообщали.",
    )

    def __init__(self, *args: Any, decisions: list[Decision], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = Decision.objects.filter(pk__in=[one.pk for one in decisions])
        field = cast(forms.ModelChoiceField, self.fields["decision"])
        field.queryset = rows.select_related("item__meeting__contest", "item__meeting__number")


class ReleaseForm(forms.Form):
    """What was looked at travels with the form."""

    revision = forms.CharField(widget=forms.HiddenInput)
