"""The register of cases: its fields, declared once (P-2.2b)."""

from core.records import Field, Group, Record
from placement.cases import rules
from placement.cases.models import Case, StepKind

# The grounds: clause 6 of the regulation asks how a job went and names no days.
MILESTONE = (
    "От дня приёма на работу. Шаг с таким сроком появляется сам, когда записывают место работы."
    " Что уже запланировано, не сдвинется. Положение (пункт 6) сроков не называет: их выбирает"
    " центр. Меняя число, поправьте и название."
)


def _set_by_the_site(kind: StepKind) -> str:
    """Why the kind has no term: the site plans it by what happens."""
    is_milestone = kind.code in rules.DAYS or kind.code in rules.MONTHS
    return "" if is_milestone or not kind.code else "Этот шаг появляется по событию, а не по сроку."


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
    Group(
        "Срок на рабочем месте",
        Field("after_days", help=MILESTONE, is_listed=True, frozen=_set_by_the_site),
        Field(
            "after_months",
            help="Вместо дней: от дня приёма по тот же день месяца.",
            is_listed=True,
            frozen=_set_by_the_site,
        ),
    ),
    kept_by_services=("code",),
)
