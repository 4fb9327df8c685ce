"""Forms of findings and proposals; they only parse, the services decide."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet

from contest.applications.models import Entry
from contest.findings.models import Finding
from contest.findings.services import revision
from contest.scoring.desk.forms import EntryField
from contest.setup.models import Contest
from core.forms import TidyForm

LONGEST = 4000


def _text(label: str, **kwargs: Any) -> forms.CharField:
    widget = forms.Textarea(attrs={"rows": 4})
    return forms.CharField(label=label, max_length=LONGEST, widget=widget, **kwargs)


class FindingForm(TidyForm):
    """A finding on one document: none of the choices is made beforehand."""

    verdict = forms.ChoiceField(
        label="Заключение", choices=Finding.Verdict.choices, widget=forms.RadioSelect
    )
    text = _text(
        "Замечание",
        required=False,
        help_text="Что именно вызвало сомнение и где это в документе. Хранится зашифрованным.",
    )
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, finding: Finding | None = None) -> None:
        initial = {"revision": revision(finding)}
        if finding is not None and not finding.is_withdrawn:
            initial |= {"verdict": finding.verdict, "text": str(finding.text)}
        super().__init__(data, initial=initial)


class ProposalForm(TidyForm):
    """What is proposed, and about whom."""

    contest = forms.ModelChoiceField(Contest.objects.none(), label="Конкурс")
    entry = EntryField(
        Entry.objects.none(),
        label="О ком",
        required=False,
        help_text="Если предложение об участнике: оно будет зашифровано вместе с его данными.",
    )
    text = _text("Предложение", help_text="Как его прочтут на заседании и в протоколе.")

    def __init__(
        self,
        data: Any = None,
        *,
        contests: QuerySet[Contest],
        entries: QuerySet[Entry],
        initial: dict[str, Any],
    ) -> None:
        super().__init__(data, initial=initial)
        cast(forms.ModelChoiceField, self.fields["contest"]).queryset = contests
        cast(forms.ModelChoiceField, self.fields["entry"]).queryset = entries


class ChangeProposalForm(TidyForm):
    """Another wording of a proposal."""

    text = _text("Предложение")
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, data: Any = None, *, finding: Finding) -> None:
        initial = {"text": str(finding.text), "revision": revision(finding)}
        super().__init__(data, initial=initial)
