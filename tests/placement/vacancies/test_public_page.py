"""/vacancies/<number>/: JobPosting, how to respond, and what is gone."""

import datetime as dt
import uuid

import html5lib
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from wagtail.models import PageViewRestriction

from core.tick import Pieces
from placement.requests import setting_up
from placement.vacancies import services
from placement.vacancies.models import Vacancy
from placement.vacancies.services import asks
from tests.factories import OrganisationFactory
from tests.placement.factories import EmployerFactory, VacancyFactory
from tests.placement.vacancies.public import LIST, job, published, said, titles

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("vacancies_page", "centre_page")]
SCHEMA = "https://schema.org/"


@pytest.fixture
def full(cook):
    """A vacancy of which everything is known."""
    return published(
        'Повар "холодного" цеха <b>',
        profession=cook,
        employer=EmployerFactory(short_name="ООО «Вкусно»", website="https://example.org/work"),
        places=2,
        department="Кухня",
        duties="Готовить салаты.\nМыть посуду.",
        district="lo-gatchina",
        address="г. Гатчина, ул. Соборная, д. 1",
        schedule="shift",
        schedule_note="Два через два",
        start_on=dt.date(2027, 2, 1),
        probation="Месяц",
        pay=45_000,
        pay_probation=40_000,
        education="secondary",
        computer_skills="Таблицы",
        remote_work=True,
        part_time=True,
        mentor=True,
        motor_note="Пандус",
    )


def page_of(vacancy: Vacancy, status: int = 200) -> bytes:
    answer = Client().get(vacancy.get_absolute_url())
    assert answer.status_code == status
    return answer.content


@pytest.mark.req("P-2.4b")
def test_a_reader_of_microdata_finds_a_whole_job_posting(full, settings):
    found = job(page_of(full))
    assert said(found["title"]) == "Повар «холодного» цеха <b>"
    assert "Готовить салаты." in found["description"]
    assert parse_date(found["datePosted"]) == timezone.localtime(full.published_at).date()
    assert parse_datetime(found["validThrough"]) == full.confirmed_at + dt.timedelta(days=44)
    assert found["employmentType"] == ["FULL_TIME", "PART_TIME"]
    assert found["totalJobOpenings"] == "2"
    assert found["jobStartDate"] == "2027-02-01"
    assert found["educationRequirements"] == "Среднее профессиональное"
    assert found["occupationalCategory"] == "Повар"
    assert found["skills"] == "Таблицы"
    assert found["jobLocationType"] == "TELECOMMUTE"
    assert found["applicantLocationRequirements"]["type"] == f"{SCHEMA}Country"
    assert found["url"] == f"{settings.SITE_URL}{full.get_absolute_url()}"
    assert found["hiringOrganization"] == {
        "type": f"{SCHEMA}Organization",
        "properties": {"name": "ООО «Вкусно»", "sameAs": "https://example.org/work"},
    }
    place = found["jobLocation"]
    assert place["type"] == f"{SCHEMA}Place"
    address = place["properties"]["address"]
    assert address["type"] == f"{SCHEMA}PostalAddress"
    assert {name: said(text) for name, text in address["properties"].items()} == {
        "streetAddress": "г. Гатчина, ул. Соборная, д. 1",
        "addressLocality": "Гатчинский округ",
        "addressRegion": "Ленинградская область",
        "addressCountry": "RU",
    }
    salary = found["baseSalary"]
    assert salary["type"] == f"{SCHEMA}MonetaryAmount"
    assert salary["properties"]["currency"] == "RUB"
    assert salary["properties"]["value"]["properties"] == {"value": "45000", "unitText": "MONTH"}
    assert found["identifier"]["properties"]["value"] == str(full.pk)


def test_the_least_that_a_vacancy_says_is_a_valid_job_posting(cook):
    bare = published(profession=cook, pay=None, employer=EmployerFactory(website="", activity=""))
    found = job(page_of(bare))
    assert "baseSalary" not in found
    assert "jobLocationType" not in found
    assert "educationRequirements" not in found
    assert found["employmentType"] == "FULL_TIME"
    assert found["hiringOrganization"]["properties"].keys() == {"name"}
    required = {"title", "description", "datePosted", "validThrough", "jobLocation", "identifier"}
    assert required <= {name for name, value in found.items() if value}


