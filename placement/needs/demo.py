"""Needs and wishes of an invented graduate who has signed the consent to health data (P-2.2e)."""

from typing import TextIO

from core import roles
from core.demo_accounts import account_of
from placement.consents import HEALTH
from placement.graduates.demo import SEARCHING, card_of, day
from placement.grants import gate
from placement.needs import services
from placement.needs.models import JobWishes
from placement.needs.rules.content import GOOD, NEEDED, NOT_NEEDED, Needs

_NEEDS = Needs(
    levels={"part_time": GOOD, "mentor": NEEDED, "lift": NOT_NEEDED, "remote_work": NOT_NEEDED},
    notes={"mental": "Лучше одно задание за раз и карточка с порядком работы. (Вымышлено.)"},
    hours=6,
)


def load(stdout: TextIO) -> None:
    """Both, unless they are there."""
    specialist, graduate = account_of(roles.PLACEMENT_SPECIALIST), card_of(SEARCHING)
    if specialist is None or graduate is None or not gate.allows(graduate, HEALTH):
        return
    if JobWishes.objects.filter(graduate=graduate).exists():
        return
    services.set_needs(graduate=graduate, needs=_NEEDS, actor=specialist)
    services.set_wishes(
        graduate=graduate,
        districts=["lo-vsevolozhsk", "spb-vyborgsky"],
        professions=[],
        full_day=False,
        part_day=True,
        shifts=True,
        flexible=True,
        pay_from=30_000,
        start_from=day(7),
        takes_temporary=False,
        actor=specialist,
    )
    stdout.write("needs: of one invented graduate\n")
