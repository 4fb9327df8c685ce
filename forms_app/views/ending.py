"""Ending what is followed by its link: withdrawal, a consent taken back; and stopping an end (X-3)."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse

from core.errors import Refused
from core.text import whole_number
from forms_app import services
from forms_app.consents import KEEP_DRAFT
from forms_app.engine import session
from forms_app.engine.access import Access
from forms_app.errors import NotProved
from forms_app.services.consents import needed_purposes

from .base import PROVE_FIRST
from .track import TrackedPage


class EndingPage(TrackedPage):
    """A page of what cannot be undone: a link alone does not do it (ADR 14)."""

    code = ""
    has_form = True

    @property
    def access(self) -> Access:
        """What this session may do."""
        return session.tracked_access(self.request, self.submission)

    def context(self) -> dict[str, Any]:
        """Also where the owner proves to be so before anything ends; empty where nobody is asked."""
        must_prove = services.is_asked(self.submission, self.access)
        return {**super().context(), "proof_url": self.confirm_url(self.code) if must_prove else ""}

    def prove_first(self) -> HttpResponseBase:
        """Ask for the proof, and come back."""
        messages.info(self.request, PROVE_FIRST)
        return redirect(self.confirm_url(self.code))


class WithdrawPage(EndingPage):
    """Asks once more, then withdraws."""

    code = "withdraw"
    template_name = "forms_app/track_withdraw.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask once more."""
        if not self.context()["may_withdraw"]:
            return self.to_status()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Withdraw."""
        try:
            services.withdraw(submission=self.submission, access=self.access)
        except NotProved:
            return self.prove_first()
        except Refused as refused:
            return self.refuse(refused)
        noun = self.journey.noun
        messages.success(request, f"{noun.capital.nom} отозван{noun:|а|о}.")
        return self.to_status()


class KeepPage(TrackedPage):
    """Stops a destruction that staff decided; asks once more first.

    The link alone does it: it only keeps the data.
    """

    template_name = "forms_app/track_keep.html"
    has_form = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask once more."""
        if self.planned is None or not self.planned.may_be_stopped_by_applicant:
            return self.to_status()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Stop it."""
        try:
            services.keep_data(submission=self.submission)
        except Refused as refused:
            return self.refuse(refused)
        messages.success(
            request, "Уничтожение остановлено: данные остаются до конца срока хранения."
        )
        return self.to_status()


class ConsentPage(EndingPage):
    """«Отозвать согласие»: says what follows, asks, then ends the consent (C-A5)."""

    code = "consent"
    template_name = "forms_app/track_consent.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Each consent that holds, with what its end means."""
        needed = needed_purposes(self.submission)
        rows = [{"row": c, "is_needed": c.text.purpose in needed} for c in self.consents()]
        if not rows:
            return self.to_status()
        context = {**self.context(), "rows": rows}
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """End one consent; pressed twice it stays ended."""
        given = whole_number(request.POST.get("consent", ""))
        if given is None:
            raise Http404
        held = self.submission.consents.exclude(text__purpose=KEEP_DRAFT)
        consent = get_object_or_404(held, pk=given)
        try:
            services.withdraw_consent(consent=consent, access=self.access)
        except NotProved:
            return self.prove_first()
        except Refused as refused:
            return self.refuse(refused)
        messages.success(request, "Согласие отозвано.")
        return self.to_status()
