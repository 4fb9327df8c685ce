"""A new installation gets its pages by one command, and is told what it lacks (X-9)."""

import pytest
from django.contrib.auth.models import Group
from django.core.management import call_command
from django.core.management.base import SystemCheckError
from wagtail.models import Page, Site

from core.rights import setup_roles
from home import checks, setting_up
from home.models import HomePage, NewsIndexPage, SiteSettings, StandardPage
from tests.public_site import make_root

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db, pytest.mark.req("X-9")]
ADDRESSES = ["/", "/news/", "/regulations/", "/search/", "/privacy/", "/accessibility/"]


@pytest.fixture
def welcome(settings):
    """What Wagtail's migrations leave: a root, and a welcome page at the site's address."""
    settings.SITE_URL = "https://site.example.org"
    page = make_root().add_child(instance=Page(title="Welcome to Wagtail!", slug="home"))
    Site.objects.create(hostname="localhost", root_page=page, is_default_site=True)
    return page


def test_the_pages_of_a_site_are_made_in_place_of_wagtails_welcome(client, welcome, settings):
    call_command("setup_site")
    for address in ADDRESSES:
        answer = client.get(address, headers={"host": "site.example.org"})
        assert answer.status_code == 200, address
    home = client.get("/", headers={"host": "site.example.org"}).content.decode()
    assert "Welcome" not in home
    assert 'href="/privacy/"' in home
    assert HomePage.objects.get().full_url == "https://site.example.org/"
    assert setting_up.missing() == []


def test_a_second_run_changes_nothing(welcome, capsys):
    setting_up.make_site()
    NewsIndexPage.objects.update(title="События")
    SiteSettings.objects.update(privacy_page=None)
    StandardPage.objects.get(slug="privacy").delete()
    SiteSettings.objects.update(name="Техникум")
    assert setting_up.make_site() == ["/privacy/"]
    assert setting_up.make_site() == []
    assert NewsIndexPage.objects.get().title == "События"
    assert SiteSettings.objects.get().name == "Техникум"


def test_a_page_that_was_taken_down_by_hand_is_not_made_twice(welcome):
    setting_up.make_site()
    Page.objects.filter(slug="news").update(live=False)
    assert setting_up.make_site() == []
    assert setting_up.missing() == ["no page /news/"]


def test_healthz_names_the_missing_pages(client, welcome):
    assert b"pages: no home page" in client.get("/healthz").content
    setting_up.make_site()
    assert client.get("/healthz").content == b"ok"
    Page.objects.filter(slug="regulations").update(live=False)
    assert client.get("/healthz").content == b"pages: no page /regulations/"


def hints():
    with pytest.raises(SystemCheckError) as caught:
        call_command("check", deploy=True, fail_level="WARNING")
    return str(caught.value)


def test_check_names_the_commands_that_were_not_run(welcome):
    Group.objects.all().delete()
    said = hints()
    assert "manage.py setup_roles" in said
    assert "manage.py load_letter_texts" in said
    assert "no home page" in said
    assert "manage.py setup_site" in said
    setup_roles()
    call_command("load_letter_texts")
    setting_up.make_site()
    SiteSettings.objects.update(privacy_page=None)
    StandardPage.objects.get(slug="privacy").delete()
    said = hints()
    assert "setup_roles" not in said
    assert "load_letter_texts" not in said
    assert "no page /privacy/" in said


def test_check_tells_of_links_that_lead_elsewhere(welcome, settings):
    setting_up.make_site()
    assert checks.site_is_made() == []
    settings.SITE_URL = "https://other.example.org"
    assert "https://site.example.org" in checks.site_is_made()[0].msg
    setting_up.make_site()
    assert checks.site_is_made() == []
