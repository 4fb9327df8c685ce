"""Where marks came from, where the member did not give them on the site (C-14)."""

from collections.abc import Iterable

from django.db.models import OuterRef, QuerySet, Subquery

from contest.applications.models import Entry
from contest.scoring.models import MarkChange, ScoreSheet
from contest.scoring.paper.models import PaperSheet
from core import clock


def with_paper(sheets: QuerySet[ScoreSheet]) -> QuerySet:
    """The sheets, each with ``last_paper``: the key of what gave its last mark, None for the member."""
    changes = MarkChange.objects.filter(sheet=OuterRef("pk")).order_by("-at", "-pk")
    return sheets.annotate(last_paper=Subquery(changes.values("paper")[:1]))


def origins_of(entry: Entry, part: str) -> dict[int, str]:
    """By member: «с бумажного листа: внёс …, проверил …», where paper gave the last mark."""
    sheets = with_paper(ScoreSheet.objects.filter(entry=entry, part=part))
    papers = dict(sheets.exclude(last_paper=None).values_list("member", "last_paper"))
    words = paper_words(papers.values()) if papers else {}
    return {member: words[paper] for member, paper in papers.items()}


def paper_words(keys: Iterable[int]) -> dict[int, str]:
    """What is said of confirmed sheets, by their keys; one query."""
    related = ("entered_by", "checked_by", "member__contest")
    return {
        row.pk: _words(row)
        for row in PaperSheet.objects.filter(pk__in=keys).select_related(*related)
    }


def _words(paper: PaperSheet) -> str:
    # Only a confirmed sheet gives marks.
    assert paper.checked_by is not None
    assert paper.checked_at is not None
    checked = clock.format_short(paper.checked_at, paper.tz)
    return (
        f"с бумажного листа: внёс(ла) {paper.entered_by.full_name},"
        f" проверил(а) {paper.checked_by.full_name}, {checked}"
    )
