"""What the pages of a draft share: never cached, never indexed, only with their draft."""

import datetime as dt
import logging
from typing import Any

from django.contrib import messages
from django.db import OperationalError
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.cache import add_never_cache_headers

from core import arrival, clock, full_disk
from core.errors import Refused
from core.text import whole_number
from forms_app import consents, limits
from forms_app.answers import mask
from forms_app.engine import registry, session
from forms_app.engine.access import Access
from forms_app.engine.challenge import challenge
from forms_app.engine.journey import Journey
from forms_app.engine.payload import open_draft as open_payload
from forms_app.engine.progress import Progress
from forms_app.engine.stages import Stage, stages
from forms_app.models import Draft
from forms_app.services.locking import progress_of
from forms_app.services.sending import check_deadline

logger = logging.getLogger(__name__)

PROVE_FIRST = "Сначала подтвердите, что это вы."


def keep_private(response: HttpResponseBase, *, has_form: bool = True) -> HttpResponseBase:
    """Headers of a page with personal data.

    Browsers send «Origin: null» from a page with the policy no-referrer, and the check against
    forged requests refuses it: pages that hold a form say same-origin, which no other host sees.
    """
    add_never_cache_headers(response)
    response["Cache-Control"] = "no-store, private"
    response["X-Robots-Tag"] = "noindex, nofollow"
    response["Referrer-Policy"] = "same-origin" if has_form else "no-referrer"
    return response


def too_many(refused: Refused) -> HttpResponse:
    """A file that is asked for too often; the page it belongs to goes on working."""
    return HttpResponse(refused.message, status=429, content_type="text/plain; charset=utf-8")


def not_ready(request: HttpRequest, journey: Journey, missing: consents.NoText) -> HttpResponseBase:
    """The page of a form that cannot be begun: a consent that it asks for has no text today."""
    logger.warning("the form %s cannot be begun: %s", journey.code, missing)
    page = TemplateResponse(request, "forms_app/not_ready.html", {"journey": journey}, status=503)
    return keep_private(page, has_form=False)


def journey_or_404(code: str) -> Journey:
    """The journey of this installation, or 404."""
    try:
        return registry.get(code)
    except LookupError:
        raise Http404 from None


def place_url(journey: str, *, step: str = "", slot: str = "") -> str:
    """Where a section of an open draft is changed, or a document of it is put in."""
    if slot:
        return f"{reverse('forms_app:uploads', kwargs={'journey': journey})}#slot-{slot}"
    return reverse("forms_app:step", kwargs={"journey": journey, "step": step})


