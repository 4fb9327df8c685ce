"""One submission on the desk: everything about it on one page, identity data on request."""

import re
from typing import Any, cast

from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect

from core import history, outbox
from core.back_office import DeskObjectView
from core.back_office.history import history_lines
from core.errors import KeyDestroyed
from core.models import HistoryRecord, Letter, User
from forms_app import consents
from forms_app.engine import registry
from forms_app.lifecycle import State
from forms_app.models import Consent, Submission, SubmissionVersion
from forms_app.services.consents import signed_purposes

from . import facts
from .work import AssignForm, NoteForm

# By these links a form is opened, corrected and withdrawn.
PRIVATE_LINK = re.compile(r"\S+/(?:track|forms/resume|forms/repeat)/\S+")
HIDDEN_LINK = "(личная ссылка заявителя скрыта)"


class SubmissionView(DeskObjectView):
    """The page of one submission; identity answers are not even in its HTML."""

    template_name = "forms_app/back_office/submission.html"
    http_method_names = ["get"]
    reveals = False
    object: Submission

    def get_title(self) -> str:
        return self.object.title or self.object.reference

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the version in force."""
        return self.show(self.object.current)

    def show(self, version: SubmissionVersion) -> HttpResponse:
        """Render ``version``; personal data stay out of every cache."""
        response = self.render_to_response(self.get_context_data(version=version))
        response["Cache-Control"] = "private, no-store"
        return response

    def get_context_data(self, *, version: SubmissionVersion, **kwargs: Any) -> dict[str, Any]:
        submission, desk, request = self.object, self.desk, self.request
        scope = facts.scope_of(submission)
        answers = facts.stored_answers(version)
        files = list(version.files.select_related("file"))
        slots = facts.slots_of(version)
        may_work = desk.allows(request, "work", submission)
        return super().get_context_data(
            version=version,
            **self._versions(),
            scope=scope,
            zone=scope.tz,
            state_label=desk.state_labels[submission.state],
            lateness=facts.lateness(submission, scope),
            sections=facts.sections(answers, hide=self.hides),
            hidden=any(self.hides(answer) for answer in answers),
            files=[self._file(file) for file in files],
            missing=facts.missing_slots(slots, files),
            remarks=self._remarks(slots),
            consents=self._consents(),
            letters=self._letters(),
            records=self._history(),
            notes=list(submission.notes.select_related("author")) if may_work else [],
            note_form=NoteForm(),
            assign_form=AssignForm(desk=desk, request=request, submission=submission),
            may_work=may_work,
            may_see_identity=desk.allows(request, "identity", submission),
            reveals=self.reveals,
            actions=desk.open_actions(submission, request),
            **self._addresses(),
            notices=desk.notices(submission, request),
            **kwargs,
        )

    def hides(self, answer: Any) -> bool:
        """Whether this page leaves the answer out."""
        return not self.reveals and self.desk.hides(answer, self.object, self.request)

    def _file(self, file: Any) -> facts.ShownFile:
        secret = self.desk.is_identity(file, self.object)
        open_to_me = not secret or self.desk.allows(self.request, "identity", self.object)
        return facts.ShownFile(
            row=file,
            url=self.desk.url("file", self.object, file.pk) if open_to_me else "",
            preview=facts.preview_kind(file.file.content_type) if open_to_me else "",
            is_identity=secret,
        )

    def _addresses(self) -> dict[str, str]:
        actions = ("identity", "pdf", "archive", "assign", "note", "access")
        return {f"{action}_url": self.desk.url(action, self.object) for action in actions}

    def _versions(self) -> dict[str, Any]:
        rows = list(self.object.versions.defer("answers", "data"))
        links = [{"row": v, "url": self.desk.url("version", self.object, v.number)} for v in rows]
        return {"versions": rows, "version_links": links}

    def _consents(self) -> list[dict[str, Any]]:
        """Evidence that is still there may be read by who has the right."""
        may_work = self.desk.allows(self.request, "work", self.object)
        may_read = self.desk.allows(self.request, "identity", self.object)
        signed = signed_purposes(self.object)
        return [
            {
                "row": consent,
                # One that is a tick on the site alone has no original on paper.
                "original_url": self._part("original", consent)
                if may_work and consent.text.purpose in signed
                else "",
                "withdraw_url": self._part("withdraw-consent", consent)
                if may_work
                and not consent.withdrawn_at
                and consent.text.purpose != consents.KEEP_DRAFT
                else "",
                "text_url": self._part("consent", consent)
                if may_read and not consent.destroyed_at
                else "",
            }
            for consent in facts.consents_of(self.object)
        ]

    def _letters(self) -> list[dict[str, Any]]:
        may_work = self.desk.allows(self.request, "work", self.object)
        return [
            {
                "row": letter,
                "text_url": self._part("letter", letter)
                if may_work and self.object.state != State.DESTROYED
                else "",
                "retry_url": self._part("retry", letter)
                if may_work and letter.state == letter.State.FAILED
                else "",
            }
            for letter in facts.letters_of(self.object)
        ]

    def _part(self, action: str, row: Any) -> str:
        return self.desk.url(action, self.object, row.pk)

    def _remarks(self, slots: list[Any]) -> list[Any]:
        titles = {step.code: step.title for step in registry.get(self.object.journey).steps}
        titles.update({slot.code: slot.label for slot in slots})
        remarks = list(self.object.remarks.select_related("by"))
        for remark in remarks:
            remark.place = titles.get(remark.step or remark.slot, "")  # type: ignore[attr-defined]
        return remarks

    def _history(self) -> list[dict[str, Any]]:
        records = HistoryRecord.objects.about(self.object).select_related("actor")
        return history_lines(records, self.desk)


class IdentityView(SubmissionView):
    """The same page with identity data: asked for by POST, and the look is logged (X-5)."""

    http_method_names = ["get", "post"]
    right = "identity"
    reveals = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An address typed or reloaded shows nothing: only the button does."""
        return redirect(self.desk.url("inspect", self.object))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log which sections were looked at, then show them."""
        version = self.object.current
        secret = {
            a.section
            for a in facts.stored_answers(version)
            if self.desk.hides(a, self.object, request)
        }
        if secret:
            history.log_read(
                self.object,
                actor=cast(User, request.user),
                what=f"ответы: {', '.join(sorted(secret))}"[:255],
                organisation=self.desk.operator(self.object),
            )
        return self.show(version)


class VersionView(SubmissionView):
    """An earlier version as it was filed."""

    def get(self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any) -> HttpResponse:
        """Show the version with this number."""
        if not part.isdecimal() or len(part) > 4:
            raise Http404
        return self.show(get_object_or_404(self.object.versions, number=int(part)))


class ConsentView(DeskObjectView):
    """The exact text that the person agreed to, filled in: a look at identity data."""

    template_name = "forms_app/back_office/consent.html"
    http_method_names = ["get"]
    right = "identity"
    title = "Текст согласия"

    def get_context_data(self, *, part: str = "", **kwargs: Any) -> dict[str, Any]:
        if not part.isdecimal():
            raise Http404
        consent = get_object_or_404(
            Consent.objects.select_related("text", "key"), submission=self.object, pk=int(part)
        )
        if consent.destroyed_at or consent.key.destroyed_at:
            raise Http404
        history.log_read(
            cast(Submission, self.object),
            actor=cast(User, self.request.user),
            what="заполненный текст согласия",
            organisation=self.desk.operator(self.object),
        )
        return super().get_context_data(
            consent=consent, text=consents.filled_text(consent), **kwargs
        )


class LetterView(DeskObjectView):
    """The text of a letter as it was sent; the applicant's own link stays theirs."""

    template_name = "forms_app/back_office/letter.html"
    http_method_names = ["get"]
    right = "work"
    title = "Текст письма"

    def get_context_data(self, *, part: str = "", **kwargs: Any) -> dict[str, Any]:
        submission = cast(Submission, self.object)
        try:
            letter = get_object_or_404(Letter.objects.about(submission), pk=part)
            subject, body = outbox.content(letter)
        except (ValidationError, KeyDestroyed) as error:
            raise Http404 from error
        history.log_read(
            submission,
            actor=cast(User, self.request.user),
            what="текст письма",
            organisation=self.desk.operator(submission),
        )
        return super().get_context_data(
            letter=letter, subject=subject, text=PRIVATE_LINK.sub(HIDDEN_LINK, body), **kwargs
        )
