"""A full disk: readers are served, senders are told that nothing is taken now, nothing lies (X-6)."""

import errno
import re

import pytest
from django.conf import settings as installed
from django.core.cache import cache, caches
from django.core.cache.backends import filebased
from django.db import OperationalError
from django.test import Client
from django.urls import path

from config import urls as site_urls
from core.storage import DurableFileSystemStorage
from forms_app.services import saving
from home.models import StandardPage
from tests.forms_app import helpers
from tests.forms_app.sample import install

FULL = OSError(errno.ENOSPC, "No space left on device")
WORDS = "Сейчас мы не можем принять новое"


def fail(*args, **kwargs):
    raise FULL


def broken(request):
    raise {"disk": FULL, "ours": OSError(errno.ENOENT, "x")}[request.GET["kind"]]


handler500 = site_urls.handler500
urlpatterns = [path("broken/", broken), *site_urls.urlpatterns]


@pytest.fixture
def file_cache(settings, tmp_path):
    """The cache that an installation has by default, in a folder of this test."""
    settings.CACHES = {
        "default": {"BACKEND": "core.caches.FileCache", "LOCATION": str(tmp_path / "cache")}
    }
    yield caches["default"]
    cache.clear()


@pytest.fixture
def fill_the_disk(monkeypatch):
    """``fill_the_disk()``: from now on the cache finds no space."""
    return lambda: monkeypatch.setattr(filebased.tempfile, "mkstemp", fail)


@pytest.fixture
def sample(db):
    from forms_app.engine import registry

    helpers.ground()
    yield install()
    registry._journeys.pop("sample")


def test_the_default_cache_is_the_one_that_forgives():
    import os
    import subprocess
    import sys

    code = "from config.settings import base; print(base.CACHES['default']['BACKEND'])"
    env = {
        **os.environ,
        "PYTHONPATH": str(installed.BASE_DIR / "site"),
        "CACHE_URL": "filecache:///tmp/x",
    }
    said = subprocess.run([sys.executable, "-c", code], env=env, capture_output=True, check=True)
    assert said.stdout.decode().strip() == "core.caches.FileCache"


def test_what_cannot_be_kept_is_not_there_and_neither_is_its_former_value(
    file_cache, fill_the_disk
):
    cache.set("a", "old")
    fill_the_disk()
    cache.set("a", "new")
    assert cache.get("a") is None
    assert cache.get_or_set("b", "c") == "c"
    assert cache.get("b") is None


@pytest.mark.parametrize("left", [b"", b"\x80", b"\x80\x05N.", b"\x80\x05N.x\x9c"])
def test_a_value_that_was_cut_short_counts_as_none(file_cache, left):
    cache.set("a", "b", None)
    path = file_cache._key_to_file("a")
    with open(path, "wb") as file:
        file.write(left)
    assert cache.get("a", "nothing") == "nothing"
    assert cache.touch("a") in (True, False)
    cache.set("a", "c")
    assert cache.get("a") == "c"


@pytest.mark.req("X-6")
def test_public_pages_are_served_uncached_and_never_stale(home_page, file_cache, fill_the_disk):
    page = home_page.add_child(instance=StandardPage(title="Прежнее", slug="about"))
    browser = Client()
    assert "Прежнее" in browser.get("/about/").content.decode()
    fill_the_disk()
    for address in ("/", "/about/", "/search/?q=прежнее", "/sitemap.xml", "/robots.txt"):
        assert browser.get(address).status_code == 200, address
    page.title = "Новое"
    page.save_revision().publish()
    text = browser.get("/about/").content.decode()
    assert "Новое" in text
    assert "Прежнее" not in text


@pytest.mark.req("X-6")
def test_a_form_that_cannot_be_counted_is_not_taken_and_shows_what_was_typed(
    client, sample, file_cache, fill_the_disk
):
    helpers.begin(client)
    draft = helpers.draft_of(client)
    for step in ("kind", "consent", "person"):
        helpers.post(client, step)
    fill_the_disk()
    response = helpers.post(client, "work", share="37,5", **{"periods-1-place": "Завод «Ёлка»"})
    page = response.content.decode()
    assert response.status_code == 503
    assert WORDS in page
    assert "37,5" in page
    assert re.search(r"Период 1: Место</dt><dd>Завод «Ёлка»", page)
    assert response["Retry-After"]
    draft.refresh_from_db()
    assert draft.revision == 3


@pytest.mark.req("X-6")
@pytest.mark.parametrize(
    "words",
    [
        "database or disk is full",
        'could not extend file "base/5/16384": No space left on device',
        "attempt to write a readonly database",
    ],
)
def test_a_database_without_space_takes_nothing_and_says_so(client, sample, monkeypatch, words):
    helpers.begin(client)

    def write(*args, **kwargs):
        raise OperationalError(words)

    monkeypatch.setattr(saving, "seal_draft", write)
    response = helpers.post(client, "kind")
    assert response.status_code == 503
    assert WORDS in response.content.decode()
    assert response["Cache-Control"] == "no-store, private"


@pytest.mark.req("X-6")
def test_beginning_a_form_on_a_full_disk_says_so_at_the_form(client, sample, monkeypatch):
    monkeypatch.setattr(DurableFileSystemStorage, "_save", fail)
    response = helpers.begin(client)
    assert response.status_code == 200
    assert "не может сохранить новое" in helpers.said(response)


def test_another_database_error_stays_an_error(client, sample, monkeypatch):
    helpers.begin(client)

    def write(*args, **kwargs):
        raise OperationalError("no such table: x")

    monkeypatch.setattr(saving, "seal_draft", write)
    with pytest.raises(OperationalError):
        helpers.post(client, "kind")


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("kind", "status"), [("disk", 503), ("ours", 500)])
def test_wherever_it_happens_it_is_told_from_a_fault_of_ours(db, monkeypatch, kind, status):
    response = Client(raise_request_exception=False).get(f"/broken/?kind={kind}")
    assert response.status_code == status
    assert (WORDS in response.content.decode()) == (status == 503)
