"""Two invented consultations: of a person, and of a group (P-2.2e)."""

from typing import TextIO

from core import roles
from core.demo_accounts import account_of
from placement.consultations import services
from placement.consultations.models import Consultation
from placement.graduates.demo import MARK, SEARCHING, card_of, day


def load(stdout: TextIO) -> None:
    """Both, unless there are invented ones already."""
    specialist, graduate = account_of(roles.PLACEMENT_SPECIALIST), card_of(SEARCHING)
    if specialist is None or graduate is None:
        return
    if Consultation.objects.filter(is_demo=True).exists():
        return
    topics = Consultation.Topic
    for data in (
        Consultation(held_on=day(-14), topic=topics.RESUME, graduate=graduate, note=MARK),
        Consultation(
            held_on=day(-7), topic=topics.INTERVIEW, group=f"ПВ-31 {MARK}", people_count=9
        ),
    ):
        services.record_consultation(data=data, actor=specialist, is_demo=True)
    stdout.write("consultations: 2 invented ones\n")
