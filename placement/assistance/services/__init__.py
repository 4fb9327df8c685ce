"""What changes requests for assistance: the one way in."""

from .filing import Wish, file_request
from .following import follow_submission

__all__ = ["Wish", "file_request", "follow_submission"]