@pytest.mark.parametrize(
    ("schedule", "part_time", "types"),
    [
        ("full", False, "FULL_TIME"),
        ("part", True, "PART_TIME"),
        ("flexible", False, "OTHER"),
        ("flexible", True, ["OTHER", "PART_TIME"]),
    ],
)
def test_schedules_as_schema_org_names_them(cook, schedule, part_time, types):
    made = published(profession=cook, schedule=schedule, part_time=part_time)
    assert job(page_of(made))["employmentType"] == types


def test_temporary_work_is_named_to_people_and_to_machines(cook):
    temporary = page_of(published(profession=cook, schedule="part", term="temporary"))
    assert job(temporary)["employmentType"] == ["PART_TIME", "TEMPORARY"]
    row = "<dt>Характер работы</dt><dd>{}</dd>"
    assert row.format("Временная работа") in temporary.decode()
    permanent = page_of(published(profession=cook, term="permanent"))
    assert job(permanent)["employmentType"] == "FULL_TIME"
    assert row.format("Постоянная работа") in permanent.decode()
    assert "Характер работы" not in page_of(published(profession=cook)).decode()


def test_an_unanswered_question_shortens_what_is_promised(cook):
    now = timezone.now()
    asked = published(profession=cook, asked_at=now, confirmed_at=now - dt.timedelta(days=30))
    assert parse_datetime(job(page_of(asked))["validThrough"]) == now + dt.timedelta(days=14)
    silent = published(profession=cook, stale_at=now)
    assert parse_datetime(job(page_of(silent))["validThrough"]) == now + dt.timedelta(days=7)


@pytest.mark.req("P-2.4b")
def test_one_responds_through_the_centre(full):
    text = said(page_of(full).decode())
    assert "Номер вакансии" in text
    assert f"<strong>{full.pk}</strong>" in text
    # The comma waits before the extension.
    assert 'href="tel:+78120000001,5"' in text
    assert "mailto:centre@example.org?subject=%D0%92" in text
    assert "с 9 до 17 часов" in text
    assert 'href="/centre/"' in text


def test_contacts_that_the_page_leaves_out_are_the_institutions(full, centre_page):
    setting_up.take_requests(
        OrganisationFactory(email="info@example.org", phone="8 (813) 000-00-09")
    )
    centre_page.email = centre_page.phone = ""
    centre_page.save()
    text = page_of(full).decode()
    assert "mailto:info@example.org" in text
    assert 'href="tel:+78130000009"' in text


def test_what_is_typed_stays_text_and_the_html_is_strict(full):
    content = page_of(full)
    assert b"<b>" not in content
    for page in (content, Client().get(LIST).content):
        html5lib.HTMLParser(strict=True).parse(page)
        assert b"style=" not in page
        assert b"<script" not in page


def test_pay_during_probation_is_said_where_it_differs(full, cook):
    assert "40\xa0000\xa0руб. в\xa0месяц" in page_of(full).decode()
    same = published(profession=cook, pay=45_000, pay_probation=45_000)
    assert "испытательный" not in page_of(same).decode()


# --- what is gone -----------------------------------------------------------------------------------


@pytest.mark.req("P-2.4b")
@pytest.mark.parametrize("state", ["paused", "filled", "expired", "withdrawn"])
def test_what_was_public_is_gone_and_similar_work_is_shown(state, cook, tailor):
    gone = VacancyFactory(
        state=state,
        title="Тайный повар",
        profession=cook,
        district="lo-gatchina",
        at=timezone.now() - dt.timedelta(days=9),
    )
    published("Повар далеко", profession=cook, district="spb-nevsky")
    published("Повар в области", profession=cook, district="lo-tosno")
    published("Повар рядом", profession=cook, district="lo-gatchina")
    published("Повар ещё дальше", profession=cook, district="spb-kirovsky")
    published("Швея", profession=tailor)
    content = page_of(gone, 410)
    assert titles(content) == ["Повар рядом", "Повар в области", "Повар ещё дальше"]
    text = said(content.decode())
    assert f'href="{LIST}?profession={cook.pk}"' in text
    assert "Тайный повар" not in text
    assert "centre@example.org" in text


def test_a_hidden_vacancy_is_gone(cook):
    hidden = published(profession=cook, hidden_at=timezone.now())
    text = said(page_of(hidden, 410).decode())
    assert "Посмотрите другие вакансии" in text
    without = published(profession=None)
    page_of(without, 410)


