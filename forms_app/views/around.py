"""Pages around the steps: number and code, «saved», the confirmation."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from core import clock
from core.errors import Refused
from core.models import Letter
from forms_app import limits, links, reading, services, telling
from forms_app.answers import mask
from forms_app.engine import session
from forms_app.errors import NotProved
from forms_app.models import Draft
from forms_app.services.sending import sent_as

from .base import DraftPage
from .files import may_read_filed

LEFT = (
    "{noun.capital.nom} в этом браузере закрыт{noun:|а|о}. Чтобы исправить адрес или удалить черновик,"
    " откройте {noun:его|её|его} снова: по ссылке из письма или по номеру и коду."
)


class DonePage(DraftPage, View):
    """The confirmation; a GET shows it and files nothing."""

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is None:
            return self.without_draft()
        if self.draft.state != Draft.State.SENT:
            return redirect(self.url("send"))
        if request.method == "POST":
            return self._close()
        submission = sent_as(self.draft)
        version = submission.current
        # What staff have filed for somebody is read on the desk, where each look is logged.
        by_staff = self.draft.entered_by_id is not None
        gives_files = may_read_filed(self.draft, self.access)
        progress = reading.progress_of(version)
        about = self.journey.describe(submission.scope)
        context = {
            "journey": self.journey,
            "about": about,
            "next_page": None if by_staff else self.journey.next_page(progress.ctx, submission),
            "submission": submission,
            "draft": self.draft,
            "address": mask(submission.email),
            "received": clock.format_instant(version.arrived_at, about.tz),
            "track": links.track_url(submission) if not by_staff else "",
            "code": session.held_code(request, self.draft) if by_staff else "",
            "papers": [
                {"title": p.title, "url": f"{self.url('papers')}{p.code}.pdf"}
                for p in self.journey.papers(progress.ctx)
            ]
            if progress.is_complete and gives_files
            else [],
            "files": version.files.select_related("file") if gives_files else [],
            "next_lines": self.journey.what_next(progress.ctx) if progress.is_complete else [],
        }
        return TemplateResponse(request, "forms_app/done.html", context)

    def _close(self) -> HttpResponseBase:
        """The person is done here: the next one at this computer finds nothing."""
        session.forget(self.request, self.journey.code)
        noun = self.journey.noun
        messages.success(
            self.request,
            f"{noun.capital.nom} закрыт{noun:|а|о}: в этом браузере {noun:его|её|его} больше не открыть.",
        )
        return redirect(self.url())


class AboutDraftPage(DraftPage, View):
    """A page about a draft as a whole: it shows nothing that was typed.

    One that was left here is changed only after its link or its number and code have opened it:
    the next person at this computer neither moves nor deletes it.
    """

    def without_draft(self) -> HttpResponseBase:
        """Lead to where a draft is opened, if it was left here."""
        left = session.left(self.request, self.journey.code)
        if left is None or left.entered_by_id:
            return super().without_draft()
        messages.info(self.request, self.journey.noun.write(LEFT))
        return redirect("forms_app:continue")

    def matter(self) -> dict[str, Any]:
        """The draft by its number, and until when it is kept."""
        draft = self.draft
        assert draft is not None
        about = self.journey.describe(draft.scope)
        return {
            "journey": self.journey,
            "draft": draft,
            "about": about,
            "reference": draft.corrects.reference if draft.corrects else draft.number,
            "expires": clock.format_date(draft.expires_at.astimezone(about.tz).date()),
            "address": mask(draft.email),
            "letter_state": _letter_state(draft),
        }


def _letter_state(draft: Draft) -> str:
    """What became of the newest letter with the link; empty once it was sent."""
    letter = Letter.objects.about(draft).order_by("-created_at").first()
    return telling.letter_state(letter) if letter is not None else ""


class SavedPage(AboutDraftPage):
    """«Saved»: how to come back to what is open or was left here; the link is mailed again."""

    def setup(self, request: HttpRequest, *args: Any, **kwargs: Any) -> None:
        """Find the draft."""
        super().setup(request, *args, **kwargs)
        if self.draft is None:
            self.draft = session.left(request, self.journey.code)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Say how to come back; a code that was not written down yet is shown once more."""
        assert self.draft is not None
        code = session.held_code(request, self.draft)
        if code:
            session.forget_code(request, self.draft)
        return TemplateResponse(request, "forms_app/saved.html", {**self.matter(), "code": code})

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Leave the draft, or mail the link once more."""
        assert self.draft is not None
        if "leave" in request.POST:
            session.leave(request, self.draft)
            return redirect(self.url("saved"))
        try:
            limits.count("link", str(self.draft.pk), limit=5)
            if self.draft.email:
                limits.count_letter(self.draft.email)
        except Refused as refused:
            return self.refuse(refused)
        if services.mail_link(draft=self.draft):
            address = mask(self.draft.email)
            messages.success(request, f"Письмо со ссылкой ещё раз отправляется на адрес {address}.")
        return redirect(self.url("saved"))


class NumberPage(DraftPage, View):
    """The printed number and, until it is written down, the code."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show number and code."""
        assert self.draft is not None
        code = session.held_code(request, self.draft)
        if not code:
            return redirect(self.url(self.journey.steps[0].code))
        context = {"journey": self.journey, "draft": self.draft, "code": code}
        return TemplateResponse(request, "forms_app/number.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The person has written them down."""
        assert self.draft is not None
        session.forget_code(request, self.draft)
        return redirect(self.url(self.journey.steps[0].code))


class DiscardPage(AboutDraftPage):
    """Asks once more, then destroys the draft: the consent to keep it is taken back (X-5)."""

    def _answer(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if self.draft is not None and (self.draft.entered_by_id or self.draft.corrects_id):
            raise Http404
        return super()._answer(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Ask once more; of whoever came by a link alone, also to prove to be the owner."""
        assert self.draft is not None
        must_prove = services.needs_proof(self.draft, self.access)
        proof_url = self.confirm_url("discard") if must_prove else ""
        context = {**self.matter(), "proof_url": proof_url}
        return TemplateResponse(request, "forms_app/discard.html", context)

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Destroy it at once."""
        assert self.draft is not None
        try:
            services.discard_draft(
                draft=self.draft,
                reason="отзыв согласия на хранение черновика",
                demanded=True,
                access=self.access,
            )
        except NotProved:
            return self.prove_first("discard")
        session.forget(request, self.journey.code)
        messages.success(request, "Черновик удалён: введённое и файлы уничтожены.")
        return redirect(self.url())
