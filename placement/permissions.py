"""Who may do what in the placement centre."""

from core import roles

_SEE_FIGURES = ["placement.view_snapshot", "placement.view_programme"]
_ENTER_FIGURES = [
    *_SEE_FIGURES,
    "placement.enter_snapshots",
    "placement.add_programme",
    "placement.change_programme",
]
_APPROVE_FIGURES = ["placement.approve_snapshots", "placement.publish_snapshots"]

GROUPS: dict[str, list[str]] = {
    roles.PLACEMENT_SPECIALIST: [*_ENTER_FIGURES],
    roles.DEPUTY_DIRECTOR: [*_ENTER_FIGURES, *_APPROVE_FIGURES],
    roles.DIRECTOR: [*_SEE_FIGURES, *_APPROVE_FIGURES],
}
