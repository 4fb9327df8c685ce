"""The register of resumes: what stands open beside the sealed text (P-F3)."""

from core.records import Field, Group, Record
from placement.resumes.models import Resume

RESUMES = Record(
    Resume,
    Group(
        "Резюме",
        Field("position", is_searched=True, is_exported=True),
        Field("vacancy", is_exported=True),
    ),
    kept_by_services=(
        "graduate",
        "number",
        "content",
        "photo",
        "state",
        "created_at",
        "offered_at",
        "approved_at",
        "person_agreed_at",
        "representative_agreed_at",
        "is_demo",
    ),
)
