"""Wagtail's own search, in the admin: words are found in any form, as on the site.

Wagtail matches the beginnings of words, so a query of stems finds every form of a word; the index
stays Wagtail's.
"""

from typing import Any

from wagtail.search.backends import database
from wagtail.search.query import And, PlainText, SearchQuery

from core.text import stem_key


def by_stems(query: str) -> SearchQuery:
    """Every word of the query by its stem; «ё» stays, for the index has it too."""
    words = query.split()
    stems = [PlainText(word[: len(stem_key(word))] or word) for word in words]
    # Of a plain text only the last word counts as a beginning: hence one text a word.
    return And(stems) if len(stems) > 1 else PlainText("".join(it.query_string for it in stems))


class _ByStems:
    """Mixin of Wagtail's backends."""

    def autocomplete(self, query: Any, *args: Any, **kwargs: Any) -> Any:
        """Search by the beginnings of words; other kinds of queries go on as they are."""
        text = query.query_string if isinstance(query, PlainText) else query
        stems = by_stems(text) if isinstance(text, str) else query
        return super().autocomplete(stems, *args, **kwargs)  # type: ignore[misc]


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802 – the name that Wagtail looks for
    """The backend of the database in use, searching by stems."""
    kind = type(database.SearchBackend(params))
    return type(f"Stemming{kind.__name__}", (_ByStems, kind), {})(params)
