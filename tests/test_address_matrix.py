"""Every address × every role: each opens what its duties need, and nothing else (X-7)."""

import re
from collections import deque
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.http import HttpResponse
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver

from core import roles
from tests.addresses import (
    LOGGED_IN,
    OBJECT,
    ONE_OF_STAFF,
    OWN,
    PUBLIC,
    QUERIES,
    ROLES,
    STAFF,
    who_opens,
)

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db, pytest.mark.req("X-7")]
# Values that stand for no object at all.
NO_OBJECT = {
    "int": "0",
    "str": "nothing",
    "slug": "nothing",
    "path": "nothing.png",
    "uuid": "00000000-0000-0000-0000-000000000000",
}
# A domain alone shows that what it has opens there; what it closes does not depend on the other.
IS_WHOLE = len(settings.DOMAINS) == 2
SHARED = ("contest/", "records/", "forms/", "placement/")


def every_address() -> list[str]:
    """All addresses, as the resolver joins them."""
    return list(dict.fromkeys(_walk(get_resolver())))


def _walk(resolver: URLResolver, before: str = "") -> Iterator[str]:
    for pattern in resolver.url_patterns:
        address = f"{before}{pattern.pattern}"
        if isinstance(pattern, URLPattern):
            yield address
        else:
            yield from _walk(pattern, address)


def is_plain(address: str) -> bool:
    """Whether it has no places to fill in."""
    return not re.search(r"<|\(|\.\*", address)


def path_of(address: str) -> str:
    """An address to ask for; its places are filled with what does not exist."""
    path = re.sub(r"<(\w+):\w+>", lambda found: NO_OBJECT[found[1]], address)
    path = re.sub(r"<\w+>", "nothing", re.sub(r"\(\?P<\w+>\[-\\w\]\+\)", "nothing", path))
    path = path.replace(r"(\d+)", "0").replace("(.*)", "nothing")
    path = re.sub(r"\(live.*?\)", "live", re.sub(r"\(live\|earliest\|\\d\+\)", "earliest", path))
    path = path.replace("((?:[\\w\\-]+/)*)", "nothing/").replace(".*", "nothing").replace("\\", "")
    query = QUERIES.get(address)
    return "/" + re.sub(r"[\^$]", "", path) + (f"?{query}" if query else "")


def ask(client: Client, address: str) -> HttpResponse:
    client.raise_request_exception = False
    response = client.get(path_of(address))
    if response.streaming:
        # To the end, so that the client closes it as a server would.
        deque(response, maxlen=0)
    return response


def leads_to_login(response: HttpResponse) -> bool:
    """Wagtail's login address leads on to ours."""
    logins = ("/accounts/login/", "/cms/login/")
    return response.status_code == 302 and response["Location"].startswith(logins)


def is_closed(response: HttpResponse, address: str) -> bool:
    """404; Wagtail's own pages may also lead back to the first page of the desk."""
    back = response.status_code == 302 and response["Location"] == "/cms/"
    ours = address.removeprefix("cms/").removeprefix("^").startswith(SHARED)
    return response.status_code == 404 or (back and not ours)


def test_every_address_is_classified():
    unknown = [address for address in every_address() if who_opens(address) is None]
    assert unknown == [], "say in tests/addresses.py who opens them"


@pytest.mark.skipif(not IS_WHOLE, reason="the other domain's addresses are not there")
def test_the_table_names_no_address_that_is_gone():
    assert sorted(set(OWN) - set(every_address())) == []


@pytest.mark.skipif("contest" not in settings.DOMAINS, reason="only the contest has them")
def test_chair_and_deputies_hold_the_rights_of_a_member(make_user):
    rights = {
        name: set(Group.objects.get(name=name).permissions.values_list("codename", flat=True))
        for name in (roles.COMMISSION_MEMBER, roles.CHAIR, roles.DEPUTY_CHAIR)
    }
    assert len({frozenset(found) for found in rights.values()}) == 1
    assert {*ROLES, *rights} == set(Group.objects.values_list("name", flat=True))


def test_strangers_are_led_to_the_login(home_page):
    stranger, wrong = Client(), []
    for address in every_address():
        who, response = who_opens(address), ask(stranger, address)
        if who == PUBLIC:
            # Of a site without its pages /healthz says so, with 503.
            right = (response.status_code < 500 or address == "healthz") and (
                not leads_to_login(response) or address.endswith("login/") or "2fa" in address
            )
        elif address == "accounts/":
            right = response.status_code == 302
        else:
            right = leads_to_login(response) or (not who and response.status_code == 404)
        if not right:
            wrong.append((address, response.status_code))
    assert wrong == []


@pytest.mark.skipif(not IS_WHOLE, reason="the same in each domain")
def test_who_is_no_staff_finds_no_desk(home_page, make_user, client_of):
    person, wrong = client_of(make_user()), []
    for address in every_address():
        response = ask(person, address)
        if address.startswith("cms/"):
            right = response.status_code == 404
        elif who_opens(address) == LOGGED_IN:
            right = response.status_code in (200, 302, 404) and not leads_to_login(response)
        else:
            continue
        if not right:
            wrong.append((address, response.status_code))
    assert wrong == []


@pytest.mark.parametrize("role", ROLES)
def test_each_role_opens_what_its_duties_need(
    role,
    home_page,
    organisation,
    make_user,
    client_of,
):
    person, wrong = client_of(make_user(role, organisation=organisation)), []
    for address in every_address():
        who = who_opens(address)
        if not address.startswith("cms/") or not is_plain(address) or who in (PUBLIC, OBJECT):
            continue
        if who == STAFF and role != ONE_OF_STAFF:
            continue  # the same for all of them
        may = role in who
        if not (may or IS_WHOLE):
            continue
        response = ask(person, address)
        if is_closed(response, address) == may or (may and response.status_code >= 500):
            wrong.append((address, response.status_code, "should open" if may else "is open"))
    assert wrong == []
