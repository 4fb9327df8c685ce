"""Pages of the demonstration, and what their bodies are made of."""

from typing import Any, TextIO

from wagtail.models import Page

from home.pages.home import HomePage


def add_page(model: type[Page], stdout: TextIO, **values: Any) -> None:
    """Add the page of this type below the home page; one that is there is left as editors have it."""
    if model.objects.exists():
        return
    page = model(show_in_menus=True, **values)
    HomePage.objects.get().add_child(instance=page)
    page.save_revision().publish()
    stdout.write(f"page: {page.title}\n")


def text(html: str) -> tuple[str, str]:
    """A paragraph of a page's body."""
    return "text", html


def heading(words: str, level: str = "2") -> tuple[str, dict[str, str]]:
    """A heading of a page's body."""
    return "heading", {"text": words, "level": level}


def notice(kind: str, title: str, words: str) -> tuple[str, dict[str, str]]:
    """A notice in a page's body."""
    return "notice", {"kind": kind, "title": title, "text": words}
