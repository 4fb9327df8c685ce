"""The order on the results is signed, and they are published (C-18, C-19)."""

from contest.applications.demo.applications import stand_in
from contest.demo.ended.admission import entry_of
from contest.demo.ended.meetings import Staff
from contest.demo.ended.people import NAMED
from contest.demo.ended.timetable import Times, day
from contest.publication import services as publication
from contest.results import services as results
from contest.setup.models import Contest
from core import files
from core.calendar import overrides
from core.rules.working_days import add_working_days

_ORDER = "184-НПА (пример)"
_SCAN_BYTES = 20 * 1024 * 1024


def run(contest: Contest, times: Times, staff: Staff) -> None:
    """Consents to be named, the order, the publication."""
    days = overrides()
    with day(times.results_on, 18):
        _consent(contest)
    with day(add_working_days(times.results_on, 1, days), 10):
        order = results.prepare(contest=contest, actor=staff.secretary)
    signed_on = add_working_days(times.results_on, 3, days)
    with day(signed_on, 15):
        scan = files.store_file(
            key=order.key,
            name="Приказ об итогах с подписью.pdf",
            source=stand_in("Приказ об итогах конкурса с подписью министра"),
            allowed=files.DOCUMENT_TYPES,
            max_size=_SCAN_BYTES,
        )
        results.file(
            resultsorder=order,
            number=_ORDER,
            signed_on=signed_on,
            scan=scan,
            actor=staff.secretary,
        )
    with day(add_working_days(signed_on, 1, days), 11):
        results.publish(resultsorder=order, actor=staff.chair)


def _consent(contest: Contest) -> None:
    """Some agree to be named, one of them without the employment centre."""
    for turn, login in enumerate(NAMED):
        entry = entry_of(contest, login)
        text = publication.text_for(entry)
        assert text is not None
        choice = publication.Choice(name=True, centre=turn != 1, place=True)
        publication.give(entry=entry, text=text, choice=choice)
