"""«Сравнить версии»: each question with what was said before and after a correction (X-4, C-11)."""

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.http import HttpRequest, HttpResponse

from core.back_office import DeskObjectView, uncached
from core.text import whole_number
from forms_app import comparing
from forms_app.answers import Answer
from forms_app.models import Submission, SubmissionFile, SubmissionVersion

from . import facts

HIDDEN = "скрыто"
NOT_ASKED = "не спрашивали"


@dataclass(frozen=True)
class Row:
    """One question as this person may see it."""

    label: str
    old: str
    new: str
    is_changed: bool


@uncached
class CompareView(DeskObjectView):
    """Two versions side by side; what the submission's own page hides, this one hides too."""

    template_name = "forms_app/back_office/compare.html"
    http_method_names = ["get"]
    title = "Сравнить версии"
    object: Submission

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the versions that the address names, by default the last two."""
        versions = list(self.object.versions.order_by("number"))
        for version in versions:
            version.submission = self.object
        if len(versions) == 1:
            return self.render_to_response(self.get_context_data(versions=versions))
        old = self._chosen("old", versions) or versions[-2]
        new = self._chosen("new", versions) or versions[-1]
        sections = self._sections(old, new)
        changed = [(title, [r for r in rows if r.is_changed]) for title, rows in sections]
        same = [(title, [r for r in rows if not r.is_changed]) for title, rows in sections]
        return self.render_to_response(
            self.get_context_data(
                versions=versions,
                old=old,
                new=new,
                zone=facts.zone_of(self.object),
                parts=[
                    ("Что изменилось", [pair for pair in changed if pair[1]]),
                    ("Без изменений", [pair for pair in same if pair[1]]),
                ],
                files=_files(old, new),
            )
        )

    def _chosen(self, name: str, versions: list[SubmissionVersion]) -> SubmissionVersion | None:
        number = whole_number(self.request.GET.get(name, ""))
        return next((version for version in versions if version.number == number), None)

    def _sections(
        self, old: SubmissionVersion, new: SubmissionVersion
    ) -> list[tuple[str, list[Row]]]:
        pairs = comparing.pairs(facts.stored_answers(old), facts.stored_answers(new))
        return [
            (title, [self._row(pair) for pair in rows])
            for title, rows in comparing.by_section(pairs)
        ]

    def _row(self, pair: comparing.Pair) -> Row:
        texts = (self._text(pair.old), self._text(pair.new))
        return Row(pair.either.label, *texts, is_changed=pair.is_changed)

    def _text(self, answer: Answer | None) -> str:
        if answer is None:
            return NOT_ASKED
        return HIDDEN if self.desk.hides(answer, self.object, self.request) else answer.text


def _files(old: SubmissionVersion, new: SubmissionVersion) -> list[dict[str, Any]]:
    """The documents of both, place by place, those that differ first."""
    before, after = _by_slot(old), _by_slot(new)
    rows = []
    for slot in [*after, *(slot for slot in before if slot not in after)]:
        own = before.get(slot, []), after.get(slot, [])
        digests = [[one.file.sha256 for one in files] for files in own]
        label = (own[1] or own[0])[0].label
        rows.append(
            {"label": label, "old": own[0], "new": own[1], "is_changed": digests[0] != digests[1]}
        )
    return sorted(rows, key=lambda row: not row["is_changed"])


def _by_slot(version: SubmissionVersion) -> dict[str, list[SubmissionFile]]:
    files = sorted(version.files.select_related("file"), key=lambda one: (one.slot, one.pk))
    return {slot: list(own) for slot, own in groupby(files, key=lambda one: one.slot)}
