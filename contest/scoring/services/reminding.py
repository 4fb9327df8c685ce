"""A letter to the members who still have entries to mark (C-14)."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, keys_of, states_of, to_mark
from contest.setup.models import Contest, Part
from contest.setup.models.judging import OF_PART
from core import clock, crypto, outbox
from core.errors import Refused
from core.history import log_change
from core.letters import LetterText
from core.models import User
from core.text import plural

from .locking import locked, refuse_outside_window
from .window import act_code

LETTER = LetterText(
    "contest-scoring-reminder",
    "Члену комиссии: напоминание об оценке",
    "Оценка {what}: осталось {left}",
    "Здравствуйте!\n\n"
    "{contest}. Оценка {what} идёт {until}.\n"
    "Вам осталось оценить: {left}.\n\n"
    "Открыть список: {link}\n\n{operator}",
    ("contest", "what", "until", "left", "link", "operator"),
)


@transaction.atomic
def remind(*, contest: Contest, actor: User, part: str = Part.VIDEO) -> list[CommissionMember]:
    """Write to each member who has an account and entries left; returns them.

    Says to each only their own number. Raises Refused when there is nobody to remind.
    """
    contest = locked(contest)
    refuse_outside_window(contest, part)
    entries = keys_of(to_mark(contest, part))
    criteria = len(criteria_of(contest, part))
    slow = []
    for member in contest.commission.serving().select_related("user"):
        user = member.user
        if user is None or not user.is_active or not user.email:
            continue
        states = states_of(member, entries, criteria=criteria, part=part)
        if left := sum(state.is_awaited for state in states.values()):
            _write(contest, member, user, part, left)
            slow.append(member)
    if not slow:
        raise Refused("Напоминать некому: все, у кого есть учётная запись, оценили всё.")
    log_change(contest, actor=actor, action=act_code(part, "remind"))
    return slow


def _write(contest: Contest, member: CommissionMember, user: User, part: str, left: int) -> None:
    dates = contest.scoring_dates(part)
    assert dates is not None  # the window is open
    outbox.enqueue(
        code=LETTER.code,
        to=user.email,
        about=member,
        key=crypto.new_key(),
        operator=contest.operator,
        context={
            "contest": contest,
            "what": OF_PART[part],
            "until": clock.format_deadline(dates.closes_at, contest.tz),
            "left": plural(left, "заявка", "заявки", "заявок"),
            "link": f"{settings.SITE_URL}{reverse('contest_scoring_modeladmin_index')}",
            "operator": contest.operator,
        },
    )
