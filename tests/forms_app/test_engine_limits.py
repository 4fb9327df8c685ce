"""Limits of attempts: per person behind a proxy, per number, per mailbox, by the clock."""

import pytest
import time_machine
from django.core.cache.backends.filebased import FileBasedCache
from django.test import RequestFactory

from core.errors import Refused
from forms_app import limits
from forms_app.models import Draft
from tests.forms_app.helpers import begin, said, start

pytestmark = pytest.mark.django_db


def test_behind_a_proxy_each_client_is_counted_apart(settings):
    settings.CLIENT_IP_HEADER = "X-Real-IP"
    proxied = RequestFactory(REMOTE_ADDR="127.0.0.1")
    assert limits.address(proxied.get("/", headers={"X-Real-IP": "203.0.113.7"})) == "203.0.113.7"
    assert limits.address(proxied.get("/")) == "127.0.0.1"


def test_without_a_proxy_nobody_can_claim_another_address(settings):
    settings.CLIENT_IP_HEADER = ""
    request = RequestFactory(REMOTE_ADDR="203.0.113.8").get("/", headers={"X-Real-IP": "1.1.1.1"})
    assert limits.address(request) == "203.0.113.8"


def test_the_window_ends_by_the_clock_and_not_earlier(monkeypatch, tmp_path):
    # A file cache forgets the lifetime of a counter whenever it counts on: 300 seconds remain.
    cache = FileBasedCache(str(tmp_path), {})
    monkeypatch.setattr(limits, "cache", cache)
    with time_machine.travel("2026-11-22 09:00:10+00:00", tick=False) as now:
        limits.count("x", "me", limit=2)
        limits.count("x", "me", limit=2)
        now.shift(50 * 60)
        with pytest.raises(Refused):
            limits.count("x", "me", limit=2)
        now.shift(10 * 60)
        limits.count("x", "me", limit=2)


@pytest.mark.usefixtures("sample")
def test_malformed_numbers_lock_nobody_out(client):
    for _ in range(25):
        client.post("/forms/continue/", {"number": "нет", "code": "0000-0000"})
    page = client.post("/forms/continue/", {"number": "тоже нет", "code": "0000-0000"})
    assert "не подходят" in said(page)


@pytest.mark.usefixtures("sample")
def test_malformed_numbers_are_counted_by_address(client, monkeypatch):
    monkeypatch.setattr("forms_app.views.resume.TRIES_PER_ADDRESS", 2)
    for _ in range(2):
        client.post("/forms/continue/", {"number": "нет", "code": "0000-0000"})
    page = client.post("/forms/continue/", {"number": "нет", "code": "0000-0000"})
    assert "Слишком много попыток" in said(page)


@pytest.mark.usefixtures("sample")
def test_one_mailbox_is_not_flooded_from_many_places(client):
    for number in range(limits.LETTERS_PER_HOUR):
        address = "Anna@example.org" if number % 2 else "anna@example.org"
        assert begin(client, address, REMOTE_ADDR=f"203.0.113.{number}").status_code == 302
    started = Draft.objects.count()
    page = begin(client, "anna@example.org")
    assert "Слишком много попыток" in said(page)
    assert Draft.objects.count() == started
    assert begin(client, "another@example.org").status_code == 302


@pytest.mark.usefixtures("sample")
def test_the_link_is_not_mailed_without_end(client):
    begin(client)
    for number in range(limits.LETTERS_PER_HOUR - 1):
        limits.count_letter(start(f"x{number}@example.org").draft.email)
        limits.count_letter("anna@example.org")
    with pytest.raises(Refused):
        limits.count_letter("ANNA@example.org")
