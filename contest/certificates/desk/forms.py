"""Forms of certificates; they only parse, the services decide."""

from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

from django import forms

from contest.certificates.services.names import Proposal, names_revision
from core.fields import DateField
from core.forms import TidyForm


class NameRow(NamedTuple):
    """A line of the table: whose name, its two fields, whether it is confirmed."""

    nominative: str
    name: forms.BoundField
    tick: forms.BoundField
    is_confirmed: bool


class NamesForm(TidyForm):
    """A line for each recipient: the name in the dative, and a tick of whoever has checked it."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, proposals: Sequence[Proposal], **kwargs: Any) -> None:
        kwargs["initial"] = {"revision": names_revision(list(proposals))}
        super().__init__(*args, **kwargs)
        self.proposals = proposals
        for row in proposals:
            pk, whose = row.finalist.pk, row.finalist.entry.full_name
            self.fields[f"name-{pk}"] = forms.CharField(
                label=f"Кому: {whose}",
                initial=row.dative,
                # Who checks a name has to see the whole of it, on a telephone too.
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            self.fields[f"tick-{pk}"] = forms.BooleanField(
                label=f"Проверено: {whose}", required=False
            )

    def rows(self) -> Iterator[NameRow]:
        """The lines of the table."""
        for row in self.proposals:
            pk = row.finalist.pk
            yield NameRow(
                nominative=row.finalist.entry.full_name,
                name=self[f"name-{pk}"],
                tick=self[f"tick-{pk}"],
                is_confirmed=row.is_confirmed,
            )

    def clean(self) -> dict[str, Any]:
        """What was changed has to be ticked: nothing typed is dropped silently."""
        typed = super().clean() or self.cleaned_data
        for row in self.proposals:
            pk = row.finalist.pk
            dative = " ".join(typed.get(f"name-{pk}", "").split())
            if dative and dative != row.dative and not typed.get(f"tick-{pk}"):
                self.add_error(f"tick-{pk}", "Имя изменено: отметьте, что оно проверено.")
        return typed

    def confirmed(self) -> dict[int, str]:
        """The ticked names by the keys of their finalists."""
        keys = [row.finalist.pk for row in self.proposals]
        typed = self.cleaned_data
        return {pk: typed[f"name-{pk}"] for pk in keys if typed.get(f"tick-{pk}")}


class IssueForm(TidyForm):
    """The date that the certificates bear."""

    issued_on = DateField(
        label="Дата сертификатов",
        help_text="дд.мм.гггг. Не позже сегодня и не раньше того, за что сертификат выдаётся: дня II этапа"
        " или приказа об итогах.",
    )


class WhyForm(TidyForm):
    """A reason that has to be said."""

    why = forms.CharField(
        label="Почему",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Например: опечатка в имени. Без фамилий и других личных сведений.",
    )
