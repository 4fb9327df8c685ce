"""The consent to be named in the results: asked apart, given and taken back by link (C-19, X-5)."""

import hashlib

import pytest
from django.test import Client

from contest.publication import services
from contest.publication.models import PublicationConsent
from contest.publication.services import Choice
from contest.setup.consents import PUBLICATION
from core import clock
from core.errors import Refused
from forms_app import consents, links, tasks
from forms_app import services as forms
from forms_app.models import Consent, ConsentText, Ground
from home import cache
from tests.contest.factories import sent_application
from tests.forms_app.helpers import said
from tests.threads import at_once

pytestmark = pytest.mark.django_db

ALL = {"name": "on", "centre": "on", "place": "on"}


def mark_on(browser, page) -> str:
    return said(browser.get(page)).split('name="text" value="')[1].split('"')[0]


def give(browser, page, **ticks):
    return browser.post(page, {"text": mark_on(browser, page), **ticks}, follow=True)


@pytest.mark.req("C-19", "X-5")
def test_the_evidence_holds_the_exact_words_what_when_how_and_to_whom(owner, page, entry):
    give(owner, page, name="on", place="on")
    row = PublicationConsent.objects.get()
    consent = row.consent
    assert (row.entry, row.centre, row.place) == (entry, False, True)
    assert consent.text.operator == entry.contest.operator
    assert (consent.method, consent.withdrawn_at) == ("tick", None)
    assert consent.given_at <= clock.now()
    exact = f"{consent.text.title}\n\n{consent.text.body}"
    assert consent.text_sha256 == hashlib.sha256(exact.encode()).hexdigest()
    assert consent.text.used_at == consent.given_at
    words = consents.filled_text(consent)
    assert entry.full_name in words
    assert services.PLACE_WORDS in words
    assert services.CENTRE_WORDS not in words
    assert bytes(consent.filled_text).find("Королёва".encode()) == -1


def test_nothing_is_ticked_beforehand_and_a_name_is_needed(owner, page):
    assert " checked" not in said(owner.get(page)).split("<fieldset")[1].split("</fieldset>")[0]
    answer = give(owner, page, place="on")
    assert answer.status_code == 422
    assert "Отметьте имя" in said(answer)
    assert not Consent.objects.filter(text__purpose=PUBLICATION).exists()


@pytest.mark.req("X-5")
def test_the_link_alone_neither_gives_nor_ends_it_nor_shows_the_name(owner, page, entry):
    sign = mark_on(owner, page)
    stranger = Client()
    assert entry.last_name not in said(stranger.get(page))
    answer = stranger.post(page, {"text": sign, **ALL})
    assert answer["Location"].endswith("confirm/?next=publication")
    assert services.current(entry) is None
    give(owner, page, **ALL)
    answer = stranger.post(page, {"withdraw": "1"})
    assert answer["Location"].endswith("confirm/?next=publication")
    assert services.current(entry) is not None


@pytest.mark.req("X-5")
def test_it_is_taken_back_by_the_same_link_and_stored_pages_are_stale_at_once(
    owner, page, link, entry
):
    give(owner, page, **ALL)
    before = cache.version()
    shown = said(owner.post(page, {"withdraw": "1"}, follow=True))
    assert "Согласие отозвано" in shown
    assert cache.version() != before
    assert services.current(entry) is None
    taken_back = Consent.objects.get(text__purpose=PUBLICATION)
    assert taken_back.withdrawn_at is not None
    assert f"Согласие отозвано: «{taken_back.text.title}»" in said(owner.get(link))
    # It may be given anew.
    give(owner, page, **ALL)
    assert services.current(entry) is not None


def test_the_tracking_page_leads_there_only_once_admitted(client, contest, application, link):
    assert "Имя в итогах конкурса" in said(client.get(link))
    waiting = sent_application(contest, participant={"last_name": "Новая"})
    other = f"/track/{links.token('track', waiting)}/"
    assert "Имя в итогах" not in said(client.get(other))
    assert client.get(f"{other}publication/").status_code == 404


def test_the_application_itself_does_not_ask_for_it(application):
    assert not application.consents.filter(text__purpose=PUBLICATION).exists()


def test_another_wording_than_the_one_shown_is_not_agreed_to(owner, page, entry):
    sign = mark_on(owner, page)
    ConsentText.objects.get(purpose=PUBLICATION).next_version().save()
    answer = owner.post(page, {"text": sign, **ALL})
    assert "обновился" in said(answer)
    assert services.current(entry) is None


def test_another_choice_takes_the_place_of_the_earlier_which_stays_as_evidence(entry):
    text = services.text_for(entry)
    first = services.give(entry=entry, text=text, choice=Choice(name=True))
    again = services.give(entry=entry, text=text, choice=Choice(name=True))
    assert again.pk == first.pk
    second = services.give(entry=entry, text=text, choice=Choice(name=True, place=True))
    assert services.current(entry) == second
    assert PublicationConsent.objects.count() == 2


@pytest.mark.req("C-A5", "X-5")
def test_it_outlives_data_destroyed_at_the_end_of_their_term_for_three_years(entry):
    given = services.give(
        entry=entry, text=services.text_for(entry), choice=Choice(name=True, place=True)
    )
    now = clock.now()
    forms.destroy_submission(submission=entry.submission, reason="истёк срок", at=now)
    assert PublicationConsent.objects.in_force().get() == given
    assert entry.full_name in consents.filled_text(Consent.objects.get(pk=given.consent_id))
    assert tasks.destroy_old_evidence(now.replace(year=now.year + 3, day=28)) >= 1
    assert not PublicationConsent.objects.in_force().exists()


@pytest.mark.req("X-5")
@pytest.mark.parametrize("ground", [Ground.WITHDRAWN, Ground.REQUEST, Ground.STAFF])
def test_it_ends_with_data_that_are_destroyed_before_their_term(entry, ground):
    services.give(entry=entry, text=services.text_for(entry), choice=Choice(name=True))
    forms.destroy_submission(submission=entry.submission, reason="причина", ground=ground)
    assert not PublicationConsent.objects.given().exists()


def test_a_withdrawn_application_is_not_named(entry):
    services.give(entry=entry, text=services.text_for(entry), choice=Choice(name=True))
    forms.withdraw(submission=entry.submission, actor=None)
    assert not PublicationConsent.objects.in_force().exists()


def test_who_is_not_admitted_is_refused(contest):
    from contest.applications.models import Entry

    entry = Entry.objects.get(submission=sent_application(contest))
    with pytest.raises(Refused, match="допущенные"):
        services.give(entry=entry, text=services.text_for(entry), choice=Choice(name=True))


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("X-6")
def test_pressed_twice_at_once_it_is_given_once(entry):
    text = services.text_for(entry)
    at_once(
        *(lambda: services.give(entry=entry, text=text, choice=Choice(name=True)) for _ in range(2))
    )
    assert PublicationConsent.objects.in_force().count() == 1
