"""«Рекомендации наставнику» on the own page: the person reads them before an employer may (P-F7)."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.utils.functional import cached_property

from core.errors import Refused
from core.history import log_read
from placement.consents import HEALTH
from placement.graduates import rights
from placement.graduates.models import Graduate
from placement.grants import gate
from placement.mentors import services
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import Recommendations
from placement.mentors.rules.parts import ROWS

from .base import OwnPage
from .sections import Section

NOT_THERE = "Рекомендаций здесь сейчас нет: их исправляют, или согласие на них не действует."


def _sheet(page: OwnPage) -> Recommendations | None:
    """The signed sheet, while the consent that it rests on is in force."""
    cards = Graduate.objects.of_person(page.graduate)
    rows = Recommendations.objects.filter(graduate__in=cards, state=SheetState.READY)
    sheet = rows.select_related("graduate__key").first()
    return sheet if sheet is not None and gate.allows(page.graduate, HEALTH) else None


def section(page: OwnPage) -> Section | None:
    """That there is something to read, and who has received it."""
    sheet = _sheet(page) if page.is_proved else None
    if sheet is None:
        return None
    context = {
        "page": page,
        "sheet": sheet,
        "url": page.url("recommendations"),
        "received": sheet.handovers.select_related("employer"),
    }
    asked = [] if sheet.read_at else [("Прочитать рекомендации наставнику", str(context["url"]))]
    template = "placement/own_page/recommendations.html"
    return Section("Рекомендации наставнику", template, context, asked)


class RecommendationsPage(OwnPage):
    """The whole sheet to read, and the word that it was read."""

    needs_proof = True

    @cached_property
    def sheet(self) -> Recommendations | None:
        """The signed sheet of the person."""
        return _sheet(self)

    @property
    def reader(self) -> str:
        """Who of the family sits here."""
        return rights.REPRESENTATIVE if self.representative else rights.PERSON

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show all parts; the look is logged."""
        if self.sheet is None:
            return self.moved_on(NOT_THERE)
        parts = []
        for part in self.sheet.parts.all():
            part.sheet = self.sheet
            values = part.values
            parts.append(
                (str(part), [(row.label, values.get(row.code)) for row in ROWS[part.kind]])
            )
        log_read(self.sheet, actor=None, what="рекомендации наставнику", actor_label=self.reader)
        context = {"sheet": self.sheet, "parts": parts}
        return self.show("placement/own_page/read_recommendations.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Record that it was read."""
        if self.sheet is None:
            return self.moved_on(NOT_THERE)
        try:
            services.mark_read(recommendations=self.sheet, actor=None, by=self.reader)
        except Refused as refused:
            return self.refuse(refused, self.url())
        messages.success(request, "Спасибо. Мы отметили, что рекомендации прочитаны.")
        return redirect(self.url())
