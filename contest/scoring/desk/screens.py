"""The desk of the scoring: contests in which the person marks, or whose scoring they oversee (C-14)."""

import zoneinfo
from collections.abc import Sequence
from typing import Any, cast

from django.contrib import admin
from django.db.models import Model, QuerySet
from django.http import HttpRequest

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring import services
from contest.scoring.entries import to_mark
from contest.scoring.models import Absence, Recusal
from contest.setup.models import Contest
from contest.setup.rules.deadlines import Window
from core.back_office import Act, ActView, DeskAdmin, Look, PartActView
from core.errors import Refused
from core.models import User

from . import forms, outcome, overview, scope, sheet
from .words import window_words


def _is(window: Window) -> Any:
    return lambda contest: contest.scoring_window() is window


class InContestView(ActView):
    """An act whose form offers people, entries or hours of the contest."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"contest": self.object}


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


ACTS = (
    Act(
        code="scoring-remind",
        button="Напомнить",
        past="Комиссии напомнено об оценке",
        service=services.remind,
        title="Напомнить тем, кто оценил не всё",
        submit="Отправить письма",
        help="Письмо получит каждый, кто оценил не все заявки и у кого есть учётная запись. В нём"
        " сказано, сколько осталось ему самому и до какого времени.",
        success="Письма отправлены.",
        offered=_is(Window.OPEN),
    ),
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
        code="scoring-prolong",
        button="Продлить оценку",
        past="Оценка продлена",
        service=services.prolong,
        success="Оценка продлена.",
        form=forms.UntilForm,
        view=InContestView,
        offered=_is(Window.OPEN),
    ),
    Act(
        code="scoring-close",
        button="Закрыть оценку досрочно",
        past="Оценка закрыта досрочно",
        service=services.close_now,
        help="После закрытия изменить оценки нельзя, а председателю и секретарю откроется рейтинг.",
        success="Оценка закрыта.",
        form=forms.ReasonForm,
        look=Look.DANGER,
        offered=_is(Window.OPEN),
    ),
    Act(
        code="scoring-reopen",
        button="Открыть оценку снова",
        past="Оценка открыта снова",
        service=services.reopen,
        help="Оценки снова можно будет менять, а рейтинг закроется до нового срока.",
        success="Оценка открыта.",
        form=forms.UntilForm,
        view=InContestView,
        look=Look.DANGER,
        offered=_is(Window.CLOSED),
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


class ScoringDesk(DeskAdmin):
    """Contests; each with the person's own entries, the progress, and the outcome after closing.

    Rights are held contest by contest, see ``scope``: ``mark`` by a seat, ``work`` by who runs the
    scoring for the operator, ``oversee`` by these and by chair, deputy and secretary.
    """

    model = Contest
    base_url_path = "contest/scoring"
    menu_label = "Оценка"
    menu_icon = "check"
    menu_order = 250
    rights = {"view": scope.SCORE, "mark": scope.SCORE, "oversee": scope.SCORE, "work": scope.RUN}
    list_display = ("name", "window", "seat")
    ordering = ("-year", "-pk")
    inspect_view_enabled = True
    intro = "Конкурсы, в комиссию которых вы входите."
    acts = ACTS
    object_views = {"inspect": overview.ContestView, "table": outcome.TableView}
    part_views = {
        "score": sheet.ScoreView,
        "mark": sheet.MarkView,
        "why": outcome.WhyView,
    }

    def get_queryset(self, request: HttpRequest) -> QuerySet:
        return self.rows_for(request, "view")

    def rows_for(self, request: HttpRequest, right: str) -> QuerySet:
        if not self.may(request, right):
            return Contest.objects.none()
        return scope.contests_for(request, right).order_by(*self.ordering)

    def allows(self, request: HttpRequest, right: str, row: Model) -> bool:
        assert isinstance(row, Contest)
        return self.may(request, right) and scope.holds(request, right, row)

    def zone_of(self, row: Any, request: HttpRequest) -> zoneinfo.ZoneInfo:
        zone: zoneinfo.ZoneInfo = row.tz
        return zone

    def prepare(self, rows: Sequence[Any], request: HttpRequest) -> None:
        seats = CommissionMember.objects.filter(contest__in=rows, user=cast(User, request.user))
        held = {member.contest_id: member.get_seat_display() for member in seats}
        for row in rows:
            row.own_seat = held.get(row.pk, "–")

    @admin.display(description="конкурс", ordering="short_title")
    def name(self, row: Contest) -> str:
        """Title and year."""
        return str(row)

    @admin.display(description="оценка")
    def window(self, row: Contest) -> str:
        """Where the scoring is now."""
        return window_words(row)

    @admin.display(description="вы")
    def seat(self, row: Any) -> str:
        """The person's own seat."""
        seat: str = row.own_seat
        return seat
