"""What of stage II waits for somebody to do it."""

from dataclasses import dataclass

from contest.finalists.models import Finalist
from contest.scoring.models import Recusal
from contest.setup.models import Contest
from contest.stage_two.models import TestResult
from contest.stage_two.overall import NO_QUESTIONS
from core import clock
from core.models import User
from core.text import plural

_PEOPLE = ("участника", "участников", "участников")


@dataclass(frozen=True)
class Waiting:
    """One thing that waits, and the act by which it is done; none where another page is for it."""

    words: str
    act: str = ""


def waiting(contest: Contest, user: User) -> list[Waiting]:
    """What is to be done from the hour of stage II on; nothing before anybody is on its list."""
    finalists = list(Finalist.objects.expected().filter(contest=contest))
    starts_at = contest.stage_two_starts_at
    if not finalists or starts_at is None or clock.now() < starts_at:
        return []
    came = [one for one in finalists if one.attended]
    results = TestResult.objects.filter(finalist__in=came)
    unchecked = results.filter(checked_at=None)
    recused = Recusal.objects.in_force().filter(member__user=user)
    own = unchecked.filter(entered_by=user).count()
    others = unchecked.exclude(entered_by=user)
    to_check = others.exclude(finalist__entry__in=recused.values("entry")).count()
    unknown = sum(one.attended is None for one in finalists)
    absent = sum(one.attended is False for one in finalists)
    numberless = sum(one.draw_number is None for one in came)
    # The latecomer of a draw that was done gets a number by hand.
    draw = "draw" if numberless == len(came) else "record-draw"
    without_result = len(came) - results.count()
    lines = [
        (unknown, f"Не отмечена явка: у {_of(unknown)}", "attendance"),
        (absent, f"Нужно решение комиссии о неявке {_of(absent)}", ""),
        (numberless, f"Нет номера по жребию: у {_of(numberless)}", draw),
        (not contest.test_questions, NO_QUESTIONS, ""),
        (
            contest.test_questions and without_result,
            f"Не внесён результат теста: у {_of(without_result)}",
            "enter-tests",
        ),
        (to_check, f"Ждут вашей проверки результаты теста: у {_of(to_check)}", "check-tests"),
        (
            own,
            "Внесённые вами результаты теста ждут проверки другим человеком",
            "",
        ),
    ]
    return [Waiting(words, act) for number, words, act in lines if number]


def _of(number: int) -> str:
    return plural(number, *_PEOPLE)
