"""Which parts of the tree have a view restriction, known per content version."""

from wagtail.models import Page, PageViewRestriction

# The paths of restricted pages with the content version they were read at.
_known: tuple[str, tuple[str, ...]] | None = None


def restricted_paths(content_version: str) -> tuple[str, ...]:
    """Tree paths of the pages that carry a restriction; all below them is closed too."""
    global _known  # noqa: PLW0603 – one answer per process
    if _known is None or _known[0] != content_version:
        paths = PageViewRestriction.objects.values_list("page__path", flat=True)
        _known = (content_version, tuple(paths))
    return _known[1]


def is_closed(page: Page, content_version: str) -> bool:
    """Whether not everybody may read ``page``."""
    return page.path.startswith(restricted_paths(content_version))
