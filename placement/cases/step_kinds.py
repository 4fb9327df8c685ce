"""The kinds of steps: those that carry logic, by code, and the list that the centre begins with."""

from typing import Any

from django.db import transaction

from placement.cases import rules
from placement.cases.models import StepKind

HIRED, LOST, HANDOVER, MESSAGE, CONSILIUM = "hired", "lost", "handover", "message", "consilium"
OUTCOME = "outcome"
DAYS_30, DAYS_60, DAYS_90 = "days-30", "days-60", "days-90"
MONTHS_3, MONTHS_6, MONTHS_12 = "months-3", "months-6", "months-12"
CODED = {
    HIRED: "Принят на работу",
    LOST: "Потерял работу",
    HANDOVER: "Передан другому специалисту",
    MESSAGE: "Сообщение от выпускника или представителя",
    CONSILIUM: "Консилиум",
    OUTCOME: "Сопровождение завершено",
    DAYS_30: "30 дней на рабочем месте",
    DAYS_60: "60 дней на рабочем месте",
    DAYS_90: "90 дней на рабочем месте",
    MONTHS_3: "3 месяца работы",
    MONTHS_6: "6 месяцев работы",
    MONTHS_12: "12 месяцев работы",
}
PLAIN = (
    "Встреча",
    "Звонок",
    "Выезд на рабочее место",
    "Направление на вакансию",
    "Жалоба на условия",
    "Нужно специальное рабочее место",
    "Специальное рабочее место создано",
)


@transaction.atomic
def load_step_kinds() -> int:
    """Add the kinds that are missing; return how many. What the centre has changed stays."""
    added = 0
    for code in CODED:
        added += StepKind.objects.get_or_create(code=code, defaults=_values(code))[1]
    if not StepKind.objects.filter(code="").exists():
        rows = [StepKind(name=name, order=10 + place) for place, name in enumerate(PLAIN)]
        added += len(StepKind.objects.bulk_create(rows))
    return added


def kind(code: str) -> StepKind:
    """The kind with this code; made when it is first needed."""
    return StepKind.objects.get_or_create(code=code, defaults=_values(code))[0]


def milestones() -> list[StepKind]:
    """What is planned when a job begins: the centre's list, with those that it began with."""
    for code in (*rules.DAYS, *rules.MONTHS):
        kind(code)
    return list(StepKind.objects.milestones())


def _values(code: str) -> dict[str, Any]:
    """What the kind with this code is before the centre changes it."""
    return {
        "name": CODED[code],
        "order": 200 + list(CODED).index(code),
        "after_days": rules.DAYS.get(code),
        "after_months": rules.MONTHS.get(code),
    }
