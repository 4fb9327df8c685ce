"""A form that comes too late is not taken, and what was typed into it is not lost (X-2)."""

import pytest
from django.test import Client

from tests.addresses import ONE_OF_STAFF

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-2"), pytest.mark.usefixtures("home_page")]
OURS = {"HTTP_ORIGIN": "http://testserver", "HTTP_REFERER": "http://testserver/cms/find/"}
TYPED = {
    "note": "Долгая запись\nо разговоре <b>",
    "phone": "+79210000000",
    "level": "needed",
    "revision": "0f" * 32,
    "password": "тайное слово",
    "csrfmiddlewaretoken": "x" * 64,
}


def check_shown(page: str) -> None:
    assert "Долгая запись<br>о разговоре &lt;b&gt;" in page
    assert "+79210000000" in page
    for hidden in ("needed", TYPED["revision"], "тайное слово"):
        assert hidden not in page


def test_staff_whose_session_is_over_get_back_what_they_typed():
    answer = Client(headers={"Origin": "http://testserver"}).post(
        "/cms/account/", TYPED, HTTP_REFERER=OURS["HTTP_REFERER"]
    )
    assert answer.status_code == 403
    assert answer["Cache-Control"] == "no-store, private"
    page = answer.content.decode()
    check_shown(page)
    assert "/accounts/login/?next=%2Fcms%2Ffind%2F" in page


def test_a_form_of_another_session_gets_back_what_was_typed(client_of, make_user):
    strict = Client(enforce_csrf_checks=True)
    strict.force_login(make_user(ONE_OF_STAFF))
    answer = strict.post("/cms/account/", TYPED, **OURS)
    assert answer.status_code == 403
    check_shown(answer.content.decode())


def test_what_another_site_sends_is_not_shown_as_typed():
    answer = Client().post("/cms/account/", TYPED, HTTP_ORIGIN="https://example.com")
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Долгая запись" not in page
    assert "example.com" not in page


@pytest.mark.parametrize("door", ["/cms/login/", "/cms/logout/"])
def test_the_doors_of_the_desk_lead_on(door):
    assert Client().post(door).status_code == 302
