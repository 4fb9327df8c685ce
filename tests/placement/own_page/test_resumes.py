"""«Ваше резюме» under a personal link: read, agreed to, sent back (P-F3, ADR 14)."""

import pytest
from django.test import Client

from core import clock
from core.models import HistoryRecord
from placement.consents import ASSISTANCE, TO_EMPLOYERS
from placement.graduates.links import page_url
from placement.grants import services as grants
from placement.grants.links import representative_url
from placement.grants.models import Representative
from placement.resumes.lifecycle import ResumeState
from placement.resumes.services.guards import revision
from tests.placement.graduates.factories import GraduateFactory, allow, evidence
from tests.placement.resumes.factories import ResumeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("centre")]


@pytest.fixture
def resume():
    row = ResumeFactory(state=ResumeState.OFFERED)
    allow(row.graduate, TO_EMPLOYERS)
    return row


@pytest.fixture
def url(resume):
    return f"{page_url(resume.graduate)}resumes/{resume.pk}/"


@pytest.fixture
def owner(resume):
    browser = Client()
    day = f"{resume.graduate.born_on:%d.%m.%Y}"
    browser.post(f"{page_url(resume.graduate)}confirm/", {"born_on": day})
    return browser


def test_the_link_alone_shows_and_approves_nothing(resume, url):
    assert "Швея" not in Client().get(page_url(resume.graduate)).content.decode()
    for answer in (Client().get(url), Client().post(url, {"answer": "agree"})):
        assert answer.status_code == 302
    resume.refresh_from_db()
    assert resume.state == ResumeState.OFFERED


@pytest.mark.req("P-F3")
def test_the_person_reads_what_the_employer_will_and_agrees(resume, url, owner):
    page = owner.get(url).content.decode()
    assert "Ателье «Шов»" in page
    for private in ("замужем", "Пробная"):
        assert private not in page
    for _ in range(2):
        # Pressed twice.
        press = owner.post(url, {"answer": "agree", "revision": revision(resume)})
        assert press.status_code == 302
    resume.refresh_from_db()
    assert resume.state == ResumeState.APPROVED


@pytest.mark.parametrize("shown", ["", "0" * 16])
def test_nobody_agrees_to_what_was_not_shown(resume, url, owner, shown):
    owner.post(url, {"answer": "agree", "revision": shown})
    resume.refresh_from_db()
    assert resume.state == ResumeState.OFFERED


def test_what_is_wrong_reaches_the_specialist_in_the_persons_words(resume, url, owner):
    page = owner.post(url, {"why": " "}).content.decode()
    assert "Напишите, что нужно исправить." in page
    assert "<title>Ошибка:" in page
    assert 'id="error-summary"' in page
    owner.post(url, {"why": "Не тот телефон"})
    resume.refresh_from_db()
    assert resume.state == ResumeState.DRAFT
    assert HistoryRecord.objects.about(resume).get(action="send-back").why == "Не тот телефон"


def test_the_list_says_what_each_version_waits_for_in_the_readers_words(resume, owner):
    home = page_url(resume.graduate)
    assert "Ждём вашего ответа" in owner.get(home).content.decode()
    owner.post(f"{home}resumes/{resume.pk}/", {"answer": "agree", "revision": revision(resume)})
    page = owner.get(home).content.decode()
    assert "С ним уже согласились" in page
    assert "Ждём вашего ответа" not in page


def test_what_is_asked_stands_first_and_nothing_is_said_to_be_nothing(resume, owner):
    home = page_url(resume.graduate)
    page = owner.get(home).content.decode()
    assert page.index("Прочитать резюме и ответить: ") < page.index("Кто вам помогает")
    assert "ничего не нужно" not in page
    assert "Что нужно от вас" not in Client().get(home).content.decode()
    owner.post(f"{home}resumes/{resume.pk}/", {"answer": "agree", "revision": revision(resume)})
    page = owner.get(home).content.decode()
    assert "Что нужно от вас" not in page
    assert "Сейчас от вас ничего не нужно." in page


def test_another_persons_version_and_a_draft_are_not_there(resume, url, owner):
    other = ResumeFactory(state=ResumeState.OFFERED)
    own = page_url(resume.graduate)
    assert owner.get(f"{own}resumes/{other.pk}/").status_code == 404
    draft = ResumeFactory(graduate=resume.graduate)
    page = owner.get(f"{own}resumes/{draft.pk}/", follow=True).content.decode()
    assert "Этой версии резюме здесь больше нет" in page
    assert "Ателье «Шов»" not in page
    assert owner.get(f"{own}resumes/{draft.pk}/photo.jpg").status_code == 404


@pytest.mark.parametrize("state", [ResumeState.DRAFT, ResumeState.APPROVED, ResumeState.RETIRED])
def test_an_old_page_of_a_version_that_went_on_says_so_and_loses_no_word(resume, url, owner, state):
    resume.state = state
    resume.approved_at = clock.now() if state == ResumeState.APPROVED else None
    resume.save()
    answer = owner.post(url, {"why": "Не тот телефон, а этот: 123"})
    page = answer.content.decode()
    assert answer.status_code == 409
    assert "Не тот телефон, а этот: 123" in page
    words = "уже согласились" if state == ResumeState.APPROVED else "здесь больше нет"
    assert words in page
    owner.post(url, {"answer": "agree", "revision": revision(resume)})
    resume.refresh_from_db()
    assert resume.state == state


@pytest.mark.req("P-F5")
@pytest.mark.parametrize("is_parent_first", [True, False])
def test_from_14_to_17_neither_approves_without_the_other(is_parent_first):
    graduate = GraduateFactory(minor=True)
    grant = grants.open_grant(graduate=graduate, purpose=ASSISTANCE, actor=None)
    mother = Representative.objects.create(graduate=graduate, kind="parent", full_name="Пробнова А")
    grants.sign(grant=grant, evidence=evidence(ASSISTANCE), actor=None)
    theirs = evidence(ASSISTANCE, by_representative=True)
    grants.sign(grant=grant, evidence=theirs, representative=mother, actor=None)
    row = ResumeFactory(graduate=graduate, state=ResumeState.OFFERED)
    pages = [page_url(graduate), representative_url(mother)]
    first, second = reversed(pages) if is_parent_first else pages
    for page, state in ((first, ResumeState.OFFERED), (second, ResumeState.APPROVED)):
        browser = Client()
        browser.post(f"{page}confirm/", {"born_on": f"{graduate.born_on:%d.%m.%Y}"})
        url = f"{page}resumes/{row.pk}/"
        shown = browser.get(url).content.decode()
        assert "Всё верно?" in shown
        # The resume is the child's, whoever reads it.
        assert ("Ваше резюме" in shown) == (page == page_url(graduate))
        browser.post(url, {"answer": "agree", "revision": revision(row)})
        assert "Всё верно?" not in browser.get(url).content.decode()
        row.refresh_from_db()
        assert row.state == state
