"""Where the desks of the placement centre lead to one another, for whoever may follow."""

from typing import cast
from uuid import UUID

from django.db.models import Model
from django.http import HttpRequest
from django.urls import reverse

from core.models import User


def employer_url(request: HttpRequest, employer: Model) -> str:
    """The page of an employer in the data bank."""
    return _url(request, "placement.view_employer", "placement_employers", employer.pk)


def vacancy_url(request: HttpRequest, vacancy: Model) -> str:
    """The page of a vacancy in the register."""
    return _url(request, "placement.view_vacancy", "placement_vacancies", vacancy.pk)


def submission_url(request: HttpRequest, key: UUID) -> str:
    """The page of the submission that is an employer's request."""
    return _url(request, "placement.work_vacancies", "placement_requests", key)


def agreement_url(request: HttpRequest, agreement: Model) -> str:
    """The page of an agreement in the register."""
    return _url(request, "placement.view_agreement", "placement_agreements", agreement.pk)


def agreements_url(page: str = "index", **query: str) -> str:
    """The register of agreements, or a page of it."""
    return reverse(f"placement_agreements_modeladmin_{page}", query=query or None)


def _url(request: HttpRequest, right: str, desk: str, key: object) -> str:
    if not cast(User, request.user).has_perm(right):
        return ""
    return reverse(f"{desk}_modeladmin_inspect", args=[key])
