"""Two linked cards are one person: seen together, counted once, allowed and forbidden together (ADR 23)."""

import re

import pytest
from django.test import Client
from django.urls import reverse

from core import outbox
from core.errors import Refused
from core.models import Letter
from core.photos import drawn_photo, kept_photo
from forms_app import services as forms
from placement.cases import services as cases
from placement.cases.models import Case
from placement.consents import ASSISTANCE, HEALTH, PHOTO, SITE, TO_EMPLOYERS
from placement.consultations.models import Consultation
from placement.graduates import services
from placement.graduates.lifecycle import GraduateState
from placement.graduates.links import page_url
from placement.grants import gate
from placement.grants import services as grants
from placement.grants.links import representative_url
from placement.grants.models import Grant, Representative
from placement.matching.services import graduates_for, vacancies_for
from placement.mentors.models import Recommendations
from placement.needs.models import WorkNeeds
from placement.needs.rules.content import Needs
from placement.needs.services import consenting, needs_of, set_needs
from placement.photos import services as photos
from placement.photos.lifecycle import PhotoState
from placement.photos.models import GraduatePhoto
from placement.resumes.lifecycle import ResumeState
from placement.resumes.services.guards import revision
from tests.placement.assistance import requests as req
from tests.placement.factories import VacancyFactory
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.resumes.factories import ResumeFactory
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]
IDENTITY = {"identity_document": "паспорт 4010 123456", "address": "г. Всеволожск, Новая, 1"}


def link(kept, *others, actor):
    for other in others:
        services.merge_graduates(keep=kept, merge=other, actor=actor)
        other.refresh_from_db()


@pytest.fixture
def pair(specialist):
    """A card in use, and one that is linked to it, on which the consents were signed."""
    kept, other = GraduateFactory(), GraduateFactory()
    allow(other, TO_EMPLOYERS, HEALTH)
    link(kept, other, actor=specialist)
    return kept, other


class Owner:
    """Who has opened a link and told the birth date."""

    def __init__(self, url, born_on):
        self.client, self.home = Client(), url
        self.client.post(f"{url}confirm/", {"born_on": f"{born_on:%d.%m.%Y}"})

    def read(self, tail=""):
        return self.client.get(f"{self.home}{tail}").content.decode()

    def sign(self, grant):
        address = f"{self.home}consents/{grant.pk}/"
        assert "Код отправлен" in self.client.post(address, IDENTITY, follow=True).content.decode()
        _, body = outbox.content(Letter.objects.latest("created_at"))
        code = re.search(r"[0-9A-Z]{4}-[0-9A-Z]{4}", body)[0]
        page = self.client.post(address, {"code": code}, follow=True).content.decode()
        assert "согласие подписано" in page


@pytest.mark.req("P-F1", "P-F4", "P-2.1")
def test_a_request_whose_card_is_linked_to_that_of_the_register_goes_its_whole_way(specialist):
    kept = GraduateFactory(
        last_name="Пробнова",
        first_name="Мария",
        middle_name="Петровна",
        email="",
        phone="",
        state=GraduateState.CONFIRMED,
    )
    submission = req.sent()
    claimed = submission.assistance_request.graduate
    assert kept in services.likely_same(claimed)
    link(kept, claimed, actor=specialist)

    me = Owner(page_url(kept), kept.born_on)
    for grant in claimed.grants.filter(purpose__in=[ASSISTANCE, TO_EMPLOYERS]):
        me.sign(grant)
    assert gate.allows(kept, TO_EMPLOYERS)
    forms.register_and_accept(submission=submission, actor=specialist)
    case = Case.objects.get()
    assert (case.graduate, case.is_open, case.submission) == (kept, True, submission)
    claimed.refresh_from_db()
    assert claimed.state == GraduateState.MERGED

    grant = claimed.grants.get(purpose=ASSISTANCE)
    me.client.post(f"{me.home}consents/{grant.pk}/withdraw/", {"sure": "on"})
    case.refresh_from_db()
    assert not case.is_open
    assert not Grant.objects.open().exists()
    for card in (kept, claimed):
        for purpose in (ASSISTANCE, TO_EMPLOYERS):
            assert not gate.allows(card, purpose)
    with pytest.raises(Refused, match="согласи"):
        cases.open_case(graduate=kept, specialist=specialist, actor=specialist)


