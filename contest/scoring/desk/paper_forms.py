"""Forms of sheets from paper: whose scan it is, and the marks that stand on it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from typing import Any, cast

from django import forms

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.paper.models import PaperSheet
from contest.scoring.paper.printed import scale_words
from contest.scoring.references import Reference
from contest.scoring.rules.shown import plain
from contest.scoring.rules.typed import steps_of
from contest.scoring.services.paper import SCAN_TYPES
from contest.setup.models import Contest, Criterion, Part
from core import files
from core.forms import TidyForm
from core.quantities import WrongNumber, parse_number


class OfContestField(forms.ModelChoiceField):
    """A member of one of several commissions."""

    def label_from_instance(self, obj: Any) -> str:
        """«Иванова Мария Петровна – Лучший специалист, 2026»."""
        return f"{obj.full_name} – {obj.contest}"


class BeginForm(TidyForm):
    """Whose sheets, of which part, and their scan."""

    member = OfContestField(CommissionMember.objects.none(), label="Член комиссии")
    part = forms.ChoiceField(label="Что оценивалось", choices=Part.choices, initial=Part.VIDEO)
    scan = forms.FileField(
        label="Скан листов",
        help_text="PDF или фотография, до 20 МБ. Лист участника, с которым у вас конфликт интересов,"
        " сканируйте отдельно: его вносит другой человек.",
        widget=forms.FileInput(attrs={"accept": files.accept_attribute(SCAN_TYPES)}),
    )

    def __init__(self, *args: Any, contests: Sequence[Contest]) -> None:
        super().__init__(*args)
        members = (
            CommissionMember.objects.serving()
            .filter(contest__in=contests)
            .select_related("contest")
        )
        cast(forms.ModelChoiceField, self.fields["member"]).queryset = members


class WhyForm(TidyForm):
    """What differs from the scan."""

    why = forms.CharField(
        label="Что не сошлось",
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Прочтёт только тот, кто вносил лист. В историю этот текст не попадает.",
    )


@dataclass(frozen=True)
class SheetRow:
    """An entry's line of the form."""

    entry: Entry
    reference: Reference
    fields: list[forms.BoundField]


class MarkField(forms.CharField):
    """A mark as it is written on paper; its value is whole steps, None for an empty cell."""

    def __init__(self, *, criterion: Criterion, entry: Entry) -> None:
        attrs = {"inputmode": "decimal", "size": 4, "autocomplete": "off"}
        label = f"{entry.full_name}: {criterion}"
        widget = forms.TextInput(attrs={**attrs, "aria-label": label})
        super().__init__(label=label, required=False, max_length=8, widget=widget)
        self.criterion = criterion

    def clean(self, value: Any) -> Any:
        """Steps of the criterion's scale."""
        text = super().clean(value)
        if not text:
            return None
        step, most = self.criterion.exact_step, self.criterion.most_steps
        try:
            return steps_of(Fraction(parse_number(text)), step=step, most=most)
        except (WrongNumber, ValueError):
            message = f"«{text}» – нужна оценка {scale_words(self.criterion)}."
            raise forms.ValidationError(message) from None


class PaperMarksForm(TidyForm):
    """A line for each entry that may stand on the sheet, a cell for each criterion."""

    def __init__(
        self,
        data: Any = None,
        *,
        entries: Sequence[Entry],
        criteria: Sequence[Criterion],
        marks: Mapping[tuple[int, int], int],
        sheet: PaperSheet,
    ) -> None:
        self.entries, self.criteria, self.sheet = entries, criteria, sheet
        initial = {
            _name(entry, one): plain(one.exact_step * marks[entry.pk, one.pk])
            for entry in entries
            for one in criteria
            if (entry.pk, one.pk) in marks
        }
        super().__init__(data, initial=initial)
        for entry in entries:
            for one in criteria:
                self.fields[_name(entry, one)] = MarkField(criterion=one, entry=entry)

    def rows(self) -> list[SheetRow]:
        """The lines, by the participants' names."""
        part, member = self.sheet.part, self.sheet.member_id
        return [
            SheetRow(
                entry,
                Reference(part, member, entry.pk),
                [self[_name(entry, one)] for one in self.criteria],
            )
            for entry in self.entries
        ]

    def typed(self) -> dict[tuple[Entry, Criterion], int]:
        """The cells that are filled in."""
        cells = {
            (entry, one): self.cleaned_data.get(_name(entry, one))
            for entry in self.entries
            for one in self.criteria
        }
        return {key: steps for key, steps in cells.items() if steps is not None}


def _name(entry: Entry, criterion: Criterion) -> str:
    return f"mark-{entry.pk}-{criterion.pk}"
