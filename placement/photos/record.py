"""The register of published photographs: its fields, declared once (P-F4)."""

from core.records import Field, Group, Record
from placement.photos.models import GraduatePhoto

PHOTOS = Record(
    GraduatePhoto,
    Group(
        "Фото",
        Field("place", is_exported=True),
        Field("page"),
        Field("address", is_exported=True),
        Field("caption"),
        Field("description"),
    ),
    kept_by_services=(
        "graduate",
        "picture",
        "state",
        "published_at",
        "published_by",
        "remove_by",
        "removed_at",
        "is_demo",
    ),
)
