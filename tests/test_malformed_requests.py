"""No malformed request breaks the site: no public address, no step of a form, no desk (X-6).

Everything is tried on the demonstration's content, so that what a new page, step or desk brings is
found here without being named.
"""

import datetime as dt
import inspect
import io
import re
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.contrib.admin.utils import quote
from django.core.management import call_command
from django.test import Client, RequestFactory
from django.urls import URLPattern, URLResolver, get_resolver
from wagtail.models import Page

from core import clock, paper
from core.back_office import DeskPartView
from core.back_office.admin import DeskAdmin
from core.letters import load_letter_texts
from core.models import User
from core.rights import setup_roles
from forms_app import links, services
from forms_app.engine import registry
from forms_app.engine.journey import RESERVED, Journey
from forms_app.lifecycle import State
from forms_app.models import Draft, Submission
from home import registries
from tests.addresses import PUBLIC, who_opens
from tests.core.file_samples import pdf
from tests.factories import UserFactory
from tests.malformed import Fuzzer
from tests.test_address_matrix import every_address

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-6")]
PLACE = re.compile(r"<\w+:\w+>|<\w+>")


@pytest.fixture
def demonstration(db, settings, tmp_path, monkeypatch, home_page):
    """The demonstration's content; its papers are not set, which takes most of the time."""
    settings.DEMO_ACCOUNTS = True
    settings.VAR_DIR = tmp_path
    sheet = paper.Paper(html="", pdf=pdf(), sha256="0" * 64)
    monkeypatch.setattr(paper, "render", lambda *args, **kwargs: sheet)
    setup_roles()
    load_letter_texts()
    call_command("load_demo", stdout=io.StringIO())


def test_no_malformed_request_breaks_the_site(demonstration, client_of):
    fuzzer = Fuzzer()
    try_public(fuzzer, Client())
    for journey in registry.every():
        try_journey(fuzzer, journey, Client())
    staff = {user: client_of(user) for user in User.objects.filter(is_demo=True)}
    for desk, patterns in desks().items():
        try_desk(fuzzer, desk, patterns, staff)
    try_editing(fuzzer, client_of(User.objects.get(username="chief-editor@example.org")))
    assert fuzzer.broken == []
    assert fuzzer.sent > 1000


# --- what everybody may ask for ------------------------------------------------------------------


def try_public(fuzzer: Fuzzer, visitor: Client) -> None:
    paths = {page.url for page in Page.objects.live().specific() if page.url}
    paths |= {str(entry.url) for entry in registries.sitemap_entries()[:5]}
    for submission in Submission.objects.all()[:3]:
        token = links.token(links.TRACK, submission)
        paths |= {f"/track/{token}/{page}" for page in ("", "correct/", "withdraw/", "consent/")}
    for address in every_address():
        if who_opens(address) == PUBLIC and not address.startswith("^"):
            if PLACE.search(address):
                fuzzer.try_places(visitor, "/" + PLACE.sub("{}", address))
            else:
                paths.add(f"/{address}")
    for path in sorted(paths):
        fuzzer.try_view(visitor, path, rounds=1)


# --- the steps of the forms ----------------------------------------------------------------------


def try_journey(fuzzer: Fuzzer, journey: Journey, applicant: Client) -> None:
    """Every step and fixed page, in a draft that has all steps filled in and open."""
    draft = returned_draft(journey, applicant)
    mark = {"draft": str(draft.pk).encode(), "revision": str(draft.revision).encode()}
    fuzzer.try_view(Client(), f"/forms/{journey.code}/", rounds=4)
    shown = 0
    for code in [*(step.code for step in journey.steps), *sorted(RESERVED - {"start"})]:
        path = f"/forms/{journey.code}/{code}/"
        is_shown = applicant.get(path).status_code == 200
        # What does not belong to this draft leads away, whatever is sent.
        fuzzer.try_view(applicant, path, rounds=2 if is_shown else 1, right=mark)
        shown += is_shown
        for button in ("add", "remove", "slot"):
            fuzzer.send(applicant, "POST", path, {**mark, button: "periods-²".encode()})
    # Were the draft not open, nothing would have been tried.
    assert shown > len(RESERVED)
    for page in ("papers/{}.pdf", "uploads/{}/", "{}/"):
        fuzzer.try_places(applicant, f"/forms/{journey.code}/{page}")


