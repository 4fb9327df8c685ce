"""How many graduates a specialist leads at once, and whether one more is too many (P-2.2b)."""

from typing import Any

from django.conf import settings
from django.db.models import Count, IntegerField, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from core.models import User
from placement.cases.models import Case


def with_led(users: QuerySet[User]) -> QuerySet[Any]:
    """The users with ``led``, the number of their open cases."""
    cases = Case.objects.open().filter(specialist=OuterRef("pk")).order_by().values("specialist")
    led = Subquery(cases.values(led=Count("pk")), output_field=IntegerField())
    return users.annotate(led=Coalesce(led, 0))


def in_words(led: int) -> str:
    """«ведёт выпускников – 12», with a warning where one more would be above the norm."""
    words = f"ведёт выпускников – {led}"
    most = settings.CASES_PER_SPECIALIST
    return f"{words}, ещё один будет сверх нормы ({most})" if led >= most else words
