"""A sheet of recommendations on an invented graduate, half of it filled (P-F7)."""

from typing import TextIO

from django.db import transaction

from core import roles
from core.demo_accounts import account_of
from core.models import User
from placement.consents import HEALTH
from placement.graduates.demo import AT_WORK, MARK, card_of
from placement.graduates.models import Graduate
from placement.grants import gate
from placement.mentors import services
from placement.mentors.models import Part, Recommendations

# Who fills which part with what; the psychologist has signed, the others have not.
_PARTS: dict[str, tuple[str, dict[str, str]]] = {
    Part.Kind.GENERAL: (
        roles.PLACEMENT_SPECIALIST,
        {
            "study": f"Два учебных года {MARK}",
            "consilium": "Консилиума не было.",
            "living": "Живёт с семьёй.",
        },
    ),
    Part.Kind.PSYCHOLOGIST: (
        roles.PSYCHOLOGIST,
        {"text": f"Спокойнее работает, когда день расписан заранее {MARK}."},
    ),
    Part.Kind.PEDAGOGUE: (
        roles.PEDAGOGUE,
        {"text": f"Операции освоил, новое запоминает после показа {MARK}."},
    ),
}


def load(stdout: TextIO) -> None:
    """The sheet, unless there is one or the consent to health data is missing."""
    specialist, graduate = account_of(roles.PLACEMENT_SPECIALIST), card_of(AT_WORK)
    if specialist is None or graduate is None:
        return
    is_there = Recommendations.objects.filter(graduate=graduate).exists()
    if is_there or not gate.allows(graduate, HEALTH):
        return
    with transaction.atomic():
        _make(graduate, specialist)
    stdout.write("recommendations: one invented sheet\n")


def _make(graduate: Graduate, specialist: User) -> None:
    data = Recommendations(
        graduate=graduate,
        heading=graduate.group,
        psychologist=account_of(roles.PSYCHOLOGIST),
        social_pedagogue=account_of(roles.SOCIAL_PEDAGOGUE),
        educator=account_of(roles.EDUCATOR),
        pedagogue=account_of(roles.PEDAGOGUE),
    )
    sheet = services.open_sheet(data=data, actor=specialist, is_demo=True)
    for kind, (group, values) in _PARTS.items():
        author = account_of(group)
        if author is None:
            continue
        part = sheet.parts.get(kind=kind)
        services.fill(part=part, values=values, actor=author)
        if kind == Part.Kind.PSYCHOLOGIST:
            services.sign(part=part, actor=author)