def returned_draft(journey: Journey, applicant: Client) -> Draft:
    """A correction of a submission of the demonstration, with every step named."""
    submission = Submission.objects.filter(
        journey=journey.code, state__in=[State.RECEIVED, State.REGISTERED]
    ).earliest("received_at")
    actor = UserFactory(is_superuser=True)
    if submission.state == State.RECEIVED:
        services.register(submission=submission, actor=actor)
    services.return_for_correction(
        submission=submission,
        actor=actor,
        remarks=[services.RemarkText("Проверьте.", step=step.code) for step in journey.steps],
        due_at=clock.now() + dt.timedelta(days=3),
    )
    token = links.token(links.TRACK, Submission.objects.get(pk=submission.pk))
    applicant.post(f"/track/{token}/correct/")
    return Draft.objects.get(pk=applicant.session["forms_open"][journey.code][0])


# --- the desks -----------------------------------------------------------------------------------

Patterns = dict[str, Callable[..., Any]]


def desks() -> dict[DeskAdmin, Patterns]:
    """Every registered desk with its addresses and their views."""
    found: dict[DeskAdmin, Patterns] = {}
    for pattern in _patterns(get_resolver()):
        view = inspect.unwrap(pattern.callback)
        desk = getattr(view, "view_initkwargs", {}).get("desk") or getattr(view, "__self__", None)
        if isinstance(desk, DeskAdmin):
            found.setdefault(desk, {})[str(pattern.pattern)] = view
    return found


def _patterns(resolver: URLResolver) -> Iterator[URLPattern]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from _patterns(pattern)


def try_desk(
    fuzzer: Fuzzer, desk: DeskAdmin, patterns: Patterns, staff: dict[User, Client]
) -> None:
    """Every list, object and part, asked for by whoever sees most there."""

    def request_of(user: User) -> Any:
        request = RequestFactory().get("/")
        request.user = user
        return request

    def sight(user: User) -> tuple[bool, int, int]:
        rights = sum(desk.may(request_of(user), right) for right in desk.rights)
        may_look = desk.may(request_of(user), "view")
        rows = desk.get_queryset(request_of(user)).count() if may_look else 0
        return may_look, rows, rights

    worker = max(staff, key=sight)
    assert desk.may(request_of(worker), "view"), desk
    row = desk.get_queryset(request_of(worker)).first()
    looks = set()
    for pattern, view in patterns.items():
        address = "/cms/" + re.sub(r"[\^$]", "", pattern)
        keyed = re.sub(r"\(\?P<\w+>[^)]*\)", "{}", address)
        if keyed == address:
            fuzzer.try_view(staff[worker], address, rounds=2)
            continue
        # The same reading of a key answers for all its addresses.
        look = getattr(getattr(view, "view_class", view), "look_up", view)
        if look not in looks:
            looks.add(look)
            fuzzer.try_places(staff[worker], keyed, [b"9" * 30, b"_00_"])
        if row is not None:
            part = part_of(desk, view, row, request_of(worker))
            path = keyed.replace("{}", str(quote(row.pk)), 1).replace("{}", part)
            fuzzer.try_view(staff[worker], path, rounds=1)


def part_of(desk: DeskAdmin, view: Any, row: Any, request: Any) -> str:
    """The key of a part of an object, where it has one."""
    kind = getattr(view, "view_class", None)
    if kind is None or not issubclass(kind, DeskPartView):
        return "1"
    page = kind(**view.view_initkwargs)
    page.setup(request, instance_pk=row.pk, part="1")
    page.object = row
    part = page.parts().first()
    return "1" if part is None else str(quote(getattr(part, page.part_field)))


# --- Wagtail's pages of editing ------------------------------------------------------------------


def try_editing(fuzzer: Fuzzer, editor: Client) -> None:
    """One page of each type: Wagtail counts on every number and key that its own page sends."""
    pages = {type(page): page for page in Page.objects.filter(depth__gt=1).specific()}
    for page in pages.values():
        path = f"/cms/pages/{page.pk}/edit/"
        counts = {f"{name}-count": b"1" for name in ("body", "comments", "acts")}
        totals = {f"{name}-TOTAL_FORMS": b"1" for name in ("comments", "editions", "form_fields")}
        fuzzer.try_view(editor, path, rounds=3, right=counts | totals)
