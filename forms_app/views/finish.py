"""The pages after the steps: check, papers, send."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from core import history
from core.errors import Refused
from core.text import tidy
from forms_app import answers as answer_lists
from forms_app import services
from forms_app.engine import session
from forms_app.engine.documents import (
    DocumentSet,
    document_set,
    hidden_steps,
    readable_papers,
    shown_answers,
    shows_filed_data,
)
from forms_app.engine.journey import Blocker
from forms_app.engine.progress import Progress
from forms_app.errors import (
    DraftClosed,
    Incomplete,
    LeftAsItWas,
    NotProved,
    StaleRevision,
    TooLate,
)
from forms_app.models import Submission
from forms_app.services.sending import completeness
from forms_app.untouched import untouched

from .base import PROVE_FIRST, DraftPage, place_url
from .files import ALL

# What is missing is said in a few lines; the page's field ends there too.
LONGEST_LACKS = 2000
PROVE_AND_SEND = f"{PROVE_FIRST} После этого {{noun.acc}} можно отправить."


class FinishPage(DraftPage, View):
    """A page that needs all steps done; otherwise it leads to the first that is not."""

    code = ""
    template_name = ""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show the page."""
        progress = self.progress()
        if not progress.is_complete:
            first = progress.first_incomplete
            return redirect(self.url(first.code))  # type: ignore[union-attr]
        return self.show(progress)

    def show(self, progress: Progress, *, status: int = 200, **extra: Any) -> HttpResponseBase:
        """Render the page for a complete draft."""
        documents = document_set(progress)
        context = {
            **self.frame(progress, self.code),
            **self.matter(progress, documents),
            **extra,
        }
        return TemplateResponse(self.request, self.template_name, context, status=status)

    def matter(self, progress: Progress, documents: DocumentSet) -> dict[str, Any]:
        """What this very page is about."""
        raise NotImplementedError

    def untouched(
        self, progress: Progress, documents: DocumentSet | None, *, is_asked: bool = False
    ) -> list[dict[str, Any]]:
        """What a correction leaves as it was, for the page to ask about, with the ticks as sent."""
        ticked = set(self.request.POST.getlist("left")) if is_asked else set()
        return [
            {
                "mark": one.mark,
                "text": one.text,
                "url": place_url(self.journey.code, step=one.place.step, slot=one.place.slot),
                "is_ticked": one.mark in ticked,
                "is_wrong": is_asked and one.mark not in ticked,
            }
            for one in (untouched(progress, documents) if documents else [])
        ]

    def proof_url(self) -> str:
        """Where the owner has to prove to be so before this page takes anything; else empty."""
        must_prove = services.needs_proof(self.draft, self.access)  # type: ignore[arg-type]
        return self.confirm_url(self.code) if must_prove else ""

    def stale(self) -> HttpResponseBase:
        """The draft moved on in another tab: say so and show the page anew."""
        noun = self.journey.noun
        messages.warning(
            self.request,
            f"{noun.capital.nom} изменил{noun:ся|ась|ось} в другом окне. Ничего не потеряно: проверьте"
            f" {noun:его|её|его} ещё раз.",
        )
        return redirect(self.request.path)


class CheckPage(FinishPage):
    """«Check your answers»: the one stored list, with links to change."""

    code = "check"
    template_name = "forms_app/check.html"

    def matter(self, progress: Progress, documents: DocumentSet) -> dict[str, Any]:
        shown = shown_answers(progress, documents)
        sections = answer_lists.by_section(shown)
        self._log_look(progress, documents)
        following = "papers" if documents.papers else "uploads" if documents.slots else "send"
        void = any(state.void for state in documents.slots)
        # Who has nothing to sign or enclose sends from here.
        is_last = documents.is_needless and not completeness(progress)[0]
        return {
            "sections": [
                (section, self._change_url(progress, section.step)) for section in sections
            ],
            "next_url": self.url(following),
            "send_url": self.url("send") if is_last else "",
            "has_documents": following != "send",
            "void": void,
            "untouched": self.untouched(progress, documents),
            "warnings": progress.warnings(),
            **self.veil(
                progress,
                self.code,
                hidden=[a.text for a in shown] != [a.text for a in documents.answers],
            ),
        }

    def _log_look(self, progress: Progress, documents: DocumentSet) -> None:
        """Staff who may see what was filed and stays closed look at identity data (X-5)."""
        corrects = progress.ctx.corrects
        secret = (a for a in documents.answers if a.sensitive or a.veiled)
        if self.actor is None or corrects is None or not shows_filed_data(progress):
            return
        closed = {a.section for a in secret if not progress.is_open(a.step)}
        if closed:
            history.log_read(
                corrects,
                actor=self.actor,
                what=f"проверка исправлений: {', '.join(sorted(closed))}"[:255],
                organisation=progress.ctx.about.operator,
            )

    def _change_url(self, progress: Progress, step: str) -> str:
        return f"{self.url(step)}?back=check" if step and progress.is_open(step) else ""


