"""Where the pages of referrals lie, for whoever may follow."""

from typing import Any, cast

from django.http import HttpRequest
from django.urls import reverse

from core.models import User
from placement.graduates.models import Graduate
from placement.graduates.rights import VIEW, WORK
from placement.referrals.models import Referral
from placement.vacancies.models import Vacancy


def may_view(request: HttpRequest) -> bool:
    """Whether this person sees referrals."""
    return cast(User, request.user).has_perm(VIEW)


def referral_url(request: HttpRequest, referral: Referral) -> str:
    """The page of a referral; «» for whoever may not see it."""
    return _page("inspect", args=[referral.pk]) if may_view(request) else ""


def list_url(**query: object) -> str:
    """The register of referrals, narrowed."""
    return _page("index", query=query or None)


def prepare_url(request: HttpRequest, **query: object) -> str:
    """The form of a new referral, with ``case`` or ``graduate`` and ``vacancy`` filled in."""
    may_work = cast(User, request.user).has_perm(WORK)
    return _page("prepare", query=query) if may_work else ""


def match_action(
    request: HttpRequest, graduate: Graduate, vacancy: Vacancy
) -> tuple[str, str] | None:
    """«Направить» beside a match, for whoever may."""
    url = prepare_url(request, graduate=graduate.pk, vacancy=vacancy.pk)
    return ("Направить", url) if url else None


def _page(page: str, **where: Any) -> str:
    return reverse(f"placement_referrals_modeladmin_{page}", **where)
