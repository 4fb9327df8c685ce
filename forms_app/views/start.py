"""Beginning a form, or going on with it."""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.views.generic import View

from core import clock
from core.errors import Refused
from forms_app import consents, limits, services
from forms_app.engine import session
from forms_app.engine.context import Scope
from forms_app.engine.journey import BoundContext, Journey
from forms_app.engine.stages import count
from forms_app.engine.steps import ConsentStep
from forms_app.models import ConsentText, Draft
from forms_app.services.locking import progress_of
from forms_app.start_form import StartForm

from .base import journey_or_404, keep_private, not_ready

# A whole college or office may begin from one address on the last day.
STARTS_PER_HOUR = 300


def step_url(journey: Journey, step: str) -> str:
    """The address of a step or fixed page."""
    return reverse("forms_app:step", kwargs={"journey": journey.code, "step": step})


def continue_url(draft: Draft, journey: Journey) -> str:
    """Where an open draft goes on: the first step that is not done, else the check."""
    first = progress_of(draft, at=clock.now()).first_incomplete
    return step_url(journey, first.code if first else "check")


class StartPage(View):
    """«/forms/<journey>/»: starts, or offers to continue the session's draft."""

    def dispatch(self, request: HttpRequest, *, journey: str) -> HttpResponseBase:
        """Answer with the headers of a private page."""
        self.journey = journey_or_404(journey)
        try:
            return keep_private(super().dispatch(request))
        except consents.NoText as missing:
            return not_ready(request, self.journey, missing)

    def get(self, request: HttpRequest) -> HttpResponseBase:
        """Offer to continue, else show the first page."""
        draft = session.current(request, self.journey.code)
        if draft is not None and draft.state == Draft.State.OPEN and "anew" not in request.GET:
            return self._offer(draft)
        about = self._scope()
        if about is None:
            return self._choose()
        return self._page(about, None)

    def post(self, request: HttpRequest) -> HttpResponseBase:
        """Begin; nothing is kept before the consent to keep it."""
        about = self._scope()
        if about is None:
            raise Http404
        form = StartForm(request.POST, text=self._text(about), scope=about.code)
        if not form.is_valid():
            return self._page(about, form)
        data = form.cleaned_data
        try:
            limits.count("start", limits.address(request), limit=STARTS_PER_HOUR)
            if data["email"]:
                limits.count_letter(data["email"])
            started = services.start_draft(
                journey=self.journey.code,
                scope=about.code,
                email=data["email"],
                consent_text=data["text"],
            )
        except Refused as refused:
            form.add_error(None, refused.message)
            return self._page(about, form)
        session.remember(request, started.draft)
        session.keep_code(request, started.draft, started.code)
        if not started.draft.email:
            return redirect(step_url(self.journey, "number"))
        return redirect(step_url(self.journey, self.journey.steps[0].code))

    def _scope(self) -> Scope | None:
        """The scope that is named, or the only open one; None when there is a choice."""
        try:
            return self.journey.describe(self.journey.get_scope(self.request))
        except Http404:
            if "scope" in self.request.GET or "scope" in self.request.POST:
                raise
            return None

    def _text(self, about: Scope) -> ConsentText:
        """The text on keeping the draft; nobody begins what a later consent would not let end."""
        today = clock.now().astimezone(about.tz).date()
        for step in self.journey.steps:
            if isinstance(step, ConsentStep):
                consents.current_text(purpose=step.purpose, operator=about.operator, on=today)
        return consents.current_text(purpose=consents.KEEP_DRAFT, operator=about.operator, on=today)

    def _page(self, about: Scope, form: StartForm | None) -> HttpResponseBase:
        ctx = BoundContext(journey=self.journey, scope=about.code, at=clock.now())
        refusal = ""
        try:
            self.journey.check_start(ctx)
        except Refused as refused:
            refusal = refused.message
        bound = form if form is not None else StartForm(text=self._text(about), scope=about.code)
        deadline = clock.format_deadline(about.deadline, about.tz) if about.deadline else ""
        context = {
            "journey": self.journey,
            "about": about,
            "refusal": refusal,
            "deadline": deadline,
            "ready": self.journey.ready(ctx),
            "form": bound,
            "steps_count": count(ctx),
        }
        return TemplateResponse(self.request, "forms_app/start.html", context)

    def _offer(self, draft: Draft) -> HttpResponseBase:
        context = {
            "journey": self.journey,
            "draft": draft,
            # The number that the code belongs to: in a correction the submission's.
            "reference": draft.corrects.reference if draft.corrects else draft.number,
            "about": self.journey.describe(draft.scope),
            "url": continue_url(draft, self.journey),
            "scope": self.request.GET.get("scope", ""),
        }
        return TemplateResponse(self.request, "forms_app/continue_or_anew.html", context)

    def _choose(self) -> HttpResponseBase:
        context = {
            "journey": self.journey,
            "scopes": self.journey.scopes_open(clock.now()),
        }
        return TemplateResponse(self.request, "forms_app/choose_scope.html", context)
