"""Following a submission by its link: status, answers masked, corrections, withdrawal (X-3)."""

from typing import Any

from django.contrib import messages
from django.contrib.contenttypes.models import ContentType
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import get_object_or_404, redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from core import clock, paper
from core.errors import Refused
from core.lifecycle import APPLICANT
from core.models import Letter
from forms_app import answers as answer_lists
from forms_app import limits, links, reading, services
from forms_app.consents import KEEP_DRAFT
from forms_app.lifecycle import SUBMISSION, State
from forms_app.models import Consent, Submission
from forms_app.services.consents import needed_purposes

from .base import journey_or_404, keep_private, too_many
from .files import PAPERS_PER_HOUR, pdf_response
from .resume import open_draft

# What each state means for the applicant, in plain words.
MEANING = {
    State.RECEIVED: ("info", "Мы получили заявку. Следующий шаг – регистрация."),
    State.REGISTERED: ("info", "Заявка зарегистрирована и рассматривается."),
    State.RETURNED: ("warning", "Нужно кое-что исправить и отправить ещё раз. Замечания – ниже."),
    State.ACCEPTED: ("ok", "Заявка принята."),
    State.REJECTED: ("danger", "Заявка отклонена. Причина – ниже."),
    State.WITHDRAWN: (
        "info",
        "Заявка отозвана и не рассматривается. Данные будут уничтожены в течение 30 дней.",
    ),
}


class TrackPage(View):
    """«/track/<token>/» and the pages under it."""

    template_name = "forms_app/track.html"
    has_form = False
    submission: Submission

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link: 404 for a false one, a kind page for what is destroyed."""
        try:
            obj = links.read(links.TRACK, kwargs["token"])
        except links.LinkOver as over:
            context = {"sent": False, "destroyed": True, "reference": over.obj.reference}  # type: ignore[union-attr]
            page = TemplateResponse(request, "forms_app/link_over.html", context, status=410)
            return keep_private(page, has_form=False)
        assert isinstance(obj, Submission)
        self.submission = obj
        self.journey = journey_or_404(obj.journey)
        response = super().dispatch(request, *args, **kwargs)
        return keep_private(response, has_form=self.has_form)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        return TemplateResponse(request, self.template_name, self.context())

    def context(self) -> dict[str, Any]:
        """Everything the applicant may see, with identity data masked."""
        submission = self.submission
        about = self.journey.describe(submission.scope)
        version = submission.current
        answers = answer_lists.masked(reading.answers_of(version))
        letters = Letter.objects.filter(
            content_type=ContentType.objects.get_for_model(Submission),
            object_id=str(submission.pk),
        )
        titles = _letter_titles()
        due = submission.corrections_due_at
        kind, meaning = MEANING[State(submission.state)]
        actions = SUBMISSION.actions(source=submission.state, who=APPLICANT)
        overdue = due is not None and clock.now() >= due
        return {
            "journey": self.journey,
            "about": about,
            "submission": submission,
            "token": self.kwargs["token"],
            "meaning": self.journey.state_meanings.get(submission.state, meaning),
            "state_label": self.journey.state_labels()[submission.state],
            "kind": kind,
            "received": clock.format_instant(submission.received_at, about.tz),
            "registration": submission.registration,
            "due": clock.format_deadline(due, about.tz) if due else "",
            "overdue": overdue,
            "remarks": submission.remarks.filter(version=version),
            "timeline": [
                {
                    "when": clock.format_instant(event.at, about.tz),
                    "title": event.text,
                    "text": event.why,
                    "state": "past",
                }
                for event in reading.timeline(submission)
            ],
            "groups": [
                {"title": section, "rows": [{"label": a.label, "text": a.text} for a in rows]}
                for _, section, rows in answer_lists.by_section(answers)
            ],
            "files": version.files.select_related("file"),
            "letters": [
                {
                    "title": titles.get(letter.code, letter.code),
                    "when": clock.format_instant(letter.created_at, about.tz),
                    "sent": letter.sent_at is not None,
                }
                for letter in letters.order_by("created_at")
            ],
            "may_correct": submission.state == State.RETURNED and not overdue,
            "may_withdraw": "withdraw" in actions,
            "consents": list(self.consents()),
        }

    def consents(self) -> QuerySet[Consent]:
        """The consents that hold; the one to keep the draft has served its purpose."""
        held = self.submission.consents.filter(withdrawn_at=None).select_related("text__operator")
        return held.exclude(text__purpose=KEEP_DRAFT)

    def refuse(self, refused: Refused) -> HttpResponseBase:
        """Say why on the submission's page."""
        messages.error(self.request, refused.message)
        return redirect("forms_app:track", token=self.kwargs["token"])


