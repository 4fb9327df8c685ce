"""«Рабочий стол»: what waits for the secretary, on one page and on Wagtail's home (X-4)."""

import datetime as dt
from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.core.exceptions import PermissionDenied
from django.db.models import Count, QuerySet
from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.urls import reverse
from wagtail.admin.ui.components import Component

from core import clock
from core.back_office import guarded
from core.models import Letter
from forms_app.lifecycle import State
from forms_app.models import Submission
from forms_app.services.planned_end import LEAD

from .scope import own_contests
from .screens import STATE_LABELS, ApplicationDesk

SHOWN = 10
SOON = dt.timedelta(days=3)
JOURNEY = ApplicationDesk.journey


class Queue:
    """What waits in the contests of the person's own organisation."""

    def __init__(self, request: HttpRequest, desk: ApplicationDesk) -> None:
        self.request = request
        self.desk = desk
        self.contests = own_contests(request)
        self.rows = desk.rows_for(request, "work")

    def counts(self) -> list[dict[str, Any]]:
        """How many in each state, each leading to its list."""
        found = dict(
            self.rows.order_by().values("state").annotate(n=Count("pk")).values_list("state", "n")
        )
        base = self.desk.url("index")
        states = (State.RECEIVED, State.REGISTERED, State.RETURNED, State.ACCEPTED, State.REJECTED)
        return [
            {
                "label": STATE_LABELS[state.value],
                "count": found.get(state.value, 0),
                "url": f"{base}?state={state.value}",
            }
            for state in states
        ]

    def waiting(self) -> list[dict[str, Any]]:
        """New applications, the oldest first."""
        return self._lines(self.rows.filter(state=State.RECEIVED).order_by("received_at", "pk"))

    def returned(self) -> list[dict[str, Any]]:
        """Returned ones that are still awaited, the nearest date first; overdue ones are named."""
        rows = self.rows.filter(state=State.RETURNED).order_by("corrections_due_at", "pk")
        return self._lines(rows)

    def with_failed_letters(self) -> list[dict[str, Any]]:
        """Applications about which a letter could not be sent."""
        failed = Letter.objects.filter(
            state=Letter.State.FAILED,
            content_type=ContentType.objects.get_for_model(Submission),
        ).values_list("object_id", flat=True)
        return self._lines(self.rows.filter(pk__in=list(failed[:500])))

    def _lines(self, rows: QuerySet) -> list[dict[str, Any]]:
        now = clock.now()
        found = list(rows.select_related(*self.desk.list_select_related)[:SHOWN])
        return [
            {
                "row": row,
                "zone": self.contests[row.scope].tz,
                "url": self.desk.url("inspect", row),
                "state": STATE_LABELS[row.state],
                "overdue": bool(row.corrections_due_at and row.corrections_due_at <= now),
                "soon": bool(row.corrections_due_at and now < row.corrections_due_at <= now + SOON),
            }
            for row in found
        ]

    def deadlines(self) -> list[dict[str, Any]]:
        """Contests that take applications now or soon, with their instants in words."""
        now = clock.now()
        return [
            {
                "contest": contest,
                "is_open": contest.is_accepting(now),
                "opens": clock.format_instant(contest.applications_open_at, contest.tz),
                "closes": clock.format_deadline(contest.applications_close_at, contest.tz),
            }
            for contest in self.contests.values()
            if contest.applications_close_at > now
        ]

    def endings(self) -> list[dict[str, Any]]:
        """Contests whose applications are destroyed soon, so that a mistyped date is seen (C-A5)."""
        kept = self.rows.exclude(state=State.DESTROYED).order_by().values_list("scope", flat=True)
        dues = [(self.contests[slug], self.contests[slug].kept_until()) for slug in kept.distinct()]
        return [
            {"contest": contest, "day": clock.format_date(due.astimezone(contest.tz).date())}
            for contest, due in dues
            if due is not None and due <= clock.now() + LEAD
        ]


def desk_view(desk: ApplicationDesk) -> Any:
    """The view of «Рабочий стол»."""

    @guarded
    def view(request: HttpRequest) -> HttpResponse:
        if not is_shown(request):
            raise PermissionDenied
        queue = Queue(request, desk)
        return TemplateResponse(
            request,
            "contest/applications/desk/desk.html",
            {
                "page_title": "Рабочий стол",
                "icon": "home",
                "counts": queue.counts(),
                "waiting": queue.waiting(),
                "returned": queue.returned(),
                "failed": queue.with_failed_letters(),
                "deadlines": queue.deadlines(),
                "endings": queue.endings(),
                "buttons": desk.header_buttons(request),
                "list_url": desk.url("index"),
            },
        )

    return view


def is_shown(request: HttpRequest) -> bool:
    """Whether there is something to work on: the right, and an organisation."""
    user = request.user
    return user.has_perm(ApplicationDesk.rights["work"]) and user.organisation_id is not None  # type: ignore[union-attr]


class QueuePanel(Component):
    """The counts on Wagtail's home page."""

    order = 50
    template_name = "contest/applications/desk/panel.html"

    def __init__(self, request: HttpRequest, desk: ApplicationDesk) -> None:
        self.queue = Queue(request, desk)

    def get_context_data(self, parent_context: Any) -> dict[str, Any]:
        """Counts, and where the desk is."""
        return {
            "counts": self.queue.counts(),
            "waiting": self.queue.waiting(),
            "desk_url": reverse("contest_desk"),
        }
