"""Certificates of stage II and of the places, each under a confirmed name (C-15, C-17)."""

from contest.certificates import services
from contest.demo.ended.meetings import Staff
from contest.demo.ended.timetable import Times, day
from contest.setup.models import Contest


def run(contest: Contest, times: Times, staff: Staff) -> None:
    """The secretary confirms the names in the dative and gives out both kinds on the ceremony's day."""
    on = times.dates.ceremony
    assert on is not None
    with day(on, 9):
        rows = services.proposals(contest)
        services.confirm_names(
            contest=contest,
            confirmed={row.finalist.pk: row.dative for row in rows},
            revision=services.names_revision(rows),
            actor=staff.secretary,
        )
    with day(on, 10):
        services.issue_participants(contest=contest, issued_on=on, actor=staff.secretary)
        services.issue_places(contest=contest, issued_on=on, actor=staff.secretary)
