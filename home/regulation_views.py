"""PDFs of acts: addresses with a dot, which Wagtail's own pattern does not take.

They go on into Wagtail's serving, so that privacy settings and hooks hold here too.
"""

from django.http import Http404, HttpRequest, HttpResponseBase
from django.views.decorators.http import require_safe
from wagtail import views as wagtail_views


@require_safe
def current_pdf(request: HttpRequest, slug: str, name: str) -> HttpResponseBase:
    """The PDF of the edition in force at /regulations/<slug>/<slug>.pdf."""
    return _serve(request, slug, name, "pdf/")


@require_safe
def edition_pdf(request: HttpRequest, slug: str, day: str, name: str) -> HttpResponseBase:
    """The PDF of the edition from ``day``."""
    return _serve(request, slug, name, f"editions/{day}/pdf/")


def _serve(request: HttpRequest, slug: str, name: str, route: str) -> HttpResponseBase:
    if slug != name:
        raise Http404
    response: HttpResponseBase = wagtail_views.serve(request, f"regulations/{slug}/{route}")
    return response
