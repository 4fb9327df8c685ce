"""«Заявление о содействии в трудоустройстве» (P-F1)."""

import datetime as dt
from typing import TYPE_CHECKING

from core.models import Journal, User
from forms_app import letters
from forms_app.engine.context import JourneyContext
from forms_app.engine.journey import Identity, NextPage, PaperSpec, UploadSlot
from forms_app.engine.proof import Proof
from forms_app.lifecycle import State
from placement.assistance import services
from placement.assistance.journey.common import (
    REPRESENTATIVE,
    full_name,
    is_represented,
    signs_alone_or_beside,
)
from placement.assistance.journey.filing import graduate_of, representative_of, wishes_of
from placement.assistance.journey.resume import resume_of
from placement.assistance.journey.steps import STEPS
from placement.assistance.letters import PREFIX
from placement.assistance.models import AssistanceRequest
from placement.assistance.noun import STATEMENT
from placement.assistance.pages import JOURNEY
from placement.assistance.papers.request import spec
from placement.assistance.setting_up import assistance_journal
from placement.centre.journey import CentreJourney
from placement.graduates.links import page_url
from placement.graduates.rights import IDENTITY, WORK
from placement.grants.links import representative_url
from placement.grants.rules.capacity import Kind

if TYPE_CHECKING:
    from forms_app.models import Submission, SubmissionVersion


_SIGN_FOR_ANOTHER = (
    "Подпишите согласия: личная ссылка придёт на почту законного представителя. Если почты нет,"
    " подпишите на бумаге в центре."
)


