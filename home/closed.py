"""Which pages everybody may read: those that no view restriction closes (invariant 6)."""

from typing import TypeVar

from wagtail.models import Page, PageQuerySet, PageViewRestriction

from home import cache

Pages = TypeVar("Pages", bound=PageQuerySet)
Section = TypeVar("Section", bound=Page)


@cache.per_version
def restricted_paths() -> tuple[str, ...]:
    """Tree paths of the pages that carry a restriction; all below them is closed too."""
    return tuple(PageViewRestriction.objects.values_list("page__path", flat=True))


def is_closed(page: Page) -> bool:
    """Whether not everybody may read ``page``."""
    return page.path.startswith(restricted_paths())


def open_to_all(pages: Pages) -> Pages:
    """The live ones that everybody may read; Wagtail's ``public`` reads the restrictions each time."""
    found = pages.live()
    for path in restricted_paths():
        found = found.exclude(path__startswith=path)
    return found


@cache.per_version
def section(kind: type[Section]) -> Section | None:
    """The page of a type of which a site has one, if everybody may read it."""
    return open_to_all(kind.objects.all()).first()
