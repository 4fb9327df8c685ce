"""Demonstration content of the contest: run again, it adds what is missing (DESIGN §6)."""

from typing import TextIO

from contest.applications.demo.applications import load_applications
from contest.commission import demo as commission
from contest.demo.ended import load_ended
from contest.meetings.demo import load_meeting
from contest.public.demo import pages, regulations
from contest.setup.consents.loading import load_texts
from contest.setup.demo import contests
from core import clock


def load(stdout: TextIO) -> None:
    """The contest of 2024, closed; one that ended days ago; the one whose window follows today."""
    today = clock.in_zone(clock.now(), contests.ZONE).date()
    past = contests.load_contest(slug="spec-2024", year=2024, dates=contests.OF_2024, is_demo=False)
    commission.load_commission(past, commission.OF_2024)
    ended = load_ended(stdout)
    current = contests.load_contest(
        slug=f"spec-{today.year}",
        year=today.year,
        dates=contests.current_dates(today),
        is_demo=True,
    )
    commission.load_commission(current, commission.INVENTED)
    stdout.write(f"contests: {past.slug}, {current.slug}\n")
    stdout.writelines(
        f"Тексты согласий, {operator}: добавлено {load_texts(operator)}.\n"
        for operator in {past.operator, current.operator}
    )
    regulations.load(stdout)
    index = pages.load_index(stdout)
    for contest in filter(None, (current, ended, past)):
        pages.load_page(index, contest, stdout)
    load_applications(current, stdout)
    if load_meeting(current):
        stdout.write("Заседание комиссии назначено.\n")
