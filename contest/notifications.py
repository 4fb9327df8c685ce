"""The letters of all nouns, where the outbox looks for them."""

from contest.applications import letters as applications
from contest.meetings import letters as meetings
from contest.scoring.services.reminding import LETTER as SCORING_REMINDER
from contest.video import letters as video

LETTERS = [*applications.LETTERS, *video.LETTERS, SCORING_REMINDER, *meetings.LETTERS]

__all__ = ["LETTERS"]
