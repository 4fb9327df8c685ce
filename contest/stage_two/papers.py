"""Printed papers of stage II: who signs, who plays when, sheets of the test (C-16)."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from contest.finalists.models import Finalist
from contest.setup.models import Contest
from core import clock, paper

_FOLDER = "contest/stage_two/papers"


@dataclass(frozen=True)
class Sheet:
    """One paper: its title, its template in the folder, what it names, and what it cannot do without."""

    title: str
    template: str
    context: Callable[[Contest], dict[str, Any]]
    is_ready: Callable[[Contest], bool]


def render(contest: Contest, sheet: Sheet) -> paper.Paper:
    """The paper, from the rows as they are."""
    starts_at = contest.stage_two_starts_at
    return paper.render(
        f"{_FOLDER}/{sheet.template}",
        {
            "heading": sheet.title.upper(),
            "contest": contest,
            "when": clock.format_instant(starts_at, contest.tz) if starts_at else "",
            **sheet.context(contest),
        },
        title=f"{sheet.title} – II этап – {contest}",
        made_at=starts_at or contest.applications_close_at,
    )


def _expected(contest: Contest) -> dict[str, Any]:
    rows = Finalist.objects.expected().filter(contest=contest)
    related = rows.select_related("entry__centre", "entry__role")
    return {"finalists": related.order_by("entry__submission__sort_key", "pk")}


def _drawn(contest: Contest) -> dict[str, Any]:
    rows = Finalist.objects.appeared().filter(contest=contest, draw_number__isnull=False)
    related = rows.select_related("entry__centre", "entry__role")
    return {"finalists": related.order_by("draw_number")}


def _questions(contest: Contest) -> dict[str, Any]:
    return {"questions": range(1, (contest.test_questions or 0) + 1)}


def _has_finalists(contest: Contest) -> bool:
    return bool(_expected(contest)["finalists"].exists())


def _has_draw(contest: Contest) -> bool:
    return bool(_drawn(contest)["finalists"].exists())


def _has_questions(contest: Contest) -> bool:
    return bool(contest.test_questions)


# By the code in the address.
SHEETS = {
    "attendance": Sheet(
        "Лист регистрации участников", "attendance.html", _expected, _has_finalists
    ),
    "draw": Sheet("Порядок ролевых игр по жребию", "draw.html", _drawn, _has_draw),
    "answers": Sheet("Бланк ответов на тест", "answers.html", _questions, _has_questions),
    "key": Sheet("Ключ к тесту", "key.html", _questions, _has_questions),
}
