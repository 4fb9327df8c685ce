"""Forms of the desk of employment figures; they only parse, the services decide."""

import datetime as dt
from typing import Any

from django import forms

from core import clock
from placement.statistics.models import Snapshot, SnapshotRow
from placement.statistics.rules import figures as rules


def _today() -> dt.date:
    return clock.local_day(clock.now())


class FrameForm(forms.Form):
    """Where the figures come from, as of which day, and who counts as employed."""

    as_of = forms.DateField(label="По состоянию на", initial=_today, help_text="дд.мм.гггг")
    source = forms.CharField(
        label="Откуда сведения",
        max_length=500,
        help_text="Например: ежегодная таблица центра трудоустройства. Видно на сайте.",
    )
    counting_rule = forms.MultipleChoiceField(
        label="Кто считается трудоустроенным",
        choices=[(code, rules.BY_CODE[code].label) for code in rules.COUNTABLE],
        initial=list(rules.DEFAULT_RULE),
        widget=forms.CheckboxSelectMultiple,
        help_text="Выбор словами показан на сайте.",
    )


class StartForm(FrameForm):
    """The frame of a new year."""

    year = forms.IntegerField(
        label="Год выпуска",
        min_value=1990,
        max_value=2100,
        help_text="Год окончания: 2025 – это 2024/25 учебный год.",
    )
    field_order = ["year"]


class EditForm(FrameForm):
    """The frame of a draft; a correction says what and why."""

    def __init__(self, *args: Any, snapshot: Snapshot, **kwargs: Any) -> None:
        names = ("as_of", "source", "counting_rule", "correction")
        kwargs["initial"] = {name: getattr(snapshot, name) for name in names}
        super().__init__(*args, **kwargs)
        if snapshot.corrects_id:
            self.fields["correction"] = CorrectionForm.base_fields["correction"]


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


class RowForm(forms.Form):
    """The numbers of one programme; the page counts the sums while they are typed."""

    graduates = forms.IntegerField(
        label="Выпускников, всего", min_value=0, max_value=99999, widget=forms.NumberInput
    )

    def __init__(self, *args: Any, row: SnapshotRow | None, **kwargs: Any) -> None:
        kwargs["initial"] = _initial(row)
        super().__init__(*args, **kwargs)
        self.fields["graduates"].widget.attrs["data-sum"] = "total"
        for category in rules.CATEGORIES:
            field = forms.IntegerField(
                label=category.label, min_value=0, max_value=99999, required=False
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
        return {c.code: self.cleaned_data.get(c.code) or 0 for c in rules.CATEGORIES}

    def clean(self) -> dict[str, Any]:
        """Say every contradiction of the control sums at its field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            for finding in rules.check(cleaned["graduates"], self.counts()):
                self.add_error(finding.column, finding.text)
        return cleaned


def _initial(row: SnapshotRow | None) -> dict[str, int]:
    return {"graduates": row.graduates, **row.counts} if row else {}
