"""What the institution teaches: the fields, declared once (P-2.4d)."""

from functools import partial

from core.records import Audience, Field, Group, Record
from placement.programmes.models import Programme

_field = partial(Field, audience=Audience.PUBLIC, is_listed=True, is_exported=True)

PROGRAMMES = Record(
    Programme,
    Group(
        "Программа",
        _field("name", is_searched=True),
        _field("code", is_searched=True),
        _field("education_programme", is_searched=True),
        _field("kind", is_filtered=True),
        _field("first_year"),
        _field("last_year"),
    ),
    kept_by_services=("key",),
)