def test_what_never_was_public_is_not_found(cook):
    never = VacancyFactory(profession=cook)
    page_of(never, 404)
    withdrawn = VacancyFactory(state="withdrawn", profession=cook, published_at=None)
    page_of(withdrawn, 404)
    for number in (0, 999_999, 10**30):
        assert Client().get(f"{LIST}{number}/").status_code == 404


def test_without_a_public_list_there_is_no_vacancy_either(full, vacancies_page):
    PageViewRestriction.objects.create(page=vacancies_page, restriction_type="login")
    page_of(full, 404)
    assert Client().get("/vacancies/feed/").status_code == 404
    assert full.get_absolute_url() not in Client().get("/sitemap.xml").content.decode()


# --- stored pages -------------------------------------------------------------------------------------


@pytest.mark.req("P-2.4b")
def test_stored_pages_follow_every_move_of_the_register(superuser, cook):
    """Each step is seen at once in the list, on the page, in search, in feed and sitemap."""
    word = f"Повар{uuid.uuid4().hex}"
    vacancy = VacancyFactory(title=word, profession=cook)
    address = vacancy.get_absolute_url()
    visitor = Client()

    def seen() -> tuple[bool, ...]:
        places = (LIST, f"/search/?q={word}", "/vacancies/feed/", "/sitemap.xml")
        found = [address in visitor.get(place).content.decode() for place in places]
        assert len(set(found)) == 1, dict(zip(places, found, strict=True))
        return found[0], visitor.get(address).status_code == 200

    shown, not_shown = (True, True), (False, False)
    assert seen() == not_shown
    services.publish(vacancy=vacancy, actor=superuser)
    assert seen() == shown
    services.pause(vacancy=vacancy, actor=superuser)
    assert seen() == not_shown
    services.resume(vacancy=vacancy, actor=superuser)
    assert seen() == shown
    now = timezone.now()
    for days, act in ((31, "ask_due"), (39, "mark_stale"), (47, "hide_stale")):
        assert seen() == shown
        getattr(asks, act)(now + dt.timedelta(days=days), Pieces())
    assert seen() == not_shown
    services.confirm_actual(vacancy=vacancy, actor=superuser)
    assert seen() == shown
    services.fill(vacancy=vacancy, hired=1, actor=superuser)
    assert seen() == not_shown


def test_a_new_name_of_employer_or_profession_is_seen_at_once(full):
    visitor = Client()
    visitor.get(LIST)
    full.employer.short_name = "ООО «Переименовано»"
    full.employer.save()
    full.profession.name = "Кулинар"
    full.profession.save()
    assert "Переименовано" in visitor.get(LIST).content.decode()
    assert "Кулинар</option>" in visitor.get(LIST).content.decode()
    for word in ("переименовано", "кулинар"):
        assert full.get_absolute_url() in visitor.get(f"/search/?q={word}").content.decode()


def test_a_deleted_vacancy_leaves_search_too(full):
    address = full.get_absolute_url()
    assert address in Client().get("/search/?q=салаты").content.decode()
    full.delete()
    assert address not in Client().get("/search/?q=салаты").content.decode()


def test_only_the_written_address_of_a_list_is_stored(full):
    """Odd addresses lead away before anything is kept (they are without number)."""
    stored = Client().get(f"{LIST}?condition=mentor")
    assert stored.status_code == 200
    assert "ETag" in stored.headers
    odd = Client().get(f"{LIST}?condition=mentor&x=1")
    assert odd.status_code == 302
    assert "ETag" not in odd.headers


def test_the_number_of_queries_is_flat_and_small(full, cook):
    counts = []
    for number in (1, 3, 30):
        while Vacancy.objects.count() < number:
            published(profession=cook)
        Client().get(LIST)
        with CaptureQueriesContext(connection) as seen:
            page_of(full)
        counts.append(len(seen))
    assert counts[0] == counts[1] == counts[2] <= 10
    gone = published(profession=cook, hidden_at=timezone.now(), district="spb-nevsky")
    Client().get(LIST)
    with CaptureQueriesContext(connection) as seen:
        page_of(gone, 410)
    assert len(seen) <= 12


@pytest.mark.req("P-2.4b")
def test_the_page_names_only_the_places_that_are_still_free(cook, superuser):
    vacancy = published(profession=cook, places=3)
    services.fill(vacancy=vacancy, hired=1, actor=superuser)
    assert job(page_of(vacancy))["totalJobOpenings"] == "2"
    assert "Мест: 2" in Client().get(LIST).content.decode().replace("\xa0", " ")
