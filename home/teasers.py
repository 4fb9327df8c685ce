"""The card of the home page that is of no domain."""

from collections.abc import Iterator
from datetime import datetime

from home.closed import section
from home.pages.regulation_index import RegulationIndexPage
from home.registries import Task, register_cards, register_tasks

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


def register() -> None:
    """Called once at start."""
    register_tasks(tasks)
    register_cards({REGULATIONS: "Прочитать положение"})
