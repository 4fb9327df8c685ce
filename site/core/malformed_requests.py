"""Requests as no page of ours sends them are answered with 400, or read without what spoils them."""

import codecs
import errno
import logging
from collections.abc import Callable
from typing import Any

from django.core.exceptions import BadRequest, SuspiciousOperation, ValidationError
from django.db import DataError
from django.http import HttpRequest, HttpResponse, QueryDict, UnreadablePostError
from django.http.multipartparser import MultiPartParserError
from django.urls import NoReverseMatch, get_resolver
from django.utils.datastructures import MultiValueDictKeyError

logger = logging.getLogger(__name__)

NUL = "\0"
# What a view trips over that did not foresee such a request: a field that its page always sends is
# missing; half of a character; more than a column holds.
_TRIPPED = (MultiValueDictKeyError, UnicodeEncodeError, DataError)
# Wagtail's views take for granted what its own pages send: keys and, when editing, counts and JSON.
_TRIPPED_IN_WAGTAIL = (*_TRIPPED, ValueError, LookupError, ValidationError, NoReverseMatch)
_TRIPPED_IN_EDITING = (*_TRIPPED_IN_WAGTAIL, TypeError, AttributeError)


class MalformedRequestMiddleware:
    """Keeps from the views what PostgreSQL and text fields cannot hold (X-6).

    A NUL character, which no person can see or type, is taken out of parameters and forms: the
    rest of what was typed stays.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse an address or an encoding that cannot be meant."""
        if NUL in request.path_info:
            return _refused(request, "NUL in the address")
        if not _is_utf8((request.content_params or {}).get("charset", "utf-8")):
            _leave_unread(request)
            return _refused(request, "forms are sent in UTF-8")
        if "%00" in request.META.get("QUERY_STRING", ""):
            request.GET = _without_nul(request.GET)  # type: ignore[assignment]
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *view: object) -> None:
        """Clean the form; the check against forged requests reads it next anyway."""
        try:
            if any(NUL in text for pair in request.POST.lists() for text in (pair[0], *pair[1])):
                request.POST = _without_nul(request.POST)  # type: ignore[assignment]
        except UnreadablePostError:
            # Whoever sent it is gone.
            return
        except (SuspiciousOperation, BadRequest, MultiPartParserError):
            _leave_unread(request)
            raise

    def process_exception(self, request: HttpRequest, exception: Exception) -> None:
        """Say 400 where a view could do nothing with what was sent; the reason is in the log."""
        is_too_long = getattr(exception, "errno", None) == errno.ENAMETOOLONG
        if is_too_long or isinstance(exception, _what_trips(request)):
            logger.error("malformed request", exc_info=exception)
            raise BadRequest("a view could not read what was sent") from exception


def _what_trips(request: HttpRequest) -> tuple[type[Exception], ...]:
    match = request.resolver_match
    if match is None or not match.func.__module__.startswith("wagtail."):
        return _TRIPPED
    return _TRIPPED_IN_EDITING if request.method == "POST" else _TRIPPED_IN_WAGTAIL


def _refused(request: HttpRequest, why: str) -> HttpResponse:
    """The page that says 400. Nothing is raised: a robot's address is no fault to trace in the log."""
    handler: Any = get_resolver().resolve_error_handler(400)
    answer: HttpResponse = handler(request, BadRequest(why))
    return answer


def _leave_unread(request: HttpRequest) -> None:
    """Say that the form is empty: the page of errors would read it, and trip once more."""
    request.POST = QueryDict()  # type: ignore[assignment]


def _is_utf8(charset: str) -> bool:
    try:
        return codecs.lookup(charset).name == "utf-8"
    except (LookupError, ValueError):
        return False


def _without_nul(data: QueryDict) -> QueryDict:
    clean = QueryDict(mutable=True)
    for name, values in data.lists():
        clean.setlist(name.replace(NUL, ""), [value.replace(NUL, "") for value in values])
    clean._mutable = False  # noqa: SLF001 - as Django's own requests leave it
    return clean
