"""What the placement centre adds to the common pages: cards of the home page."""

import datetime as dt
from collections.abc import Iterator

from home import registries
from home.registries import Task
from placement import employment
from placement.models import EducationPage


def register() -> None:
    """Make them known; called once at start."""
    registries.register_tasks(employment_task)


def employment_task(now: dt.datetime) -> Iterator[Task]:
    """Graduate employment is reached from the home page (FACTS § 1)."""
    page = EducationPage.objects.live().public().first()
    newest = next(iter(employment.years()), None)
    if page is None or newest is None:
        return
    share = f": трудоустроены {newest.share_text}" if newest.v1 else ""
    yield Task(
        title="Трудоустройство выпускников",
        url=page.url,
        text=f"{newest.academic_year} учебный год{share}.",
        action="Посмотреть сведения",
        order=80,
    )
