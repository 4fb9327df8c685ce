"""Following a submission by its link: status, answers masked, corrections (X-3)."""

import datetime as dt
from typing import Any

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.urls import reverse
from django.utils.functional import cached_property

from core import clock, paper
from core.errors import Refused
from core.letters import letter_titles
from core.lifecycle import APPLICANT
from core.models import Letter
from forms_app import answers as answer_lists
from forms_app import limits, reading, services, telling, tracked
from forms_app.consents import KEEP_DRAFT
from forms_app.engine import session
from forms_app.engine.context import Scope
from forms_app.lifecycle import SUBMISSION, State
from forms_app.models import Consent, PlannedDestruction, SubmissionVersion
from forms_app.remarks import placed
from forms_app.services.early_destruction import open_plan

from .base import place_url, too_many
from .files import PAPERS_PER_HOUR, pdf_response
from .linked import LinkPage
from .resume import open_draft

_WITHDRAWN = (
    "{noun.capital.nom} отозван{noun:|а|о} и не рассматривается. Данные будут уничтожены в течение"
    " 30 дней."
)
# What each state means for the applicant, in plain words; the noun is the journey's.
MEANING = {
    State.RECEIVED: ("info", "Мы получили {noun.acc}. Следующий шаг – регистрация."),
    State.REGISTERED: ("info", "{noun.capital.nom} зарегистрирован{noun:|а|о} и рассматривается."),
    State.RETURNED: ("warning", "Нужно кое-что исправить и отправить ещё раз. Замечания – ниже."),
    State.ACCEPTED: ("ok", "{noun.capital.nom} принят{noun:|а|о}."),
    State.REJECTED: ("danger", "{noun.capital.nom} отклонен{noun:|а|о}. Причина – ниже."),
    State.WITHDRAWN: ("info", _WITHDRAWN),
}


class TrackedPage(LinkPage):
    """What the pages of «/track/<token>/» share."""

    template_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        return TemplateResponse(request, self.template_name, self.context())

    @cached_property
    def about(self) -> Scope:
        """What the submission was filed to."""
        return self.journey.describe(self.submission.scope)

    @cached_property
    def version(self) -> SubmissionVersion:
        """The version in force."""
        return self.submission.current

    @cached_property
    def planned(self) -> PlannedDestruction | None:
        """The destruction that was announced and waits for its day."""
        plan = open_plan(self.submission)
        return plan if plan and plan.is_announced else None

    def context(self) -> dict[str, Any]:
        """Where the submission stands and what may be done with it."""
        submission = self.submission
        is_returned = submission.state == State.RETURNED
        due = submission.corrections_due_at
        overdue = is_returned and due is not None and clock.now() >= due
        may_correct = is_returned and not overdue
        return {
            "journey": self.journey,
            "about": self.about,
            "submission": submission,
            "token": self.kwargs["token"],
            "registration": submission.registration,
            "remarks": placed(submission.remarks.filter(version=self.version), self.version),
            "due": clock.format_deadline(due, self.about.tz) if due and may_correct else "",
            "overdue": overdue,
            "may_correct": may_correct,
            "planned": self.planned,
            "planned_due": self._planned_due(),
            "contact": self.about.operator.contact,
            "may_withdraw": "withdraw"
            in SUBMISSION.actions(source=submission.state, who=APPLICANT),
        }

    def _planned_due(self) -> str:
        due = self.planned.due_at if self.planned else None
        return clock.format_instant(due, self.about.tz) if due else ""

    def filed(self) -> dict[str, Any]:
        """What was filed, with identity data masked until the owner has proved to be so."""
        is_proved = session.is_proved(self.request, self.submission.pk)
        if self.journey.is_confidential and not is_proved:
            return {"is_proved": False, "sections": [], "files": []}
        answers = reading.answers_of(self.version)
        if not is_proved:
            answers = answer_lists.masked(answers)
        return {
            "is_proved": is_proved,
            "sections": answer_lists.by_section(answers),
            "files": self.version.files.select_related("file"),
        }

    def consents(self) -> QuerySet[Consent]:
        """The consents that hold; the one to keep the draft has served its purpose."""
        held = self.submission.consents.filter(withdrawn_at=None).select_related("text__operator")
        return held.exclude(text__purpose=KEEP_DRAFT)

    def _instant(self, at: dt.datetime) -> str:
        return clock.format_instant(at, self.about.tz)

    def confirm_url(self, page: str) -> str:
        """Where the owner proves to be so, on the way to ``page``."""
        address = reverse("forms_app:track_confirm", kwargs={"token": self.kwargs["token"]})
        return f"{address}?next={page}"

    def to_status(self) -> HttpResponseBase:
        """Lead to the submission's page."""
        return redirect("forms_app:track", token=self.kwargs["token"])

    def refuse(self, refused: Refused) -> HttpResponseBase:
        """Say why on the submission's page."""
        messages.error(self.request, refused.message)
        return self.to_status()