@pytest.mark.req("P-F1")
def test_a_case_begins_when_the_consent_is_signed_after_the_linked_request_was_accepted(specialist):
    kept = GraduateFactory()
    submission = req.sent()
    claimed = submission.assistance_request.graduate
    link(kept, claimed, actor=specialist)
    forms.register_and_accept(submission=submission, actor=specialist)
    assert not Case.objects.exists()
    Owner(page_url(kept), kept.born_on).sign(claimed.grants.get(purpose=ASSISTANCE))
    assert Case.objects.get().graduate == kept


def test_a_consent_signed_on_the_linked_card_is_not_asked_for_again(pair):
    kept, other = pair
    asked = grants.open_grant(graduate=kept, purpose=HEALTH, actor=None)
    assert asked == other.grants.get(purpose=HEALTH)


@pytest.mark.req("P-F4")
@pytest.mark.parametrize("on", ["kept", "other"])
def test_a_consent_given_on_both_cards_is_withdrawn_on_both(specialist, on):
    kept, other = cards = [GraduateFactory(), GraduateFactory()]
    for card in cards:
        allow(card, TO_EMPLOYERS, HEALTH)
        ResumeFactory(graduate=card, approved=True)
        WorkNeeds.objects.create(graduate=card, content=Needs().to_json())
        Recommendations.objects.create(graduate=card, heading="Лист", opened_by=specialist)
    cases.open_case(graduate=kept, specialist=specialist, actor=specialist)
    link(kept, other, actor=specialist)
    card = kept if on == "kept" else other
    grants.withdraw(grant=card.grants.get(purpose=HEALTH), actor=None)
    assert not any(gate.allows(one, HEALTH) for one in cards)
    assert all(gate.allows(one, TO_EMPLOYERS) for one in cards)
    assert not WorkNeeds.objects.exists()
    assert not any(sheet.is_open for sheet in Recommendations.objects.all())
    grants.withdraw(grant=card.grants.get(purpose=ASSISTANCE), actor=None)
    assert not any(gate.allows(one, TO_EMPLOYERS) for one in cards)
    assert not Case.objects.open().exists()
    for one in cards:
        assert one.resumes.get().state == ResumeState.RETIRED


@pytest.mark.req("P-F4")
def test_a_parting_ends_what_rested_on_the_other_cards_consent(pair, specialist):
    kept, other = pair
    case = cases.open_case(graduate=kept, specialist=specialist, actor=specialist)
    own = ResumeFactory(graduate=other, approved=True)
    services.part_graduates(graduate=other, actor=specialist)
    for row in (case, other):
        row.refresh_from_db()
    assert not case.is_open
    own.refresh_from_db()
    assert own.state == ResumeState.APPROVED
    assert (gate.allows(kept, ASSISTANCE), gate.allows(other, ASSISTANCE)) == (False, True)


@pytest.mark.req("P-F5")
def test_who_signs_is_decided_by_the_card_in_use(specialist):
    kept, other = GraduateFactory(capacity="incapable"), GraduateFactory()
    allow(other)
    link(kept, other, actor=specialist)
    assert not gate.allows(kept, ASSISTANCE)


@pytest.mark.req("P-F5")
def test_the_mother_named_on_the_linked_card_keeps_her_link(specialist):
    submission = req.minor()
    claimed = submission.assistance_request.graduate
    mother = Representative.objects.get()
    kept = GraduateFactory(born_on=claimed.born_on)
    link(kept, claimed, actor=specialist)
    hers = Owner(representative_url(mother), kept.born_on)
    assert "Нужна ваша подпись" in hers.read()


