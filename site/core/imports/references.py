"""Which rows others refer to."""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from typing import Any

from django.db.models import ForeignObjectRel, Model

from .chunks import chunks


def references(rows: Sequence[Model], ignored: Collection[str] = ()) -> Mapping[Any, str]:
    """By key: what refers to each of these rows of one model, in words.

    ``ignored`` names models, as «app.model», whose rows belong to the row and go with it.
    """
    names: dict[Any, list[str]] = defaultdict(list)
    keys = [row.pk for row in rows]
    # Django documents _meta and _base_manager as open.
    fields = rows[0]._meta.get_fields(include_hidden=True) if rows else []  # noqa: SLF001
    for relation in fields:
        if not isinstance(relation, ForeignObjectRel):
            continue
        owner = relation.field.model._meta  # noqa: SLF001
        if owner.label_lower in ignored:
            continue
        for key in _referred(relation.field, keys):
            names[key].append(str(owner.verbose_name_plural))
    return {key: f"на неё ссылаются: {', '.join(found)}" for key, found in names.items()}


def _referred(field: Any, keys: list[Any]) -> set[Any]:
    """Those of the keys to which some row of the field's model refers."""
    owners = field.model._base_manager  # noqa: SLF001
    return {
        key
        for part in chunks(keys)
        for key in owners.filter(**{f"{field.name}__in": part}).values_list(field.name, flat=True)
    }
