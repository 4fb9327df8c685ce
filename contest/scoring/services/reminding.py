"""A letter to the members who still have entries to mark (C-14)."""

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, states_of, to_mark
from contest.setup.models import Contest
from core import clock, crypto, outbox
from core.errors import Refused
from core.history import log_change
from core.letters import LetterText
from core.models import User
from core.text import plural

from .locking import locked, refuse_outside_window

LETTER = LetterText(
    "contest-scoring-reminder",
    "Члену комиссии: напоминание об оценке",
    "Оценка видеообращений: осталось {left}",
    "Здравствуйте!\n\n"
    "{contest}. Комиссия оценивает видеообращения {until}.\n"
    "Вам осталось оценить: {left}.\n\n"
    "Открыть список: {link}\n\n{operator}",
    ("contest", "until", "left", "link", "operator"),
)


@transaction.atomic
def remind(*, contest: Contest, actor: User) -> list[CommissionMember]:
    """Write to each member who has an account and entries left; returns them.

    Says to each only their own number. Raises Refused when there is nobody to remind.
    """
    contest = locked(contest)
    refuse_outside_window(contest)
    entries = list(to_mark(contest))
    criteria = len(criteria_of(contest))
    slow = []
    for member in contest.commission.select_related("user"):
        user = member.user
        if user is None or not user.is_active or not user.email:
            continue
        states = states_of(member, entries, criteria=criteria)
        if left := sum(state.is_awaited for state in states.values()):
            _write(contest, member, user, left)
            slow.append(member)
    if not slow:
        raise Refused("Напоминать некому: все, у кого есть учётная запись, оценили всё.")
    log_change(contest, actor=actor, action="scoring-remind")
    return slow


def _write(contest: Contest, member: CommissionMember, user: User, left: int) -> None:
    assert contest.scoring_closes_at is not None
    outbox.enqueue(
        code=LETTER.code,
        to=user.email,
        about=member,
        key=crypto.new_key(),
        operator=contest.operator,
        context={
            "contest": contest,
            "until": clock.format_deadline(contest.scoring_closes_at, contest.tz),
            "left": plural(left, "заявка", "заявки", "заявок"),
            "link": f"{settings.SITE_URL}{reverse('contest_scoring_modeladmin_index')}",
            "operator": contest.operator,
        },
    )