class CorrectPage(TrackPage):
    """Starts the correction of a returned submission."""

    template_name = "forms_app/track_correct.html"
    has_form = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the remarks and the button."""
        if not self.context()["may_correct"]:
            return redirect("forms_app:track", token=kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the steps and documents that were named."""
        try:
            draft = services.start_correction(submission=self.submission)
        except Refused as refused:
            return self.refuse(refused)
        opened = open_draft(request, draft)
        named = [s.code for s in self.journey.steps if s.code in self.submission.returned_steps]
        if named:
            return redirect("forms_app:step", journey=self.journey.code, step=named[0])
        return opened


class WithdrawPage(TrackPage):
    """Asks once more, then withdraws."""

    template_name = "forms_app/track_withdraw.html"
    has_form = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask once more."""
        if not self.context()["may_withdraw"]:
            return redirect("forms_app:track", token=kwargs["token"])
        return super().get(request, *args, **kwargs)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Withdraw."""
        try:
            services.withdraw(submission=self.submission)
        except Refused as refused:
            return self.refuse(refused)
        messages.success(request, "Заявка отозвана.")
        return redirect("forms_app:track", token=kwargs["token"])


class ConsentPage(TrackPage):
    """«Отозвать согласие»: says what follows, asks, then ends the consent (C-A5)."""

    template_name = "forms_app/track_consent.html"
    has_form = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Each consent that holds, with what its end means."""
        needed = needed_purposes(self.submission)
        rows = [{"row": c, "is_needed": c.text.purpose in needed} for c in self.consents()]
        if not rows:
            return redirect("forms_app:track", token=kwargs["token"])
        context = {**self.context(), "rows": rows}
        return TemplateResponse(request, self.template_name, context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """End one consent; pressed twice it stays ended."""
        given = request.POST.get("consent", "")
        if not given.isdecimal() or len(given) > 18:
            raise Http404
        held = self.submission.consents.exclude(text__purpose=KEEP_DRAFT)
        consent = get_object_or_404(held, pk=given)
        try:
            services.withdraw_consent(consent=consent)
        except Refused as refused:
            return self.refuse(refused)
        messages.success(request, "Согласие отозвано.")
        return redirect("forms_app:track", token=kwargs["token"])


class CopyFile(TrackPage):
    """The copy of a submission as PDF: the stored answers, masked like the page."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Render the copy; no other paper is given out through a link."""
        if kwargs["code"] != "copy":
            raise Http404
        try:
            limits.count("paper", str(self.submission.pk), limit=PAPERS_PER_HOUR)
        except Refused as refused:
            return too_many(refused)
        version = self.submission.current
        context = {
            **self.context(),
            "reference": self.submission.reference,
            "digest": answer_lists.short_digest(version.digest),
            "sent_at": clock.format_instant(
                version.sent_at, self.journey.describe(self.submission.scope).tz
            ),
        }
        title = f"{self.journey.title}, {self.submission.reference}"
        made = paper.render(
            "forms_app/papers/copy.html", context, title=title, made_at=version.sent_at
        )
        return pdf_response(made, name=f"{title}.pdf")


def _letter_titles() -> dict[str, str]:
    from core.letters import declared
    from core.models import LetterTemplate

    titles = {code: text.title for code, text in declared().items()}
    return {**titles, **dict(LetterTemplate.objects.values_list("code", "title"))}