class PapersPage(FinishPage):
    """Papers to print and sign."""

    code = "papers"
    template_name = "forms_app/papers.html"

    def matter(self, progress: Progress, documents: DocumentSet) -> dict[str, Any]:
        papers = [
            {
                "title": paper.title,
                "url": f"{self.url('papers')}{paper.code}.pdf",
                "digest": answer_lists.short_digest(documents.paper_digest(paper.code)),
                "is_signed": bool(paper.slot),
            }
            for paper in readable_papers(progress, documents)
        ]
        return {
            "papers": papers,
            "all_url": f"{self.url('papers')}{ALL}.pdf",
            "notes": self.journey.paper_notes(progress.ctx),
            **self.veil(
                progress, self.code, hidden=bool(hidden_steps(progress, documents.answers))
            ),
            "is_needless": documents.is_needless,
            "skip_url": self.url("send"),
            "next_url": self.url("uploads" if documents.slots else "send"),
            "previous": self.url("check"),
        }


class SendPage(FinishPage):
    """The last page: what is still missing, or the button that sends. Only its POST sends."""

    code = "send"
    template_name = "forms_app/send.html"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show what is missing, or the button."""
        return self._page()

    def _page(self, *, is_asked: bool = False) -> HttpResponseBase:
        progress = self.progress()
        blockers, documents = completeness(progress)
        context = {
            **self.frame(progress, self.code),
            "blockers": self._lines(blockers),
            "previous": self.url("uploads" if documents and documents.slots else "check"),
            "is_needless": documents is not None and documents.is_needless,
            "untouched": self.untouched(progress, documents, is_asked=is_asked),
            "is_asked": is_asked,
            "proof_url": self.proof_url(),
            **self._lacks(progress, blockers if documents is not None else []),
            **(self._matter(progress, documents) if documents and not blockers else {}),
        }
        return TemplateResponse(self.request, self.template_name, context)

    def _lacks(self, progress: Progress, blockers: list[Blocker]) -> dict[str, Any]:
        """For staff: what the set lacks as they have said it; missing documents are proposed."""
        lacks = progress.ctx.lacks
        return {
            "may_lack": self.may_lack,
            "lacks": lacks,
            "proposed": lacks or "\n".join(blocker.text for blocker in blockers),
        }

    def _matter(self, progress: Progress, documents: DocumentSet) -> dict[str, Any]:
        """Who sends what to whom."""
        return {
            "sender": self.journey.identity(progress.ctx).title,
            "enclosed": [state.slot.label for state in documents.slots if state.uploads],
        }

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Send, once however often it is pressed; or note what an entered set lacks."""
        if "mark" in request.POST:
            return self._mark(request.POST.get("lacks", ""))
        try:
            submission = services.send_draft(
                draft=self.draft,  # type: ignore[arg-type]
                revision=self.revision,
                actor=self.actor,
                at=self.at,
                left=request.POST.getlist("left"),
                access=self.access,
            )
        except NotProved:
            return self.prove_first(self.code, self.journey.noun.write(PROVE_AND_SEND))
        except LeftAsItWas:
            return self._page(is_asked=True)
        except StaleRevision:
            return self.stale()
        except DraftClosed:
            return redirect(self.url())
        except (Incomplete, TooLate):
            return redirect(self.url("send"))
        except Refused as refused:
            return self.refuse(refused)
        self._give_code(submission)
        return redirect(self.url("done"))

    def _mark(self, lacks: str) -> HttpResponseBase:
        try:
            services.mark_incomplete(
                draft=self.draft,  # type: ignore[arg-type]
                revision=self.revision,
                actor=self.actor,
                lacks=tidy(lacks)[:LONGEST_LACKS],
            )
        except StaleRevision:
            return self.stale()
        except DraftClosed:
            return redirect(self.url())
        except Refused as refused:
            return self.refuse(refused)
        return redirect(self.url("send"))

    def _give_code(self, submission: Submission) -> None:
        """Who has no address and applied on paper gets a code, printed by who entered it (C-10)."""
        draft = self.draft
        assert draft is not None
        if not draft.entered_by_id or submission.email or submission.code_hash:
            return
        code = services.issue_access(submission=submission, actor=self.actor)
        draft.refresh_from_db(fields=["link_serial"])
        session.remember(self.request, draft)
        session.keep_code(self.request, draft, code)

    def _lines(self, blockers: list[Blocker]) -> list[dict[str, str]]:
        return [{"text": b.text, "href": self.url(b.step) if b.step else ""} for b in blockers]
