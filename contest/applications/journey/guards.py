"""When an application may be begun, sent, returned and corrected (C-8, C-10, C-11)."""

from typing import TYPE_CHECKING

from contest.applications.journey.common import application_day, contest_of, periods
from contest.applications.rules import experience
from contest.setup.models import Contest
from contest.setup.rules.deadlines import Acceptance, Window, correction_is_late
from core import clock
from core.clock import format_deadline, format_instant
from core.errors import Refused
from forms_app.engine.context import JourneyContext

if TYPE_CHECKING:
    from forms_app.models import Submission

# What decides whether and as what a person takes part: no formal defect.
SUBSTANCE = frozenset({"eligibility", "role", "indicators"})


def check_start(ctx: JourneyContext) -> None:
    """Refuse before the opening and after the deadline, with hour and zone.

    What came too late on paper or by e-mail is entered, to be refused formally (C-K6).
    """
    contest = contest_of(ctx)
    window = _acceptance(contest).at(ctx.decided_at)
    if window is Window.BEFORE:
        opens = format_instant(contest.applications_open_at, contest.tz)
        raise Refused(f"Приём заявок ещё не начался: он откроется {opens}.", clause="11")
    if window is Window.CLOSED and not ctx.by_staff:
        raise Refused(
            f"Приём заявок закончен: заявки принимались {_closing(contest)} (пункт 11 положения).",
            clause="11",
        )


def check_send(ctx: JourneyContext) -> None:
    """Refuse a late correction, and too short a service on the day of first sending (C-8).

    The engine has refused a first sending after the scope's deadline by now (C-11).
    """
    contest = contest_of(ctx)
    if ctx.corrects is not None:
        _check_correction(ctx)
    if ctx.lacks:
        return
    worked = periods(ctx.data["eligibility"]["periods"])
    if not experience.is_enough(worked, application_day(ctx), contest.min_experience_years):
        raise Refused(
            "На день подачи заявки стаж работы в центрах занятости меньше требуемого пунктом 8"
            " положения. Проверьте периоды работы.",
            clause="8",
        )


def _check_correction(ctx: JourneyContext) -> None:
    contest, returned = contest_of(ctx), ctx.corrects
    assert returned is not None
    closes_at = contest.applications_close_at
    if returned.is_incomplete and ctx.decided_at >= closes_at:
        words = format_deadline(closes_at, contest.tz)
        raise Refused(
            f"Неполный комплект можно было дополнить до окончания приёма: заявки принимались"
            f" {words}.",
            clause="11",
        )
    due_at = returned.corrections_due_at or contest.corrections_due_at
    if correction_is_late(instant=ctx.decided_at, due_at=due_at, closes_at=closes_at):
        words = format_deadline(due_at or closes_at, contest.tz)
        raise Refused(f"Срок исправления прошёл: исправления принимались {words}.", clause="11")


def check_return(submission: "Submission") -> None:
    """After the deadline only formal defects can be corrected, by a date of their own (C-11)."""
    contest = Contest.objects.get(slug=submission.scope)
    if submission.is_incomplete:
        _check_completing(submission, contest)
    if not _acceptance(contest).is_late(clock.now()):
        return
    if SUBSTANCE.intersection(submission.returned_steps):
        raise Refused(
            "Приём заявок закончен: исправить можно только формальные недостатки, но не условия"
            " участия, роль и показатели.",
            field="steps",
            clause="11",
        )
    if submission.corrections_due_at is None:
        raise Refused(
            "Приём заявок закончен: укажите срок, до которого можно исправить недостатки.",
            field="due_at",
            clause="11",
        )


def _check_completing(submission: "Submission", contest: Contest) -> None:
    """An incomplete set is completed before the deadline: what is missing is no formal defect."""
    closes_at = contest.applications_close_at
    words = format_deadline(closes_at, contest.tz)
    if _acceptance(contest).is_late(clock.now()):
        raise Refused(
            f"Комплект неполный, а приём заявок закончен: заявки принимались {words}. Дополнить"
            " комплект уже нельзя, заявку можно отклонить.",
            clause="11",
        )
    due_at = submission.corrections_due_at
    if due_at is None or due_at > closes_at:
        raise Refused(
            f"Комплект неполный: дополнить его можно, пока принимают заявки, {words}. Укажите срок"
            " не позже.",
            field="due_at",
            clause="11",
        )


def _acceptance(contest: Contest) -> Acceptance:
    return Acceptance(contest.applications_open_at, contest.applications_close_at)


def _closing(contest: Contest) -> str:
    return format_deadline(contest.applications_close_at, contest.tz)
