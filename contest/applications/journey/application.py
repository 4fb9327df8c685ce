"""The application for the contest: the journey that a participant walks (C-8, C-11, C-A1…C-A5)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.http import Http404, HttpRequest

from contest.applications import services
from contest.applications.journey.common import (
    application_day,
    contest_of,
    participant_of,
    periods,
)
from contest.applications.journey.steps import STEPS
from contest.applications.papers.documents import specs
from contest.applications.papers.slots import slots
from contest.applications.rules import enclosures, experience
from contest.setup.models import Contest
from contest.setup.rules.deadlines import Acceptance, Window, correction_is_late
from core import clock
from core.clock import format_date, format_deadline, format_instant
from core.errors import Refused
from core.models import Journal, User
from forms_app.engine.context import JourneyContext, Scope
from forms_app.engine.journey import Blocker, Identity, Journey, PaperSpec, UploadSlot
from forms_app.engine.proof import Proof
from forms_app.lifecycle import State

# What decides whether and as what a person takes part: no formal defect.
SUBSTANCE = frozenset({"eligibility", "role", "indicators"})

if TYPE_CHECKING:
    from forms_app.models import Submission, SubmissionVersion


class ContestApplication(Journey):
    """Scope: the contest's slug."""

    code = "contest-application"
    title = "Заявка на участие в конкурсе"
    clause_label = "Пункт положения"
    arrival_decides = (
        "Момент поступления решает, вовремя ли подано. "
        "Время указывайте по часам приёма: пояс назван рядом со сроком."
    )
    form_version = "2024-1"
    has_planned_end = True
    steps = STEPS
    proofs = (
        Proof("questionnaire", "birth_date", "Ваша дата рождения"),
        Proof("participant", "phone", "Телефон, который вы указали в заявке"),
    )
    staff_permission = "contest.work_entries"
    takes_everything = True
    identity_permission = "contest.read_identity"
    phone_answer = ("participant", "phone")
    state_words = {State.ACCEPTED: "Допущена"}
    state_meanings = {State.ACCEPTED: "Вы допущены к участию в конкурсе."}
    letters = {
        "accepted": "contest-accepted",
        "second-application": "contest-second-application",
    }

    # -- where it goes -------------------------------------------------------------------
    def scopes_open(self, at: dt.datetime) -> list[Scope]:
        """The published contests that take applications."""
        contests = Contest.objects.accepting(at).select_related("operator")
        return [self._scope(contest) for contest in contests]

    def describe(self, scope: str) -> Scope:
        """The contest with this slug; raise LookupError for an unknown one.

        One that is no longer published is known too: what was filed to it stays readable.
        """
        contest = Contest.objects.select_related("operator").filter(slug=scope).first()
        if contest is None:
            raise LookupError(scope)
        return self._scope(contest)

    def get_scope(self, request: HttpRequest) -> str:
        """Nobody starts an application for a contest that is not published (invariant 6)."""
        scope = super().get_scope(request)
        if not Contest.objects.published().filter(slug=scope).exists():
            raise Http404
        return scope

    def scopes_to_enter(self, user: User) -> list[Scope]:
        """The published contests of the person's own organisation, closed ones too, newest first."""
        if user.organisation_id is None:
            return []
        own = Contest.objects.published().filter(operator=user.organisation_id)
        return [self._scope(c) for c in own.select_related("operator").order_by("-year", "-pk")]

    def _scope(self, contest: Contest) -> Scope:
        return Scope(
            code=contest.slug,
            title=str(contest),
            operator=contest.operator,
            tz=contest.tz,
            deadline=contest.applications_close_at,
            clause="11 положения",
            url=f"/contests/{contest.slug}/",
            subject=contest,
        )

    def ready(self, ctx: JourneyContext) -> list[str]:
        """What to have at hand."""
        need = experience.plural(contest_of(ctx).min_experience_years, "года", "лет", "лет")
        return [
            "Паспорт: серия, номер, кем и когда выдан, код подразделения, адрес регистрации.",
            f"Даты приёма и увольнения по работе в центрах занятости: нужен стаж не меньше {need}.",
            "Дипломы и документы о курсах: номер, дата выдачи, организация.",
            "Показатели вашей работы за последний календарный год.",
            "Должность, фамилия, имя и отчество руководителя: он подпишет заявку и анкету.",
            "Справка кадровой службы о должностях и периодах работы.",
            "Характеристика, подписанная руководителем.",
        ]

    def what_next(self, ctx: JourneyContext) -> list[str]:
        """Who looks at it, until when corrections are taken, when the first stage is."""
        contest = contest_of(ctx)
        lines = ["Секретарь конкурса проверит документы и зарегистрирует заявку."]
        if contest.corrections_due_at:
            due = format_deadline(contest.corrections_due_at, contest.tz)
            lines.append(f"Если что-то нужно исправить, вы узнаете об этом; срок – {due}.")
        if stage := contest.stages.order_by("starts_on").first():
            days = f"{format_date(stage.starts_on)} – {format_date(stage.ends_on)}"
            lines.append(f"Допущенных ждёт первый этап: «{stage.title}», {days}.")
        return lines

    # -- rules ---------------------------------------------------------------------------
    def check_start(self, ctx: JourneyContext) -> None:
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
                f"Приём заявок закончен: заявки принимались {_closing(contest)} (пункт 11"
                " положения).",
                clause="11",
            )

    def check_send(self, ctx: JourneyContext) -> None:
        """Refuse a late correction, and too short a service on the day of first sending (C-8).

        The engine has refused a first sending after the scope's deadline by now (C-11).
        """
        contest = contest_of(ctx)
        if ctx.corrects is not None:
            self._check_correction(ctx)
        if ctx.lacks:
            return
        worked = periods(ctx.data["eligibility"]["periods"])
        if not experience.is_enough(worked, application_day(ctx), contest.min_experience_years):
            raise Refused(
                "На день подачи заявки стаж работы в центрах занятости меньше требуемого пунктом 8"
                " положения. Проверьте периоды работы.",
                clause="8",
            )

    def _check_correction(self, ctx: JourneyContext) -> None:
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

    def blockers(self, ctx: JourneyContext) -> list[Blocker]:
        """The list of enclosures against the files."""
        listed = ctx.data.get("enclosures")
        if ctx.draft is None or listed is None or ctx.lacks:
            return []
        text = enclosures.mismatch(
            listed=[row["title"] for row in listed["other_documents"]],
            uploaded=ctx.draft.uploads.filter(slot="other").count(),
        )
        return [Blocker(text, "uploads")] if text else []

    # -- papers and documents ------------------------------------------------------------
    def upload_slots(self, ctx: JourneyContext) -> list[UploadSlot]:
        """The documents of clause 11."""
        return slots()

    def papers(self, ctx: JourneyContext) -> list[PaperSpec]:
        """Appendices 1, 2–4 and 5."""
        return specs()

    def consent_values(self, ctx: JourneyContext, purpose: str) -> dict[str, str]:
        """Person, passport and address for Appendix 5; what is not there stays a line to write on."""
        person, passport = ctx.data.get("participant", {}), ctx.data.get("passport", {})
        names = (person.get(name) for name in ("last_name", "first_name", "middle_name"))
        series, issued_on = passport.get("passport_series", ""), passport.get("passport_date")
        issued = (passport.get("passport_issuer"), issued_on and f"{issued_on:%d.%m.%Y}")
        return {
            "full_name": " ".join(name for name in names if name),
            "passport_series": f"{series[:2]} {series[2:]}".strip(),
            "passport_number": passport.get("passport_number", ""),
            "passport_issued": ", ".join(part for part in issued if part),
            "department_code": passport.get("department_code", ""),
            "address": passport.get("address", ""),
        }

    # -- what it becomes -----------------------------------------------------------------
    def identity(self, ctx: JourneyContext) -> Identity:
        """The participant; found by centre and role too."""
        centre = ctx.data["eligibility"]["centre"]
        role = ctx.data["role"]["service"].role
        return Identity(
            title=participant_of(ctx.data["participant"], ctx.data["questionnaire"]).full_name,
            search=[centre.name, role.title],
            email=ctx.data["participant"]["email"],
        )

    def file(
        self, ctx: JourneyContext, submission: "Submission", version: "SubmissionVersion"
    ) -> None:
        """The entry in the contest."""
        service = ctx.data["role"]["service"]
        services.file_entry(
            submission=submission,
            contest=contest_of(ctx),
            role=service.role,
            service=service,
            centre=ctx.data["eligibility"]["centre"],
            participant=participant_of(ctx.data["participant"], ctx.data["questionnaire"]),
        )

    def on_change(self, submission: "Submission", action: str, actor: User | None) -> None:
        """An entry stands as long as its application does; late returns are for formal defects."""
        if action == "return":
            _check_return(submission)
        services.follow_submission(submission=submission)

    def journal(self, submission: "Submission") -> Journal:
        """The contest's journal of applications."""
        return Contest.objects.select_related("journal").get(slug=submission.scope).journal

    def keep_until(self, submission: "Submission") -> dt.datetime | None:
        """30 days after the contest, decided or not (C-A5); None while its end is unknown.

        The engine destroys what is withdrawn earlier, and what ends by dates only after it has
        announced that.
        """
        return Contest.objects.get(slug=submission.scope).kept_until()


def _check_return(submission: "Submission") -> None:
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
