"""Use cases of stage II: results of the test, the time of role plays."""

from .testing import check_test, enter_test, refuse_impossible, take_back_test
from .timing import discard_run, finish_run, pause_run, resume_run, start_run

__all__ = [
    "check_test",
    "discard_run",
    "enter_test",
    "finish_run",
    "pause_run",
    "refuse_impossible",
    "resume_run",
    "start_run",
    "take_back_test",
]
