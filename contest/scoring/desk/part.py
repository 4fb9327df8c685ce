"""Views of one part of a contest, as a member of its commission comes to it: …/<contest>/<part>/."""

from django.http import Http404

from contest.commission.models import CommissionMember
from contest.setup.models import Contest, Part
from core.back_office import DeskObjectView

from .scope import seat_of


class PartView(DeskObjectView):
    """A view of a part; an address that names none is not there (404)."""

    object: Contest
    scored: str = Part.VIDEO

    def look_up(self) -> None:
        """Find contest and part."""
        super().look_up()
        try:
            self.scored = Part(self.kwargs["part"])
        except ValueError as error:
            raise Http404 from error


class OwnPartView(PartView):
    """A view of what the person marks themselves."""

    right = "mark"
    member: CommissionMember

    def look_up(self) -> None:
        """Find the person's own seat, too."""
        super().look_up()
        member = seat_of(self.request, self.object)
        assert member is not None  # the right «mark» is a seat
        self.member = member
