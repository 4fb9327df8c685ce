"""What a match is told of earlier referrals of the same person to the same vacancy (P-2.2e)."""

import datetime as dt

from core import clock
from placement.matching.standing import Pairs, Referred
from placement.referrals.lifecycle import OPEN, ReferralState
from placement.referrals.models import Referral

_WORDS = {
    ReferralState.PREPARED: "Направление уже подготовлено.",
    ReferralState.SENT: "Направление передано работодателю{sent}, ждём ответа.",
    ReferralState.INVITED: "Работодатель уже пригласил на собеседование.",
    ReferralState.HIRED: "Работодатель уже принял на это место.",
    ReferralState.DECLINED: "Работодатель уже отказал{answered}.",
    ReferralState.NO_SHOW: "Направляли, но встреча не состоялась.",
}


def earlier(pairs: Pairs) -> dict[tuple[int, int], Referred]:
    """The newest referral of each pair, those that were called off left out; one query."""
    people, vacancies = {one.pk for one, _ in pairs}, {vacancy.pk for _, vacancy in pairs}
    rows = Referral.objects.of_people(people).filter(vacancy__in=vacancies, state__in=list(_WORDS))
    return {
        (row.case.graduate.person_id, row.vacancy_id): Referred(_told(row), row.state in OPEN)
        for row in rows.select_related("case__graduate").order_by("created_at", "pk")
    }


def _told(row: Referral) -> str:
    return _WORDS[ReferralState(row.state)].format(
        sent=_day(row.sent_at), answered=_day(row.answered_at)
    )


def _day(instant: dt.datetime | None) -> str:
    return f" {clock.local_day(instant):%d.%m.%Y}" if instant else ""
