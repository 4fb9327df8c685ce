"""What invented graduates have allowed: signed on paper, half signed, withdrawn (P-F4, P-F5)."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TextIO

from django.db import transaction

from core import roles
from core.demo_accounts import account_of
from core.models import User
from placement.centre.operators import operator
from placement.consents import (
    ASSISTANCE,
    HEALTH,
    PHOTO,
    RESUME_PHOTO,
    SITE,
    TO_COMMITTEE,
    TO_EMPLOYERS,
)
from placement.graduates import demo as graduates
from placement.graduates.demo import MARK, card_of, day
from placement.graduates.models import Graduate
from placement.grants import services
from placement.grants.models import Grant, Representative
from placement.grants.rules.capacity import Kind

_WORK = (ASSISTANCE, TO_EMPLOYERS)
_ALL = (*_WORK, HEALTH, TO_COMMITTEE, PHOTO, RESUME_PHOTO)


@dataclass(frozen=True)
class Demo:
    """Consents of one person, signed so many ``days`` ago; who has not signed yet is ``awaited``."""

    person: graduates.Demo
    purposes: Sequence[str]
    days: int
    representative: dict[str, str] | None = None
    is_awaited: bool = False


_MOTHER = {"kind": Kind.PARENT, "full_name": f"Кузнецова Елена Викторовна {MARK}"}
_GUARDIAN = {"kind": Kind.GUARDIAN, "full_name": f"Зайцева Тамара Ильинична {MARK}"}
_HOME = {
    "kind": Kind.INSTITUTION,
    "full_name": f"Крылова Наталья Борисовна {MARK}",
    "institution": f"Центр содействия семейному воспитанию «Пример» {MARK}",
    "post": "директор",
    "authority": f"приказ о назначении от 01.09.2024 № 00 {MARK}",
}
DEMOS = (
    Demo(graduates.SEARCHING, _ALL, 40),
    Demo(graduates.MINOR, _WORK, 6, _MOTHER, is_awaited=True),
    Demo(graduates.WARD, _WORK, 20, _HOME),
    Demo(graduates.GUARDED, (*_WORK, HEALTH), 12, _GUARDIAN),
    Demo(graduates.AT_WORK, (*_WORK, HEALTH), 95),
    Demo(graduates.SETTLED, _WORK, 240),
    Demo(graduates.WITHDREW, _WORK, 70),
    Demo(graduates.HIRED, _WORK, 50),
    Demo(graduates.OWN_WAY, _WORK, 130),
)


def load(stdout: TextIO) -> None:
    """The consents of those who have none; withdrawn are they at the end, by `load_withdrawal`."""
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    if specialist is None or operator() is None:
        stdout.write("consents: left out, the centre has no accounts or takes no requests\n")
        return
    people = 0
    for demo in DEMOS:
        graduate = card_of(demo.person)
        if graduate is None or graduate.grants.exists():
            continue
        with transaction.atomic():
            _make(demo, graduate, specialist)
        people += 1
    if people:
        stdout.write(f"consents: of {people} invented graduates\n")


def load_withdrawal() -> None:
    """One person takes the consent back: the case that was open ends with it."""
    specialist, graduate = account_of(roles.PLACEMENT_SPECIALIST), card_of(graduates.WITHDREW)
    if specialist is None or graduate is None:
        return
    for grant in Grant.objects.open().filter(graduate=graduate, purpose=ASSISTANCE):
        why = f"Письменное заявление от {day(-1):%d.%m.%Y} {MARK}"
        services.withdraw(grant=grant, actor=specialist, why=why)


def _make(demo: Demo, graduate: Graduate, specialist: User) -> None:
    representative = _representative(demo, graduate, specialist)
    for purpose in demo.purposes:
        grant = services.open_grant(
            graduate=graduate,
            purpose=purpose,
            place=SITE if purpose == PHOTO else "",
            actor=specialist,
        )
        for signer in services.missing_on(grant, day(-demo.days)):
            is_theirs = signer == "representative"
            if is_theirs and demo.is_awaited:
                continue
            services.record_paper(
                grant=grant,
                signed_on=day(-demo.days),
                representative=representative if is_theirs else None,
                has_original=True,
                actor=specialist,
            )


def _representative(demo: Demo, graduate: Graduate, specialist: User) -> Representative | None:
    if demo.representative is None:
        return None
    data = Representative(
        graduate=graduate,
        **demo.representative,
        email=f"family{graduate.pk}@example.org",
        phone="+7 911 000-02-00",
    )
    return services.add_representative(graduate=graduate, data=data, actor=specialist)
