"""«/track/referrals/<token>/»: the employer reads the resume and answers, without login (P-2.2b).

A GET only shows: a mail scanner that opens the link answers nothing. Once the consent has ended, or
the days of the link, it shows nothing of the person.
"""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils import timezone
from django.views.generic import View

from core import clock, exports
from core.errors import Refused
from core.history import log_read
from core.lifecycle import APPLICANT
from core.photos import photo_response
from forms_app import limits
from forms_app.views.base import keep_private, too_many
from placement.centre.pages import contacts
from placement.common.guards import EMPLOYER
from placement.referrals import employer_copy, links, services
from placement.referrals.forms import AnswerForm
from placement.referrals.lifecycle import REFERRAL, ReferralState
from placement.referrals.models import Referral
from placement.referrals.services import Answer, showing
from placement.resumes import papers
from placement.resumes.services import may_have_photo, photo_for_employer
from placement.vacancies.answer import recorded as recorded_of

# A long resume takes seconds to lay out, and papers are laid out one at a time.
PAPERS_PER_HOUR = 20
# The answer in the words that the employer has chosen: they tell nothing of man or woman.
ANSWERED = {
    ReferralState(REFERRAL.target(answer, source=ReferralState.SENT, who=APPLICANT)): answer.label
    for answer in Answer
}


class ReferralPage(View):
    """What lies under an employer's link."""

    referral: Referral
    serial: int

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link: 404 for one that is altered."""
        key, self.serial = links.read(kwargs["token"])
        rows = Referral.objects.select_related(
            "case__graduate__key", "vacancy__employer", "resume__graduate__key"
        )
        row = rows.filter(pk=key).first()
        if row is None:
            raise Http404
        self.referral = row
        return keep_private(super().dispatch(request, *args, **kwargs))

    @property
    def shows_resume(self) -> bool:
        """Whether the resume may be read by this link now."""
        return showing.shows_resume(self.referral, self.serial)

    def log_look(self) -> None:
        """Say in the log of looks that this employer was shown the resume (X-5)."""
        log_read(
            self.referral.graduate,
            actor=None,
            actor_label=f"{EMPLOYER}: {self.referral.vacancy.employer}",
            what=f"резюме для работодателя: {self.referral.title}",
        )


class AnswerPage(ReferralPage):
    """The resume with the question, or what is recorded already."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show; change nothing."""
        return self._show(
            AnswerForm(referral=self.referral, by_employer=True) if self.shows_resume else None
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Record the answer, then show what is recorded; pressed twice it is recorded once."""
        if not self.shows_resume:
            return redirect("referral_answer", token=kwargs["token"])
        form = AnswerForm(request.POST, referral=self.referral, by_employer=True)
        if not form.is_valid():
            return self._show(form)
        try:
            services.answer(referral=self.referral, actor=None, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(refusal.field if refusal.field in form.fields else None, refusal.message)
            self.referral.refresh_from_db()
            # Somebody else was quicker: say what is recorded.
            return self._show(form if self.shows_resume else None)
        return redirect("referral_answer", token=kwargs["token"])

    def _show(self, form: AnswerForm | None) -> HttpResponseBase:
        row = self.referral
        context: dict[str, Any] = {"form": form, "centre": contacts()}
        if form is not None:
            assert row.resume is not None
            assert row.link_until is not None
            self.log_look()
            context |= {
                "referral": row,
                "vacancy": row.vacancy,
                "sections": employer_copy.sections(row.resume),
                "has_photo": bool(row.resume.photo_id) and may_have_photo(row.graduate),
                "until": clock.format_deadline(
                    row.link_until, timezone.get_default_timezone_name()
                ),
                "recorded": recorded(row),
                "closed": "" if row.vacancy.is_open else recorded_of(row.vacancy),
                "token": self.kwargs["token"],
            }
        elif not showing.is_over(row, self.serial) and not row.is_open:
            context |= {"vacancy": row.vacancy, "recorded": recorded(row)}
        return TemplateResponse(self.request, "placement/referrals/answer.html", context)


class ResumePaper(ReferralPage):
    """The employer's copy of the resume as PDF; whoever has the link may ask for so many in an hour."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF; once the link shows nothing, say so on the page."""
        if not self.shows_resume:
            return redirect("referral_answer", token=kwargs["token"])
        assert self.referral.resume is not None
        try:
            limits.count("referral-resume", str(self.referral.pk), limit=PAPERS_PER_HOUR)
        except Refused as refused:
            return too_many(refused)
        self.log_look()
        made = papers.render(self.referral.resume, for_employer=True)
        name = papers.file_name(self.referral.resume)
        return exports.pdf_response(name=name, pdf=made.pdf)


class ResumePhoto(ReferralPage):
    """The photograph, only while its own consent is in force too."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Judge anew, and log the look; 404 once there is nothing to show."""
        if not self.shows_resume:
            raise Http404
        assert self.referral.resume is not None
        response = photo_response(photo_for_employer(self.referral.resume))
        self.log_look()
        return response


def recorded(row: Referral) -> str:
    """What the employer has answered, in words; «» while nothing is."""
    if row.answered_at is None:
        return ""
    day = clock.format_date(clock.local_day(row.answered_at))
    answer = ANSWERED.get(ReferralState(row.state), row.get_state_display())
    said = f"{answer}, {day}."
    return f"{said} {row.get_decline_reason_display()}." if row.decline_reason else said
