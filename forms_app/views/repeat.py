"""Repeating what was filed, by its mailed link: a look, the consents anew, one button (P-F2)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict

from core import clock
from core.errors import Refused
from forms_app import answers as answer_lists
from forms_app import consents, limits, links, reading, services
from forms_app.engine import session
from forms_app.engine.forms import StepForm
from forms_app.engine.journey import BoundContext
from forms_app.services.repeating import consent_steps
from forms_app.start_form import KeepForm

from .base import not_ready
from .linked import LinkPage
from .start import continue_url, step_url

REPEATS_PER_HOUR = 20


class RepeatPage(LinkPage):
    """«/forms/repeat/<token>/»: a GET changes nothing, a POST makes the new draft."""

    purpose = links.REPEAT
    has_form = True

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link; say so where a consent has no text today."""
        try:
            return super().dispatch(request, *args, **kwargs)
        except consents.NoText as missing:
            return not_ready(request, self.journey, missing)

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not self.journey.repeatable:
            raise Http404
        # Without draft and submission: the consents are those in force today.
        self.ctx = BoundContext(journey=self.journey, scope=self.submission.scope, at=clock.now())
        return super()._answer(request, *args, **kwargs)

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
        session.remember(request, started.draft, since=clock.now())
        session.keep_code(request, started.draft, started.code)
        if not started.draft.email:
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
            "sections": answer_lists.by_section(shown),
            "keep": keep,
            "consent_forms": forms,
            "errors": errors,
        }
        return TemplateResponse(self.request, "forms_app/repeat.html", context)


def _typed(form: StepForm) -> MultiValueDict:
    """What was typed into a form with a prefix, as its step would get it."""
    assert form.typed is not None
    return MultiValueDict({name: form.typed.getlist(form.add_prefix(name)) for name in form.fields})
