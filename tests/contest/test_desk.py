"""Who sees what on the contest's desk."""

import json
import re

import pytest

from contest.commission.models import CommissionMember
from contest.wagtail_hooks import group
from forms_app.lifecycle import State
from tests.contest.desk import EVERYBODY, LIST, READERS, WORKERS, parts_of

pytestmark = pytest.mark.django_db
# Address of one application → who opens it by GET; everybody else gets 404.
OBJECT_PAGES = {
    "inspect/{pk}/": READERS,
    "history/{pk}/": READERS,
    "archive/{pk}/": READERS,
    "pdf/{pk}/": READERS,
    "version/{pk}/1/": READERS,
    "file/{pk}/{file}/": READERS,
    "file/{pk}/{secret}/": {"secretary"},
    "consent/{pk}/{consent}/": {"secretary"},
    "original/{pk}/{consent}/": WORKERS,
    "register/{pk}/": WORKERS,
    "return/{pk}/": WORKERS,
    "accept/{pk}/": WORKERS,
    "reject/{pk}/": WORKERS,
    "withdraw/{pk}/": WORKERS,
    "assign/{pk}/": WORKERS,
    "note/{pk}/": WORKERS,
    "letter-points/{pk}/": WORKERS,
    "retry/{pk}/{letter}/": WORKERS,
    # Never there: submissions have no stock forms.
    "edit/{pk}/": set(),
    "delete/{pk}/": set(),
}


@pytest.mark.req("X-7", "C-10")
@pytest.mark.parametrize("who", EVERYBODY)
def test_an_application_is_there_only_for_those_whose_duty_it_is(who, application, browser_of):
    browser = browser_of(who)
    parts = parts_of(application)
    for page, allowed in OBJECT_PAGES.items():
        response = browser.get(LIST + page.format(**parts))
        expected = 302 if who == "anonymous" else 200 if who in allowed else 404
        assert response.status_code == expected, (page, response.status_code)
        if who == "anonymous":
            assert "login" in response["Location"]


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", EVERYBODY)
def test_what_only_takes_a_post_is_closed_to_others_too(who, application, browser_of):
    browser = browser_of(who)
    parts = parts_of(application)
    for page, allowed in OBJECT_PAGES.items():
        if allowed == WORKERS and who not in WORKERS:
            response = browser.post(LIST + page.format(**parts), {"text": "привет"})
            # Without a session, what was typed is given back and nothing done.
            assert response.status_code == (403 if who == "anonymous" else 404), page
    application.refresh_from_db()
    assert application.state == State.RECEIVED
    assert not application.notes.exists()


@pytest.mark.req("X-7")
@pytest.mark.parametrize("key", ["abc", "1", "00000000-0000-0000-0000-000000000000", "_", "-"])
@pytest.mark.parametrize("page", ["inspect", "history", "register", "edit", "archive"])
def test_a_malformed_or_unknown_key_is_not_there(key, page, browser_of, application):
    assert browser_of("secretary").get(f"{LIST}{page}/{key}/").status_code == 404


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", EVERYBODY)
def test_lists_and_setup_open_by_duty(who, browser_of, application, people):
    browser = browser_of(who)
    setup = {"secretary", "other-secretary", "administrator"}
    pages = {
        LIST: READERS | {"other-secretary", "other-member"},
        LIST + "export/?format=csv": READERS | {"other-secretary", "other-member"},
        LIST + "register-print/?format=xlsx": READERS | {"other-secretary", "other-member"},
        "/cms/contest/contests/": setup,
        "/cms/contest/roles/": setup,
        "/cms/contest/commission/": setup,
        "/cms/contest/centres/": setup,
        "/cms/contest/contests/create/": {"administrator"},
    }
    for page, allowed in pages.items():
        response = browser.get(page)
        expected = 302 if who == "anonymous" else 200 if who in allowed else 404
        assert response.status_code == expected, page


@pytest.mark.req("X-7")
def test_another_operators_contest_is_not_there_in_setup(browser_of, contest, application):
    role, member = contest.roles.first(), CommissionMember.objects.filter(contest=contest).first()
    for page in (
        f"contests/edit/{contest.pk}/",
        f"contests/history/{contest.pk}/",
        f"roles/edit/{role.pk}/",
        f"commission/edit/{member.pk}/",
        f"commission/delete/{member.pk}/",
    ):
        assert browser_of("other-secretary").get(f"/cms/contest/{page}").status_code == 404
        assert browser_of("secretary").get(f"/cms/contest/{page}").status_code == 200


@pytest.mark.req("X-7")
def test_a_seat_elsewhere_gives_no_right_to_work_there(browser_of, application, people, contest):
    people["other-secretary"].commission_seats.all().delete()
    CommissionMember.objects.create(
        contest=contest, last_name="Л", first_name="О", post="п", user=people["other-secretary"]
    )
    browser = browser_of("other-secretary")
    assert browser.get(f"{LIST}inspect/{application.pk}/").status_code == 200
    assert browser.get(f"{LIST}register/{application.pk}/").status_code == 404
    assert browser.post(f"{LIST}identity/{application.pk}/").status_code == 404
    browser.post(f"{LIST}bulk/", {"action": "register", "selected": [str(application.pk)]})
    application.refresh_from_db()
    assert application.state == State.RECEIVED


def test_a_list_does_not_leak_rows_of_others(browser_of, application):
    for who in ("other-secretary", "other-member"):
        page = browser_of(who).get(LIST).content.decode()
        assert "Королёва" not in page
        assert application.reference not in page


@pytest.mark.req("X-7")
@pytest.mark.parametrize(
    ("who", "shown", "hidden"),
    [
        ("secretary", ["Рабочий стол", "Заявки", "Состав комиссии"], ["Журналы регистрации"]),
        ("member", ["Заявки"], ["Рабочий стол", "Состав комиссии", "Конкурсы"]),
        ("administrator", ["Конкурсы", "Журналы регистрации"], ["Рабочий стол", "Заявки"]),
        ("editor", [], ["Заявки", "Конкурсы", "Журналы регистрации"]),
    ],
)
def test_menus_show_what_the_duty_needs(who, shown, hidden, browser_of, application):
    page = browser_of(who).get("/cms/").content.decode()
    raw = re.search(r'<script id="wagtail-sidebar-props"[^>]*>(.*?)</script>', page, re.DOTALL)[1]
    labels = {json.loads(f'"{text}"') for text in re.findall(r'"label": "(.*?)"', raw)}
    assert set(shown) <= labels
    assert not set(hidden) & labels


def test_the_desks_are_all_deny_by_default():
    """A desk that names no right for an action has no address for it."""
    for desk in group.modeladmin_instances:
        names = {url.name for url in desk.get_admin_urls_for_registration()}
        for right, action in (("add", "create"), ("change", "edit"), ("delete", "delete")):
            is_there = desk.url_helper.get_action_url_name(action) in names
            assert is_there == (right in desk.rights)