class DraftPage:
    """Mixin of a page of an open draft in the session; without one it leads to the start."""

    request: HttpRequest
    journey: Journey
    draft: Draft | None
    # When the request came: who pressed in time is in time, however long others are waited for.
    at: dt.datetime

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Note the instant; find the journey and the session's draft."""
        self.at = arrival.instant(request)
        super().setup(request, *args, **kwargs)  # type: ignore[misc]
        self.journey = journey_or_404(kwargs["journey"])
        self.draft = session.current(request, self.journey.code)

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Guard the page, then answer; where nothing can be kept, show what was typed."""
        try:
            response = self._answer(request, *args, **kwargs)
        except (OSError, OperationalError, full_disk.CannotWrite) as error:
            if not full_disk.is_full(error):
                raise
            logger.exception("nothing can be taken")
            response = full_disk.nothing_taken(self.typed() if self.draft else [])
        return keep_private(response)

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is not None and self.draft.state == Draft.State.SENT:
            return redirect(self.url("done"))
        if self.draft is None or self.draft.state != Draft.State.OPEN:
            return self.without_draft()
        if request.method == "POST":
            if request.POST.get("draft") != str(self.draft.pk):
                return self.other_draft()
            try:
                limits.count("save", str(self.draft.pk), limit=1200)
            except Refused as refused:
                return self.refuse(refused)
        return super().dispatch(request, *args, **kwargs)  # type: ignore[misc]

    # -- answers that need no page of their own --------------------------------------------
    def without_draft(self) -> HttpResponseBase:
        """The session knows no open draft of this journey."""
        if self.request.method == "POST":
            context = {"journey": self.journey, "kept": self.stash()}
            return TemplateResponse(
                self.request, "forms_app/session_over.html", context, status=403
            )
        return redirect(reverse("forms_app:start", kwargs={"journey": self.journey.code}))

    def stash(self) -> bool:
        """Keep what an expired session's page sent; a page of steps overrides this."""
        return False

    def other_draft(self) -> HttpResponseBase:
        """The page belongs to another draft than the session: nothing is mixed (DESIGN §4)."""
        context = {"journey": self.journey, "draft": self.draft, "typed": self.typed()}
        return TemplateResponse(self.request, "forms_app/other_draft.html", context, status=409)

    def typed(self) -> list[tuple[str, str]]:
        """(label, text) of what the page sent, to be shown back; steps override this."""
        return []

    def prove_first(self, page: str, told: str = PROVE_FIRST) -> HttpResponse:
        """Nothing is saved or sent before the owner is proved: ask, and come back to ``page``."""
        messages.info(self.request, told)
        return redirect(self.confirm_url(page))

    def confirm_url(self, page: str) -> str:
        """Where the owner proves to be so, on the way to ``page``."""
        return f"{self.url('confirm')}?next={page}"

    def refuse(self, refused: Refused) -> HttpResponse:
        """Say why, on the page that was left."""
        messages.error(self.request, refused.message)
        return redirect(self.request.path)

    # -- helpers -----------------------------------------------------------------------------
    @property
    def revision(self) -> int:
        """The revision that the page was shown with; -1 when it is not a number."""
        given = whole_number(self.request.POST.get("revision", ""))
        return -1 if given is None else given

    def progress(self) -> Progress:
        """How far the draft has come, now."""
        assert self.draft is not None
        progress = progress_of(self.draft, at=clock.now(), actor=self.actor)
        progress.access = self.access
        progress.ctx.disclosed = session.disclosed(self.request)
        return progress

    @property
    def access(self) -> Access:
        """What this session may see of what was typed before it."""
        assert self.draft is not None
        return session.access(self.request, self.draft)

    @property
    def actor(self) -> Any:
        """The member of staff who types on somebody's behalf; None for the applicant."""
        assert self.draft is not None
        return self.request.user if self.draft.entered_by_id else None

    @property
    def may_lack(self) -> bool:
        """Whether staff enter here what may come late or incomplete, to be refused formally."""
        draft = self.draft
        is_entry = draft is not None and bool(draft.entered_by_id) and draft.corrects_id is None
        return is_entry and self.journey.takes_everything

    def url(self, step: str = "") -> str:
        """The address of a step or fixed page of this journey."""
        if not step:
            return reverse("forms_app:start", kwargs={"journey": self.journey.code})
        return reverse("forms_app:step", kwargs={"journey": self.journey.code, "step": step})

    def frame(self, progress: Progress, current: str) -> dict[str, Any]:
        """What every page of the journey shows around its own matter."""
        about = progress.ctx.about
        pages = stages(progress)
        place = next((n for n, page in enumerate(pages, start=1) if page.code == current), 0)
        due = progress.ctx.corrects.corrections_due_at if progress.ctx.corrects else about.deadline
        return {
            "journey": self.journey,
            "draft": self.draft,
            "about": about,
            "corrects": progress.ctx.corrects,
            "reference": progress.ctx.reference,
            "deadline": clock.format_deadline(due, about.tz) if due else "",
            "late": _late(progress),
            "lateness": _lateness(progress) if self.may_lack else "",
            "steps": [
                self._line(page, current, is_behind=number < place)
                for number, page in enumerate(pages, start=1)
            ],
            "place": place,
            "places": len(pages),
            "expires": clock.format_date(self.draft.expires_at.astimezone(about.tz).date()),  # type: ignore[union-attr]
            "start_url": self.url(),
            **self._way_back(current),
        }

    def _way_back(self, page: str) -> dict[str, str]:
        """Where the link was sent and, on the first page, the code that opens the draft without it."""
        draft = self.draft
        assert draft is not None
        if draft.entered_by_id or draft.corrects_id or not draft.email:
            return {}
        is_first = page == self.journey.steps[0].code
        return {
            "address": mask(draft.email) if self.access.is_veiled else draft.email,
            "code": session.held_code(self.request, draft) if is_first else "",
        }

    def veil(self, progress: Progress, page: str, *, hidden: bool) -> dict[str, Any]:
        """Whether this page hides what was typed before, and where the owner can prove to be so."""
        if not hidden:
            return {"hidden": False}
        assert self.draft is not None
        can_prove = challenge(progress, open_payload(self.draft)) is not None
        return {
            "hidden": True,
            "confirm_url": self.confirm_url(page) if can_prove else "",
        }

    def _line(self, page: Stage, current: str, *, is_behind: bool) -> dict[str, str]:
        """A page of the journey, for the list beside the present one.

        Check, papers and uploads are done when the person has gone on from them.
        """
        is_done = page.is_done or (is_behind and page.is_open)
        return {
            "title": page.title,
            "url": self.url(page.code) if page.is_open else "",
            "state": "current" if page.code == current else "done" if is_done else "todo",
        }


def _lateness(progress: Progress) -> str:
    """What staff read beside an entry that came after the deadline."""
    about, noun = progress.ctx.about, progress.ctx.journey.noun
    if about.deadline is None or progress.ctx.decided_at < about.deadline:
        return ""
    closed = clock.format_deadline(about.deadline, about.tz)
    return (
        f"Поступил{noun:|а|о} {clock.format_instant(progress.ctx.decided_at, about.tz)},"
        f" {noun.plural} принимались {closed}. {noun:Его|Её|Его} можно ввести, зарегистрировать и"
        " отклонить; допустить нельзя."
    )


def _late(progress: Progress) -> str:
    """Why the form can no longer be sent; empty while it can."""
    try:
        check_deadline(progress)
    except Refused as refused:
        return refused.message
    return ""
