"""What the pages of the admin may load (X-7)."""

import pytest
from django.urls import reverse

from core import roles

pytestmark = pytest.mark.django_db


def policy_of(answer):
    parts = (part.split() for part in answer["Content-Security-Policy"].split("; "))
    return {name: set(sources) for name, *sources in parts}


@pytest.fixture
def administrator(client_of, make_user, organisation):
    return client_of(make_user(roles.ADMINISTRATOR, organisation=organisation))


def test_wagtails_own_pages_load_nothing_from_other_hosts(administrator):
    policy = policy_of(administrator.get("/cms/"))
    assert policy["default-src"] == policy["base-uri"] == {"'none'"}
    assert policy["form-action"] == policy["frame-ancestors"] == {"'self'"}
    assert policy["script-src"] == {"'self'", "'unsafe-inline'"}
    others = set.union(*(sources for name, sources in policy.items() if name != "script-src"))
    assert others == {"'self'", "'none'", "'unsafe-inline'", "data:", "blob:"}


@pytest.mark.parametrize("screen", ["letters", "calendar", "organisations"])
def test_the_pages_of_a_desk_run_no_script_that_stands_in_them(administrator, screen):
    answer = administrator.get(f"/cms/records/{screen}/")
    assert answer.status_code == 200
    assert policy_of(answer)["script-src"] == {"'self'"}


def test_forms_of_wagtail_may_run_the_scripts_of_their_fields(administrator):
    answer = administrator.get("/cms/records/calendar/create/")
    assert policy_of(answer)["script-src"] == {"'self'", "'unsafe-inline'"}


def test_public_pages_and_the_login_stay_strict(client):
    for address in ("/forms/continue/", reverse("account_login")):
        sources = set.union(*policy_of(client.get(address)).values())
        assert sources == {"'self'", "'none'", "data:"}
