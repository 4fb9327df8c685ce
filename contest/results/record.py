"""The register of orders on the results: its fields, declared once (C-19)."""

from contest.results.models import ResultsOrder
from core.records import Field, Group, Record

ORDERS = Record(
    ResultsOrder,
    Group("Приказ", Field("contest", is_exported=True), Field("why", is_exported=True)),
    kept_by_services=(
        "decision",
        "state",
        "key",
        "version",
        "prepared_at",
        "prepared_by",
        "number",
        "signed_on",
        "scan",
        "filed_by",
        "checksum",
        "snapshot",
        "digest",
        "published_at",
        "confirmed_by",
    ),
)
