"""The rows of registers that a run has entered."""

from collections import defaultdict
from collections.abc import Sequence
from typing import Any

from django.contrib.contenttypes.models import ContentType

from core.models import ImportedRow

from .chunks import chunks


def rows_of(imported: Sequence[ImportedRow], *, lock: bool = False) -> list[Any]:
    """The rows in the order of ``imported``; None for one that is gone."""
    rows: dict[tuple[int, str], Any] = {}
    by_type: dict[ContentType, list[str]] = defaultdict(list)
    for one in imported:
        by_type[one.content_type].append(one.object_id)
    for about, keys in by_type.items():
        model = about.model_class()
        assert model is not None
        for part in chunks(keys):
            # Django documents _base_manager as open.
            part_rows = model._base_manager.filter(pk__in=part)  # noqa: SLF001
            part_rows = part_rows.select_for_update() if lock else part_rows
            rows |= {(about.pk, str(row.pk)): row for row in part_rows}
    return [rows.get((one.content_type_id, one.object_id)) for one in imported]