@pytest.mark.req("P-2.1")
def test_the_card_in_use_shows_what_stands_on_the_linked_one(pair, specialist, visitor):
    kept, other = pair
    ended = {"ended_on": "2026-02-12", "state": "stopped", "outcome": "other"}
    day = "2026-01-12"
    rows = {
        "recommendations": Recommendations.objects.create(
            graduate=other, heading="Лист наставнику", opened_by=specialist
        ),
        "resumes": ResumeFactory(graduate=other),
        "consultations": Consultation.objects.create(
            graduate=other, by=specialist, held_on=day, topic="resume", form="in-person"
        ),
        "cases": Case.objects.create(graduate=other, specialist=specialist, opened_on=day, **ended),
        "grants": other.grants.first(),
    }
    address = reverse("placement_graduates_modeladmin_inspect", args=[kept.pk])
    page = visitor.get(address).content.decode()
    for desk, row in rows.items():
        line = page.split(reverse(f"placement_{desk}_modeladmin_inspect", args=[row.pk]))
        assert len(line) > 1, desk
        assert f"карточка № {other.pk}" in line[1].split("</li>")[0], desk


@pytest.mark.req("P-F4")
def test_a_photograph_rests_on_the_consent_of_the_linked_card(specialist, centre_page):
    kept, other = GraduateFactory(), GraduateFactory()
    allow(other)
    grant = grants.open_grant(graduate=other, purpose=PHOTO, place=SITE, actor=None)
    grants.sign(grant=grant, evidence=evidence(PHOTO), actor=None)
    link(kept, other, actor=specialist)
    with kept_photo(drawn_photo("Рисунок"), key=kept.key) as photo:
        row = photos.publish(
            graduate=kept,
            place=SITE,
            photo=photo,
            caption="",
            description="Женщина за машинкой",
            actor=specialist,
            page=centre_page,
        )
    assert list(GraduatePhoto.objects.public()) == [row]
    grants.withdraw(grant=grant, actor=None)
    row.refresh_from_db()
    assert row.state == PhotoState.REMOVED


def test_the_card_in_use_costs_as_many_queries_for_one_row_as_for_three(specialist, visitor):
    kept, *others = GraduateFactory.create_batch(4)
    for card in others:
        allow(card, TO_EMPLOYERS)
        ResumeFactory(graduate=card)
    address = reverse("placement_graduates_modeladmin_inspect", args=[kept.pk])
    counts = []
    for card in others:
        link(kept, card, actor=specialist)
        counts.append(page_queries(visitor, address))
    assert counts[0] == counts[-1]


@pytest.mark.req("P-2.1", "P-2.2e")
def test_a_linked_card_is_neither_listed_nor_matched(specialist, visitor, cook):
    kept = GraduateFactory(last_name="Главнова", profession=cook)
    other = GraduateFactory(last_name="Двойнова", profession=cook)
    allow(other, TO_EMPLOYERS)
    link(kept, other, actor=specialist)
    cases.open_case(graduate=kept, specialist=specialist, actor=specialist)
    vacancy = VacancyFactory(profession=cook, state="published")
    matches = graduates_for(vacancy, specialist)
    assert [match.graduate for match in matches] == [kept]
    assert [match.vacancy for match in vacancies_for(kept, specialist)] == [vacancy]
    assert consenting([kept], TO_EMPLOYERS) == {kept.pk}
    listed = visitor.get(reverse("placement_graduates_modeladmin_index")).content.decode()
    assert "Главнова" in listed
    assert "Двойнова" not in listed


@pytest.mark.req("P-2.2e")
def test_needs_told_on_the_linked_card_are_read_from_the_card_in_use(specialist):
    kept, other = GraduateFactory(), GraduateFactory()
    allow(other, HEALTH)
    set_needs(graduate=other, needs=Needs(), actor=specialist)
    assert needs_of(other, specialist) is not None
    link(kept, other, actor=specialist)
    assert needs_of(kept, specialist) == Needs()


@pytest.mark.req("P-F3")
def test_a_resume_of_the_linked_card_is_agreed_to_on_the_own_page_and_goes_out(pair):
    kept, other = pair
    resume = ResumeFactory(graduate=other, state=ResumeState.OFFERED)
    me = Owner(page_url(kept), kept.born_on)
    assert "Швея" in me.read()
    me.client.post(
        f"{me.home}resumes/{resume.pk}/", {"answer": "agree", "revision": revision(resume)}
    )
    resume.refresh_from_db()
    assert resume.state == ResumeState.APPROVED
