"""What a conflict of interest hides, whatever else its holder may see (X-7)."""

from typing import cast

from django.http import HttpRequest

from contest.scoring.models import Recusal
from core.models import User


def recused_from(request: HttpRequest) -> set[int]:
    """Keys of the entries with which this person has a conflict of interest, in any seat."""
    rows = Recusal.objects.in_force().filter(member__user=cast(User, request.user))
    return set(rows.order_by().values_list("entry", flat=True))
