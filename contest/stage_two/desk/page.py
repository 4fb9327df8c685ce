"""The page of a contest's stage II: who came, in which order they play, what is known of each (C-16)."""

from typing import Any

from django.utils.safestring import SafeString

from contest.finalists.models import Finalist, NoShow
from contest.scoring.desk.scope import recused_from
from contest.scoring.desk.screens import ScoringDesk
from contest.scoring.desk.words import window_words
from contest.setup.models import Contest, Part
from contest.stage_two import papers
from contest.stage_two.models import RolePlayRun, TestResult
from contest.stage_two.overall import NO_QUESTIONS, is_over
from core import clock
from core.back_office import DeskObjectView, uncached
from core.templatetags.desk_tags import state_tag

from .forms import in_order
from .waiting import waiting

_CAME = {True: ("ok", "явился"), False: ("warning", "не явился"), None: ("waiting", "не отмечено")}


@uncached
class StageTwoView(DeskObjectView):
    """Finalists in the order of the draw; results of the test are for whoever enters or checks them."""

    template_name = "contest/stage_two/desk/contest.html"
    http_method_names = ["get"]
    object: Contest

    def get_title(self) -> str:
        return f"II этап: {self.object}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        contest = self.object
        self.may_work = self.desk.allows(self.request, "work", contest)
        self.may_oversee = self.desk.allows(self.request, "oversee", contest)
        rows = Finalist.objects.in_contest().filter(contest=contest)
        related = rows.select_related("entry__role", "entry__centre", "test_result", "run")
        no_shows = {
            row.finalist_id: row
            for row in NoShow.objects.in_force().filter(finalist__contest=contest)
        }
        return super().get_context_data(
            rows=[self._row(one, no_shows.get(one.pk)) for one in in_order(related)],
            no_shows=[self._no_show(row) for row in self._decisions()],
            acts=self.desk.open_acts(self.request, contest),
            has_tests=self.may_oversee,
            waits=self._waits(),
            papers=self._papers(),
            facts=self._facts(),
            notice=NO_QUESTIONS if self.may_work and not contest.test_questions else "",
            overall_url=self._overall_url(),
            import_url=self.desk.url("import", contest) if self.may_work else "",
            history_url=self.desk.url("history", contest) if self.may_work else "",
            scoring_url=ScoringDesk().url("role-play-inspect", contest),
            zone=contest.tz,
            **kwargs,
        )

    def _facts(self) -> list[tuple[str, str]]:
        contest = self.object
        starts = contest.stage_two_starts_at
        return [
            ("Начало", clock.format_instant(starts, contest.tz) if starts else "не указано"),
            ("Место", contest.stage_two_place or "не указано"),
            ("Ролевые игры", window_words(contest, Part.ROLE_PLAY)),
        ]

    def _waits(self) -> list[tuple[str, str]]:
        """What is to be done, for whoever can do it: words and address."""
        if not self.may_oversee:
            return []
        may_act = {
            act["code"]: act["url"] for act in self.desk.open_acts(self.request, self.object)
        }
        return [(one.words, may_act.get(one.act, "")) for one in waiting(self.object, self.actor)]

    def _overall_url(self) -> str:
        if not self.may_oversee or not is_over(self.object):
            return ""
        return self.desk.url("overall", self.object)

    def _papers(self) -> list[tuple[str, str]]:
        if not self.may_work:
            return []
        return [
            (sheet.title, self.desk.url("paper", self.object, code))
            for code, sheet in papers.SHEETS.items()
            if sheet.is_ready(self.object)
        ]

    def _row(self, finalist: Finalist, no_show: NoShow | None) -> dict[str, Any]:
        result: TestResult | None = getattr(finalist, "test_result", None)
        return {
            "finalist": finalist,
            "came": _came(finalist, no_show),
            "test": self._test(finalist, result) if self.may_oversee else "",
            "play": _play(getattr(finalist, "run", None)),
            "timer_url": "" if no_show else self.desk.url("timer", self.object, finalist.pk),
            "acts": self._acts_of(finalist, no_show, result),
        }

    def _test(self, finalist: Finalist, result: TestResult | None) -> str:
        """The number is hidden from whoever is to check it, or has a conflict of interest."""
        if finalist.entry_id in recused_from(self.request):
            return "вы не оцениваете"
        if result is None:
            return "не внесён"
        if result.is_checked:
            return f"{result.right} из {self.object.test_questions}"
        if result.entered_by_id == self.actor.pk:
            return f"{result.right} из {self.object.test_questions}, ждёт проверки"
        return "внесён, ждёт проверки"

    def _acts_of(
        self, finalist: Finalist, no_show: NoShow | None, result: TestResult | None
    ) -> list[tuple[str, str]]:
        if not self.may_work or no_show:
            return []
        acts = []
        if finalist.attended and self.object.test_questions:
            words = "Исправить результат теста" if result else "Внести результат теста"
            acts.append((words, self.desk.url("enter-test", self.object, finalist.pk)))
        if not finalist.attended:
            acts.append(("Записать неявку", self.desk.url("no-show", self.object, finalist.pk)))
        return acts

    def _decisions(self) -> Any:
        rows = NoShow.objects.filter(finalist__contest=self.object)
        return rows.select_related("finalist__entry", "recorded_by", "ended_by")

    def _no_show(self, row: NoShow) -> dict[str, Any]:
        may_end = self.may_work and row.is_in_force
        url = self.desk.url("take-back-no-show", self.object, row.pk) if may_end else ""
        return {"row": row, "end_url": url}


def _came(finalist: Finalist, no_show: NoShow | None) -> SafeString:
    if no_show:
        return state_tag("withdrawn", "неявка по решению")
    return state_tag(*_CAME[finalist.attended])


def _play(run: RolePlayRun | None) -> str:
    if run is None:
        return "не начата"
    return "сыграна" if run.ended_at else "идёт"
