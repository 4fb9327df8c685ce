"""Rules between the rows of the questionnaire (C-A2…C-A4)."""

import datetime as dt

from contest.applications.rules.experience import Length

FEWEST_YEARS, MOST_YEARS = 14, 100


def last_calendar_year(opened_on: dt.date) -> int:
    """The year that «последний календарный год» means.

    The last full calendar year before the contest began to take applications: one and the same
    for all participants, and it does not move while a printed form waits for a signature.
    """
    return opened_on.year - 1


def served_exceeds_service(served: Length, service: Length) -> bool:
    """Row 5 (work directly serving) is part of row 4 (work in the employment service)."""
    return served > service


def position_exceeds_service(position: Length, service: Length) -> bool:
    """Row 3 above row 4 is unusual, not impossible: the post may be held elsewhere first."""
    return position > service


def birth_date_fault(born_on: dt.date, today: dt.date) -> str:
    """Why the date of birth cannot be right, in Russian; empty when it can."""
    if born_on > today:
        return "Дата рождения ещё не наступила."
    years = today.year - born_on.year - ((today.month, today.day) < (born_on.month, born_on.day))
    if not FEWEST_YEARS <= years <= MOST_YEARS:
        return "Проверьте год рождения."
    return ""
