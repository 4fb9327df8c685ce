"""The cache of whole public pages."""

from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.utils.http import http_date
from wagtail import views as wagtail_views

from core import clock
from home import cache, stored_pages
from home.closed import is_closed
from home.display import COOKIE, of_request
from home.rules.large_letters import loosen

# Never looked up, whatever their views say.
PRIVATE = ("/forms/", "/track/", "/cms/", "/accounts/", "/documents/", "/display/", "/healthz")
_SECRET_DIRECTIVES = ("private", "no-store", "no-cache")


class PageCacheMiddleware:
    """Answer a public page from the store; store what is the same for every visitor.

    Stands first, so that a hit skips all the rest, and keeps the headers that the others
    added. A page is stored only if its view is marked public (Wagtail's own is), the request
    brought no cookie but the display settings, and the answer is a plain 200 without cookies
    and without a view restriction (invariant 6). Its life ends with the content version or
    at the next deadline.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response
        self.store = stored_pages.ProcessStore()

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer from the store, or let the others answer and keep what may be kept."""
        if request.method not in ("GET", "HEAD") or request.path_info.startswith(PRIVATE):
            return self.get_response(request)
        started = clock.now().timestamp()
        version = cache.request_version(request)
        key = _key(request)
        page = self._find(key, version, started)
        if page is not None:
            return page.response(request)
        response = self.get_response(request)
        if isinstance(response, HttpResponse) and _may_store(request, response):
            page = self._keep(key, response, version, started, shared=not request.GET)
            return page.response(request) if page else response
        return response

    def process_view(
        self, request: HttpRequest, view: Callable[..., Any], args: object, kwargs: object
    ) -> None:
        """Note whether the view that will answer is a public one."""
        is_public = view is wagtail_views.serve or getattr(view, cache.PUBLIC, False)
        request.is_public_page = is_public  # type: ignore[attr-defined]

    def _find(self, key: str, version: str, now: float) -> stored_pages.StoredPage | None:
        page = self.store.get(key)
        if page is not None and page.version == version and now < page.expires:
            return page
        page = stored_pages.shared_get(key)
        if page is not None and page.version == version and now < page.expires:
            self.store.put(key, page)
            return page
        return None

    def _keep(
        self, key: str, response: HttpResponse, version: str, started: float, *, shared: bool
    ) -> stored_pages.StoredPage | None:
        now = datetime.fromtimestamp(started, UTC)
        deadline = cache.next_deadline(now, version)
        end = min(filter(None, (now + cache.LIFETIME, deadline))).timestamp()
        if end <= clock.now().timestamp():
            return None
        extra = {
            "Cache-Control": "public, max-age=0, must-revalidate",
            "Last-Modified": http_date(started),
            "Vary": "Cookie, Accept-Encoding",
        }
        page = stored_pages.make(response, version=version, expires=end, extra=extra)
        self.store.put(key, page)
        # Addresses with parameters are without number; they stay in the bounded store.
        if shared:
            stored_pages.shared_put(key, page, seconds=end - started)
        return page


class LargeLettersMiddleware:
    """Let lines break at every space, and words at syllables, where letters are large.

    On a narrow screen they break anywhere otherwise: not every browser knows Russian syllables.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Loosen the finished page; the back office has no such version."""
        response = self.get_response(request)
        is_html = response.headers.get("Content-Type", "").startswith("text/html")
        is_page = is_html and not request.path_info.startswith("/cms/")
        if is_page and isinstance(response, HttpResponse) and of_request(request).is_large:
            response.content = loosen(response.content.decode(response.charset))
        return response


def _key(request: HttpRequest) -> str:
    return " ".join(
        (
            request.scheme or "",
            request.META.get("HTTP_HOST", ""),
            request.get_full_path(),
            str(of_request(request)),
        )
    )


def _may_store(request: HttpRequest, response: HttpResponse) -> bool:
    if not getattr(request, "is_public_page", False) or response.status_code != 200:
        return False
    if (
        response.cookies
        or request.COOKIES.keys() - {COOKIE}
        or "HTTP_AUTHORIZATION" in request.META
    ):
        return False
    control = response.headers.get("Cache-Control", "").lower()
    if any(word in control for word in _SECRET_DIRECTIVES):
        return False
    if "nonce-" in response.headers.get("Content-Security-Policy", ""):
        return False
    page = getattr(request, "served_page", None)
    return page is None or not is_closed(page)
