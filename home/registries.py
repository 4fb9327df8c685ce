"""What domains add to the common pages at their start (`AppConfig.ready`)."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from wagtail.models import Page


@dataclass(frozen=True)
class Task:
    """What a visitor can do: a card of the home page.

    ``main`` cards stand first and large; less ``order`` stands earlier; ``tag`` says a state
    in a word («идёт приём») with the kind of the component ``tag``. Editors may give the card
    with this ``code`` other words (`register_cards`).
    """

    title: str
    url: str
    text: str = ""
    action: str = ""
    tag: str = ""
    tag_kind: str = ""
    main: bool = False
    order: int = 100
    code: str = ""


@dataclass(frozen=True)
class SitemapEntry:
    """An address of the sitemap that is no Wagtail page."""

    url: str
    changed_at: datetime | None = None


@dataclass(frozen=True)
class Institution:
    """Who runs some pages of the site, as their header and footer name it."""

    owner: str
    address: str = ""
    phone: str = ""
    email: str = ""
    hours: str = ""
    operator_data: str = ""


@dataclass(frozen=True)
class Section:
    """A page that the site cannot do without: the only one of its type, at a fixed address.

    It stands under the only page of type ``parent``, by default under the home page. ``values`` are
    the fields that it begins with.
    """

    model: type[Page]
    slug: str
    title: str
    parent: type[Page] | None = None
    values: Mapping[str, Any] = field(default_factory=dict)


_page_parts: list[Callable[[Page], str]] = []
_cards: dict[str, str] = {}
_sections: list[Section] = []
_institutions: dict[str, Callable[[], Institution | None]] = {}
_tasks: list[Callable[[datetime], Iterable[Task]]] = []
_sitemaps: list[Callable[[], Iterable[SitemapEntry]]] = []


def register_sections(*sections: Section) -> None:
    """Let `setup_site` make these pages, parents first, and `/healthz` miss them."""
    _sections.extend(section for section in sections if section not in _sections)


def sections() -> list[Section]:
    """The pages that this installation cannot do without, parents first."""
    return list(_sections)


def register_tasks(provider: Callable[[datetime], Iterable[Task]]) -> None:
    """Ask ``provider(now)`` for cards whenever the home page is made."""
    if provider not in _tasks:
        _tasks.append(provider)


def register_cards(cards: dict[str, str]) -> None:
    """Let editors word these cards of the home page: what each is called, by its code."""
    _cards.update(cards)


def register_page_part(maker: Callable[[Page], str]) -> None:
    """Let ``maker(page)`` add HTML to the end of pages with a text of editors; empty adds nothing."""
    if maker not in _page_parts:
        _page_parts.append(maker)


def page_parts(page: Page) -> list[str]:
    """What domains show at the end of this page."""
    return [html for maker in _page_parts if (html := maker(page))]


def card_choices() -> list[tuple[str, str]]:
    """The cards that editors can word."""
    return sorted(_cards.items(), key=lambda card: card[1])


def register_sitemap(provider: Callable[[], Iterable[SitemapEntry]]) -> None:
    """Ask ``provider()`` for public addresses of the domain."""
    if provider not in _sitemaps:
        _sitemaps.append(provider)


def register_institution(
    provider: Callable[[], Institution | None], prefixes: Iterable[str]
) -> None:
    """Let ``provider()`` tell whose the pages are whose addresses begin so; None: the site's own."""
    _institutions.update(dict.fromkeys(prefixes, provider))


def institution_of(path: str) -> Institution | None:
    """Whose page this is, where it is not the site's own."""
    providers = (make for prefix, make in _institutions.items() if path.startswith(prefix))
    provider = next(providers, None)
    return provider() if provider is not None else None


def tasks(now: datetime) -> list[Task]:
    """All cards in their order."""
    found = [task for provider in _tasks for task in provider(now)]
    return sorted(found, key=lambda task: (task.order, task.title))


def sitemap_entries() -> list[SitemapEntry]:
    """Public addresses of the domains."""
    return [entry for provider in _sitemaps for entry in provider()]
