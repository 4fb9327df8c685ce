"""The letters of all nouns, where the outbox looks for them."""

from contest.applications import letters as applications
from contest.complaints import letters as complaints
from contest.meetings import letters as meetings
from contest.notices import letters as notices
from contest.scoring.services.reminding import LETTER as SCORING_REMINDER
from contest.video import letters as video

LETTERS = [
    *applications.LETTERS,
    *video.LETTERS,
    SCORING_REMINDER,
    *meetings.LETTERS,
    *notices.LETTERS,
    *complaints.LETTERS,
]

__all__ = ["LETTERS"]
