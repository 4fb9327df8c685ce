"""«Заявления о содействии»: from arrival to the accompanied case (P-F1, P-3.6, X-4)."""

import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django.http import HttpRequest
from django.utils.html import format_html

from core.back_office import reworded
from core.models import User
from forms_app.back_office import SubmissionDesk
from forms_app.back_office.decisions import DecisionView
from forms_app.models import Submission
from placement.assistance import services
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.models import AssistanceRequest, Refusal
from placement.centre.operators import operators
from placement.graduates.models import Graduate
from placement.graduates.rights import APPROVE, IDENTITY, VIEW, WORK
from placement.graduates.services import likely_same

from .refusals import REFUSAL_ACTS, RefusalPaperView, awaits_signature, was_prepared_by


class AssistanceDesk(SubmissionDesk):
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
        "destroy": "forms_app.add_destructionact",
    }
    state_labels = AssistanceJourney.state_labels()
    identity_slots = ("signed",)
    identity_words = "личные данные"
    acts = (
        reworded(
            SubmissionDesk.acts,
            {
                "accept": {
                    "help": "Человек учится или учился у нас: карточка будет подтверждена. Дело"
                    " откроется, как только подписано согласие на сопровождение.",
                },
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
    object_views = {**SubmissionDesk.object_views, "refusal": RefusalPaperView}

    def scopes(self, request: HttpRequest, right: str = "view") -> Iterable[str]:
        organisation = cast(User, request.user).organisation_id
        return [o.code for o in self._operators(request) if o.pk == organisation]

    def scope_zones(self, request: HttpRequest) -> Mapping[str, zoneinfo.ZoneInfo]:
        own = set(self.scopes(request))
        return {o.code: o.tz for o in self._operators(request) if o.code in own}

    def zone(self, request: HttpRequest) -> zoneinfo.ZoneInfo:
        """The organisation's own: lists name instants in it."""
        zones = self.scope_zones(request)
        return next(iter(zones.values())) if zones else super().zone(request)

    def notices(self, submission: Submission, request: HttpRequest) -> list[str]:
        """A refusal, likely doubles, a certificate that comes later."""
        rows = AssistanceRequest.objects.select_related("graduate__key")
        row = rows.filter(submission=submission).first()
        refusal = services.standing_refusal(submission)
        notices = [self._refusal_words(refusal, submission)] if refusal else []
        if row is None or not row.graduate.is_current:
            return notices
        if alike := likely_same(row.graduate):
            notices.append(f"Похоже, карточка этого человека уже есть: {_named(alike)}.")
        if row.awaits_certificate:
            notices.append("Свидетельство будет позже: человек ещё учится.")
        return notices

    def _refusal_words(self, refusal: Refusal, submission: Submission) -> str:
        words = (
            f"Отказ подписан: {refusal.signed_by.short_name}."
            if refusal.signed_by
            else f"Отказ ждёт подписи заместителя директора. Подготовлен: {refusal.prepared_by.short_name}."
        )
        return format_html(
            '{} Основание: {} <a href="{}">Отказ (PDF)</a>',
            words,
            refusal.get_ground_display(),
            self.url("refusal", submission),
        )

    @staticmethod
    def _operators(request: HttpRequest) -> Sequence[Any]:
        """One query per request: every part of a page asks for them."""
        if not hasattr(request, "placement_operators"):
            request.placement_operators = operators()  # type: ignore[attr-defined]
        return cast(Any, request).placement_operators


def _named(cards: Iterable[Graduate]) -> str:
    return "; ".join(f"{one} (группа {one.group or 'не указана'})" for one in cards)
