"""Letters of the core."""

from core import access, guesses, passwords

LETTERS = [guesses.LETTER, access.LETTER, passwords.LETTER]
