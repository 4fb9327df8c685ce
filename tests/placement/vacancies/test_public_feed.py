"""The feed of vacancies, the sitemap, the home page's cards; pages for employers and of the centre."""

import datetime as dt
import io
from xml.etree import ElementTree as ET

import pytest
from bs4 import BeautifulSoup
from django.core.exceptions import ValidationError
from django.test import Client
from django.utils import timezone

from core import roles
from core.errors import Refused
from home import registries
from home.models import RegulationIndexPage, RegulationPage
from placement import demo as demo_pages
from placement import teasers
from placement.centre.pages import CentrePage
from placement.employers.pages import EmployersPage
from placement.professions.models import Profession
from placement.vacancies.demo import register as demo_vacancies
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.pages import VacanciesPage
from tests.factories import OrganisationFactory
from tests.placement.factories import EmployerFactory
from tests.placement.vacancies.public import FEED, LIST, add, published, said

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


def entries(address: str = FEED) -> list[dict[str, str]]:
    answer = Client().get(address)
    assert answer.status_code == 200
    assert answer["Content-Type"].startswith("application/atom+xml")
    feed = ET.fromstring(answer.content)
    return [
        {
            "title": entry.findtext(f"{ATOM}title"),
            "summary": said(entry.findtext(f"{ATOM}summary")),
            "link": entry.find(f"{ATOM}link").get("href"),
        }
        for entry in feed.findall(f"{ATOM}entry")
    ]


@pytest.mark.req("P-2.4b")
def test_the_feed_has_the_latest_first(vacancies_page, cook):
    now = timezone.now()
    published("Прежняя", profession=cook, at=now - dt.timedelta(days=2))
    newest = published("Новая", profession=cook, at=now, pay=50_000, mentor=True)
    published("Скрытая", profession=cook, hidden_at=now)
    found = entries()
    assert [one["title"] for one in found] == ["Новая", "Прежняя"]
    assert found[0]["link"].endswith(newest.get_absolute_url())
    assert "50 000 руб. в месяц. Условия: наставник на месте." in found[0]["summary"]


def test_the_feed_links_to_the_sites_own_address_and_sets_its_texts(vacancies_page, cook, settings):
    settings.SITE_URL = "https://site.example"
    at = dt.datetime(2026, 5, 4, 9, 30, tzinfo=dt.UTC)
    employer = EmployerFactory(full_name='ООО "Вкус"', short_name="")
    row = published('Повар "холодного" цеха', profession=cook, employer=employer, at=at)
    feed = ET.fromstring(Client().get(f"{FEED}?profession={cook.pk}").content)
    links = {link.get("rel"): link.get("href") for link in feed.findall(f"{ATOM}link")}
    assert links == {
        "alternate": f"https://site.example{LIST}?profession={cook.pk}",
        "self": f"https://site.example{FEED}?profession={cook.pk}",
    }
    [entry] = feed.findall(f"{ATOM}entry")
    assert entry.find(f"{ATOM}link").get("href") == f"https://site.example{row.get_absolute_url()}"
    assert entry.findtext(f"{ATOM}published") == "2026-05-04T09:30:00+00:00"
    assert entry.findtext(f"{ATOM}title") == "Повар «холодного» цеха"
    assert entry.findtext(f"{ATOM}summary").startswith("ООО «Вкус». ")


@pytest.mark.req("X-1")
def test_a_vacancy_says_what_it_is_to_messengers(vacancies_page, cook, settings):
    settings.SITE_URL = "https://site.example"
    row = published('Повар "холодного" цеха', profession=cook)
    head = BeautifulSoup(Client().get(row.get_absolute_url()).content.decode(), "html.parser").head
    tags = {tag.get("property") or tag.get("name"): tag for tag in head.find_all("meta")}
    assert tags["og:title"]["content"] == "Повар «холодного» цеха"
    assert tags["og:url"]["content"] == f"https://site.example{row.get_absolute_url()}"
    assert tags["description"]["content"] == tags["og:description"]["content"]


@pytest.mark.req("X-1")
def test_editors_can_word_every_card_of_the_centre(vacancies_page, employers_page, cook):
    published(profession=cook)
    now = timezone.now()
    tasks = [*teasers.vacancies_task(now), *teasers.employers_task(now)]
    assert [task.code for task in tasks] == [teasers.VACANCIES, teasers.EMPLOYERS]
    words = dict(registries.card_choices())
    assert {teasers.VACANCIES, teasers.EMPLOYERS, teasers.EMPLOYMENT} <= words.keys()


def test_a_feed_may_be_of_a_question(vacancies_page, cook, tailor):
    published("Повар", profession=cook)
    published("Швея", profession=tailor)
    assert [one["title"] for one in entries(f"{FEED}?profession={cook.pk}")] == ["Повар"]
    odd = Client().get(f"{FEED}?sort=pay&profession={cook.pk}&x=1")
    assert (odd.status_code, odd["Location"]) == (302, f"{FEED}?profession={cook.pk}")


