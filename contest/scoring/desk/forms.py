"""Forms of what is recorded about the scoring: conflicts, absence, decisions on its end."""

from typing import Any, cast

from django import forms

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import to_mark
from contest.setup.desk.local_time import LocalDateTimeField, instant_of
from contest.setup.models import Contest, Part
from contest.setup.models.judging import OF_PART
from core import clock
from core.fields import DateField
from core.forms import TidyForm


class ReasonForm(TidyForm):
    """Why."""

    reason = forms.CharField(
        label="Причина", max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )


class OwnRecusalForm(ReasonForm):
    """What the member's conflict of interest is."""

    reason = forms.CharField(
        label="В чём состоит конфликт интересов",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Например: участник – родственник, подчинённый или сослуживец.",
    )


class UntilForm(ReasonForm):
    """Until when the scoring goes on, on the contest's own clock."""

    closes_at = LocalDateTimeField(label="Новый срок (не включая)")
    field_order = ["closes_at", "reason"]

    def __init__(self, *args: Any, contest: Contest) -> None:
        super().__init__(*args)
        self.zone = contest.time_zone
        field = cast(LocalDateTimeField, self.fields["closes_at"])
        field.zone = self.zone
        zone = clock.format_zone(clock.now(), self.zone)
        field.help_text = (
            f"Местное время конкурса ({zone}). До конца дня 18 июня – это 19.06 и время 00:00."
        )

    def clean_closes_at(self) -> Any:
        """The instant."""
        return instant_of(self.cleaned_data["closes_at"], self.zone)


class MemberField(forms.ModelChoiceField):
    """A member of the commission by name and seat."""

    def label_from_instance(self, obj: Any) -> str:
        """«Иванова Мария Петровна, председатель комиссии»."""
        return f"{obj.full_name}, {obj.get_seat_display()}"


class EntryField(forms.ModelChoiceField):
    """An entry by its participant and centre."""

    def label_from_instance(self, obj: Any) -> str:
        """«Петрова Анна Ивановна – ГКУ НСО «ЦЗН …»»."""
        return f"{obj.full_name} – {obj.centre.name}"


class AbsenceForm(TidyForm):
    """By which decision a member is excused."""

    member = MemberField(CommissionMember.objects.none(), label="Член комиссии")
    part = forms.ChoiceField(
        label="Что не оценивает",
        choices=[(part, f"оценка {of_what}") for part, of_what in OF_PART.items()],
        initial=Part.VIDEO,
    )
    number = forms.CharField(label="Номер решения", max_length=64)
    decided_on = DateField(label="Дата решения")
    reason = forms.CharField(
        label="Причина отсутствия", max_length=2000, widget=forms.Textarea(attrs={"rows": 2})
    )

    def __init__(self, *args: Any, contest: Contest) -> None:
        super().__init__(*args)
        cast(forms.ModelChoiceField, self.fields["member"]).queryset = contest.commission.serving()


class RecusalForm(ReasonForm):
    """Whose conflict of interest with whom is recorded."""

    member = MemberField(CommissionMember.objects.none(), label="Член комиссии")
    entry = EntryField(Entry.objects.none(), label="Участник")
    field_order = ["member", "entry", "reason"]

    def __init__(self, *args: Any, contest: Contest) -> None:
        super().__init__(*args)
        cast(forms.ModelChoiceField, self.fields["member"]).queryset = contest.commission.serving()
        entries = to_mark(contest).select_related("centre").order_by("last_name", "first_name")
        cast(forms.ModelChoiceField, self.fields["entry"]).queryset = entries
