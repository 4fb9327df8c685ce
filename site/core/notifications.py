"""Letters of the core."""

from core import guesses

LETTERS = [guesses.LETTER]
