"""Words of cards and forms and the order of the menu are content, with the site's own as defaults."""

import pytest
from wagtail.models import Page, Site

from forms_app.engine import registry
from home import registries
from home.blocks import BodyBlock
from home.models import CardWords, FormStartText, HomePage, MenuPlace, SiteSettings
from home.pages.news import NewsIndexPage
from home.templatetags.face import form_start_text

pytestmark = pytest.mark.req("X-1")


@pytest.fixture
def staff(client_of, superuser):
    return client_of(superuser)


@pytest.fixture
def cards(monkeypatch):
    """Two cards of a domain."""

    def provider(now):
        yield registries.Task("Подать", "/a/", text="До 5 мая.", action="Начать", code="apply")
        yield registries.Task("Читать", "/r/", text="Правила.", action="Открыть", code="read")

    monkeypatch.setattr(registries, "_tasks", [provider])
    monkeypatch.setattr(registries, "_cards", {"apply": "Подать", "read": "Читать"})


def words(**fields):
    home = HomePage.objects.get()
    home.card_words.add(CardWords(**fields))
    home.save_revision().publish()


def test_a_card_says_what_editors_wrote_and_the_rest_as_before(home_page, cards, client):
    words(card="apply", title="Участвовать", action="Вперёд")
    html = client.get("/").content.decode().replace("\xa0", " ")
    assert "Участвовать" in html
    assert "Вперёд" in html
    assert "До 5 мая." in html
    assert "Подать" not in html
    assert "Читать" in html


def form_of_home(**rows):
    data = {"title": "Главная", "slug": "home", "heading": "", "intro": "", "body-count": "0"}
    for name in ("card_words", "comments"):
        data |= {f"{name}-TOTAL_FORMS": len(rows.get(name, ())), f"{name}-INITIAL_FORMS": 0}
        data |= {f"{name}-MIN_NUM_FORMS": 0, f"{name}-MAX_NUM_FORMS": 1000}
        for at, row in enumerate(rows.get(name, ())):
            data |= {f"{name}-{at}-{field}": value for field, value in row.items()}
    return data


def test_the_editor_offers_the_cards_and_shows_them_in_the_preview(home_page, cards, staff):
    address = f"/cms/pages/{home_page.pk}/edit/"
    form = staff.get(address).content.decode()
    assert '<option value="apply">Подать</option>' in form
    row = {"card": "apply", "title": "Участвовать", "text": "", "action": "", "ORDER": 1}
    data = form_of_home(card_words=[row])
    assert staff.post(f"{address}preview/", data).json()["is_valid"]
    assert "Участвовать" in staff.get(f"{address}preview/?mode=").content.decode()
    assert not CardWords.objects.exists()
    staff.post(address, data | {"action-publish": "1"})
    assert CardWords.objects.get().title == "Участвовать"


def test_one_card_cannot_be_worded_twice(home_page, cards, staff):
    row = {"card": "apply", "title": "Участвовать", "text": "", "action": "", "ORDER": 1}
    data = form_of_home(card_words=[row, {**row, "ORDER": 2}]) | {"action-publish": "1"}
    answer = staff.post(f"/cms/pages/{home_page.pk}/edit/", data)
    assert answer.status_code == 200
    assert not CardWords.objects.exists()


def menu(client):
    from bs4 import BeautifulSoup

    html = BeautifulSoup(client.get("/").content.decode(), "html.parser")
    return [link.text for link in html.select("nav.nav a")]


def test_the_menu_stands_in_the_order_that_editors_chose(home_page, add_page, client, staff):
    for title, slug in (("Раз", "one"), ("Два", "two")):
        add_page(title, slug=slug, show_in_menus=True)
    add_page("Новости", model=NewsIndexPage, slug="news", show_in_menus=True)
    assert menu(client) == ["Новости", "Раз", "Два"]
    two = Page.objects.get(slug="two")
    site = Site.objects.get()
    settings = SiteSettings(site=site)
    settings.save()
    form = {"name": "Сайт", "short_name": "Сайт", "brand_colour": "#0b5566"}
    form |= {"brand_colour_dark": "#86cbd9", "menu_places-TOTAL_FORMS": 1}
    form |= {"menu_places-INITIAL_FORMS": 0, "menu_places-MIN_NUM_FORMS": 0}
    form |= {"menu_places-MAX_NUM_FORMS": 1000, "menu_places-0-page": two.pk}
    form |= {"menu_places-0-ORDER": 1}
    answer = staff.post(f"/cms/settings/home/sitesettings/{site.pk}/", form)
    assert answer.status_code == 302
    assert MenuPlace.objects.get().page_id == two.pk
    assert menu(client) == ["Два", "Новости", "Раз"]


def test_a_page_that_is_not_to_be_in_the_menu_gets_no_place(home_page, add_page, client):
    hidden = add_page("Тайная", slug="hidden")
    settings = SiteSettings.objects.create(site=Site.objects.get())
    MenuPlace.objects.create(site_settings=settings, page=hidden)
    assert menu(client) == []


@pytest.fixture
def journey():
    found = registry.every()
    if not found:
        pytest.skip("no form in this installation")
    return found[0]


def test_a_form_begins_with_the_words_of_its_editors(journey, db):
    assert form_start_text(journey) is None
    FormStartText.objects.create(
        journey=journey.code, introduction="Кто может участвовать.", ready="Паспорт\n\n Диплом "
    )
    found = form_start_text(journey)
    assert found.introduction == "Кто может участвовать."
    assert found.ready_lines == ["Паспорт", "Диплом"]


def test_editors_reach_the_words_of_forms_in_the_settings(journey, make_user, client_of):
    from core import roles

    chief = client_of(make_user(roles.EDITOR_IN_CHIEF))
    form = chief.get("/cms/snippets/home/formstarttext/add/").content.decode()
    assert f'<option value="{journey.code}">{journey.title}</option>' in form
    data = {"journey": journey.code, "introduction": "Слова", "ready": ""}
    assert chief.post("/cms/snippets/home/formstarttext/add/", data).status_code == 302
    assert str(FormStartText.objects.get()) == journey.title


def test_the_questions_about_a_picture_are_in_russian():
    picture = BodyBlock().child_blocks["picture"].child_blocks["image"]
    assert [block.label for block in picture.child_blocks.values()] == [
        "Файл",
        "Только украшает страницу",
        "Описание для незрячих",
    ]
