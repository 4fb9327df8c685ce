"""The page of one application: what the contest adds to a submission's."""

from collections.abc import Sequence
from typing import Any

from contest.applications.services import ENDED
from core.back_office.panels import panels_of
from forms_app.answers import Answer
from forms_app.back_office import views

from .closed import SaysWhy
from .letter_points import LetterPointsForm


class ApplicationView(SaysWhy, views.SubmissionView):
    """With the participant's role and the ticks of the reference letter."""

    template_name = "contest/applications/desk/application.html"

    def asked(self, answers: Sequence[Answer]) -> list[tuple[str, Any]]:
        """The role, the service and the centre."""
        entry = self.object.entry
        return [
            ("Роль", entry.role.title),
            ("Государственная услуга", entry.service.title),
            ("Центр занятости", entry.centre.name),
        ]

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the entry and its ticks."""
        entry = self.object.entry
        return super().get_context_data(
            entry=entry,
            points_form=LetterPointsForm(entry=entry),
            may_tick=self.object.state not in ENDED
            and self.desk.allows(self.request, "work", self.object),
            points_url=self.address("letter-points"),
            panels=panels_of(entry, self.request, self.desk),
            **kwargs,
        )


class ApplicationIdentityView(ApplicationView, views.IdentityView):
    """With identity data."""


class ApplicationVersionView(ApplicationView, views.VersionView):
    """An earlier version."""
