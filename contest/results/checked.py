"""Orders on the results, as anybody may check them by number and checksum (C-19)."""

from collections.abc import Collection, Iterator

from contest.results.models import ResultsOrder
from core.issued_papers import Checked


def orders(numbers: Collection[str]) -> Iterator[Checked]:
    """The published orders with one of these numbers, each with the extract that is on the site."""
    rows = ResultsOrder.objects.published().filter(number__in=numbers)
    for row in rows.select_related("contest__founder"):
        assert row.signed_on is not None
        later = ResultsOrder.objects.published().filter(
            contest=row.contest, version__gt=row.version
        )
        ended_on = later.values_list("signed_on", flat=True).last()
        for title, digest in (
            ("Приказ об итогах конкурса", row.checksum),
            ("Выписка из приказа об итогах конкурса", row.digest),
        ):
            yield Checked(
                digest=digest,
                title=title,
                issuer=row.contest.founder.full_name,
                issued_on=row.signed_on,
                ended_on=ended_on,
                is_replaced=ended_on is not None,
            )
