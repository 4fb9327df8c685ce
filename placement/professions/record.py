"""The list of professions: its fields, declared once (P-3.3)."""

from functools import partial

from core.records import Audience, Field, Group, Record
from placement.professions.models import Profession

_field = partial(Field, audience=Audience.PUBLIC, is_listed=True, is_exported=True)

PROFESSIONS = Record(
    Profession,
    Group("Профессия", _field("name", is_searched=True), _field("is_taught")),
    kept_by_services=("key", "sort_key"),
)
