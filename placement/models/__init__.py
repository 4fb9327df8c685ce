"""Nouns of the placement centre."""

from placement.pages.sveden import EducationPage

from .programmes import Programme
from .statistics import Snapshot, SnapshotRow

__all__ = [
    "EducationPage",
    "Programme",
    "Snapshot",
    "SnapshotRow",
]
