"""A version on which the person keeps silent is named on the board and in the list (P-F3)."""

import datetime as dt

import pytest
from django.apps import apps
from django.db import IntegrityError, transaction

from core import clock
from core.history import log_change
from placement.consents import TO_EMPLOYERS
from placement.resumes import services
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from tests.boards import panel
from tests.migrations.named import migration
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.resumes.factories import ResumeFactory
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F3")]
LIST = "/cms/placement/resumes/"
CODE = "resumes-unanswered"
TITLE = "Резюме не согласовано дольше 7 дней"


def offered(days: float, **fields):
    """A version that was handed over so many days ago."""
    at = clock.now() - dt.timedelta(days=days)
    return ResumeFactory(state=ResumeState.OFFERED, offered_at=at, **fields)


def test_the_day_of_the_offer_is_kept_and_a_new_offer_begins_anew(specialist, monkeypatch):
    row = ResumeFactory()
    allow(row.graduate, TO_EMPLOYERS)
    assert row.offered_at is None
    first = clock.now() - dt.timedelta(days=30)
    with monkeypatch.context() as earlier:
        earlier.setattr(clock, "now", lambda: first)
        row = services.offer(resume=row, actor=specialist)
    row.refresh_from_db()
    assert row.offered_at == first
    services.send_back(resume=row, why="Опечатка в адресе", actor=specialist)
    services.offer(resume=row, actor=specialist)
    row.refresh_from_db()
    assert row.offered_at > first


def test_the_board_names_it_after_a_week_with_who_is_silent_and_who_leads(visitor, specialist):
    person = GraduateFactory(responsible=specialist)
    late, recent = offered(7.1, graduate=person), offered(6.9)
    draft = ResumeFactory(offered_at=late.offered_at)
    approved = ResumeFactory(approved=True, offered_at=late.offered_at)
    box = panel(visitor, CODE)
    assert TITLE in box
    assert f"{LIST}inspect/{late.pk}/" in box
    for other in (recent, draft, approved):
        assert f"inspect/{other.pk}/" not in box
    assert person.last_name in box
    assert "выпускник<" in box.replace(" <", "<")
    assert f"{clock.local_day(late.offered_at):%d.%m.%Y}" in box
    assert specialist.short_name.replace("\xa0", " ") in box
    # The paper may be in the specialist's hands by now: the way to write that down stands here.
    assert f"{LIST}approve/{late.pk}/" in box


def test_from_14_to_17_it_is_said_whose_word_is_missing(visitor):
    person = GraduateFactory(minor=True)
    offered(8, graduate=person, person_agreed_at=clock.now())
    box = panel(visitor, CODE)
    assert "законный представитель" in box
    assert "выпускник и" not in box
    Resume.objects.update(person_agreed_at=None)
    assert "выпускник и законный представитель" in panel(visitor, CODE)


def test_the_filter_of_the_list_shows_exactly_these_by_the_same_words(visitor):
    late, recent = offered(8), offered(2)
    page = visitor.get(f"{LIST}?attention=unanswered").content.decode()
    assert f"inspect/{late.pk}/" in page
    assert f"inspect/{recent.pk}/" not in page
    assert TITLE in page
    # More than the board has room for: it leads to this very list.
    for _ in range(10):
        offered(9)
    assert "?attention=unanswered" in panel(visitor, CODE)


def test_nothing_is_said_where_nobody_waits_and_to_who_only_reads(visitor, browser_of):
    assert panel(visitor, CODE) == ""
    offered(8)
    assert panel(browser_of("deputy"), CODE)
    for who in ("director", "secretary"):
        assert panel(browser_of(who), CODE) == ""


def test_many_waiting_versions_take_as_many_queries_as_one(visitor, specialist):
    offered(8, graduate=GraduateFactory(responsible=specialist))
    one = page_queries(visitor, "/cms/")
    main = GraduateFactory(responsible=specialist)
    offered(9, graduate=GraduateFactory(state="merged", merged_into=main))
    offered(10)
    assert page_queries(visitor, "/cms/") == one


def test_a_version_on_offer_without_its_day_cannot_be_stored():
    row = offered(1)
    with pytest.raises(IntegrityError), transaction.atomic():
        Resume.objects.filter(pk=row.pk).update(offered_at=None)


def test_versions_of_before_get_the_day_of_their_last_offer(specialist):
    row = ResumeFactory()
    allow(row.graduate, TO_EMPLOYERS)
    for _ in range(2):
        record = log_change(row, action="offer", actor=specialist, to_state="offered")
    migration("placement", "resume_offered_at").fill_in(apps, None)
    row.refresh_from_db()
    assert row.offered_at == record.at
