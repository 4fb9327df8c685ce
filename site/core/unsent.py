"""Forms that come too late – the session is over, somebody else has logged in – and what was typed (X-2)."""

import re

from django.http import HttpRequest, HttpResponse
from django.template.response import TemplateResponse
from django.utils.http import urlencode

# What people write, not the codes of choices, keys and digests: words, telephones, addresses.
_WRITTEN = re.compile(r"[А-Яа-яЁё]|\s|@|[0-9]{5}")
_CODE = re.compile(r"[0-9a-f-]{16,}")
_SECRET = re.compile(r"password|token|code|login", re.IGNORECASE)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """The page of a form that is too old (``CSRF_FAILURE_VIEW``)."""
    context = {"typed": typed(request)}
    return _private(TemplateResponse(request, "403_csrf.html", context, status=403))


def session_over(request: HttpRequest, login_url: str) -> HttpResponse:
    """The page for a form that staff send after their session has ended; then they log in."""
    referrer = request.headers.get("Referer", "")
    ours = f"{request.scheme}://{request.get_host()}/"
    page = f"/{referrer.removeprefix(ours)}" if referrer.startswith(ours) else "/cms/"
    context = {"typed": typed(request), "login_url": f"{login_url}?{urlencode({'next': page})}"}
    return _private(TemplateResponse(request, "core/session_over.html", context, status=403))


def typed(request: HttpRequest) -> list[str]:
    """The texts of a POST from a page of our own, in the order of its form; no passwords and codes.

    What another site has made a browser send is not shown as if the person had written it.
    """
    if request.headers.get("Origin") != f"{request.scheme}://{request.get_host()}":
        return []
    return texts_of(request)


def texts_of(request: HttpRequest) -> list[str]:
    """The texts of a POST that came with our own form, in its order; no passwords and codes."""
    return [
        text
        for name, texts in request.POST.lists()
        if not _SECRET.search(name)
        for text in texts
        if _WRITTEN.search(text.strip()) and not _CODE.fullmatch(text)
    ]


def _private(response: TemplateResponse) -> HttpResponse:
    response["Cache-Control"] = "no-store, private"
    return response
