"""Pages that the site itself links to: from every footer and form, from its menus."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import transaction
from django.db.models import ProtectedError
from wagtail.models import Page, PageViewRestriction, Site

from core.errors import Refused
from home.models import SiteSettings, StandardPage

pytestmark = pytest.mark.req("X-1")


@pytest.fixture
def privacy(add_page):
    page = add_page("Персональные данные", slug="privacy")
    SiteSettings.objects.create(site=Site.objects.get(), privacy_page=page)
    return StandardPage.objects.get(pk=page.pk)


@pytest.fixture
def staff(client_of, superuser):
    return client_of(superuser)


def test_every_footer_leads_to_the_page_on_personal_data(privacy, client):
    assert (
        '<li><a href="/privacy/">Персональные данные</a></li>' in client.get("/").content.decode()
    )
    PageViewRestriction.objects.create(page=privacy, restriction_type="login")
    assert 'href="/privacy/"' not in client.get("/").content.decode()


def test_a_page_that_is_named_and_in_the_menu_stands_in_the_footer_once(privacy, client):
    privacy.show_in_menus = privacy.in_footer = True
    privacy.save()
    assert client.get("/").content.decode().count('href="/privacy/"') == 1


@pytest.mark.parametrize("action", ["delete", "unpublish"])
def test_the_page_on_personal_data_cannot_leave_the_site(privacy, staff, action):
    answer = staff.post(f"/cms/pages/{privacy.pk}/{action}/", follow=True).content.decode()
    assert "На эту страницу ссылается сам сайт" in answer
    assert StandardPage.objects.get(pk=privacy.pk).live


def test_that_holds_without_the_admin_too(privacy, add_page):
    with pytest.raises(ProtectedError), transaction.atomic():
        privacy.delete()
    with pytest.raises(Refused, match="Снять"):
        privacy.unpublish()
    privacy = StandardPage.objects.get(pk=privacy.pk)
    privacy.slug = "other"
    with pytest.raises(Refused, match="изменить"):
        privacy.save(clean=False)
    other = add_page("Раздел", slug="section")
    with pytest.raises(Refused, match="переместить"):
        StandardPage.objects.get(pk=privacy.pk).move(other, pos="last-child")
    privacy.refresh_from_db()
    privacy.expire_at = dt.datetime(2030, 1, 1, tzinfo=dt.UTC)
    with pytest.raises(ValidationError, match="Снять"):
        privacy.full_clean()


def test_once_another_page_is_named_it_may_go(privacy, add_page):
    other = add_page("Новая", slug="new-privacy")
    SiteSettings.objects.update(privacy_page=other)
    StandardPage.objects.get(pk=privacy.pk).delete()
    assert not Page.objects.filter(slug="privacy").exists()


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"live": False}, "не опубликована"),
        ({"expire_at": dt.datetime(2030, 1, 1, tzinfo=dt.UTC)}, "назначен день снятия"),
    ],
)
def test_only_a_page_that_stays_can_be_named(home_page, add_page, fields, said):
    found = SiteSettings(site=Site.objects.get(), privacy_page=add_page("Т", slug="t", **fields))
    with pytest.raises(ValidationError, match=said):
        found.full_clean()


@pytest.mark.parametrize("action", ["delete", "unpublish"])
@pytest.mark.parametrize(
    ("in_footer", "menu"), [(False, "главное меню"), (True, "меню внизу страниц")]
)
def test_whoever_removes_a_page_hears_that_a_menu_leads_to_it(
    add_page, staff, action, in_footer, menu
):
    page = add_page("О сайте", slug="about", show_in_menus=True, in_footer=in_footer)
    said = staff.get(f"/cms/pages/{page.pk}/{action}/").content.decode()
    assert f"На страницу «О сайте» ведёт {menu}" in said
    plain = add_page("Другая", slug="plain")
    assert "ведёт" not in staff.get(f"/cms/pages/{plain.pk}/{action}/").content.decode()


def test_the_settings_form_offers_the_page(privacy, staff):
    address = f"/cms/settings/home/sitesettings/{Site.objects.get().pk}/"
    form = staff.get(address).content.decode()
    assert "Страница о персональных данных" in form or "страница о персональных данных" in form
