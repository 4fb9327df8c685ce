"""Which employers have received recommendations (P-F7, P-F4): told in the consents' box, on the own page."""

from collections.abc import Iterator

from placement.consents import RECOMMENDATIONS, TO_EMPLOYERS
from placement.graduates.models import Graduate
from placement.grants.received import Received
from placement.mentors.models import SheetTransfer

_GROUNDS = {
    SheetTransfer.Scope.WHOLE: RECOMMENDATIONS,
    SheetTransfer.Scope.CONCLUSIONS: TO_EMPLOYERS,
}
_WHAT = {
    SheetTransfer.Scope.WHOLE: "Рекомендации наставнику целиком",
    SheetTransfer.Scope.CONCLUSIONS: "Рекомендации наставнику, только выводы",
}


def received(graduate: Graduate) -> Iterator[Received]:
    """Each transfer, also of the cards that were merged into this one."""
    cards = Graduate.objects.with_linked(graduate.pk)
    for row in SheetTransfer.objects.filter(sheet__graduate__in=cards).select_related("employer"):
        scope = SheetTransfer.Scope(row.scope)
        yield Received(
            at=row.at, whom=str(row.employer), what=_WHAT[scope], purpose=_GROUNDS[scope]
        )
