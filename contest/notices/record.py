"""The register of letters about decisions: nobody types a field of it (C-15)."""

from contest.notices.models import Release
from core.records import Record

RELEASES = Record(
    Release,
    kept_by_services=(
        "contest",
        "decision",
        "state",
        "prepared_at",
        "prepared_by",
        "released_at",
        "released_by",
    ),
)
