"""Views of stage II that need more than their act."""

from typing import Any

from django.db import transaction

from contest.finalists.models import Finalist, NoShow
from contest.setup.models import Contest
from contest.stage_two.models import RolePlayRun
from core.back_office import ActView, PartActView
from core.errors import Refused

NOTHING_SAVED = "Ничего не сохранено: исправьте отмеченное."
NOTHING_TYPED = "Введите хотя бы одно число."


class FinalistsView(ActView):
    """A form with a field for each finalist."""

    template_name = "contest/stage_two/desk/finalists_form.html"
    object: Contest

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"contest": self.object}


class AttendanceView(FinalistsView):
    """One form for all: who came."""

    def perform(self, form: Any) -> None:
        """Call the service with what was changed."""
        self.service(contest=self.object, came=form.came(), actor=self.actor)


class DrawnNumbersView(FinalistsView):
    """One form for all: who drew which number."""

    def perform(self, form: Any) -> None:
        """Call the service with the numbers."""
        reason = form.cleaned_data["reason"]
        self.service(contest=self.object, numbers=form.numbers(), reason=reason, actor=self.actor)


class TestsView(FinalistsView):
    """One form for all: how many answers are right; all is entered or nothing."""

    __test__ = False

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "actor": self.actor}

    def get_help(self) -> str:
        return (
            f"Верных ответов из {self.object.test_questions}. Кого ещё не внесли, оставьте пустым."
            " Что внёс коллега и что уже проверено, здесь не показано."
            if self.object.test_questions
            else "Сначала укажите в настройках конкурса, сколько вопросов в тесте."
        )

    def perform(self, form: Any) -> None:
        """Call the service for each number; what it refuses is said beside it."""
        typed = form.typed()
        if not typed:
            raise Refused(NOTHING_TYPED)
        with transaction.atomic():
            for name, right in typed.items():
                try:
                    self.save_one(form.finalists[name], right)
                except Refused as refusal:
                    form.add_error(name, refusal.message)
            if form.errors:
                raise Refused(NOTHING_SAVED)

    def save_one(self, finalist: Finalist, right: int) -> None:
        """Enter one."""
        self.service(finalist=finalist, right=right, actor=self.actor)


class ChecksView(TestsView):
    """One form for all: the second person's numbers."""

    def get_help(self) -> str:
        return self.help

    def save_one(self, finalist: Finalist, right: int) -> None:
        """Check one."""
        self.service(result=finalist.test_result, right=right, actor=self.actor)


class FinalistActView(PartActView):
    """An act on a finalist, whom its heading names."""

    part: Finalist

    def get_title(self) -> str:
        return f"{super().get_title()}: {self.part}"


class NoShowView(PartActView):
    """An act on a no-show, with whose it is."""

    part: NoShow

    def get_title(self) -> str:
        return f"{super().get_title()}: {self.part.finalist}"


class OfTimeView(PartActView):
    """An act on the time of a role play: the way leads back to the timer."""

    object: Contest

    def get_title(self) -> str:
        return f"{super().get_title()}: {self.finalist()}"

    def finalist(self) -> Finalist:
        """Whose time it is."""
        raise NotImplementedError

    def next_step(self) -> str:
        """The timer."""
        return self.desk.url("timer", self.object, self.finalist().pk)


class StartView(OfTimeView):
    """The time begins."""

    part: Finalist

    def finalist(self) -> Finalist:
        return self.part


class RunActView(OfTimeView):
    """The time stops, goes on, ends."""

    part: RolePlayRun

    def look_up(self) -> None:
        super().look_up()
        # A time that is discarded is gone by the end.
        self.whose: Finalist = self.part.finalist

    def finalist(self) -> Finalist:
        return self.whose
