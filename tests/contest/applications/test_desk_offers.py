"""The secretary is offered what can be done to an application now, and nothing that is refused."""

import datetime as dt
import html
import re

import pytest
import time_machine

from core import clock
from forms_app import services
from forms_app.lifecycle import State
from forms_app.models import Submission
from tests.boards import panel
from tests.contest.desk import LIST

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4", "C-K6")]
REMARK = [services.RemarkText("Уточните адрес.", step="participant")]


def offered(browser, application) -> set[str]:
    """Codes of the acts that the page has buttons for."""
    page = browser.get(f"{LIST}inspect/{application.pk}/").content.decode()
    codes = ("register", "register-and-accept", "accept", "return", "reject", "take-back")
    return {code for code in codes if f'href="{LIST}{code}/{application.pk}/"' in page}


def test_an_application_is_registered_and_admitted_by_one_act(browser_of, application):
    browser = browser_of("secretary")
    assert offered(browser, application) == {"register", "register-and-accept", "return"}
    assert browser.post(f"{LIST}register-and-accept/{application.pk}/").status_code == 302
    application.refresh_from_db()
    assert application.state == State.ACCEPTED
    assert application.registration.label == "001/К"
    assert offered(browser, application) == {"take-back"}


@pytest.mark.req("C-11")
@pytest.mark.parametrize("lack", ["late", "incomplete"])
def test_what_cannot_be_admitted_is_not_offered_for_it(browser_of, application, people, lack):
    rows = Submission.objects.filter(pk=application.pk)
    if lack == "late":
        rows.update(received_at=application.entry.contest.applications_close_at)
    else:
        rows.update(is_incomplete=True)
    browser = browser_of("secretary")
    assert offered(browser, application) == {"register", "return"}
    services.register(submission=application, actor=people["secretary"])
    assert offered(browser, application) == {"return", "reject"}


@pytest.mark.req("C-11")
def test_a_returned_application_is_rejected_only_after_its_day(browser_of, application, people):
    due = application.received_at + dt.timedelta(days=2)
    services.return_for_correction(
        submission=application,
        actor=people["secretary"],
        remarks=REMARK,
        steps=["participant"],
        slots=[],
        due_at=due,
    )
    assert "reject" not in offered(browser_of("secretary"), application)
    with time_machine.travel(due, tick=False):
        assert "reject" in offered(browser_of("secretary"), application)


@pytest.mark.req("X-7")
def test_the_board_offers_registering_to_who_works_there(browser_of, application):
    button = f'action="{LIST}register/{application.pk}/"'
    assert button in panel(browser_of("secretary"), "applications")
    for who in ("member", "administrator"):
        assert button not in browser_of(who).get("/cms/").content.decode()


def test_who_reads_or_sets_up_finds_figures_and_dates_on_the_board(browser_of, application):
    contest = application.entry.contest
    read = panel(browser_of("member"), "overview")
    assert "<strong>1</strong>" in read
    assert "заявки принимаются" in read
    assert application.title not in read
    dates = panel(browser_of("administrator"), "contests")
    assert f'href="/cms/contest/contests/edit/{contest.pk}/"' in dates
    assert clock.format_deadline(contest.applications_close_at, contest.tz) in dates.replace(
        "&nbsp;", " "
    )
    assert "опубликован" in dates
    for who, code in (("secretary", "overview"), ("secretary", "contests"), ("editor", "contests")):
        assert panel(browser_of(who), code) == ""


def test_the_page_begins_with_how_to_reach_the_person_and_ends_with_digests(
    browser_of, application
):
    page = browser_of("secretary").get(f"{LIST}inspect/{application.pk}/").content.decode()
    head = page[page.index('class="desk-brief"') : page.index('class="desk-actions"')]
    assert re.search(r'<a href="tel:\+7\d{10}">', head)
    for text in (application.email, application.entry.role.title, application.entry.centre.name):
        assert text in html.unescape(head)
    digest = page.index(application.current.digest)
    assert digest > page.index("Технические сведения") > page.index('id="history-title"')
    reader = browser_of("member").get(f"{LIST}inspect/{application.pk}/").content.decode()
    assert "tel:" not in reader
