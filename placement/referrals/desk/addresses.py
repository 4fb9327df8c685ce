"""Where the pages of referrals lie, for who may follow."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from core.models import User
from placement.graduates.rights import VIEW, WORK
from placement.referrals.models import Referral


def may_view(request: HttpRequest) -> bool:
    """Whether this person sees referrals."""
    return cast(User, request.user).has_perm(VIEW)


def referral_url(request: HttpRequest, referral: Referral) -> str:
    """The page of a referral; «» for who may not see it."""
    return _page("inspect", args=[referral.pk]) if may_view(request) else ""


def list_url(**query: object) -> str:
    """The register of referrals, narrowed."""
    return _page("index", query=query or None)


def prepare_url(request: HttpRequest, **query: object) -> str:
    """The form of a new referral, with ``case`` or ``graduate`` and ``vacancy`` filled in."""
    may_work = cast(User, request.user).has_perm(WORK)
    return _page("prepare", query=query) if may_work else ""


def _page(page: str, **where: Any) -> str:
    return reverse(f"placement_referrals_modeladmin_{page}", **where)