class TrackPage(TrackedPage):
    """«/track/<token>/»: everything that the applicant may see."""

    template_name = "forms_app/track.html"

    def context(self) -> dict[str, Any]:
        """The status in plain words, what happened, what was filed, the letters."""
        submission = self.submission
        kind, meaning = MEANING[State(submission.state)]
        return {
            **super().context(),
            **self.filed(),
            "kind": kind,
            "meaning": self.journey.state_meanings.get(
                submission.state, self.journey.noun.write(meaning)
            ),
            "state_label": self.journey.state_labels()[submission.state],
            "received": self._instant(submission.received_at),
            "timeline": [
                {
                    "when": self._instant(event.at),
                    "title": event.text,
                    "text": event.why,
                    "state": "past",
                }
                for event in reading.timeline(submission)
            ],
            "letters": self._letters(),
            "pages": tracked.links_of(submission, self.kwargs["token"]),
            "consents": self.consents(),
        }

    def _letters(self) -> list[dict[str, Any]]:
        titles = letter_titles()
        return [
            {
                "title": titles.get(letter.code, letter.code),
                "when": self._instant(letter.created_at),
                "state": telling.letter_state(letter),
            }
            for letter in Letter.objects.about(self.submission).order_by("created_at")
        ]


class CorrectPage(TrackedPage):
    """Starts the correction of a returned submission."""

    template_name = "forms_app/track_correct.html"
    has_form = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the remarks and the button."""
        if not self.context()["may_correct"]:
            return self.to_status()
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the steps and documents that were named."""
        try:
            draft = services.start_correction(submission=self.submission)
        except Refused as refused:
            return self.refuse(refused)
        opened = open_draft(request, draft)
        return redirect(url) if (url := self._first_place()) else opened

    def _first_place(self) -> str:
        """The section or document whose button was pressed, else the first returned section."""
        steps, slots = self.submission.returned_steps, self.submission.returned_slots
        kind, _, code = self.request.POST.get("place", "").partition(":")
        if kind == "slot" and code in slots:
            return place_url(self.journey.code, slot=code)
        named = [s.code for s in self.journey.steps if s.code in steps]
        if kind == "step" and code in named:
            return place_url(self.journey.code, step=code)
        return place_url(self.journey.code, step=named[0]) if named else ""


class CopyFile(TrackedPage):
    """The copy of a submission as PDF: the stored answers, masked like the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Render the copy; no other paper is given out through a link."""
        if kwargs["code"] != "copy":
            raise Http404
        filed = self.filed()
        if not filed["sections"]:
            return redirect("forms_app:track_confirm", token=kwargs["token"])
        try:
            limits.count("paper", str(self.submission.pk), limit=PAPERS_PER_HOUR)
        except Refused as refused:
            return too_many(refused)
        sent_at = self.version.sent_at
        context = {
            **self.context(),
            **filed,
            "reference": self.submission.reference,
            "digest": answer_lists.short_digest(self.version.digest),
            "received": self._instant(self.version.arrived_at),
            "is_entered": self.version.is_entered,
        }
        title = f"{self.journey.title}, {self.submission.reference}"
        copy = paper.render("forms_app/papers/copy.html", context, title=title, made_at=sent_at)
        return pdf_response(copy.pdf, name=title)
