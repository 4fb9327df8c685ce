"""Repeating what was filed, by its mailed link: a look, the consents anew, one button (P-F2)."""

import logging
from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict
from django.views.generic import View

from core import clock
from core.errors import Refused
from forms_app import answers as answer_lists
from forms_app import consents, limits, links, reading, services
from forms_app.engine import session
from forms_app.engine.context import JourneyContext
from forms_app.engine.forms import StepForm
from forms_app.models import Submission
from forms_app.services.repeating import consent_steps
from forms_app.start_form import KeepForm

from .base import journey_or_404, keep_private
from .start import continue_url, step_url

logger = logging.getLogger(__name__)

REPEATS_PER_HOUR = 20


class RepeatPage(View):
    """«/forms/repeat/<token>/»: a GET changes nothing, a POST makes the new draft."""

    submission: Submission

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link: 404 for a false one, a kind page for what is destroyed."""
        try:
            obj = links.read(links.REPEAT, kwargs["token"])
        except links.LinkOver as over:
            context = {"sent": False, "destroyed": True, "reference": over.obj.reference}
            page = TemplateResponse(request, "forms_app/link_over.html", context, status=410)
            return keep_private(page, has_form=False)
        assert isinstance(obj, Submission)
        self.submission = obj
        self.journey = journey_or_404(obj.journey)
        if not self.journey.repeatable:
            raise Http404
        # Without draft and submission: the consents are those in force today.
        self.ctx = JourneyContext(journey=self.journey, scope=obj.scope, at=clock.now())
        try:
            return keep_private(super().dispatch(request, *args, **kwargs))
        except consents.NoText as missing:
            logger.warning("%s cannot be repeated: %s", obj.reference, missing)
            context = {"journey": self.journey}
            page = TemplateResponse(request, "forms_app/not_ready.html", context, status=503)
            return keep_private(page, has_form=False)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show what would be filed, masked, and the consents."""
        return self._page(KeepForm(text=self._keep_text()), self._consent_forms(None))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the draft and lead on: to what needs attention, else to the check."""
        keep = KeepForm(request.POST, text=self._keep_text())
        forms = self._consent_forms(request.POST)
        # Every form is judged, so that the page says all at once.
        if not all([keep.is_valid(), *(form.is_complete() for form in forms)]):
            return self._page(keep, forms)
        try:
            limits.count("repeat", str(self.submission.pk), limit=REPEATS_PER_HOUR)
            if self.submission.email:
                limits.count_letter(self.submission.email)
            started = services.repeat_submission(
                submission=self.submission,
                keep_text=keep.cleaned_data["text"],
                consents={form.step.code: _typed(form) for form in forms},  # type: ignore[union-attr]
            )
        except Refused as refused:
            keep.add_error(None, refused.message)
            return self._page(keep, forms)
        session.remember(request, started.draft)
        if started.code:
            session.keep_code(request, started.draft, started.code)
            return redirect(step_url(self.journey, "number"))
        return redirect(continue_url(started.draft, self.journey))

    def _keep_text(self) -> Any:
        about = self.ctx.about
        today = self.ctx.at.astimezone(about.tz).date()
        return consents.current_text(purpose=consents.KEEP_DRAFT, operator=about.operator, on=today)

    def _consent_forms(self, data: MultiValueDict | None) -> list[StepForm]:
        """The consents of the former version; a prefix tells their fields apart."""
        return [
            step.form_class(data, ctx=self.ctx, step=step, prefix=step.code)
            for step in consent_steps(self.submission)
        ]

    def _page(self, keep: KeepForm, forms: list[StepForm]) -> HttpResponseBase:
        own = {form.step.code for form in forms}  # type: ignore[union-attr]
        filed = reading.answers_of(self.submission.current)
        shown = [a for a in answer_lists.masked(filed) if a.step not in own]
        errors = [{"href": "#id_keep", "text": text} for text in keep.errors.get("keep", [])]
        errors += [{"href": "", "text": text} for text in keep.non_field_errors()]
        for form in forms:
            errors += [{"href": f"#{a}" if a else "", "text": t} for a, t in form.error_list()]
        context = {
            "journey": self.journey,
            "about": self.ctx.about,
            "submission": self.submission,
            "groups": [
                {"title": section, "rows": [{"label": a.label, "text": a.text} for a in rows]}
                for _, section, rows in answer_lists.by_section(shown)
            ],
            "keep": keep,
            "consent_forms": forms,
            "errors": errors,
        }
        return TemplateResponse(self.request, "forms_app/repeat.html", context)


def _typed(form: StepForm) -> MultiValueDict:
    """What was typed into a form with a prefix, as its step would get it."""
    assert form.typed is not None
    return MultiValueDict({name: form.typed.getlist(form.add_prefix(name)) for name in form.fields})
