"""The letters of all nouns, where the outbox looks for them."""

from contest.applications.letters import LETTERS

__all__ = ["LETTERS"]
