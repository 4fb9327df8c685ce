"""A consent to a photograph ends by itself on the day that its text says (152-ФЗ, art. 10.1; P-F4)."""

import datetime as dt

import pytest
from django.apps import apps
from django.test import Client

from core import clock
from core.models import HistoryRecord, Letter, PrivateFile
from forms_app import consents
from forms_app.models import ConsentText
from placement import tasks
from placement.centre.terms.models import Terms
from placement.consents import PHOTO, SITE, VK, text_purpose
from placement.grants import services as grants
from placement.grants import wording
from placement.grants.models import Grant
from placement.photos import public
from placement.photos.lifecycle import PhotoState
from tests.boards import panel
from tests.migrations.named import migration
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.photos.test_photos import picture_of, publish

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-F4")]
SIGNED = dt.date(2026, 3, 10)
LAST = dt.date(2029, 3, 9)
OVER = dt.date(2029, 3, 10)


def at(day: dt.date):
    return clock.at(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC))


@pytest.fixture
def graduate(specialist):
    with at(SIGNED):
        row = GraduateFactory(responsible=specialist)
        allow(row)
    return row


def permit(graduate, place, on=SIGNED) -> Grant:
    """A consent for a place, signed on a day under the text of the content file."""
    with at(on):
        grant = grants.open_grant(graduate=graduate, purpose=PHOTO, place=place, actor=None)
        grants.sign(grant=grant, evidence=evidence(PHOTO), actor=None)
    grant.refresh_from_db()
    return grant


def shown(row) -> bool:
    return Client().get(picture_of(row)).status_code == 200


def test_on_the_day_photographs_leave_the_site_and_are_demanded_back_elsewhere(
    centre, graduate, specialist, centre_page
):
    for place in (SITE, VK):
        permit(graduate, place)
    with at(SIGNED):
        here = publish(graduate, SITE, specialist, page=centre_page)
        there = publish(graduate, VK, specialist, address="https://vk.example.org/wall-1")
    held = here.picture_id
    with at(LAST):
        tasks.follow_grants(clock.now())
        assert shown(here)
    with at(OVER):
        # Before anything has noticed, too.
        assert not shown(here)
        assert "lapsed 2" in tasks.follow_grants(clock.now())
        assert "lapsed 0" in tasks.follow_grants(clock.now())
    for row in (here, there):
        row.refresh_from_db()
    assert (here.state, here.picture_id) == (PhotoState.REMOVED, None)
    assert not PrivateFile.objects.filter(pk=held).exists()
    assert there.state == PhotoState.DUE
    assert there.remove_by > OVER
    assert HistoryRecord.objects.about(graduate).filter(action="grant-lapsed").count() == 2


def test_sixty_days_before_the_board_names_it_and_the_specialist_gets_a_letter(
    centre, graduate, visitor
):
    grant = permit(graduate, SITE)
    early, soon = OVER - dt.timedelta(days=61), OVER - dt.timedelta(days=60)
    with at(early):
        assert not panel(visitor, "grants-own-soon")
    with at(soon):
        box = panel(visitor, "grants-own-soon")
        assert "10.03.2029" in box
        assert str(grant) in box
        tasks.follow_grants(clock.now())
    assert Letter.objects.filter(code="grant-own-soon-staff").count() == 1


def test_a_new_signature_after_that_day_gives_a_new_term(centre, graduate):
    grant = permit(graduate, SITE)
    assert grant.own_signature_from == OVER
    with at(OVER):
        tasks.follow_grants(clock.now())
    again = permit(graduate, SITE, on=OVER)
    assert (again.pk, again.own_signature_from) == (grant.pk, dt.date(2032, 3, 10))
    assert again.is_in_force(OVER)


def test_a_minors_consent_ends_at_18_if_that_comes_first():
    with at(SIGNED):
        person = GraduateFactory(born_on=dt.date(2009, 6, 1))
        grant = grants.open_grant(graduate=person, purpose=PHOTO, place=SITE, actor=None)
        mother = person.representatives.create(kind="parent", full_name="Пробнова Анна")
        grants.sign(grant=grant, evidence=evidence(PHOTO), actor=None)
        theirs = evidence(PHOTO, by_representative=True)
        grants.sign(grant=grant, evidence=theirs, representative=mother, actor=None)
    grant.refresh_from_db()
    assert grant.own_signature_from == dt.date(2027, 6, 1)


@pytest.mark.parametrize("theirs", [False, True])
def test_the_text_prints_the_term_by_which_the_consent_ends(centre, graduate, people, theirs):
    code = text_purpose(PHOTO, by_representative=theirs)
    text = ConsentText.objects.get(purpose=code, version=2)
    fields = {"effective_from": SIGNED, "ground": "Приказ № 7", "created_by": people["deputy"]}
    Terms.objects.create(photo_years=2, **fields)
    with at(SIGNED):
        grant = grants.open_grant(graduate=graduate, purpose=PHOTO, place=SITE, actor=None)
        before = wording.values(grant, None, on=SIGNED - dt.timedelta(days=1))
        filled = consents.fill(text.body, wording.values(grant, None, on=SIGNED))
    assert "Срок: 2 года со дня подписания либо до отзыва." in filled
    assert "Срок: 3 года со дня" in consents.fill(text.body, before)
    assert permit(graduate, SITE).own_signature_from == dt.date(2028, 3, 10)


def test_signed_consents_keep_their_term_and_a_text_in_words_says_three_years(
    centre, graduate, people
):
    ConsentText.objects.filter(purpose=PHOTO, version=2).update(body="Срок: три года.")
    fields = {"effective_from": SIGNED, "ground": "Приказ № 7", "created_by": people["deputy"]}
    Terms.objects.create(photo_years=1, **fields)
    grant = permit(graduate, SITE)
    assert grant.own_signature_from == OVER
    with at(SIGNED):
        graduate.born_on = dt.date(2004, 3, 16)
        graduate.save()
        grants.judge_anew(graduate, None)
    grant.refresh_from_db()
    assert grant.own_signature_from == OVER


def test_other_consents_have_no_such_end(graduate):
    assert not graduate.grants.exclude(own_signature_from=None).exists()


def test_stored_pages_end_with_the_term(centre, graduate, specialist, centre_page):
    permit(graduate, SITE)
    with at(SIGNED):
        publish(graduate, SITE, specialist, page=centre_page)
        assert clock.local_day(public.next_lapse(clock.now())) == OVER


def test_consents_signed_before_get_the_end_that_their_text_says(graduate):
    grant = permit(graduate, SITE)
    minor = permit(GraduateFactory(), SITE)
    withdrawn = permit(GraduateFactory(), SITE)
    Grant.objects.filter(pk=grant.pk).update(own_signature_from=None)
    Grant.objects.filter(pk=minor.pk).update(own_signature_from=dt.date(2027, 1, 1))
    Grant.objects.filter(pk=withdrawn.pk).update(own_signature_from=None, withdrawn_at=clock.now())
    migration("placement", "term_of_publication").fill_in(apps, None)
    ends = [Grant.objects.get(pk=one.pk).own_signature_from for one in (grant, minor, withdrawn)]
    assert ends == [OVER, dt.date(2027, 1, 1), None]
