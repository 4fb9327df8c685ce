"""Pages around the steps: number and code, «saved», the confirmation."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from core import clock
from core.errors import Refused
from forms_app import limits, links, reading, services
from forms_app.engine import session
from forms_app.models import Draft
from forms_app.services.sending import sent_as

from .base import DraftPage


class DonePage(DraftPage, View):
    """The confirmation; a GET shows it and files nothing."""

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is None:
            return self.without_draft()
        if self.draft.state != Draft.State.SENT:
            return redirect(self.url("send"))
        submission = sent_as(self.draft)
        version = submission.current
        progress = reading.progress_of(version)
        about = self.journey.describe(submission.scope)
        context = {
            "journey": self.journey,
            "about": about,
            "submission": submission,
            "draft": self.draft,
            "received": clock.format_instant(version.sent_at, about.tz),
            "track": links.track_url(submission) if not self.draft.entered_by_id else "",
            "papers": [
                {"title": p.title, "url": f"{self.url('papers')}{p.code}.pdf"}
                for p in self.journey.papers(progress.ctx)
            ]
            if progress.is_complete
            else [],
            "files": version.files.select_related("file"),
            "uploads_url": self.url("uploads"),
        }
        return TemplateResponse(request, "forms_app/done.html", context)


class SavedPage(DraftPage, View):
    """«Saved»: how to come back; the link is mailed again."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say how to come back."""
        progress = self.progress()
        context = {**self.frame(progress, "saved"), "has_code": bool(self.draft.code_hash)}  # type: ignore[union-attr]
        return TemplateResponse(request, "forms_app/saved.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Mail the link once more."""
        assert self.draft is not None
        try:
            limits.count("link", str(self.draft.pk), limit=5)
        except Refused as refused:
            return self.refuse(refused)
        if services.mail_link(draft=self.draft):
            messages.success(request, "Ссылка отправлена ещё раз.")
        return redirect(self.url("saved"))


class NumberPage(DraftPage, View):
    """The printed number and, until it is written down, the code."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show number and code."""
        assert self.draft is not None
        code = session.held_code(request, self.draft)
        if not code:
            return redirect(self.url(self.journey.steps[0].code))
        context = {"journey": self.journey, "draft": self.draft, "code": code}
        return TemplateResponse(request, "forms_app/number.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The person has written them down."""
        assert self.draft is not None
        session.forget_code(request, self.draft)
        return redirect(self.url(self.journey.steps[0].code))
