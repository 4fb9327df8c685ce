"""What a clerk would compare: answers that each look right and do not fit together (C-8, C-A2…C-A5).

What cannot be is a fault, shown beside the field; what is odd but possible is only warned about.
Texts repeat no dates: they are read by whoever works with the application.
"""

import datetime as dt
import itertools
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from contest.applications.rules.experience import (
    DAY,
    YOUNGEST_WORKER,
    Length,
    Period,
    between,
    plus_years,
)

# Government Decree of 8 July 1997 no. 828: the Russian passport is issued from this day, at 14,
# and has to be changed at 20 and at 45 within 90 days.
FIRST_PASSPORTS = dt.date(1997, 10, 1)
PASSPORT_AGE = 14
PASSPORT_CHANGES = (20, 45)
DAYS_TO_CHANGE = 90
YOUNGEST_GRADUATE = 14
YOUNG_FOR_A_DEGREE = 19
USUAL_WORKER = 16


def passport_fault(issued_on: dt.date, born_on: dt.date) -> str:
    """Why the two dates cannot both be right, in Russian; empty when they can."""
    if issued_on < plus_years(born_on, PASSPORT_AGE):
        return (
            "Дата рождения не согласуется с датой выдачи паспорта: паспорт выдают с"
            f" {PASSPORT_AGE} лет. Проверьте обе даты."
        )
    return ""


def passport_doubt(issued_on: dt.date, born_on: dt.date, on: dt.date) -> str:
    """Whether the passport should have been changed by ``on``; empty when it need not."""
    for age in PASSPORT_CHANGES:
        birthday = plus_years(born_on, age)
        if issued_on < birthday and birthday + DAY * DAYS_TO_CHANGE < on:
            return (
                f"Паспорт выдан до {age} лет, а в {age} лет его меняют. Проверьте дату выдачи: если"
                " паспорт заменили, нужны данные нового."
            )
    return ""


def education_fault(issued_on: dt.date, born_on: dt.date) -> str:
    """Why a document of education cannot be of that day, in Russian; empty when it can."""
    if issued_on < born_on:
        return "Документ об образовании выдан раньше дня рождения. Проверьте обе даты."
    if issued_on < plus_years(born_on, YOUNGEST_GRADUATE):
        return (
            f"Документ об образовании выдан раньше {YOUNGEST_GRADUATE} лет. Проверьте дату выдачи и"
            " дату рождения."
        )
    return ""


def education_doubt(*, is_higher: bool, issued_on: dt.date, born_on: dt.date) -> str:
    """Whether a diploma of higher education came oddly early; empty when it did not."""
    if is_higher and issued_on < plus_years(born_on, YOUNG_FOR_A_DEGREE):
        return (
            f"Документ о высшем образовании выдан раньше {YOUNG_FOR_A_DEGREE} лет. Проверьте дату"
            " выдачи."
        )
    return ""


def course_fault(year: int, born_on: dt.date) -> str:
    """Why a course cannot have ended in that year, in Russian; empty when it can."""
    if year < born_on.year + YOUNGEST_GRADUATE:
        return f"В этом году участнику не было {YOUNGEST_GRADUATE} лет. Проверьте год."
    return ""


def service_fault(length: Length, *, born_on: dt.date, on: dt.date) -> str:
    """Why so long a service is impossible at that age, in Russian; empty when it is possible."""
    if length > _working_life(born_on, on, YOUNGEST_WORKER):
        return (
            f"Такого стажа не может быть: работа началась бы раньше {YOUNGEST_WORKER} лет. Проверьте"
            " стаж и дату рождения."
        )
    return ""


def service_doubt(length: Length, *, born_on: dt.date, on: dt.date) -> str:
    """Whether the service began oddly early; empty when it did not."""
    if length > _working_life(born_on, on, USUAL_WORKER):
        return f"Получается, что работа началась раньше {USUAL_WORKER} лет. Проверьте стаж."
    return ""


def _working_life(born_on: dt.date, on: dt.date, age: int) -> Length:
    begins = plus_years(born_on, age)
    return between(begins, on) if begins <= on else Length()


def overlaps(periods: Sequence[Period], on: dt.date) -> list[tuple[int, int]]:
    """Pairs of periods, by number from 1, that share more than the day of a transfer."""
    ends = [period.end or on for period in periods]
    return [
        (one + 1, other + 1)
        for one in range(len(periods))
        for other in range(one + 1, len(periods))
        if min(ends[one], ends[other]) > max(periods[one].start, periods[other].start)
    ]


def overlap_words(pairs: Iterable[tuple[int, int]]) -> str:
    """What to check about overlapping periods, in Russian; empty when there are none."""
    names = ", ".join(f"{one} и {other}" for one, other in pairs)
    if not names:
        return ""
    return (
        f"Периоды работы пересекаются: {names}. Общие дни считаются один раз. Проверьте даты: так"
        " бывает при работе по совместительству."
    )


@dataclass(frozen=True)
class Row:
    """A row 9.x: how many services were given, or how long it took after them.

    ``is_absent`` is the tick «Услуга не оказывалась»; ``is_none`` also means the number 0.
    """

    number: str
    is_count: bool
    is_period: bool
    is_absent: bool
    is_none: bool


def services_of(rows: Sequence[Row]) -> dict[str, str]:
    """The number of each period behind a count, which concerns the same service, and the count's."""
    pairs = itertools.pairwise(rows)
    return {
        period.number: count.number
        for count, period in pairs
        if count.is_count and period.is_period
    }


def services_doubts(rows: Sequence[Row], *, are_named: bool) -> list[tuple[str, str]]:
    """(number of the row, words) where «Услуга не оказывалась» does not fit what stands beside it.

    A period behind a count concerns the same service, as in Appendix 4. ``are_named`` says whether
    the questionnaire names services that were given.
    """
    doubts = []
    for count, period in itertools.pairwise(rows):
        if not (count.is_count and period.is_period):
            continue
        if period.is_absent and not count.is_none:
            text = (
                f"В строке {count.number} указано, сколько услуг оказано, а в строке"
                f" {period.number} отмечено «Услуга не оказывалась». Проверьте обе строки."
            )
            doubts.append((period.number, text))
        if count.is_none and not period.is_absent and not period.is_none:
            text = (
                f"По строке {count.number} услуг не было, а в строке {period.number} указано число."
                " Проверьте обе строки."
            )
            doubts.append((count.number, text))
    if rows and are_named and all(row.is_absent for row in rows):
        text = (
            "В анкете названы оказанные услуги, а здесь во всех строках отмечено «Услуга не"
            " оказывалась». Проверьте ответы."
        )
        doubts.append((rows[0].number, text))
    return doubts
