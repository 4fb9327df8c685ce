"""What the contest adds to the common pages: cards of the home page, instants of change."""

import datetime as dt
from collections.abc import Iterator

from django.urls import reverse

from contest.public.board import Board, board, changes
from contest.public.pages import ContestIndexPage, ContestPage, apply_url
from contest.setup.models import Contest
from home import cache, registries
from home.closed import open_to_all
from home.registries import Section, Task

APPLY, READ, CONTINUE, TRACK = "contest-apply", "contest-read", "contest-continue", "contest-track"
CARDS = {
    APPLY: "Подать заявку на конкурс",
    READ: "Узнать о конкурсе",
    CONTINUE: "Продолжить заявку",
    TRACK: "Узнать, что с заявкой",
}


def register() -> None:
    """Make them known; called once at start."""
    registries.register_sections(Section(ContestIndexPage, "contests", "Конкурсы"))
    registries.register_tasks(tasks)
    registries.register_cards(CARDS)
    cache.register_deadline(next_change)


def tasks(now: dt.datetime) -> Iterator[Task]:
    """Cards of the contests that are not over: apply while open, read, come back to it."""
    pages = (
        open_to_all(ContestPage.objects.all())
        .filter(contest__is_published=True)
        .select_related("contest")
        .prefetch_related("contest__stages")
    )
    running = [(page, state) for page in pages if not (state := board(page.contest, now)).is_over]
    for page, state in running:
        if state.is_open:
            yield _apply(state)
        yield _read(state, page.url)
    if running:
        yield from _come_back()


def next_change(now: dt.datetime) -> dt.datetime | None:
    """The next instant at which a contest's place in its timetable changes (C-12)."""
    contests = Contest.objects.published().prefetch_related("stages")
    return min((at for c in contests for at in changes(c) if at > now), default=None)


def _apply(state: Board) -> Task:
    return Task(
        title=CARDS[APPLY],
        url=apply_url(state.contest),
        text=f"{state.contest.short_title}. {state.acceptance}.",
        action="Начать",
        tag="идёт приём",
        tag_kind="ok",
        main=True,
        order=10,
        code=APPLY,
    )


def _read(state: Board, url: str) -> Task:
    return Task(
        title=CARDS[READ],
        url=url,
        text=f"{state.contest.short_title}, {state.contest.year} год: условия, сроки, комиссия.",
        action="Условия конкурса",
        tag="" if state.is_open else state.headline,
        order=20,
        code=READ,
    )


def _come_back() -> Iterator[Task]:
    yield Task(
        title=CARDS[CONTINUE],
        url=reverse("forms_app:continue"),
        text="По номеру и коду черновика. Если вы указали почту, откройте ссылку из письма.",
        action="Ввести номер и код",
        order=30,
        code=CONTINUE,
    )
    yield Task(
        title=CARDS[TRACK],
        url=reverse("forms_app:track_number"),
        text="Статус, замечания, исправление и отзыв отправленной заявки.",
        action="Найти заявку",
        order=40,
        code=TRACK,
    )