def test_pages_name_their_feed(vacancies_page, cook):
    page = published(profession=cook).get_absolute_url()
    for address in (LIST, page):
        text = Client().get(address).content.decode()
        assert '<link rel="alternate" type="application/atom+xml"' in text


def test_the_home_page_leads_to_vacancies_and_to_employers(
    vacancies_page,
    employers_page,
    cook,
):
    published(profession=cook)
    now = timezone.now()
    [vacancies], [employers] = teasers.vacancies_task(now), teasers.employers_task(now)
    assert (vacancies.title, vacancies.url, said(vacancies.tag)) == (
        "Вакансии",
        LIST,
        "1 вакансия",
    )
    assert (employers.title, employers.url) == ("Работодателям", "/employers/")
    text = Client().get("/").content.decode()
    assert text.index('href="/vacancies/"') < text.index('href="/employers/"')


def test_without_the_pages_the_home_page_has_no_cards(home_page):
    now = timezone.now()
    assert [*teasers.vacancies_task(now), *teasers.employers_task(now)] == []


@pytest.mark.req("P-2.2f")
def test_the_page_for_employers_leads_to_the_form(employers_page, centre_page):
    text = Client().get("/employers/").content.decode()
    assert 'href="/forms/vacancy-request/"' in text
    assert "centre@example.org" in text
    assert 'href="/centre/"' in text


@pytest.mark.req("P-1")
def test_the_centre_shows_people_contacts_and_its_regulation(home_page):
    acts = add(home_page, RegulationIndexPage, slug="regulations", title="Документы")
    act = add(
        acts,
        RegulationPage,
        slug="act",
        title="Положение о Центре",
        kind="regulation",
        organisation=OrganisationFactory(),
        approved_by="Директор",
    )
    person = {"name": "Пробная Анна", "post": "специалист", "phone": "8 (812) 000-00-07, доб. 2"}
    page = add(
        home_page,
        CentrePage,
        slug="centre",
        title="Центр",
        people=[("person", person)],
        regulation=act,
    )
    text = Client().get("/centre/").content.decode()
    assert "Пробная Анна" in text
    assert 'href="tel:+78120000007,2"' in text
    assert 'href="/regulations/act/"' in text
    assert page.full_clean() is None
    page.phone = "позвоните"
    with pytest.raises(ValidationError):
        page.full_clean()


@pytest.mark.parametrize("model", [VacanciesPage, EmployersPage, CentrePage])
def test_addresses_are_fixed(home_page, model):
    page = add(home_page, model, slug="here", title="Страница")
    page.slug = "there"
    with pytest.raises(Refused):
        page.save()


# --- demonstration -------------------------------------------------------------------------------------


@pytest.fixture
def demo(home_page, demo_staff):
    said_so = io.StringIO()
    demo_pages.load_pages(said_so)
    demo_vacancies.load(said_so)
    return said_so.getvalue()


def test_the_demonstration_shows_every_state_and_is_marked(demo):
    assert "vacancies: 21 invented ones" in demo
    assert Vacancy.objects.public().count() >= 14
    assert set(Vacancy.objects.values_list("state", flat=True)) == set(VacancyState.values)
    assert Vacancy.objects.filter(hidden_at__isnull=False).count() == 1
    assert Vacancy.objects.filter(hidden_at=None, stale_at__isnull=False).count() == 1
    assert not Vacancy.objects.filter(is_demo=False).exists()
    regions = {
        code.partition("-")[0] for code in Vacancy.objects.values_list("district", flat=True)
    }
    assert regions == {"lo", "spb"}
    for address in (LIST, "/employers/", "/centre/"):
        assert Client().get(address).status_code == 200
    for vacancy in Vacancy.objects.public():
        text = Client().get(vacancy.get_absolute_url()).content.decode()
        assert "вакансия вымышлена" in said(text)
    assert "вакансии вымышлены" in said(Client().get(LIST).content.decode())
    assert "люди и телефоны вымышлены" in said(Client().get("/centre/").content.decode())


def test_loaded_again_the_demonstration_adds_nothing(demo):
    again = io.StringIO()
    before = Vacancy.objects.count(), Profession.objects.count()
    demo_pages.load_pages(again)
    demo_vacancies.load(again)
    assert (Vacancy.objects.count(), Profession.objects.count()) == before
    assert again.getvalue() == ""


def test_without_accounts_there_are_professions_but_no_invented_vacancies(home_page):
    said_so = io.StringIO()
    demo_vacancies.load(said_so)
    assert "left out" in said_so.getvalue()
    assert Vacancy.objects.count() == 0
    assert Profession.objects.count() == 6


def test_editors_change_the_pages(client_of, make_user, demo):
    editor = client_of(make_user(roles.EDITOR_IN_CHIEF))
    for model in (VacanciesPage, EmployersPage, CentrePage):
        answer = editor.get(f"/cms/pages/{model.objects.get().pk}/edit/")
        assert answer.status_code == 200