class AssistanceJourney(CentreJourney):
    """Scope: the code of the organisation whose centre helps."""

    code = JOURNEY
    title = "Заявление о содействии в трудоустройстве"
    noun = STATEMENT
    form_version = "1"
    steps = STEPS
    proofs = (
        Proof("person", "birth_date", "Дата рождения того, кто ищет работу"),
        Proof("contacts", "phone", "Телефон, который вы указали в заявлении"),
    )
    staff_permission = WORK
    identity_permission = IDENTITY
    phone_answer = ("contacts", "phone")
    entry_title = "Внести заявление"
    is_filled_together = True
    state_words = {
        State.RECEIVED: "Поступило",
        State.REGISTERED: "Зарегистрировано",
        State.RETURNED: "Возвращено на доработку",
        State.ACCEPTED: "Принято",
        State.REJECTED: "Отклонено",
        State.WITHDRAWN: "Отозвано",
    }
    state_meanings = {
        State.RECEIVED: "Мы получили заявление. Специалист центра проверит его и свяжется с вами.",
        State.REGISTERED: "Заявление зарегистрировано. Специалист центра его рассматривает.",
        State.ACCEPTED: "Вам помогут с работой. Начнём, как только подписаны согласия.",
        State.WITHDRAWN: "Заявление отозвано. Личные данные будут уничтожены в течение 30 дней.",
    }
    letters = letters.codes(PREFIX)
    is_confidential = True

    def ready(self, ctx: JourneyContext) -> list[str]:
        """What to have at hand."""
        return [
            "Паспорт: серия, номер, кем и когда выдан, адрес регистрации.",
            "Свидетельство о профессии. Если вы ещё учитесь, оно не нужно.",
            "Если вам нет 18 лет – имя, телефон и почта законного представителя.",
            "Около десяти минут; с резюме – дольше. Можно прерваться и продолжить.",
            "Если удобнее, приходите в центр: заполним вместе.",
        ]

    def what_next(self, ctx: JourneyContext) -> list[str]:
        """Signatures first, then the meeting."""
        is_representative = ctx.data.get("who", {}).get("who") == REPRESENTATIVE
        lines = [
            _SIGN_FOR_ANOTHER
            if is_representative
            else "Подпишите согласия: на своей странице кодом из письма или на бумаге в центре.",
            "Без подписи начать нельзя.",
            "Специалист проверит заявление и свяжется с вами.",
        ]
        if resume_of(ctx) is None:
            lines.append("Резюме вы составите вместе со специалистом.")
        else:
            lines.append("Специалист прочтёт ваше резюме. Без вашего согласия оно никуда не уйдёт.")
        if is_representative and signs_alone_or_beside(ctx):
            place = "по своей ссылке или в центре"
            if not ctx.data["contacts"]["email"]:
                place = "на бумаге в центре"
            lines.insert(1, f"Тот, кого вы представляете, тоже подписывает сам: {place}.")
        elif is_represented(ctx) and not is_representative:
            lines.insert(2, "Законный представитель подписывает сам: по своей ссылке или в центре.")
        return lines

    def next_page(self, ctx: JourneyContext, submission: "Submission") -> NextPage | None:
        """The own page of whoever signs for themselves; a representative has a link by mail."""
        is_own = ctx.data.get("who", {}).get("who") != REPRESENTATIVE
        request = _request_of(submission)
        if request is None or not is_own or not signs_alone_or_beside(ctx):
            return None
        return NextPage("Подписать согласия", page_url(request.graduate))

    # -- papers and documents ------------------------------------------------------------
    def upload_slots(self, ctx: JourneyContext) -> list[UploadSlot]:
        """The signed request, for who has printed it."""
        return [
            UploadSlot(
                "signed",
                "Подписанное заявление",
                "Фотография или скан заявления с подписью. Можно не прикладывать и подписать в"
                " центре.",
                required=False,
                paper_code="request",
                multiple=True,
            )
        ]

    def papers(self, ctx: JourneyContext) -> list[PaperSpec]:
        """The approved form."""
        return [spec()]

    # -- what it becomes -----------------------------------------------------------------
    def consent_values(self, ctx: JourneyContext, purpose: str) -> dict[str, str]:
        """The person for the text of accompaniment; the signature comes later and apart."""
        person, contacts = ctx.data.get("person"), ctx.data.get("contacts", {})
        passport = ctx.data.get("passport", {})
        values = {"address": contacts.get("address", "")}
        if person:
            values["person"] = full_name(ctx)
        if passport.get("passport_number"):
            values["identity_document"] = (
                f"паспорт {passport['passport_series']} {passport['passport_number']}, выдан"
                f" {passport['passport_issued']}"
            )
        if named := ctx.data.get("representative"):
            values["representative"] = named["full_name"]
            if named["kind"] == Kind.INSTITUTION:
                values["representative"] += f", {named['post']}, {named['institution']}"
        return values

    def identity(self, ctx: JourneyContext) -> Identity:
        """The person who looks for work.

        The address stays as it is now unless it is asked about anew: it may have been changed on the card.
        """
        returned = ctx.corrects
        if returned is not None and "contacts" not in returned.returned_steps:
            email = returned.email
        else:
            email = ctx.data["contacts"]["email"] or ctx.email
        return Identity(title=full_name(ctx), email=email)

    def file(
        self, ctx: JourneyContext, submission: "Submission", version: "SubmissionVersion"
    ) -> None:
        """The request with the person's card, representative and the consents to be signed."""
        services.file_request(
            submission=submission,
            person=graduate_of(ctx),
            representative=representative_of(ctx),
            wishes=wishes_of(ctx),
            awaits_certificate=bool(ctx.data["study"]["later"]),
            composed_on=ctx.first_sent_on,
        )

    def on_change(self, submission: "Submission", action: str, actor: User | None) -> None:
        """Card and consents go where the request goes."""
        services.follow_submission(submission=submission, action=action, actor=actor)

    def journal(self, submission: "Submission") -> Journal:
        """The centre's journal of requests for assistance."""
        return assistance_journal()

    def keep_until(self, submission: "Submission") -> dt.datetime | None:
        """With the card of the person; a refused request for a year (X-5)."""
        return services.kept_until(submission)

    def letter_values(self, submission: "Submission") -> dict[str, str]:
        """The page of whose mailbox the letter goes to; none for one that nobody has verified."""
        request = _request_of(submission)
        if request is None:
            return {"page": ""}
        acting = request.graduate.representatives.filter(ended_on=None).first()
        theirs = str(acting.email).casefold() if acting is not None else ""
        if acting is not None and theirs and theirs == submission.email.casefold():
            return {"page": representative_url(acting)}
        is_known = not (
            request.graduate.email_unverified or request.graduate.in_use.email_unverified
        )
        later = "(ссылка придёт, когда центр проверит новый адрес)"
        return {"page": page_url(request.graduate) if is_known else later}


def _request_of(submission: "Submission") -> AssistanceRequest | None:
    rows = AssistanceRequest.objects.select_related("graduate__merged_into")
    return rows.filter(submission=submission).first()
