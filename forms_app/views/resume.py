"""Coming back: by the mailed link, or by the printed number and code (X-2, X-3)."""

import hmac
from typing import Any

from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from core import clock
from core.errors import Refused
from forms_app import limits, links, numbers, services
from forms_app.engine import registry, session
from forms_app.models import Draft, Submission
from forms_app.start_form import NumberForm

from .base import journey_or_404, keep_private
from .start import continue_url
from .stashed import save_stashes

TRIES_PER_NUMBER = 20
TRIES_PER_ADDRESS = 300


def open_draft(request: HttpRequest, draft: Draft) -> HttpResponseBase:
    """Put a draft into the session, with the text that its expired pages had sent, and go on."""
    journey = journey_or_404(draft.journey)
    session.remember(request, draft, since=clock.now())
    access = session.access(request, draft)
    if not services.needs_proof(draft, access):
        save_stashes(request, draft, shown=access)
    return redirect(continue_url(draft, journey))


class ResumePage(View):
    """«/forms/resume/<token>/»."""

    def get(self, request: HttpRequest, token: str) -> HttpResponseBase:
        """Open the draft; a true link to what is over gets a kind page, any other 404."""
        try:
            draft = links.read(links.RESUME, token)
        except links.LinkOver as over:
            sent = over.obj.state == Draft.State.SENT
            context = {"sent": sent, "journey": _journey(over.obj.journey)}
            page = TemplateResponse(request, "forms_app/link_over.html", context, status=410)
            return keep_private(page, has_form=False)
        assert isinstance(draft, Draft)
        return keep_private(open_draft(request, draft))


class ContinuePage(View):
    """«/forms/continue/» and «/track/»: the printed number with its code."""

    title = "Продолжить по номеру и коду"

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Answer with the headers of a private page."""
        return keep_private(super().dispatch(request, *args, **kwargs))

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Ask for number and code."""
        return self._page(NumberForm())

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Open what the number and code fit: an unsent draft, or a submission's page."""
        form = NumberForm(request.POST)
        if not form.is_valid():
            return self._page(form)
        number = numbers.normalise(form.cleaned_data["number"])
        code = numbers.normalise(form.cleaned_data["code"])
        try:
            limits.count("number-from", limits.address(request), limit=TRIES_PER_ADDRESS)
            # What is no number opens nothing: one person's slips must not lock out the others.
            if number:
                limits.count("number", number, limit=TRIES_PER_NUMBER)
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._page(form)
        target = find_by_code(number, code)
        if isinstance(target, Draft):
            return open_draft(request, target)
        if target is not None:
            return redirect(links.track_url(target))
        form.add_error(None, "Номер и код не подходят друг к другу. Проверьте оба.")
        return self._page(form)

    def _page(self, form: NumberForm) -> HttpResponseBase:
        context = {"form": form, "title": self.title}
        return TemplateResponse(self.request, "forms_app/number_and_code.html", context)


class TrackByNumberPage(ContinuePage):
    """The same page under the address of tracking."""

    title = "Узнать, как идёт рассмотрение"


def find_by_code(number: str, code: str) -> Draft | Submission | None:
    """The living draft or submission that number and code fit; both comparisons take as long."""
    submission = Submission.objects.filter(reference=number).exclude(state="destroyed").first()
    draft = (
        Draft.objects.filter(number=number, state=Draft.State.OPEN).select_related("key").first()
    )
    target: Draft | Submission | None = submission or draft
    kept = target.code_hash if target is not None else ""
    fits = hmac.compare_digest(numbers.code_hash(number, code), kept or "-")
    return target if fits and code else None


def _journey(code: str) -> Any:
    try:
        return registry.get(code)
    except LookupError:
        return None
