"""The register of meetings: its fields, declared once (C-K4)."""

from contest.meetings.models import Meeting
from contest.setup.desk.local_time import LocalDateTimeField
from core.records import Field, Group, Record


def _planned(meeting: Meeting) -> str:
    if meeting.is_planned:
        return ""
    return "Повестка утверждена: чтобы изменить, верните заседание в план."


def _own_contest(meeting: Meeting) -> str:
    return "Заседание остаётся у своего конкурса."


MEETINGS = Record(
    Meeting,
    Group(
        "Когда и где",
        Field("contest", is_exported=True, frozen=_own_contest),
        Field(
            "starts_at",
            help="дд.мм.гггг чч:мм по часам конкурса. Дату, время и место определяет председатель"
            " комиссии (пункт 4 положения о комиссии).",
            form_field=LocalDateTimeField,
            frozen=_planned,
        ),
        Field(
            "place",
            help="Адрес и кабинет: заседание очное, члены комиссии на нём присутствуют (пункт 7).",
            is_exported=True,
            frozen=_planned,
        ),
    ),
    kept_by_services=(
        "state",
        "key",
        "approved_at",
        "approved_by",
        "approved_seat",
        "convened_at",
        "number",
        "signed_on",
        "scan",
        "digest",
        "filed_by",
        "confirmed_at",
        "confirmed_by",
    ),
)
