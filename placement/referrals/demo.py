"""Two referrals of invented graduates: one waits for an answer, one was hired (P-2.2e)."""

from typing import TextIO

from django.db import transaction
from django.db.models import F

from core import roles
from core.demo_accounts import account_of
from core.models import User
from placement.cases.models import Case
from placement.consents import TO_EMPLOYERS
from placement.graduates.demo import HIRED, SEARCHING, card_of, day
from placement.grants import gate
from placement.referrals import services
from placement.vacancies.models import Vacancy

DEMOS = ((SEARCHING, False), (HIRED, True))


def load(stdout: TextIO) -> None:
    """The referrals of open cases that have none."""
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    if specialist is None:
        return
    added = 0
    for person, is_hired in DEMOS:
        graduate = card_of(person)
        case = Case.objects.open().filter(graduate=graduate, referrals=None).first()
        if case is None or not gate.allows(case.graduate, TO_EMPLOYERS):
            continue
        vacancy = _vacancy(person.profession)
        if vacancy is None:
            continue
        with transaction.atomic():
            _send(case, vacancy, is_hired, specialist)
        added += 1
    if added:
        stdout.write(f"referrals: {added} invented ones\n")


def _send(case: Case, vacancy: Vacancy, is_hired: bool, specialist: User) -> None:
    referral = services.prepare(case=case, vacancy=vacancy, actor=specialist)
    services.send(referral=referral, actor=specialist)
    if is_hired:
        services.answer(
            referral=referral, answer=services.Answer.HIRE, started_on=day(-5), actor=None
        )


def _vacancy(profession: str) -> Vacancy | None:
    """An invented vacancy of the profession, rather one that keeps a free place."""
    rows = Vacancy.objects.public().filter(is_demo=True, places__gt=F("filled_places"))
    rows = rows.filter(profession__name=profession).exclude(employer__email="")
    return rows.order_by(F("filled_places") - F("places"), "pk").first()
