"""One submission on the desk: everything about it on one page, identity data on request."""

import re
from collections.abc import Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from core import clock, outbox
from core.back_office import DeskObjectView, DeskPartView, part_acts, uncached
from core.back_office.history import history_of
from core.back_office.trail import walk
from core.errors import KeyDestroyed
from core.letters import letter_titles
from core.models import Letter
from core.templatetags.desk_tags import phone_anchor
from forms_app import consents
from forms_app.answers import Answer
from forms_app.engine.context import Scope
from forms_app.lifecycle import State
from forms_app.models import Remark, Submission, SubmissionVersion
from forms_app.remarks import PlacedRemark, placed
from forms_app.services.consents import signed_purposes

from . import facts
from .calls import what_to_tell
from .destruction import planned
from .work import AssignForm, NoteForm

# By these links a form is opened, corrected and withdrawn.
PRIVATE_LINK = re.compile(r"\S+/(?:track|forms/resume|forms/repeat)/\S+")
HIDDEN_LINK = "(личная ссылка заявителя скрыта)"


@uncached
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
        """Render ``version``."""
        return self.render_to_response(self.get_context_data(version=version))

    def get_context_data(self, *, version: SubmissionVersion, **kwargs: Any) -> dict[str, Any]:
        submission, desk, request = self.object, self.desk, self.request
        scope = facts.scope_of(submission)
        answers = facts.stored_answers(version)
        files = list(version.files.select_related("file"))
        slots, doubts = facts.slots_and_doubts(version)
        may_work = desk.allows(request, "work", submission)
        return super().get_context_data(
            walk=walk(desk, request, submission),
            version=version,
            **self._versions(),
            scope=scope,
            zone=scope.tz,
            state_label=desk.state_labels[submission.state],
            brief=self._brief(answers, scope, may_work=may_work),
            sections=facts.sections(answers, hide=self.hides),
            hidden=any(self.hides(answer) for answer in answers),
            files=[self._file(file) for file in files],
            missing=facts.missing_slots(slots, files),
            remarks=self._remarks(),
            consents=self._consents(),
            letters=self._letters(),
            records=history_of(self.object, desk, self.request),
            notes=list(submission.notes.select_related("author")) if may_work else [],
            note_form=NoteForm(),
            to_tell=what_to_tell(submission) if may_work else "",
            calls=self._calls() if may_work else [],
            assign_form=AssignForm(desk=desk, request=request, submission=submission),
            may_work=may_work,
            may_see_identity=desk.allows(request, "identity", submission),
            reveals=self.reveals,
            actions=desk.open_acts(request, submission) if may_work else [],
            **self._addresses(),
            planned=planned(submission),
            notices=[*desk.notices(submission, request), *(doubts if may_work else [])],
            **kwargs,
        )

    def asked(self, answers: Sequence[Answer]) -> list[tuple[str, Any]]:
        """What is asked for, in a few lines at the head of the page: a domain says it."""
        return []

    def _brief(
        self, answers: Sequence[Answer], scope: Scope, *, may_work: bool
    ) -> list[tuple[str, Any]]:
        """How to reach the person, what is asked, and when it came."""
        submission, desk = self.object, self.desk
        reach: list[tuple[str, Any]] = [
            ("Телефон", phone_anchor(facts.phone_in(answers, submission)) or "не указан"),
            ("Электронная почта", submission.email or "нет"),
        ]
        came = clock.format_instant(submission.received_at, scope.tz)
        when = ", ".join(filter(None, (came, facts.lateness(submission, scope))))
        return [
            *(reach if may_work else []),
            *self.asked(answers),
            (f"Поступил{desk.noun:|а|о}", when),
        ]

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
        actions = ("identity", "pdf", "archive", "assign", "note", "access", "compare")
        return {f"{action}_url": self.address(action) for action in actions}

    def _versions(self) -> dict[str, Any]:
        rows = list(self.object.versions.defer("answers", "data"))
        for row in rows:
            row.submission = self.object
        links = [{"row": v, "url": self.address("version", v.number)} for v in rows]
        return {"versions": rows, "version_links": links}

    def _consents(self) -> list[dict[str, Any]]:
        """Evidence that is still there may be read by whoever has the right."""
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
                "acts": part_acts(self.desk, self.request, self.object, letter, "letter")["links"],
            }
            for letter in facts.letters_of(self.object)
        ]

    def _calls(self) -> list[dict[str, Any]]:
        titles = letter_titles()
        calls = self.object.calls.exclude(called_on=None).select_related("called_by")
        return [
            {"row": call, "title": titles.get(call.letter_code, call.letter_code)} for call in calls
        ]

    def _part(self, action: str, row: Any) -> str:
        return self.address(action, row.pk)

    def _remarks(self) -> list[PlacedRemark]:
        rows = self.object.remarks.select_related("by", "version__submission__key")
        by_version: dict[SubmissionVersion, list[Remark]] = {}
        for row in rows:
            by_version.setdefault(row.version, []).append(row)
        return [one for version, own in by_version.items() for one in placed(own, version)]


class IdentityView(SubmissionView):
    """The same page with identity data: asked for by POST, and the look is logged (X-5)."""

    http_method_names = ["get", "post"]
    right = "identity"
    reveals = True

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """An address typed or reloaded shows nothing: only the button does."""
        return redirect(self.address("inspect"))

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Log which sections were looked at, then show them."""
        version = self.object.current
        secret = {
            a.section
            for a in facts.stored_answers(version)
            if self.desk.hides(a, self.object, request)
        }
        if secret:
            what = f"ответы: {', '.join(sorted(secret))}"
            self.desk.log_look(self.object, actor=self.actor, what=what)
        return self.show(version)


class VersionView(SubmissionView, DeskPartView):
    """An earlier version as it was filed."""

    part: SubmissionVersion
    part_field = "number"

    def parts(self) -> QuerySet:
        """The versions, by their numbers."""
        return self.object.versions.all()

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the version with this number."""
        return self.show(self.part)


class ConsentView(DeskPartView):
    """The exact text that the person agreed to, filled in: a look at identity data."""

    template_name = "forms_app/back_office/consent.html"
    http_method_names = ["get"]
    right = "identity"
    title = "Текст согласия"
    object: Submission

    def parts(self) -> QuerySet:
        """Consents whose text can still be read."""
        rows = self.object.consents.filter(destroyed_at=None, key__destroyed_at=None)
        return rows.select_related("text", "key")

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        self.desk.log_look(self.object, actor=self.actor, what="заполненный текст согласия")
        return super().get_context_data(
            consent=self.part, text=consents.filled_text(self.part), **kwargs
        )


class LetterView(DeskPartView):
    """The text of a letter as it was sent; the applicant's own link stays theirs."""

    template_name = "forms_app/back_office/letter.html"
    http_method_names = ["get"]
    right = "work"
    title = "Текст письма"
    object: Submission

    def parts(self) -> QuerySet:
        """Letters about this submission."""
        return Letter.objects.about(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        try:
            subject, body = outbox.content(self.part)
        except KeyDestroyed as error:
            raise Http404 from error
        self.desk.log_look(self.object, actor=self.actor, what="текст письма")
        return super().get_context_data(
            letter=self.part, subject=subject, text=PRIVATE_LINK.sub(HIDDEN_LINK, body), **kwargs
        )
