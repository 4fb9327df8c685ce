"""«Мои результаты» and «Жалоба», under the participant's link, for whoever has proved to be the owner."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse

from contest.applications.linked import EntryPage
from contest.applications.models import Entry
from contest.complaints import own_results, services
from contest.complaints.models import Complaint
from core import clock, files
from core.errors import Refused
from core.models import PrivateFile
from forms_app import limits
from forms_app.lifecycle import SETTLED
from forms_app.models import Submission
from forms_app.tracked import TrackedLink

from .forms import ComplaintForm

# Complaints that one participant may send within an hour: a refused file is not a second one.
PER_HOUR = 10


class ResultsPage(EntryPage):
    """«/track/<token>/results/»: the own means and what was decided; nothing before the release."""

    code = "results"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        is_there = own_results.is_shown(self.entry)
        context = {**self.matter(), "is_there": is_there}
        if is_there and self.is_proved:
            context |= {
                "told": own_results.told_of(self.entry),
                "marks": own_results.own_marks(self.entry),
                "complaint_url": self.url("contest:complaint"),
            }
        return TemplateResponse(request, "contest/complaints/results.html", context)


class ComplaintPage(EntryPage):
    """«/track/<token>/complaint/»: the complaints with their answers, and the form for another."""

    code = "complaint"
    has_form = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        return self._page()

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Receive a complaint, or say what is wrong and keep what was typed."""
        if not self.may_send(request.POST.get("stamp", "")):
            return self.ask_again()
        form = ComplaintForm(request.POST, request.FILES)
        if not form.is_valid():
            return self._page(form)
        try:
            complaint = self._receive(form)
        except Refused as refused:
            form.add_error(refused.field if refused.field in form.fields else None, refused.message)
            return self._page(form)
        messages.success(request, f"Жалоба получена. Её номер: {complaint.number.label}.")
        return redirect(self.url())

    def _receive(self, form: ComplaintForm) -> Complaint:
        limits.count("complaint", str(self.submission.pk), limit=PER_HOUR)
        file = self._stored(form.cleaned_data["file"])
        try:
            return services.receive(
                entry=self.entry, text=form.cleaned_data["text"], at=clock.now(), file=file
            )
        except Refused:
            if file is not None:
                files.discard_file(file)
            raise

    def _stored(self, upload: Any) -> PrivateFile | None:
        if not upload:
            return None
        try:
            return files.store_file(
                key=self.submission.key,
                name=upload.name,
                source=upload,
                allowed=services.FILE_TYPES,
                max_size=services.FILE_BYTES,
            )
        except Refused as refused:
            raise Refused(refused.message, field="file") from refused

    def _page(self, form: ComplaintForm | None = None) -> HttpResponseBase:
        context = {**self.matter(), "form": form}
        # What was typed is shown to whoever typed it, also when the proof is over by now.
        if self.is_proved:
            context |= self._own()
        if form is not None or (self.is_proved and not context["has_open"]):
            context |= {"stamp": self.stamp(), "form": form or ComplaintForm()}
        status = 422 if form is not None else 200
        return TemplateResponse(
            self.request, "contest/complaints/complaint.html", context, status=status
        )

    def _own(self) -> dict[str, Any]:
        tz = self.entry.contest.tz
        rows: list[Any] = list(self.entry.complaints.select_related("number", "file"))
        for row in rows:
            # Its key is at hand: the link has opened the submission.
            row.entry = self.entry
            row.received = clock.format_instant(row.received_at, tz)
            row.answered = clock.format_instant(row.answered_at, tz) if row.answered_at else ""
        return {"complaints": rows, "has_open": any(row.is_open for row in rows)}


def results_link(submission: Submission, token: str) -> TrackedLink | None:
    """The way to the own results, once they are told."""
    entry = _entry_of(submission)
    if entry is None or not own_results.is_shown(entry):
        return None
    url = reverse("contest:results", kwargs={"token": token})
    return TrackedLink("results", "Мои результаты", url, "Ваши оценки и решение комиссии.")


def complaint_link(submission: Submission, token: str) -> TrackedLink | None:
    """The way to complain, once something was decided."""
    entry = _entry_of(submission)
    if entry is None:
        return None
    newest = entry.complaints.first()
    if newest is None and submission.state not in SETTLED:
        return None
    note = "" if newest is None else newest.get_state_display() + "."
    url = reverse("contest:complaint", kwargs={"token": token})
    return TrackedLink("complaint", "Жалоба на оценку или решение", url, note)


def _entry_of(submission: Submission) -> Entry | None:
    return Entry.objects.filter(submission=submission).select_related("contest").first()
