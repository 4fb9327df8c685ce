"""Feeds that one odd character in one title cannot take away from all readers."""

from typing import Any

from django.utils.feedgenerator import Atom1Feed, Rss201rev2Feed, SyndicationFeed

from core.text import storable


class _StorableItems(SyndicationFeed):
    """Django's writer refuses what XML cannot hold; here it is left out."""

    def add_item(self, **item: Any) -> None:
        """Add an item whose texts XML can hold."""
        texts: dict[str, Any] = {
            name: storable(value) if isinstance(value, str) else value
            for name, value in item.items()
        }
        super().add_item(**texts)


class Rss(_StorableItems, Rss201rev2Feed):
    """RSS 2.0."""


class Atom(_StorableItems, Atom1Feed):
    """Atom 1.0."""
