"""The desk «Резюме»: who opens what, the form with rows, what is logged (P-F3, X-5)."""

import pytest

from core.models import ReadRecord
from placement.consents import TO_EMPLOYERS
from placement.resumes.content import Content
from placement.resumes.journey_steps import raw_of
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from tests.placement.desk import EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.factories import VacancyFactory
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.resumes.factories import FULL, ResumeFactory
from tests.queries import page_queries

pytestmark = pytest.mark.django_db
LIST = "/cms/placement/resumes/"
PAGES = {
    LIST: READERS,
    LIST + "export/?format=csv": READERS,
    LIST + "create/?graduate={person}": WORKERS,
    LIST + "inspect/{pk}/": READERS,
    LIST + "history/{pk}/": READERS,
    LIST + "read/{pk}/": WORKERS,
    LIST + "own-paper/{pk}/": WORKERS,
    LIST + "edit/{pk}/": WORKERS,
    LIST + "offer/{pk}/": WORKERS,
    LIST + "copy/{pk}/": WORKERS,
    LIST + "retire/{pk}/": WORKERS,
}


@pytest.fixture
def resume():
    row = ResumeFactory()
    allow(row.graduate, TO_EMPLOYERS)
    return row


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_role_opens_its_own_pages(browser_of, who, resume):
    opens_exactly(browser_of, who, PAGES, pk=resume.pk, person=resume.graduate_id)


def posted(content, **more):
    return {**{k: v[0] for k, v in raw_of(content).items()}, **more}


def test_a_row_is_added_and_removed_without_scripts_and_nothing_typed_is_lost(visitor, resume):
    address = f"{LIST}edit/{resume.pk}/"
    page = visitor.post(address, posted(FULL, add="jobs")).content.decode()
    assert 'name="jobs-3-organisation"' in page
    assert "ООО «Нить»" in page
    page = visitor.post(address, posted(FULL, remove="jobs-1")).content.decode()
    assert "ООО «Нить»" not in page
    assert 'name="jobs-1-organisation" value="Ателье «Шов»"' in page
    assert 'name="jobs-2-organisation"' not in page
    resume.refresh_from_db()
    assert Content.from_json(resume.content) == FULL


def test_a_bad_date_is_said_in_words_beside_what_was_typed(visitor, resume):
    typed = posted(FULL, **{"jobs-1-since": "весной", "position": ""})
    page = visitor.post(f"{LIST}edit/{resume.pk}/", typed).content.decode()
    assert 'value="весной"' in page
    assert "Место работы 1: " in page
    assert "какую работу" in page
    assert "Ателье «Шов»" in page


def test_a_resume_is_written_for_the_person_from_whose_page_one_came(visitor):
    person = GraduateFactory()
    allow(person)
    address = f"{LIST}create/?graduate={person.pk}"
    assert str(person.phone) in visitor.get(address).content.decode()
    visitor.post(address, posted(FULL))
    row = Resume.objects.get(graduate=person)
    assert (row.number, Content.from_json(row.content)) == (1, FULL)


def test_the_list_and_its_export_say_nothing_of_the_person(visitor, resume):
    for address in (LIST, LIST + "export/?format=csv"):
        answer = visitor.get(address)
        body = b"".join(answer).decode()
        assert "Швея" in body
        for private in (resume.graduate.last_name, "Пробная", "замужем", "0001122", "000-11-22"):
            assert private not in body


@pytest.mark.parametrize("page", ["read", "own-paper", "edit"])
def test_each_look_at_what_it_says_is_logged(visitor, specialist, resume, page):
    visitor.get(f"{LIST}{page}/{resume.pk}/")
    assert ReadRecord.objects.filter(object_id=str(resume.pk), actor=specialist).exists()


def test_the_employers_copy_is_printed_only_while_it_may_go_out(visitor, resume):
    address = f"{LIST}employer-paper/{resume.pk}/"
    assert visitor.get(address).status_code == 302
    approved = ResumeFactory(graduate=resume.graduate, approved=True)
    assert visitor.get(f"{LIST}employer-paper/{approved.pk}/").status_code == 200
    resume.graduate.grants.filter(purpose=TO_EMPLOYERS).update(withdrawn_at=approved.approved_at)
    assert visitor.get(f"{LIST}employer-paper/{approved.pk}/").status_code == 302


def test_words_about_health_are_shown_to_staff_and_bar_nothing(visitor, resume):
    content = Content(position="Швея", qualities="инвалид третьей группы")
    visitor.post(f"{LIST}edit/{resume.pk}/", posted(content))
    resume.refresh_from_db()
    assert Content.from_json(resume.content) == content
    page = visitor.get(f"{LIST}read/{resume.pk}/").content.decode()
    assert "Личные качества: «инвалид»" in page


def test_staff_lead_a_version_to_approval(visitor, resume):
    visitor.post(f"{LIST}offer/{resume.pk}/")
    visitor.post(f"{LIST}approve/{resume.pk}/", {"how": "Подписала распечатку"})
    resume.refresh_from_db()
    assert resume.state == ResumeState.APPROVED


def test_many_versions_take_as_many_queries_as_one(visitor, resume):
    card = f"/cms/placement/graduates/inspect/{resume.graduate_id}/"
    one, box = page_queries(visitor, LIST), page_queries(visitor, card)
    ResumeFactory()
    ResumeFactory(graduate=resume.graduate)
    assert page_queries(visitor, LIST) == one
    assert page_queries(visitor, card) == box


def test_the_vacancy_is_found_by_typing_and_the_others_are_not_listed(visitor, resume):
    address = f"{LIST}edit/{resume.pk}/"
    empty = page_queries(visitor, address)
    rows = [VacancyFactory(state="published", title=f"Швея {n}") for n in range(2)]
    assert page_queries(visitor, address) == empty
    page = visitor.get(address).content.decode()
    assert rows[0].title not in page
    page = visitor.post(address, posted(FULL, vacancy="швея")).content.decode()
    assert page.count('type="radio" name="vacancy-choice"') == 2
    choice = f"Швея 1, {rows[1].employer} – № {rows[1].pk}"
    assert choice in page
    chosen = {"vacancy": "швея", "vacancy-choice": choice}
    assert visitor.post(address, posted(FULL, **chosen)).status_code == 302
    resume.refresh_from_db()
    assert resume.vacancy == rows[1]


def test_a_vacancy_chosen_before_it_closed_stays_and_another_closed_one_is_refused(visitor, resume):
    closed, other = VacancyFactory(state="filled"), VacancyFactory(state="filled")
    Resume.objects.filter(pk=resume.pk).update(vacancy=closed)
    address = f"{LIST}edit/{resume.pk}/"
    page = visitor.get(address).content.decode()
    assert f"№ {closed.pk}" in page
    visitor.post(address, posted(FULL, vacancy=f"№ {closed.pk}", position="Закройщик"))
    resume.refresh_from_db()
    assert (resume.vacancy, resume.position) == (closed, "Закройщик")
    page = visitor.post(address, posted(FULL, vacancy=f"№ {other.pk}")).content.decode()
    assert "Открытой вакансии с таким номером" in page
