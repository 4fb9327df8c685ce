"""Roles, services, indicators and criteria as data, taken over exactly from the regulation of 2024."""

import json
from importlib import resources
from typing import Any

from django.db import transaction

from contest.setup.models import Contest, ContestRole, Criterion, Indicator, StateService

TITLE = (
    "Конкурс профессионального мастерства среди специалистов государственных казенных учреждений "
    "Новосибирской области центров занятости населения"
)
SHORT_TITLE = "Конкурс специалистов центров занятости"
NOMINATION = "Лучший специалист центра занятости населения"


@transaction.atomic
def build_roles(contest: Contest) -> list[ContestRole]:
    """Give the contest the three roles of clause 2 with services and rows 9.x (C-2, C-A2…C-A4).

    Repeatable: a role that is there stays as staff have it, with its services and indicators.
    """
    return [_build_role(contest, order, data) for order, data in enumerate(_read("roles.json"), 1)]


@transaction.atomic
def build_criteria(contest: Contest) -> None:
    """Give the contest the criteria of clauses 14 and 16, unless it has some (C-14, C-16)."""
    if contest.criteria.exists():
        return
    for order, data in enumerate(_read("criteria.json")):
        Criterion.objects.create(contest=contest, sort_order=order, **data)


def _build_role(contest: Contest, order: int, data: dict[str, Any]) -> ContestRole:
    role, created = ContestRole.objects.get_or_create(
        contest=contest,
        code=data["code"],
        defaults={
            "title": data["title"],
            "definition": data["definition"],
            "appendix": data["appendix"],
            "served_label": data["served_label"],
            "order": order,
        },
    )
    if not created:
        return role
    for number, title in enumerate(data["services"], start=1):
        StateService.objects.create(role=role, title=title, order=number)
    for number, row in enumerate(data["indicators"], start=1):
        Indicator.objects.create(
            role=role,
            number=row["number"],
            label=row["label"],
            help_text=row["help_text"],
            unit=row["unit"],
            maximum=100 if row["unit"] == Indicator.Unit.PERCENT else None,
            order=number,
        )
    return role


def _read(name: str) -> Any:
    text = resources.files("contest.setup.content").joinpath(name).read_text("utf-8")
    return json.loads(text)
