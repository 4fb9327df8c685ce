"""What publishing sets off: a new content version and a new entry of the index."""

from typing import Any

from django.db.models.signals import post_delete, post_save
from wagtail.documents import get_document_model
from wagtail.images import get_image_model
from wagtail.models import Page, PageViewRestriction, Site
from wagtail.signals import page_published, page_unpublished, post_page_move
from wagtail.snippets.models import get_snippet_models

from home import cache, documents, index
from home.pages import fixed
from home.settings import MenuPlace, SiteSettings
from home.synonyms import SearchSynonyms


def connect() -> None:
    """Called once at start."""
    fixed.connect()
    cache.watch(
        SiteSettings,
        MenuPlace,
        SearchSynonyms,
        Site,
        PageViewRestriction,
        get_image_model(),
        get_document_model(),
        *get_snippet_models(),
    )
    post_save.connect(_on_page_saved, dispatch_uid="home.page_saved")
    post_delete.connect(_on_page_deleted, sender=Page, dispatch_uid="home.page_deleted")
    page_published.connect(_on_page_published, dispatch_uid="home.page_published")
    for signal in (page_published, page_unpublished, post_page_move):
        signal.connect(_on_page_changed, dispatch_uid=f"home.page_changed.{id(signal)}")


def _on_page_saved(sender: type, instance: object, **kwargs: Any) -> None:
    # Saving a draft names the fields it touches; publishing saves the whole row.
    if not isinstance(instance, Page) or kwargs.get("raw") or kwargs.get("update_fields"):
        return
    index.put_page(instance)
    cache.bump()


def _on_page_published(instance: Page, **kwargs: Any) -> None:
    documents.index_uses(instance)


def _on_page_deleted(**kwargs: Any) -> None:
    cache.bump()


def _on_page_changed(**kwargs: Any) -> None:
    cache.bump()
