"""«Заявка от потенциального работодателя о потребности в работниках» (P-F2)."""

import datetime as dt
from typing import TYPE_CHECKING

from core.models import Journal, User
from forms_app import reading
from forms_app.engine.context import JourneyContext
from forms_app.engine.journey import (
    Identity,
    PaperNote,
    PaperSpec,
    UploadSlot,
)
from forms_app.engine.proof import Proof
from forms_app.lifecycle import State
from placement.centre.journey import CentreJourney
from placement.employers.models import Employer, EmployerContact
from placement.requests import employer_code, services
from placement.requests.journey.filing import company_name, company_of, contact_of, vacancies_of
from placement.requests.journey.steps import STEPS
from placement.requests.papers.request import spec
from placement.requests.setting_up import requests_journal

if TYPE_CHECKING:
    from forms_app.models import Submission, SubmissionVersion


class VacancyRequestJourney(CentreJourney):
    """Scope: the code of the organisation whose centre takes the request."""

    code = "vacancy-request"
    title = "Заявка работодателя о потребности в работниках"
    form_version = "1"
    steps = STEPS
    proofs = (Proof("contact", "phone", "Телефон контактного лица, указанный в заявке"),)
    repeatable = True
    staff_permission = services.WORK
    identity_permission = services.WORK
    phone_answer = ("contact", "phone")
    state_words = {State.ACCEPTED: "Принята в реестр"}
    state_meanings = {
        State.RECEIVED: "Мы получили заявку. Специалист центра проверит её и свяжется с вами.",
        State.REGISTERED: "Заявка зарегистрирована. Специалист центра готовит вакансии к публикации.",
        State.ACCEPTED: "Вакансии внесены в реестр центра. Мы подбираем кандидатов.",
        State.WITHDRAWN: "Заявка и её вакансии отозваны. Личные данные контактного лица будут"
        " уничтожены в течение 30 дней.",
    }
    letters = {
        "received": "vacancy-request-received",
        "registered": "vacancy-request-registered",
        "accepted": "vacancy-request-accepted",
        "rejected": "vacancy-request-rejected",
        "withdrawn": "vacancy-request-withdrawn",
    }

    def ready(self, ctx: JourneyContext) -> list[str]:
        """What to have at hand."""
        return [
            "ИНН предприятия или предпринимателя.",
            "Для каждой вакансии: должность, адрес места работы, график, оклад.",
            "Имя, должность, телефон и почта контактного лица; оно само даёт согласие.",
            "Около десяти минут. Подписывать ничего не обязательно.",
        ]

    # -- papers and documents ------------------------------------------------------------
    def upload_slots(self, ctx: JourneyContext) -> list[UploadSlot]:
        """A signed copy, for who wants to send one."""
        return [
            UploadSlot(
                "signed",
                "Подписанная заявка",
                "Если на предприятии принято подписывать такие заявки. Можно не прикладывать.",
                required=False,
                paper_code="request",
                multiple=True,
            )
        ]

    def papers(self, ctx: JourneyContext) -> list[PaperSpec]:
        """The approved form."""
        return [spec()]

    def paper_notes(self, ctx: JourneyContext) -> list[PaperNote]:
        """Where a known employer gets the form with what the bank has."""
        return employer_code.notes(ctx)

    def consent_values(self, ctx: JourneyContext, purpose: str) -> dict[str, str]:
        """The contact person and the employer's ИНН."""
        person = ctx.data.get("contact", {})
        return {
            "contact_name": person.get("name", ""),
            "contact_post": person.get("post", ""),
            "inn": ctx.data["employer"]["inn"],
        }

    # -- what it becomes -----------------------------------------------------------------
    def identity(self, ctx: JourneyContext) -> Identity:
        """The employer; found by ИНН and posts too."""
        titles = [vacancy["title"] for vacancy in vacancies_of(ctx)]
        return Identity(
            title=company_name(ctx),
            search=[ctx.data["employer"]["inn"], *titles],
            email=ctx.data["contact"]["email"] or ctx.email,
        )

    def file(
        self, ctx: JourneyContext, submission: "Submission", version: "SubmissionVersion"
    ) -> None:
        """The request with its employer, contact person and vacancies."""
        services.file_request(
            submission=submission,
            employer=company_of(ctx),
            contact=contact_of(ctx),
            wanted=vacancies_of(ctx),
            composed_on=ctx.first_sent_on,
        )

    def on_change(self, submission: "Submission", action: str, actor: User | None) -> None:
        """Vacancies and contact person go where the request goes."""
        services.follow_submission(submission=submission, actor=actor)
        if action == "take-back":
            services.bring_vacancies_back(submission=submission, actor=actor)

    def journal(self, submission: "Submission") -> Journal:
        """The centre's journal of employers' requests."""
        return requests_journal()

    def keep_until(self, submission: "Submission") -> dt.datetime | None:
        """30 days after the last of its vacancies ended; None while one is live (X-5)."""
        return services.kept_until(submission)


def contact_in(submission: "Submission") -> EmployerContact:
    """What the version in force says of the contact person."""
    return contact_of(reading.context_of(submission.current))


def company_in(submission: "Submission") -> Employer:
    """What the version in force says of the employer."""
    return company_of(reading.context_of(submission.current))
