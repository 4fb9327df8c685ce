"""Whoever reads the log can open nobody's form."""

import logging
import re
import sys

import pytest
from django.conf import settings

from core.logs import MaskingFormatter
from tests.test_address_matrix import every_address

TOKEN = "0f" * 36


def written(message: str, *args: object, exc_info: object = None) -> str:
    """What the site's own handler writes of a record."""
    formatter = settings.LOGGING["formatters"]["line"]
    assert formatter["()"] == "core.logs.MaskingFormatter"
    record = logging.LogRecord("django.request", 30, "x.py", 1, message, args, exc_info)
    return MaskingFormatter(formatter["format"]).format(record)


@pytest.mark.req("X-5")
@pytest.mark.parametrize(
    "path",
    [
        f"/track/{TOKEN}/",
        f"/track/{TOKEN}/papers/copy.pdf",
        f"/track/vacancies/17-2-{TOKEN}/",
        f"/forms/resume/{TOKEN}/",
        f"/forms/repeat/{TOKEN}",
        f"https://example.org/track/{TOKEN}",
    ],
)
def test_the_token_of_a_link_is_masked(path):
    line = written("%s: %s", "Not Found", path)
    assert TOKEN not in line
    assert line.endswith(path.replace(f"17-2-{TOKEN}", "…").replace(TOKEN, "…"))


def test_the_token_of_every_address_that_has_one_is_masked():
    """Whichever noun opens a page by a link: its address must stand in ``TOKEN_PATHS``."""
    addresses = [one for one in every_address() if "<str:token>" in one]
    assert len(addresses) > 10
    for address in addresses:
        named = re.sub(r"<\w+:(?!token)\w+>", "1", address.replace("<str:token>", TOKEN))
        assert TOKEN not in written("%s: %s", "Not Found", f"/{named}"), address


def test_a_traceback_is_masked_too():
    try:
        raise ValueError(f"cannot answer /track/{TOKEN}/")
    except ValueError:
        assert TOKEN not in written("failed", exc_info=sys.exc_info())


@pytest.mark.parametrize("path", ["/track/", "/forms/contest-application/person/", "/news/track/"])
def test_other_addresses_are_left_whole(path):
    assert written("%s: %s", "Not Found", path).endswith(path)


@pytest.mark.django_db
def test_django_logs_every_refused_address_through_that_formatter(client):
    """The handler of the root logger is the only one that writes."""
    assert settings.LOGGING["root"]["handlers"] == ["console"]
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "line"
    assert settings.LOGGING["loggers"]["django"]["handlers"] == []
