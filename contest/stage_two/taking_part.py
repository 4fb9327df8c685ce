"""Who of the finalists has taken part in stage II, as its results show (C-16)."""

from collections.abc import Collection

from django.db.models import Q

from contest.finalists.models import Finalist


def taken_part(finalists: Collection[Finalist]) -> set[int]:
    """Keys of those whose test is checked or whose role play is played to its end."""
    rows = Finalist.objects.filter(pk__in=[one.pk for one in finalists])
    shown = Q(test_result__checked_at__isnull=False) | Q(run__ended_at__isnull=False)
    return set(rows.filter(shown).values_list("pk", flat=True))
