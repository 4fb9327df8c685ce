"""The card of the home page, and the address of the sitemap, that are of no domain."""

from collections.abc import Iterator
from datetime import datetime

from django.urls import reverse

from home.closed import section
from home.pages.regulation_index import RegulationIndexPage
from home.registries import (
    SitemapEntry,
    Task,
    register_cards,
    register_sitemap,
    register_tasks,
)

REGULATIONS = "regulations"


def tasks(now: datetime) -> Iterator[Task]:
    """«Прочитать положение», once there is something to read."""
    index = section(RegulationIndexPage)
    if index is not None:
        yield Task(
            title="Прочитать положение",
            url=index.get_url() or "/regulations/",
            text="Правила целиком, с номерами пунктов и приложениями. Можно распечатать.",
            action="Открыть",
            order=15,
            code=REGULATIONS,
        )


def addresses() -> Iterator[SitemapEntry]:
    """Where anybody checks a paper that was given out."""
    yield SitemapEntry(reverse("home:papers"))


def register() -> None:
    """Called once at start."""
    register_sitemap(addresses)
    register_tasks(tasks)
    register_cards({REGULATIONS: "Прочитать положение"})
