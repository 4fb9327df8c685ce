"""No hint that a record exists: a refusal looks like an address that is not there (X-7)."""

from collections.abc import Callable
from functools import wraps
from typing import ParamSpec

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponseBase

P = ParamSpec("P")


def guarded(view: Callable[P, HttpResponseBase]) -> Callable[P, HttpResponseBase]:
    """Answer 404 where ``view`` denies permission."""

    @wraps(view)
    def inner(*args: P.args, **kwargs: P.kwargs) -> HttpResponseBase:
        try:
            return view(*args, **kwargs)
        except PermissionDenied as error:
            raise Http404 from error

    return inner
