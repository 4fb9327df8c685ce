"""What editors read in the admin is Russian, agrees with what it stands beside, and is never «None»."""

import datetime as dt
import re

import pytest
from bs4 import BeautifulSoup
from wagtail.models import Collection, Page, PageLogEntry, Site

from home import setting_up
from home.models import SiteSettings
from tests.public_site import make_root

pytestmark = pytest.mark.req("X-1")


@pytest.fixture
def words(client_of, superuser):
    """``words("/cms/…")``: the texts of a page of the admin."""
    staff = client_of(superuser)

    def read(path: str) -> str:
        answer = staff.get(path)
        assert answer.status_code == 200
        soup = BeautifulSoup(answer.content.decode(), "html.parser")
        for hidden in soup(["script", "style", "template"]):
            hidden.decompose()
        return re.sub(r"\s+", " ", soup.get_text(" "))

    return read


@pytest.mark.parametrize(
    "path", ["/cms/reports/aging-pages/", "/cms/reports/site-history/", "/cms/users/"]
)
def test_nothing_is_none_or_true(add_page, words, path):
    add_page("О сайте").save_revision().publish()
    text = words(path)
    assert not re.search(r"\b(None|True|False)\b", text)


def test_what_the_site_published_by_itself_is_the_systems(add_page, words):
    add_page("О сайте").save_revision().publish()
    assert "система" in words("/cms/reports/aging-pages/")


def test_a_button_that_adds_agrees_with_whatever_it_adds(home_page, words):
    SiteSettings.objects.create(site=Site.objects.get())
    assert "Добавить: Карточка" in words(f"/cms/pages/{home_page.pk}/edit/")
    assert "Добавить: Страница" in words(
        f"/cms/settings/home/sitesettings/{Site.objects.get().pk}/"
    )


def test_a_list_of_pages_counts_in_russian(home_page, add_page, words):
    add_page("О сайте")
    text = words(f"/cms/pages/{home_page.pk}/")
    assert "1–1 из 1" in text
    assert " of " not in text


def test_no_other_language_is_offered(words):
    text = words("/cms/account/")
    assert "Deutsch" not in text
    assert "English" not in text


def test_a_new_site_has_no_english_roots_and_no_trace_of_the_welcome_page(db, words):
    root = make_root()
    root.add_child(instance=Page(title="Welcome to your new Wagtail site!", slug="home"))
    setting_up.make_site()
    assert set(Page.objects.filter(depth=1).values_list("title", flat=True)) == {"Все страницы"}
    assert Collection.get_first_root_node().name == "Все файлы"
    assert not PageLogEntry.objects.filter(label__contains="Wagtail").exists()
    assert "Welcome" not in words("/cms/reports/site-history/")


def test_versions_are_compared_in_words(add_page, client_of, superuser):
    page = add_page("О сайте", review_on=dt.date(2026, 5, 4), in_footer=False)
    page.save_revision()
    page.review_on, page.in_footer = dt.date(2027, 3, 1), True
    page.save_revision()
    first, second = page.revisions.order_by("pk").values_list("pk", flat=True)
    answer = client_of(superuser).get(f"/cms/pages/{page.pk}/revisions/compare/{first}...{second}/")
    soup = BeautifulSoup(answer.content.decode(), "html.parser")
    said = [
        (cell.select_one("del, .deletion"), cell.select_one("ins, .addition"))
        for cell in soup("td")
    ]
    changes = {(old.text, new.text) for old, new in said if old and new}
    assert {("04.05.2026", "01.03.2027"), ("нет", "да")} <= changes


def test_a_picture_is_described_in_one_place(home_page, words):
    text = words("/cms/images/add/")
    assert text.count("Описание") == 1
    assert "Описание для незрячих" in text
