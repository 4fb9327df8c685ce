"""What is done to the scoring of a contest, declared once (C-14)."""

from functools import partial
from typing import Any

from django.db.models import QuerySet

from contest.applications.models import Entry
from contest.scoring import services
from contest.scoring.entries import to_mark
from contest.scoring.models import Absence, Recusal, WindowDecision
from contest.scoring.services.window import act_code
from contest.setup.models import Contest, Part
from contest.setup.models.judging import OF_PART
from contest.setup.rules.deadlines import Window
from core.back_office import Act, ActView, Look, PartActView
from core.errors import Refused

from . import forms, scope


def _is(window: Window, part: str) -> Any:
    return lambda contest: contest.scoring_window(part) is window


class InContestView(ActView):
    """An act whose form offers people, entries or hours of the contest."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"contest": self.object}


class RolePlayActView(ActView):
    """An act on the scoring of the role plays: the way leads back to their page."""

    def next_step(self) -> str:
        """The page of the role plays."""
        return self.desk.url(scope.address("inspect", Part.ROLE_PLAY), self.object)


class RolePlayInContestView(RolePlayActView, InContestView):
    """The same, with hours of the contest."""


_VIEWS: dict[str, tuple[type[ActView], type[ActView]]] = {
    Part.VIDEO: (ActView, InContestView),
    Part.ROLE_PLAY: (RolePlayActView, RolePlayInContestView),
}


class ExcuseView(InContestView):
    """Excuses the chosen member: they know which contest it is."""

    def subject(self) -> dict[str, Any]:
        """Nothing: the form names the member."""
        return {}


class RecordRecusalView(ExcuseView):
    """Records a conflict of interest of the chosen member."""


class OwnRecusalView(PartActView):
    """A member declares a conflict of interest of their own."""

    part: Entry

    def perform(self, form: Any) -> None:
        """Call the service for the person's own seat."""
        member = scope.seat_of(self.request, self.object)  # type: ignore[arg-type]
        if member is None:
            raise Refused("Вас нет в составе комиссии этого конкурса.")
        services.recuse(
            entry=self.part,
            member=member,
            reason=form.cleaned_data["reason"],
            actor=self.actor,
        )


def _recusals(contest: Contest) -> QuerySet[Recusal]:
    return Recusal.objects.filter(member__contest=contest)


def _absences(contest: Contest) -> QuerySet[Absence]:
    return Absence.objects.filter(member__contest=contest)


def _acts_on_time(part: str) -> tuple[Act, ...]:
    """While members mark: who is late is reminded, everybody gets more time."""
    of_what, is_open = OF_PART[part], _is(Window.OPEN, part)
    view, with_contest = _VIEWS[part]
    return (
        Act(
            code=act_code(part, "remind"),
            button="Напомнить",
            past=f"Комиссии напомнено об оценке {of_what}",
            service=partial(services.remind, part=part),
            title=f"Напомнить об оценке {of_what} тем, кто оценил не всё",
            submit="Отправить письма",
            help="Письмо получит каждый, кто оценил не всё и у кого есть учётная запись. В нём"
            " сказано, сколько осталось ему самому и до какого времени.",
            success="Письма отправлены.",
            offered=is_open,
            view=view,
        ),
        Act(
            code=act_code(part, WindowDecision.Kind.PROLONG),
            button="Продлить оценку",
            past=f"Оценка {of_what} продлена",
            service=partial(services.prolong, part=part),
            title=f"Продлить оценку {of_what}",
            success="Оценка продлена.",
            form=forms.UntilForm,
            view=with_contest,
            offered=is_open,
        ),
    )


def _acts_on_end(part: str) -> tuple[Act, ...]:
    """The scoring is closed before its time, and opened again after it."""
    of_what = OF_PART[part]
    view, with_contest = _VIEWS[part]
    return (
        Act(
            code=act_code(part, WindowDecision.Kind.CLOSE),
            button="Закрыть оценку досрочно",
            past=f"Оценка {of_what} закрыта досрочно",
            service=partial(services.close_now, part=part),
            title=f"Закрыть оценку {of_what} досрочно",
            help="После закрытия изменить оценки нельзя, а председателю и секретарю откроется"
            " рейтинг.",
            success="Оценка закрыта.",
            form=forms.ReasonForm,
            look=Look.DANGER,
            offered=_is(Window.OPEN, part),
            view=view,
        ),
        Act(
            code=act_code(part, WindowDecision.Kind.REOPEN),
            button="Открыть оценку снова",
            past=f"Оценка {of_what} открыта снова",
            service=partial(services.reopen, part=part),
            title=f"Открыть оценку {of_what} снова",
            help="Оценки снова можно будет менять, а рейтинг закроется до нового срока.",
            success="Оценка открыта.",
            form=forms.UntilForm,
            view=with_contest,
            look=Look.DANGER,
            offered=_is(Window.CLOSED, part),
        ),
    )


ACTS = (
    *(act for part in Part.values for act in (*_acts_on_time(part), *_acts_on_end(part))),
    Act(
        code="record-recusal",
        button="Записать конфликт интересов",
        past="Записан конфликт интересов",
        service=services.recuse,
        help="Член комиссии не будет оценивать этого участника, а выставленные ему оценки не будут"
        " учтены. Обязанность государственного служащего самому уведомить о конфликте интересов"
        " остаётся.",
        success="Записано.",
        form=forms.RecusalForm,
        view=RecordRecusalView,
        right="oversee",
    ),
    Act(
        code="excuse",
        button="Записать отсутствие",
        past="Записано отсутствие члена комиссии",
        service=services.excuse,
        help="Член комиссии освобождается от всех заявок, которые он ещё не оценил полностью."
        " Оценки, выставленные раньше, учитываются. Освободить от отдельных заявок нельзя: для"
        " этого есть конфликт интересов.",
        success="Записано.",
        form=forms.AbsenceForm,
        view=ExcuseView,
    ),
    Act(
        code="recuse",
        button="Я не могу оценивать: конфликт интересов",
        past="Записан конфликт интересов",
        service=services.recuse,
        title="Конфликт интересов",
        submit="Записать",
        help="Вы не будете оценивать этого участника, а уже выставленные оценки не будут учтены."
        " Снять запись сможет только другой человек. Если вы государственный служащий, обязанность"
        " самому уведомить о конфликте интересов остаётся.",
        success="Записано: этого участника вы не оцениваете.",
        form=forms.OwnRecusalForm,
        view=OwnRecusalView,
        parts=to_mark,
        part_name="entry",
        right="mark",
    ),
    Act(
        code="lift-recusal",
        button="Снять",
        past="Конфликт интересов снят",
        service=services.lift,
        title="Снять конфликт интересов",
        help="Снимает другой человек: не сам член комиссии и не тот, кто записал.",
        success="Снято: член комиссии снова оценивает этого участника.",
        form=forms.ReasonForm,
        parts=_recusals,
        part_name="recusal",
        right="oversee",
    ),
    Act(
        code="take-back-absence",
        button="Отменить",
        past="Отсутствие отменено",
        service=services.take_back,
        title="Отменить отсутствие",
        help="Член комиссии снова должен оценить все заявки.",
        success="Отменено.",
        form=forms.ReasonForm,
        parts=_absences,
        part_name="absence",
    ),
)
