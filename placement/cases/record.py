"""The register of cases: its fields, declared once (P-2.2b)."""

from core.records import Field, Group, Record
from placement.cases.models import Case, StepKind

CASES = Record(
    Case,
    Group(
        "Сопровождение",
        Field("graduate", is_exported=True),
        Field("specialist", is_exported=True),
        Field("opened_on", is_exported=True),
    ),
    kept_by_services=("submission", "state", "ended_on", "outcome", "created_at", "is_demo"),
)

STEP_KINDS = Record(
    StepKind,
    Group(
        "Вид шага",
        Field("name", is_listed=True, is_searched=True, is_exported=True),
        Field("order", help="Меньшее число стоит выше.", is_listed=True),
        Field(
            "is_active",
            help="Снимите отметку, чтобы этот шаг больше не предлагался.",
            is_listed=True,
        ),
    ),
    kept_by_services=("code",),
)
