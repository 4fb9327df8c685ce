"""After the closing: the ranking of each group, and why an entry has its place (C-15)."""

from fractions import Fraction
from heapq import nsmallest
from typing import Any

from django.db.models import QuerySet, prefetch_related_objects
from django.http import Http404

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import to_mark
from contest.scoring.paper.origin import origins_of
from contest.scoring.rules.shown import Shown, shown_together
from contest.scoring.standing import (
    Facts,
    GroupStanding,
    Line,
    comments_of,
    facts_of,
    marks_of,
    standing,
)
from contest.scoring.standing_words import closed_last, place_words, tie_words, verdict_words
from contest.setup.models import Contest, Part
from contest.setup.models.judging import OF_PART
from core.back_office import DeskObjectView, DeskPartView, uncached
from core.text import plural

from .paging import ON_PAGE, Page, page_of
from .scope import address, is_closed, recused_from
from .words import mark_text, window_words

# So many entries on which the members are furthest apart.
MOST_DIFFERENT = 5


class AfterClosing(DeskObjectView):
    """A view of marks given by others: before the closing it is not there for anybody."""

    right = "oversee"
    http_method_names = ["get"]
    scored: str = Part.VIDEO
    object: Contest

    def look_up(self) -> None:
        """Find the object; Http404 before the closing."""
        super().look_up()
        if not is_closed(self.object, self.scored):
            raise Http404


@uncached
class TableView(AfterClosing):
    """The ranking group by group, what blocks it, where the members differ most."""

    template_name = "contest/scoring/desk/table.html"

    def get_title(self) -> str:
        return f"Результаты оценки {OF_PART[self.scored]}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts, groups = standing(self.object, part=self.scored)
        closed = recused_from(self.request)
        lines = [line for group in groups for line in group.lines if line.entry.pk not in closed]
        shown = shown_together(line.mark.value for line in lines)
        pages = [page_of(closed_last(group.lines, closed), self.request) for group in groups]
        prefetch_related_objects([line.entry for page in pages for line in page.rows], "centre")
        different = nsmallest(MOST_DIFFERENT, lines, lambda line: (-line.spread, line.entry.pk))
        return super().get_context_data(
            contest=self.object,
            window=window_words(self.object, self.scored),
            is_video=self.scored == Part.VIDEO,
            summary_url=self.desk.url("summary", self.object, self.scored),
            groups=[
                self._group(group, page, shown, facts)
                for group, page in zip(groups, pages, strict=True)
            ],
            different=[self._row(line, shown, None) for line in different if line.spread],
            **kwargs,
        )

    def _group(
        self, group: GroupStanding, page: Page[Line], shown: Shown, facts: Facts
    ) -> dict[str, Any]:
        closed = recused_from(self.request)
        cut = group.allotment
        waiting = [self._waiting(line, facts) for line in group.without_mark[:ON_PAGE]]
        return {
            "group": group.group,
            "rows": [self._row(line, shown, group) for line in page.rows],
            "waiting": waiting,
            "waiting_count": len(group.without_mark),
            "ties": [tie_words(tie, group, shown, closed) for tie in (cut.ties if cut else ())],
            "page": page,
        }

    def _row(self, line: Line, shown: Shown, group: GroupStanding | None) -> dict[str, Any]:
        if line.entry.pk in recused_from(self.request):
            return {"entry": line.entry, "is_closed": True}
        return {
            "entry": line.entry,
            "place": place_words(line),
            "mark": shown.text(line.mark.value),
            "spread": Shown().text(line.spread),
            "verdict": verdict_words(line, group),
            "url": self.desk.url(address("why", self.scored), self.object, line.entry.pk),
        }

    def _waiting(self, line: Line, facts: Facts) -> dict[str, Any]:
        if line.entry.pk in recused_from(self.request):
            return {"entry": line.entry, "is_closed": True}
        names = [m.full_name for m in facts.members if m.pk in line.mark.missing]
        return {"entry": line.entry, "missing": ", ".join(names)}


@uncached
class WhyView(AfterClosing, DeskPartView):
    """«Почему это место»: one entry down to each mark; closed to whoever is recused from it."""

    template_name = "contest/scoring/desk/why.html"
    part: Entry

    def parts(self) -> QuerySet:
        """The entries that are marked."""
        rows = to_mark(self.object, self.scored)
        return rows.select_related("centre", "service__group")

    def get_title(self) -> str:
        return f"Почему это место: {self.part.full_name}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        facts = facts_of(self.object, self.scored)
        context = super().get_context_data(entry=self.part, **kwargs)
        context["object_url"] = self.desk.url(address("table", self.scored), self.object)
        if self.part.pk in recused_from(self.request):
            return {**context, "is_recused": True}
        mark, given = facts.mark(self.part.pk), facts.given(self.part.pk)
        shown = shown_together([mark.value, *given.values()])
        steps = marks_of(self.part, facts.criteria)
        comments = comments_of(self.part, self.scored)
        origins = origins_of(self.part, self.scored)
        return {
            **context,
            "criteria": facts.criteria,
            "rows": [
                {
                    **self._row(one, facts, steps.get(one.pk, {}), given.get(one.pk), shown),
                    "comment": comments.get(one.pk, ""),
                    "origin": origins.get(one.pk, ""),
                }
                for one in facts.members
            ],
            "has_mark": mark.value is not None,
            "mark": shown.text(mark.value),
            "counted": plural(len(mark.members), "члена", "членов", "членов"),
        }

    def _row(
        self,
        member: CommissionMember,
        facts: Facts,
        steps: dict[int, int],
        mean: Fraction | None,
        shown: Shown,
    ) -> dict[str, Any]:
        return {
            "name": member.full_name,
            "marks": [(str(one), mark_text(one, steps.get(one.pk))) for one in facts.criteria],
            "mean": shown.text(mean),
            "note": _note(member.pk, facts, self.part.pk, is_whole=mean is not None),
        }


def _note(member: int, facts: Facts, entry: int, *, is_whole: bool) -> str:
    if member in facts.recused.get(entry, ()):
        return "конфликт интересов: оценки не учтены"
    if member in facts.set_aside:
        return "заменён приказом: оценки не учтены"
    if member in facts.without_influence(entry):
        return "учтены оценки того, кого он заменил"
    if is_whole:
        return ""
    if member in facts.replaced:
        return "заменён приказом"
    return "освобождён решением" if member in facts.excused else "оценка не выставлена"
