"""Of which contests a person gives certificates out (X-7)."""

from typing import cast

from django.db.models import QuerySet
from django.http import HttpRequest

from contest.certificates.services import ISSUE
from contest.setup.models import Contest
from core.models import User


def contests_for(request: HttpRequest) -> QuerySet[Contest]:
    """The published contests of the own organisation, for who gives certificates out."""
    return Contest.objects.filter(pk__in=_held(request))


def holds(request: HttpRequest, contest_pk: int) -> bool:
    """Whether this person gives out the certificates of the contest."""
    return contest_pk in _held(request)


def _held(request: HttpRequest) -> set[int]:
    """Keys of contests; asked for over and over, looked up once for a request."""
    held: set[int] | None = getattr(request, "certificate_rights", None)
    if held is None:
        user = cast(User, request.user)
        held = set()
        if user.organisation_id is not None and user.has_perm(ISSUE):
            own = Contest.objects.published().filter(operator=user.organisation_id)
            held = set(own.values_list("pk", flat=True))
        request.certificate_rights = held  # type: ignore[attr-defined]
    return held
