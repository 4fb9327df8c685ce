"""Staff enter what came on paper or by e-mail, or together with the person (C-10), by the public steps."""

import uuid
from typing import Any, cast

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from core.errors import Refused
from core.models import User
from forms_app import services
from forms_app.arrival_form import EntryForm
from forms_app.engine import registry, session
from forms_app.engine.context import Scope
from forms_app.engine.journey import Journey
from forms_app.models import Draft
from forms_app.views.start import continue_url, step_url


def enter(request: HttpRequest, journey: str) -> HttpResponse:
    """The page in the back office that begins an entry; 404 without the journey's right.

    Every scope of the person's own can be chosen, open or closed: the arrival decides. One that
    is named and is not theirs is not there.
    """
    form_of, scopes = _allowed(request, journey)
    named = request.POST.get("scope") or request.GET.get("scope", "")
    if named and not form_of.may_enter(cast(User, request.user), named):
        raise Http404
    form = EntryForm(
        request.POST or None,
        scopes=scopes,
        chosen=named,
        is_filled_together=form_of.is_filled_together,
    )
    if request.method == "POST" and form.is_valid():
        about = next(scope for scope in scopes if scope.code == form.cleaned_data["scope"])
        try:
            draft = services.enter_on_behalf(
                journey=form_of.code,
                scope=about.code,
                actor=cast(User, request.user),
                source=form.cleaned_data["source"],
                received_at=form.received_at(about.tz),
                email=form.cleaned_data["email"],
            )
        except Refused as refused:
            form.add_error(None, refused.message)
        else:
            return redirect(go_on(request, draft))
    context: dict[str, Any] = {
        "form": form,
        "journey": form_of,
        "entries_url": entries_url(form_of),
    }
    return TemplateResponse(request, "forms_app/back_office/enter.html", context)


def entries(request: HttpRequest, journey: str) -> HttpResponse:
    """Entries that staff of the same operator have begun and not finished; each can go on."""
    form_of, scopes = _allowed(request, journey)
    drafts = _unfinished(form_of, scopes)
    if request.method == "POST":
        return _take(request, form_of, drafts)
    scope_of = {scope.code: scope for scope in scopes}
    rows = [{"draft": draft, "scope": scope_of[draft.scope]} for draft in drafts]
    context = {
        "rows": rows,
        "journey": form_of,
        "enter_url": reverse("forms_enter", args=[form_of.code]),
    }
    response = TemplateResponse(request, "forms_app/back_office/entries.html", context)
    add_never_cache_headers(response)
    return response


def entries_url(journey: Journey) -> str:
    """The address of the unfinished entries of a journey."""
    return reverse("forms_entries", args=[journey.code])


def go_on(request: HttpRequest, draft: Draft) -> str:
    """Put an entry into the session; the address of the page where it goes on."""
    session.remember(request, draft)
    journey = registry.get(draft.journey)
    opened = draft.corrects.returned_steps if draft.corrects is not None else []
    first = next((step.code for step in journey.steps if step.code in opened), "")
    return step_url(journey, first) if first else continue_url(draft, journey)


def _unfinished(journey: Journey, scopes: list[Scope]) -> QuerySet[Draft]:
    mine = Draft.objects.filter(journey=journey.code, scope__in=[scope.code for scope in scopes])
    open_ones = mine.filter(state=Draft.State.OPEN, entered_by__isnull=False)
    return open_ones.select_related("entered_by", "corrects", "key").order_by("updated_at")


def _take(request: HttpRequest, journey: Journey, drafts: QuerySet[Draft]) -> HttpResponse:
    try:
        key = uuid.UUID(request.POST.get("draft", ""))
    except ValueError:
        raise Http404 from None
    draft = drafts.filter(pk=key).first()
    if draft is None:
        raise Http404
    try:
        draft = services.take_over(draft=draft, actor=cast(User, request.user))
    except Refused as refused:
        messages.error(request, refused.message)
        return redirect(entries_url(journey))
    return redirect(go_on(request, draft))


def _allowed(request: HttpRequest, code: str) -> tuple[Journey, list[Scope]]:
    """The journey and what this person may enter for it; Http404 when that is nothing."""
    try:
        journey = registry.get(code)
    except LookupError:
        raise Http404 from None
    user = cast(User, request.user)
    right = journey.staff_permission
    scopes = journey.scopes_to_enter(user) if right and user.has_perm(right) else []
    if not scopes:
        raise Http404
    return journey, scopes
