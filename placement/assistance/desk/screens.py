"""«Заявления о содействии»: from arrival to the accompanied case (P-F1, P-3.6, X-4)."""

import zoneinfo
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, cast

from django import forms
from django.http import HttpRequest

from core.back_office import reworded
from core.models import User
from forms_app.back_office import SubmissionDesk
from forms_app.back_office.decisions import DecisionView
from forms_app.models import Submission
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.models import AssistanceRequest
from placement.centre.operators import operators
from placement.graduates.models import Graduate
from placement.graduates.rights import APPROVE, IDENTITY, VIEW, WORK
from placement.graduates.services import likely_same

# There are no other grounds (P-3.6).
GROUNDS = (
    "Вы не обучались и не обучаетесь в нашем учреждении.",
    "Нет согласия на обработку персональных данных: без него сопровождать нельзя.",
)


class RefuseForm(forms.Form):
    """One of the two grounds."""

    reason = forms.ChoiceField(
        label="Основание отказа",
        choices=[(words, words) for words in GROUNDS],
        widget=forms.RadioSelect,
        help_text="Других оснований нет. Заявитель прочтёт этот текст на странице заявления.",
    )


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
    acts = reworded(
        SubmissionDesk.acts,
        {
            "accept": {
                "help": "Человек учится или учился у нас: карточка будет подтверждена. Дело"
                " откроется, как только подписано согласие на сопровождение.",
            },
            "reject": {
                "button": "Отказать",
                "title": "Отказ в содействии",
                "help": "Отказ подписывает заместитель директора. Ошибочное решение отменяют,"
                " указав причину.",
                "right": "approve",
                "form": RefuseForm,
                "view": DecisionView,
            },
        },
    )

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
        """Likely doubles, a certificate that comes later."""
        rows = AssistanceRequest.objects.select_related("graduate__key")
        row = rows.filter(submission=submission).first()
        if row is None or not row.graduate.is_current:
            return []
        notices = []
        if alike := likely_same(row.graduate):
            notices.append(f"Похоже, карточка этого человека уже есть: {_named(alike)}.")
        if row.awaits_certificate:
            notices.append("Свидетельство будет позже: человек ещё учится.")
        return notices

    @staticmethod
    def _operators(request: HttpRequest) -> Sequence[Any]:
        """One query per request: every part of a page asks for them."""
        if not hasattr(request, "placement_operators"):
            request.placement_operators = operators()  # type: ignore[attr-defined]
        return cast(Any, request).placement_operators


def _named(cards: Iterable[Graduate]) -> str:
    return "; ".join(f"{one} (группа {one.group or 'не указана'})" for one in cards)
