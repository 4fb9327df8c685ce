"""The letters of all nouns, where the outbox looks for them."""

from contest.applications import letters as applications
from contest.video import letters as video

LETTERS = [*applications.LETTERS, *video.LETTERS]

__all__ = ["LETTERS"]
