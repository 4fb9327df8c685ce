"""Documents of the site: everybody reads one once a published page uses it (invariant 6)."""

from typing import Any

from django.contrib.contenttypes.models import ContentType
from django.http import Http404, HttpRequest
from wagtail.documents.models import AbstractDocument
from wagtail.models import Page, ReferenceIndex


def keep_unpublished(document: AbstractDocument, request: HttpRequest) -> None:
    """Raise Http404 for a document that only drafts use, or no page at all – but for editors.

    Asked anew each time it is read: three queries more for a whole file, and nothing that could be
    a moment too old.
    """
    if not (_is_published(document, request) or _is_editor(request.user, document)):
        raise Http404


def index_uses(page: Page) -> None:
    """Note now what a page uses: readers follow its links before a job of Wagtail's would."""
    ReferenceIndex.create_or_update_for_object(page)


def _is_published(document: AbstractDocument, request: HttpRequest) -> bool:
    """Whether a live page uses it that this reader may see."""
    uses = ReferenceIndex.get_references_to(document).filter(
        base_content_type=ContentType.objects.get_for_model(Page)
    )
    pages = Page.objects.live().filter(
        pk__in=[int(key) for key in uses.values_list("object_id", flat=True)]
    )
    return any(
        all(restriction.accept_request(request) for restriction in page.get_view_restrictions())
        for page in pages
    )


def _is_editor(user: Any, document: AbstractDocument) -> bool:
    # Wagtail's policy wants its own app to be ready, which it is not when the site starts.
    from wagtail.documents.permissions import permission_policy

    return user.is_authenticated and permission_policy.user_has_any_permission_for_instance(
        user, ["change", "delete", "choose"], document
    )
