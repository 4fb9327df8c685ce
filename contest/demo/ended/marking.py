"""Seven members mark the videos; one has a conflict of interest (C-14)."""

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.demo.ended import admission
from contest.demo.ended.people import CONFLICT, PEOPLE, WITHOUT_VIDEO
from contest.demo.ended.timetable import Times, day
from contest.scoring import services
from contest.scoring.entries import criteria_of
from contest.scoring.services.marking import comment_revision
from contest.setup.models import Contest, Criterion, Part

# How strict each member is, in the order of the composition. They even out, so that a mean is what
# ``people`` says; who may not mark one participant is neither mild nor strict.
_MILDNESS = (0, 1, 0, -1, 1, -1, 0)
_RECUSED = 6
_COMMENT = "Доводы подкреплены примерами из работы с гражданами."


def run(contest: Contest, times: Times) -> None:
    """Each member marks on a day of their own, everybody whom they may; then the time is over."""
    members = list(contest.commission.select_related("user"))
    entries = {
        one.person.login: admission.entry_of(contest, one.person.login)
        for one in PEOPLE
        if one.person.login != WITHOUT_VIDEO
    }
    with day(times.dates.scoring[0], 9):
        _recuse(members[_RECUSED], entries[CONFLICT])
    criteria = criteria_of(contest)
    points = {one.person.login: one.points for one in PEOPLE}
    for turn, member in enumerate(members):
        with day(times.in_scoring(turn, len(members)), 14, turn):
            for number, (login, entry) in enumerate(entries.items()):
                if turn == _RECUSED and login == CONFLICT:
                    continue
                total = points[login] + _MILDNESS[turn]
                _mark(member, entry, _split(total, criteria, shift=number + turn))


def _recuse(member: CommissionMember, entry: Entry) -> None:
    assert member.user is not None
    services.recuse(
        entry=entry,
        member=member,
        reason="Участница – моя бывшая подчинённая (вымышленный пример)",
        actor=member.user,
    )


def _split(total: int, criteria: list[Criterion], *, shift: int) -> dict[Criterion, int]:
    """The points spread over the criteria; what is left over falls on others with every sheet."""
    each, over = divmod(total, len(criteria))
    first = shift % len(criteria)
    turned = [*criteria[first:], *criteria[:first]]
    return {row: each + (number < over) for number, row in enumerate(turned)}


def _mark(member: CommissionMember, entry: Entry, steps: dict[Criterion, int]) -> None:
    assert member.user is not None
    has_comment = member.seat == CommissionMember.Seat.CHAIR
    services.save_sheet(
        member=member,
        entry=entry,
        part=Part.VIDEO,
        marks={row: services.Given(count) for row, count in steps.items()},
        comment=_COMMENT if has_comment else "",
        seen_comment=comment_revision(""),
        actor=member.user,
    )
