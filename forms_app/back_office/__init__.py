"""The desk of submissions: the base of each domain's desk (X-3, X-4)."""

from .desk import SubmissionDesk

__all__ = ["SubmissionDesk"]
