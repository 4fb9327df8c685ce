"""The letter about a version on offer: who is asked, and when it is no longer sent (P-F3, P-F5)."""

import pytest

from core import outbox
from core.models import Letter
from placement.consents import ASSISTANCE
from placement.graduates.links import page_url
from placement.graduates.services import destroy_graduate, merge_graduates
from placement.grants import services as grants
from placement.grants.links import representative_url
from placement.grants.models import Representative
from placement.resumes import services
from placement.resumes.letters import CODES
from placement.resumes.services.guards import revision
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.resumes.factories import ResumeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]


def letters():
    return list(Letter.objects.filter(code__in=CODES).order_by("created_at"))


def offer(graduate, actor):
    draft = ResumeFactory(graduate=graduate)
    return services.offer(resume=draft, actor=actor)


@pytest.fixture
def person():
    graduate = GraduateFactory(email="person@example.org")
    allow(graduate)
    return graduate


@pytest.fixture
def minor():
    """A person of 17; the mother has signed too."""
    graduate = GraduateFactory(minor=True, email="person@example.org")
    grant = grants.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    mother = Representative.objects.create(
        graduate=graduate, kind="parent", full_name="Пробнова А", email="mother@example.org"
    )
    grants.sign(grant=grant, evidence=evidence(ASSISTANCE), actor=None)
    theirs = evidence(ASSISTANCE, by_representative=True)
    grants.sign(grant=grant, evidence=theirs, representative=mother, actor=None)
    return graduate


@pytest.mark.req("P-F3")
def test_a_grown_up_is_asked_by_the_personal_link(person, specialist, mailoutbox):
    row = offer(person, specialist)
    (letter,) = letters()
    assert letter.to == "person@example.org"
    assert outbox.deliver(letter.pk)
    assert page_url(person) in mailoutbox[0].body
    assert row.position not in mailoutbox[0].body


def test_the_letter_about_a_version_of_a_linked_card_is_sent(person, specialist, mailoutbox):
    offer(person, specialist)
    kept = GraduateFactory(born_on=person.born_on, email="")
    merge_graduates(keep=kept, merge=person, actor=specialist)
    assert outbox.deliver(letters()[0].pk)
    assert mailoutbox


@pytest.mark.req("P-F5")
def test_from_14_to_17_both_are_asked_each_by_the_own_link(minor, specialist):
    offer(minor, specialist)
    links = {letter.to: outbox.content(letter)[1] for letter in letters()}
    assert set(links) == {"person@example.org", "mother@example.org"}
    mother = minor.representatives.get()
    assert page_url(minor) in links["person@example.org"]
    assert representative_url(mother) in links["mother@example.org"]
    assert page_url(minor) not in links["mother@example.org"]


@pytest.mark.req("P-F5")
def test_a_representative_is_never_written_to_at_the_persons_address(minor, specialist):
    mother = minor.representatives.get()
    mother.email = "Person@example.org"
    mother.save()
    offer(minor, specialist)
    (letter,) = letters()
    assert page_url(minor) in outbox.content(letter)[1]


def test_one_who_represents_no_more_is_not_asked(minor, specialist):
    offer(minor, specialist)
    mother = minor.representatives.get()
    mother.ended_on = minor.born_on
    mother.save()
    assert [letter.to for letter in letters() if outbox.deliver(letter.pk)] == [
        "person@example.org"
    ]


def test_who_has_no_address_is_offered_the_version_without_a_letter(person, specialist):
    person.email = ""
    person.save()
    assert offer(person, specialist).state == "offered"
    assert letters() == []


def test_who_has_agreed_is_asked_no_more_the_other_is(minor, specialist):
    row = offer(minor, specialist)
    services.approve(resume=row, actor=None, revision=revision(row))
    assert [letter.to for letter in letters() if outbox.deliver(letter.pk)] == [
        "mother@example.org"
    ]


@pytest.mark.req("X-6")
@pytest.mark.parametrize("what", ["approved", "sent-back", "retired", "withdrawn", "destroyed"])
def test_nothing_goes_out_after_the_answer_or_the_end_of_the_consent(
    what, person, specialist, mailoutbox
):
    row = offer(person, specialist)
    if what == "approved":
        services.approve(resume=row, actor=specialist, how="лист от 20.11.2026")
    elif what == "sent-back":
        services.send_back(resume=row, why="Не тот телефон", actor=specialist)
    elif what == "retired":
        services.retire(resume=row, actor=specialist)
    elif what == "withdrawn":
        grant = person.grants.get(purpose=ASSISTANCE)
        grants.withdraw(grant=grant, actor=specialist, why="заявление")
    else:
        destroy_graduate(graduate=person, reason="по просьбе", actor=None)
    (letter,) = letters()
    assert letter.state == Letter.State.CANCELLED
    assert not outbox.deliver(letter.pk)
    assert mailoutbox == []


def test_the_guard_asks_for_the_consent_and_the_state_itself(person, specialist):
    row = offer(person, specialist)
    (letter,) = letters()
    person.grants.update(withdrawn_at=row.created_at)
    assert not outbox.deliver(letter.pk)
    assert Letter.objects.get(pk=letter.pk).state == Letter.State.CANCELLED


def test_offered_again_it_is_asked_for_once(person, specialist):
    row = offer(person, specialist)
    services.send_back(resume=row, why="Не тот телефон", actor=specialist)
    services.offer(resume=row, actor=specialist)
    assert len([letter for letter in letters() if outbox.deliver(letter.pk)]) == 1
