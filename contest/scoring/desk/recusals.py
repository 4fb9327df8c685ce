"""The print of a conflict of interest (C-14)."""

from typing import Any

from django.db.models import QuerySet
from django.http import HttpRequest, HttpResponse

from contest.scoring import recusal_paper
from contest.scoring.models import Recusal
from contest.setup.models import Contest
from core import exports
from core.back_office import DeskPartView, uncached

from .scope import holds


@uncached
class RecusalView(DeskPartView):
    """The print of one conflict of interest: for whoever oversees the scoring, and for the member."""

    http_method_names = ["get"]
    object: Contest
    part: Recusal

    def parts(self) -> QuerySet:
        """All of the contest; to a member their own."""
        rows = Recusal.objects.filter(entry__contest=self.object).select_related(
            "entry__contest__founder",
            "entry__centre",
            "entry__submission__registration",
            "member",
            "recorded_by",
            "ended_by",
        )
        if holds(self.request, "oversee", self.object):
            return rows
        return rows.filter(member__user=self.actor)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF."""
        paper = recusal_paper.recusal(self.part)
        return exports.pdf_response(name=f"Конфликт интересов – {self.part.pk}", pdf=paper.pdf)
