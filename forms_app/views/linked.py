"""Pages of a submission that a personal link opens."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.template.response import TemplateResponse
from django.views.generic import View

from forms_app import links
from forms_app.engine.journey import Journey
from forms_app.models import Ground, Submission

from .base import journey_or_404, keep_private


class LinkPage(View):
    """A page under the token of a submission; ``purpose`` says for which of its links."""

    purpose = links.TRACK
    has_form = False
    submission: Submission
    journey: Journey

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link: 404 for a false one, a kind page for what is destroyed."""
        try:
            obj = links.read(self.purpose, kwargs["token"])
        except links.LinkOver as over:
            page = TemplateResponse(
                request, "forms_app/link_over.html", _destroyed(over.obj), status=410
            )
            return keep_private(page, has_form=False)
        assert isinstance(obj, Submission)
        self.submission = obj
        self.journey = journey_or_404(obj.journey)
        # Header and footer name whoever this form is filed to.
        request.journey = self.journey  # type: ignore[attr-defined]
        return keep_private(self._answer(request, *args, **kwargs), has_form=self.has_form)

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the open submission; a page with conditions of its own overrides this."""
        return super().dispatch(request, *args, **kwargs)


def _destroyed(submission: Any) -> dict[str, Any]:
    """What is said of destroyed data: that, and truthfully why."""
    act = submission.acts.select_related("operator").order_by("-number").first()
    return {
        "journey": journey_or_404(submission.journey),
        "sent": False,
        "destroyed": True,
        "reference": submission.reference,
        "ground": act.ground if act else Ground.TERM,
        "contact": act.operator.contact if act else "",
    }
