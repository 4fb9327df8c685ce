"""Views of meetings that need more than their act."""

from collections.abc import Sequence
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect

from contest.meetings import papers
from contest.meetings.models import AgendaItem, Meeting
from contest.meetings.sitting import Sitting, sitting_of
from core import exports, files
from core.back_office import (
    ActView,
    CreateRowView,
    DeskObjectView,
    EditRowView,
    Panel,
    PartActView,
    kept_file,
    uncached,
)
from core.history import log_read

from . import conflicts, panels, scope


class PlanView(CreateRowView):
    """A new meeting of a contest that this person runs."""

    def get_form_kwargs(self) -> dict[str, Any]:
        contests = scope.contests_for(self.request, "work")
        return {"contests": contests, "initial": {"contest": contests.first()}}


class EditView(EditRowView):
    """Another time or place."""

    def get_form_kwargs(self) -> dict[str, Any]:
        contests = scope.contests_for(self.request, "work")
        return {**super().get_form_kwargs(), "contests": contests}


class MeetingFormView(ActView):
    """An act whose form asks the meeting what to offer."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"meeting": self.object}


class AttendanceView(MeetingFormView):
    """Ticks of whoever is there, with the quorum above; the page stays until one leaves it."""

    object: Meeting

    def get_panels(self, form: Any) -> Sequence[Panel]:
        return [panels.quorum(sitting_of(self.object))]

    def perform(self, form: Any) -> None:
        """Call the service with who came."""
        self.service(meeting=self.object, actor=self.actor, **form.cleaned_data)


class AboutContestView(ActView):
    """An act on the contest of the meeting."""

    object: Meeting

    def subject(self) -> dict[str, Any]:
        """The contest."""
        return {"contest": self.object.contest}


class ItemView(PartActView):
    """An act on a question, with what its vote comes to above the form."""

    object: Meeting
    part: AgendaItem

    def look_up(self) -> None:
        super().look_up()
        self.sitting: Sitting = sitting_of(self.object)
        self.part.recused_in_room = self.sitting.recused_in_room(self.part)

    def get_title(self) -> str:
        return f"{super().get_title()}: вопрос {self.part.ordinal}"

    def get_panels(self, form: Any) -> Sequence[Panel]:
        return [panels.question(self.part, self.sitting)]


class EditItemView(ItemView):
    """Another wording, kind or people of a question."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {**super().get_form_kwargs(), "meeting": self.object}


class TakeUpView(PartActView):
    """A finding or a proposal becomes a question of this very meeting."""

    object: Meeting

    def subject(self) -> dict[str, Any]:
        """The finding, and the meeting from whose page it was taken."""
        return {**super().subject(), "meeting": self.object}


class LeaveView(ItemView):
    """Who leaves, of those in the room."""

    def get_form_kwargs(self) -> dict[str, Any]:
        proposed = next(iter(self.part.recused_in_room), None)
        return {"voters": self.sitting.voters(self.part), "proposed": proposed}


class VoteView(ItemView):
    """How each in the room votes."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"item": self.part, "sitting": self.sitting}

    def perform(self, form: Any) -> None:
        """Call the service with the ballots."""
        self.service(
            item=self.part,
            ballots=form.ballots(),
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )


class DecideView(ItemView):
    """What is put to the vote."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"item": self.part}

    def perform(self, form: Any) -> None:
        """Call the service with the proposal."""
        self.service(item=self.part, proposal=form.proposal(), actor=self.actor)


class FileView(ActView):
    """The scan of the signed protocol, kept under the meeting's key; taken back if refused."""

    object: Meeting

    def perform(self, form: Any) -> None:
        """Keep the file, then call the service."""
        typed = form.cleaned_data
        with kept_file(typed["scan"], key=self.object.key, field="scan") as scan:
            self.service(
                meeting=self.object, signed_on=typed["signed_on"], scan=scan, actor=self.actor
            )


@uncached
class ProtocolView(DeskObjectView):
    """The protocol as PDF, from the rows as they are."""

    http_method_names = ["get"]
    object: Meeting

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF."""
        sitting = sitting_of(self.object)
        if conflicts.is_protocol_kept_back(self.object, sitting, request, self.desk):
            messages.error(request, conflicts.KEPT_BACK)
            return redirect(self.desk.url("inspect", self.object))
        paper = papers.protocol(self.object, sitting)
        return exports.pdf_response(name=f"Протокол – {self.object}", pdf=paper.pdf)


@uncached
class AttendanceListView(DeskObjectView):
    """The sheet to sign on as PDF."""

    http_method_names = ["get"]
    right = "work"
    object: Meeting

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF."""
        paper = papers.attendance_list(self.object, sitting_of(self.object))
        return exports.pdf_response(name=f"Лист регистрации – {self.object}", pdf=paper.pdf)


@uncached
class ScanView(DeskObjectView):
    """The scan of the signed protocol; it names people, so the look is logged (X-5)."""

    http_method_names = ["get"]
    object: Meeting

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        if self.object.scan is None:
            raise Http404
        response = files.file_response(self.object.scan, inline="download" not in request.GET)
        organisation = self.object.contest.operator
        log_read(self.object, actor=self.actor, what="скан протокола", organisation=organisation)
        return response
