"""«Заявления о содействии»: from arrival to the accompanied case (P-F1, P-3.6, X-4)."""

from collections.abc import Iterable
from typing import Any

from django.contrib import admin
from django.http import HttpRequest
from django.utils.html import format_html
from django.utils.safestring import SafeString

from core.back_office import reworded
from forms_app.answers import Answer
from forms_app.back_office.decisions import DecisionView
from forms_app.back_office.desk import submission_columns
from forms_app.back_office.filters import AssignedFilter, ReceivedFilter, StateFilter
from forms_app.back_office.submission_acts import submission_acts
from forms_app.models import Submission
from placement.assistance import services
from placement.assistance.journey.forms_request import HEALTH_ANSWER
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.models import AssistanceRequest, Refusal
from placement.assistance.noun import STATEMENT
from placement.centre.desk import CentreDesk
from placement.consents import ASSISTANCE
from placement.graduates.desk.cards import card_link
from placement.graduates.models import Graduate
from placement.graduates.rights import APPROVE, HEALTH, IDENTITY, VIEW, WORK
from placement.graduates.services import likely_same
from placement.grants.models import Grant

from .attention import AttentionFilter
from .refusals import REFUSAL_ACTS, RefusalPaperView, awaits_signature, was_prepared_by

_ACCEPTED = (
    "Человек учится или учился у нас: карточка будет подтверждена. Сопровождение начнётся, как"
    " только подписано согласие на него."
)


class AssistanceDesk(CentreDesk):
    """Requests to the person's own organisation; the director sees them and changes nothing."""

    journey = AssistanceJourney.code
    base_url_path = "placement/assistance"
    menu_label = "Заявления о содействии"
    menu_icon = "mail"
    menu_order = 102
    rights = {
        "view": VIEW,
        "work": WORK,
        "approve": APPROVE,
        "identity": IDENTITY,
        "health": HEALTH,
        "destroy": "forms_app.add_destructionact",
    }
    search_hint = f"Имя, номер {STATEMENT.gen} или регистрационный номер"
    filters = (StateFilter, AttentionFilter, AssignedFilter, ReceivedFilter)
    enter_label = "Внести заявление"
    state_labels = AssistanceJourney.state_labels()
    identity_slots = ("signed",)
    identity_words = "личные данные"
    acts = (
        reworded(
            submission_acts(STATEMENT),
            {
                "register-and-accept": {
                    "help": "Заявление получит следующий номер журнала и сразу будет принято."
                    f" {_ACCEPTED}",
                },
                "accept": {"help": _ACCEPTED},
                "reject": {
                    "button": "Подписать отказ",
                    "past": "Отказ подписан",
                    "service": services.sign_refusal,
                    "title": "Подписать отказ в содействии",
                    "help": "Заявление будет отклонено. Ошибочное решение отменяют, указав причину.",
                    "right": "approve",
                    "form": None,
                    "offered": awaits_signature,
                    "left_to_another": was_prepared_by,
                    "view": DecisionView,
                },
            },
        )
        + REFUSAL_ACTS
    )
    export_columns = submission_columns(STATEMENT)
    object_views = {**CentreDesk.object_views, "refusal": RefusalPaperView}

    def hides(self, answer: Answer, submission: Submission, request: HttpRequest) -> bool:
        """Also whether a person will speak of health, from whoever may not know of that consent."""
        is_of_health = answer.code == HEALTH_ANSWER and not self.may(request, "health")
        return is_of_health or super().hides(answer, submission, request)

    def notices(self, submission: Submission, request: HttpRequest) -> list[str]:
        """The card that it leads to, a refusal, likely doubles, a certificate that comes later."""
        rows = AssistanceRequest.objects.select_related("graduate__key")
        row = rows.filter(submission=submission).first()
        refusal = services.standing_refusal(submission)
        notices = []
        if refusal is not None:
            may_print = self.may(request, RefusalPaperView.right)
            url = self.url("refusal", submission) if may_print else ""
            notices.append(_refusal_words(refusal, url))
        if row is None or not row.graduate.is_current:
            return notices
        notices.append(_card(row.graduate))
        if alike := likely_same(row.graduate):
            notices.append(f"Похоже, карточка этого человека уже есть: {_named(alike)}.")
        if row.awaits_certificate:
            notices.append("Свидетельство будет позже: человек ещё учится.")
        return notices

    @admin.display(description="поступило", ordering="received_at")
    def received(self, row: Any) -> str:
        """The instant of arrival, in the words of a request."""
        return super().received(row)


def _refusal_words(refusal: Refusal, url: str) -> str:
    words = (
        f"Отказ подписан: {refusal.signed_by.short_name}."
        if refusal.signed_by
        else f"Отказ ждёт подписи заместителя директора. Подготовлен: {refusal.prepared_by.short_name}."
    )
    words = f"{words} Основание: {refusal.get_ground_display()}"
    return format_html('{} <a href="{}">Отказ (PDF)</a>', words, url) if url else words


def _card(graduate: Graduate) -> SafeString:
    """The way on: consents, resume and case are on the graduate's card."""
    waiting = Grant.objects.waiting().filter(graduate=graduate, purpose=ASSISTANCE).exists()
    return format_html(
        "{}: согласия, резюме, сопровождение.{}",
        card_link(graduate.pk, "Карточка выпускника"),
        " Согласие на сопровождение ещё не подписано." if waiting else "",
    )


def _named(cards: Iterable[Graduate]) -> str:
    return "; ".join(f"{one} (группа {one.group or 'не указана'})" for one in cards)
