"""Forms of the desk of employment figures; they only parse, the services decide."""

from typing import Any

from django import forms

from core.back_office import RecordForm
from core.fields import WholeNumberField
from placement.statistics.models import SnapshotRow
from placement.statistics.record import SNAPSHOTS
from placement.statistics.rules import figures as rules


class StartForm(RecordForm):
    """The frame of a new year."""

    record = SNAPSHOTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["correction"]


class FrameForm(RecordForm):
    """The frame of a draft; a correction says what and why."""

    record = SNAPSHOTS

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        del self.fields["year"]
        if not self.row.corrects_id:
            del self.fields["correction"]


class CorrectionForm(forms.Form):
    """What a correction says."""

    correction = forms.CharField(
        label="Что и почему исправлено",
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Видно на сайте рядом с исправленными сведениями.",
    )


class WhyForm(forms.Form):
    """A reason."""

    why = forms.CharField(label="Причина", widget=forms.Textarea(attrs={"rows": 3}))


class WithdrawForm(forms.Form):
    """Why published figures are taken off the site."""

    reason = forms.CharField(
        label="Почему сведения снимаются с публикации",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Видно на сайте вместо сведений. Например: указан не тот год выпуска.",
    )


class RowForm(forms.Form):
    """The numbers of one programme; the page counts the sums while they are typed."""

    graduates = WholeNumberField(
        label="Выпускников, всего", unit="чел.", min_value=0, max_value=99999
    )

    def __init__(self, *args: Any, row: SnapshotRow | None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(row)
        super().__init__(*args, **kwargs)
        self.fields["graduates"].widget.attrs["data-sum"] = "total"
        for category in rules.CATEGORIES:
            field = WholeNumberField(
                label=category.label, unit="чел.", min_value=0, max_value=99999, blank_is=0
            )
            if category.part_of:
                field.widget.attrs["data-within"] = f"id_{category.part_of}"
            else:
                field.widget.attrs["data-sum"] = "part"
            self.fields[category.code] = field

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields by parts of the federal form."""
        return [
            (group.value, [self[c.code] for c in rules.CATEGORIES if c.group is group])
            for group in rules.Group
        ]

    def counts(self) -> dict[str, int]:
        """Numbers by category; a blank is 0."""
        return {c.code: self.cleaned_data[c.code] for c in rules.CATEGORIES}

    def clean(self) -> dict[str, Any]:
        """Say every contradiction of the control sums at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for finding in rules.check(cleaned["graduates"], self.counts()):
                self.add_error(finding.column, finding.text)
        return cleaned


def _initial(row: SnapshotRow | None) -> dict[str, int]:
    return {"graduates": row.graduates, **row.counts} if row else {}
