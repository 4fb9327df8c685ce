"""The overall ranking after both closings, and why each has their place (C-16, C-17)."""

from collections.abc import Iterable, Sequence
from fractions import Fraction
from typing import Any

from django.http import Http404

from contest.finalists.models import Finalist
from contest.scoring.desk.scope import recused_from
from contest.scoring.desk.screens import ScoringDesk
from contest.scoring.rules.places import Allotment, Tie
from contest.scoring.rules.shown import Shown, shown_together
from contest.setup.models import Contest
from contest.stage_two.models import TestResult
from contest.stage_two.overall import FinalistLine, Overall, is_over, overall
from contest.stage_two.published import disagreement
from core.back_office import DeskObjectView, uncached

_ROMAN = {1: "I", 2: "II", 3: "III"}


@uncached
class OverallView(DeskObjectView):
    """Places, parts and totals; before both closings the page is not there for anybody.

    Whoever has a conflict of interest with an entry sees neither its points nor its place (ADR 16).
    """

    template_name = "contest/stage_two/desk/overall.html"
    http_method_names = ["get"]
    right = "oversee"
    object: Contest

    def look_up(self) -> None:
        """Find the contest; Http404 before the closings."""
        super().look_up()
        if not is_over(self.object):
            raise Http404

    def get_title(self) -> str:
        return "Итоговый рейтинг"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        standing = overall(self.object)
        self.unseen = recused_from(self.request)
        seen = [one for one in standing.lines if one.finalist.entry_id not in self.unseen]
        shown = shown_together(_numbers(seen))
        closed = [one for one in standing.lines if one.finalist.entry_id in self.unseen]
        return super().get_context_data(
            contest=self.object,
            rows=[self._row(one, standing, shown) for one in seen],
            # Where they stand would tell their place.
            closed=sorted(one.finalist.entry.full_name for one in closed),
            no_shows=standing.no_shows,
            waits=standing.waits,
            lacking=self._lacking(standing),
            ties=self._ties(standing, shown),
            is_settled=standing.is_settled,
            disagreement=disagreement(self.object, standing, self.unseen),
            **kwargs,
        )

    def _row(self, line: FinalistLine, standing: Overall, shown: Shown) -> dict[str, Any]:
        return {
            "finalist": line.finalist,
            "place": _place(line),
            "prize": _prize(line, self.object, standing.prizes),
            "video": shown.text(line.parts.video),
            "test": shown.text(line.parts.test),
            "role_play": shown.text(line.parts.role_play),
            "total": shown.text(line.total),
            "result": self._result(line.finalist),
            "lacks": line.lacks,
            "video_url": self._marks("why", line),
            "role_play_url": self._marks("role-play-why", line) if line.finalist.attended else "",
        }

    def _marks(self, view: str, line: FinalistLine) -> str:
        return ScoringDesk().url(view, self.object, line.finalist.entry_id)

    def _result(self, finalist: Finalist) -> str:
        result: TestResult | None = getattr(finalist, "test_result", None)
        if result is None or not self.object.test_questions:
            return ""
        return f"верных ответов {result.right} из {self.object.test_questions}"

    def _lacking(self, standing: Overall) -> list[str]:
        """What blocks the ranking, finalist by finalist."""
        return [
            f"{line.finalist}: вы не оцениваете"
            if line.finalist.entry_id in self.unseen
            else f"{line.finalist}: {'; '.join(line.lacks)}"
            for line in standing.without_total
        ]

    def _ties(self, standing: Overall, shown: Shown) -> list[str]:
        ties = standing.prizes.ties if standing.prizes else ()
        return [self._tie(tie, standing.lines, shown) for tie in ties]

    def _tie(self, tie: Tie, lines: Sequence[FinalistLine], shown: Shown) -> str:
        decides = "кто какое займёт, решает комиссия на заседании."
        if not tie.entries.isdisjoint(self.unseen):
            return f"У призовых мест равные баллы: {decides}"
        tied = [line for line in lines if line.finalist.entry_id in tie.entries]
        names = ", ".join(line.finalist.entry.full_name for line in tied)
        places = ", ".join(_ROMAN.get(seat, str(seat)) for seat in tie.seats)
        return f"По {shown.text(tied[0].total)} балла: {names}. Спорные места – {places}: {decides}"


def _numbers(lines: Iterable[FinalistLine]) -> Iterable[Fraction | None]:
    """Every number of the page: two that differ have to look different."""
    for line in lines:
        yield from (line.parts.video, line.parts.test, line.parts.role_play, line.total)


def _place(line: FinalistLine) -> str:
    level = line.level
    if level is None:
        return "–"
    return f"{level.first}" if level.first == level.last else f"{level.first}–{level.last}"


def _prize(line: FinalistLine, contest: Contest, prizes: Allotment | None) -> str:
    """«I место, победитель»; for who waits for a decision, that."""
    if line.prize is not None:
        who = "победитель" if line.prize <= contest.max_winners else "призёр"
        return f"{_ROMAN.get(line.prize, line.prize)} место, {who}"
    ties = prizes.ties if prizes else ()
    is_tied = any(line.finalist.entry_id in tie.entries for tie in ties)
    return "решает комиссия" if is_tied else ""
