"""System checks: what a record declares is there, and what is there is declared."""

from collections.abc import Iterator, Sequence
from typing import Any

from django.core.checks import CheckMessage, Error, register
from django.db import models

from .declare import Audience, Record, all_records


@register()
def check_records(app_configs: Any, **kwargs: Any) -> list[CheckMessage]:
    """Every declared register beside its model."""
    return [problem for record in all_records() for problem in problems(record)]


def problems(record: Record[Any]) -> Iterator[CheckMessage]:
    """What is wrong with one record."""
    model = record.model
    columns = {one.name: one for one in model._meta.concrete_fields}  # noqa: SLF001 - documented
    declared = [one.name for group in record.groups for one in group.fields]
    for name in _repeated(declared):
        yield Error(f"«{name}» is declared twice.", obj=model, id="records.E001")
    for name in sorted({*declared, *record.kept_by_services} - columns.keys()):
        yield Error(f"The model has no field «{name}».", obj=model, id="records.E002")
    keyed = {name for name, column in columns.items() if column.primary_key}
    for name in sorted(columns.keys() - {*declared, *record.kept_by_services} - keyed):
        yield Error(
            f"«{name}» is neither declared nor kept by services: nobody says who may see it.",
            obj=model,
            id="records.E003",
        )
    for name in sorted(record.kept_by_services & set(declared)):
        yield Error(f"«{name}» is both typed and kept by services.", obj=model, id="records.E004")
    for one in record:
        if one.audience is Audience.IDENTITY and (one.is_exported or one.is_listed):
            yield Error(
                f"«{one.name}» is identity data and would stand in lists or files.",
                obj=model,
                id="records.E005",
            )
        column = columns.get(one.name)
        if one.is_screened and not isinstance(column, models.CharField | models.TextField):
            yield Error(f"«{one.name}» is screened and no text.", obj=model, id="records.E006")


def _repeated(names: Sequence[str]) -> list[str]:
    return sorted({name for name in names if names.count(name) > 1})
