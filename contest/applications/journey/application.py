"""The application for the contest: the journey that a participant walks (C-8, C-11, C-A1…C-A5)."""

import datetime as dt
from typing import TYPE_CHECKING

from django.conf import settings
from django.http import Http404, HttpRequest
from django.urls import reverse

from contest.applications import kept, services
from contest.applications.journey import guards
from contest.applications.journey.common import (
    contest_of,
    participant_of,
)
from contest.applications.journey.steps import STEPS
from contest.applications.models import Entry
from contest.applications.papers.documents import specs
from contest.applications.papers.slots import slots
from contest.applications.rules import enclosures, experience
from contest.setup.models import Contest
from contest.setup.stage_one import stage_one_words
from contest.setup.stage_two import stage_two_words
from core.clock import format_date, format_deadline
from core.models import Journal, User
from forms_app import links
from forms_app.engine.context import JourneyContext, Scope
from forms_app.engine.journey import Blocker, Identity, Journey, PaperSpec, UploadSlot
from forms_app.engine.proof import Proof
from forms_app.lifecycle import State

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
        event: f"contest-{event}"
        for event in (
            "accepted",
            "second-application",
            "video-received",
            "video-refused",
            "video-missing",
            "stage-two-admitted",
            "stage-two-replacement",
            "stage-two-not-admitted",
            "results-winner",
            "results-prize",
            "results-took-part",
            "results-no-show",
            "complaint-received",
            "complaint-answered",
        )
    }
    called_about = frozenset(
        {"video-received", "video-missing", "complaint-answered"}
        | {"stage-two-admitted", "stage-two-replacement", "stage-two-not-admitted"}
        | {"results-winner", "results-prize", "results-took-part", "results-no-show"}
    )

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
        """Refuse before the opening and after the deadline."""
        guards.check_start(ctx)

    def check_send(self, ctx: JourneyContext) -> None:
        """Refuse a late correction, and too short a service on the day of first sending (C-8)."""
        guards.check_send(ctx)

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
            signed_by=(ctx.data.get("head") or {}).get("head_name") or "",
        )

    def on_change(self, submission: "Submission", action: str, actor: User | None) -> None:
        """An entry stands as long as its application does; late returns are for formal defects."""
        if action == "return":
            guards.check_return(submission)
        services.follow_submission(submission=submission)

    def journal(self, submission: "Submission") -> Journal:
        """The contest's journal of applications."""
        return Contest.objects.select_related("journal").get(slug=submission.scope).journal

    def other_data(self, submission: "Submission") -> list[str]:
        """What other nouns keep of the participant."""
        return kept.words(submission.entry)

    def letter_values(self, submission: "Submission") -> dict[str, str]:
        """When both stages are, and the addresses under the participant's link (C-12, C-13)."""
        contest = Contest.objects.get(slug=submission.scope)
        token = links.token(links.TRACK, submission)
        pages = {
            name: f"{settings.SITE_URL}{reverse(f'contest:{name}', kwargs={'token': token})}"
            for name in ("video", "results", "complaint")
        }
        stages = {"stage": stage_one_words(contest), "stage_two": stage_two_words(contest)}
        return {**stages, **pages}

    def keep_until(self, submission: "Submission") -> dt.datetime | None:
        """30 days after the contest, decided or not (C-A5); None while its end is unknown.

        The nominee's own consent keeps the data until the federal stage is over (C-18).

        The engine destroys what is withdrawn earlier, and what ends by dates only after it has
        announced that.
        """
        ends = Contest.objects.get(slug=submission.scope).kept_until()
        entry = Entry.objects.filter(submission=submission).select_related("contest").first()
        longer = kept.until(entry) if entry is not None else None
        return max(ends, longer) if ends is not None and longer is not None else ends
