"""What the tests of the public vacancies share: the pages, and reading what a visitor is told."""

import re
from html.parser import HTMLParser
from typing import Any

import extruct
from wagtail.models import Page

from placement.vacancies.models import Vacancy
from tests.placement.factories import VacancyFactory

LIST = "/vacancies/"
FEED = "/vacancies/feed/"


def add(parent: Page, model: type[Page], **fields: Any) -> Page:
    """A live page under ``parent``."""
    return Page.objects.get(pk=parent.pk).add_child(instance=model(show_in_menus=True, **fields))


def published(title: str = "Повар столовой", **fields: Any) -> Vacancy:
    """A vacancy that everybody may see."""
    return VacancyFactory(title=title, state="published", **fields)


class _Titles(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self._inside = False

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if dict(attrs).get("class") == "card__title":
            self._inside = True
            self.found.append("")

    def handle_endtag(self, tag: str) -> None:
        if tag in ("h2", "h3"):
            self._inside = False

    def handle_data(self, data: str) -> None:
        if self._inside:
            self.found[-1] += data


def titles(content: bytes) -> list[str]:
    """The titles of the cards, in their order."""
    parser = _Titles()
    parser.feed(content.decode())
    return [said(title) for title in parser.found]


def said(text: str) -> str:
    """Words as they are heard: any space is one space."""
    return re.sub(r"\s+", " ", text).strip()


def job(content: bytes) -> dict[str, Any]:
    """The one JobPosting of a page, as an outside reader sees it."""
    found = extruct.extract(content.decode(), syntaxes=["microdata"], uniform=False)["microdata"]
    [item] = [one for one in found if one["type"] == "https://schema.org/JobPosting"]
    return item["properties"]
