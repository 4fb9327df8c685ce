"""What stands on the own page of a graduate or a representative: each noun adds its section."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .base import OwnPage


@dataclass(frozen=True)
class Section:
    """A part of the page: its heading, and the template that shows ``context`` beneath it.

    ``asked`` is what the reader has to do there, words and address: it stands first on the page.

    Identity and health data belong into it only while ``page.is_proved``.
    """

    title: str
    template: str
    context: Mapping[str, Any] = field(default_factory=dict)
    asked: Sequence[tuple[str, str]] = ()


Maker = Callable[["OwnPage"], Section | None]

_makers: list[tuple[int, Maker]] = []


def add_section(maker: Maker, order: int) -> None:
    """Show what ``maker`` makes, lower ``order`` first; None shows nothing."""
    if all(known is not maker for _, known in _makers):
        _makers.append((order, maker))
        _makers.sort(key=lambda pair: pair[0])


def sections_of(page: "OwnPage") -> list[Section]:
    """What all nouns have to show on this page."""
    offered = (maker(page) for _, maker in _makers)
    return [section for section in offered if section is not None]
