"""Settings of production: what is missing stops the start, what waits on the disk is ours alone."""

import importlib
import sys
from pathlib import Path

import pytest
from django.conf import settings
from django.core.cache.backends.filebased import FileBasedCache
from django.core.exceptions import ImproperlyConfigured

pytestmark = pytest.mark.everywhere

GIVEN = {
    "SECRET_KEY": "x" * 64,
    "PRIVATE_KEYS": "one:" + "11" * 32,
    "DIGEST_KEY": "22" * 32,
    "ALLOWED_HOSTS": "site.example.org",
    "SITE_URL": "https://site.example.org/",
    "EMAIL_URL": "smtp+tls://site:password@mail.example.org:587",
    "DEFAULT_FROM_EMAIL": "no-reply@site.example.org",
}


@pytest.fixture
def production(monkeypatch):
    """``production(without="NAME")``: the settings module, loaded in such an environment."""

    def load(without="", **more):
        for name, value in {**GIVEN, **more}.items():
            monkeypatch.setenv(name, value)
        monkeypatch.delenv(without or "NOTHING", raising=False)
        monkeypatch.delenv("CACHE_URL", raising=False)
        for module in ("base", "production"):
            monkeypatch.delitem(sys.modules, f"config.settings.{module}", raising=False)
        return importlib.import_module("config.settings.production")

    return load


@pytest.mark.parametrize("name", ["SITE_URL", "EMAIL_URL", "DEFAULT_FROM_EMAIL", "SECRET_KEY"])
def test_production_does_not_start_without(production, name):
    with pytest.raises(ImproperlyConfigured, match=name):
        production(without=name)


def test_production_refuses_a_clock_that_tests_move(production):
    with pytest.raises(ImproperlyConfigured, match="CLOCK_FILE"):
        production(CLOCK_FILE="/tmp/clock")


def test_production_takes_addresses_from_the_environment(production):
    module = production()
    assert module.SITE_URL == module.WAGTAILADMIN_BASE_URL == "https://site.example.org"
    assert module.EMAIL_HOST == "mail.example.org"
    assert module.DEFAULT_FROM_EMAIL == "no-reply@site.example.org"


def test_the_file_cache_holds_the_counters_of_a_busy_day(production, tmp_path):
    config = production().CACHES["default"]
    cache = FileBasedCache(str(tmp_path), config)
    assert cache._max_entries >= 20_000


def test_uploads_wait_in_a_folder_that_nobody_else_can_read():
    folder = Path(settings.FILE_UPLOAD_TEMP_DIR)
    assert folder.is_relative_to(settings.VAR_DIR)
    assert folder.stat().st_mode & 0o777 == 0o700
