"""A step of a journey: formtools' wizard, with the draft in the database (DESIGN §4).

Overridden because, as formtools comes, a GET of «done» files the form, steps can be jumped and
the hidden field beats the address.
"""

import dataclasses
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.utils.datastructures import MultiValueDict
from formtools.wizard.views import NamedUrlWizardView

from core.errors import Refused
from core.text import whole_number
from forms_app import services
from forms_app.engine import session, veil
from forms_app.engine.forms import StepForm
from forms_app.engine.payload import open_draft
from forms_app.engine.progress import Progress, StepState
from forms_app.engine.steps import Step
from forms_app.engine.typed import Raw, as_data
from forms_app.errors import DraftClosed, NotProved, NotYet, StaleRevision
from forms_app.remarks import remarks_on

from .base import PROVE_FIRST, DraftPage

PROVE_AND_SAVE = f"{PROVE_FIRST} Введённое на странице сохранится."


class StepPage(DraftPage, NamedUrlWizardView):
    """One step: GET shows what is kept, POST keeps what is typed and leads on."""

    storage_name = "forms_app.engine.storage.DraftStorage"

    # -- formtools' hooks ----------------------------------------------------------------
    def get_form_list(self) -> dict[str, type[StepForm]]:
        """The steps of this journey, instead of a list fixed in the address table."""
        return {step.code: step.form_class for step in self.journey.steps}

    def get_step_url(self, step: str) -> str:
        """The address of a step of this journey."""
        return self.url(step)

    def render_done(self, form: StepForm | None = None, **kwargs: Any) -> HttpResponseBase:
        """Nothing is filed here: the steps lead to «check your answers», sending is its own POST."""
        return redirect(self.url("check"))

    # -- requests ------------------------------------------------------------------------
    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show a step; one that is jumped to leads to the first that is not done."""
        step = self._step()
        progress = self.progress()
        state = progress.get(step.code)
        if state is None or not progress.is_reachable(step.code):
            first = progress.first_incomplete
            return redirect(self.url(first.code if first else "check"))
        if not progress.is_open(step.code):
            messages.info(request, "Этот шаг не возвращён на исправление: изменить его нельзя.")
            return redirect(self.url("check"))
        self.storage.load(open_draft(self.draft), step.code)  # type: ignore[arg-type]
        form = state.form
        assert form is not None
        if waiting := self._waiting(progress, step):
            return self._page_of(progress, state, waiting)
        form, hidden = self._veiled(progress, step, form)
        if state.quiet:
            form.hide_errors()
        return self.show(progress, state, form, hidden=bool(hidden))

    def _veiled(
        self, progress: Progress, step: Step, form: StepForm
    ) -> tuple[StepForm, frozenset[str]]:
        """The form without the secrets that were typed before a link opened it, and their names."""
        typed = open_draft(self.draft).steps.get(step.code)  # type: ignore[arg-type]
        if typed is None:
            return form, frozenset()
        hidden = services.hidden_entries(form, typed, access=progress.access)
        if not hidden:
            return form, hidden
        left = {key: values for key, values in typed.raw.items() if key not in hidden}
        bare = step.form(progress.ctx, as_data(left))
        veil.veil(bare, form, hidden)
        return bare, hidden

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Keep the step and go on; the address says which step it is, never a hidden field."""
        step = self._step()
        press = self._press()
        try:
            saved = services.save_step(
                draft=self.draft,  # type: ignore[arg-type]
                revision=self.revision,
                step=step.code,
                data=request.POST,
                actor=self.actor,
                press=press,
                access=self.access,
            )
        except NotProved:
            self.stash()
            return self.prove_first(step.code, PROVE_AND_SAVE)
        except StaleRevision:
            return self.stale(step)
        except NotYet as not_yet:
            return self._not_asked(not_yet.step)
        except DraftClosed:
            return redirect(self.url())
        except Refused as refused:
            return self.refuse(refused)
        self.draft = saved.draft
        session.note_kept(request, saved.draft, step.code, saved.kept)
        session.drop_stash(request, saved.draft, step.code)
        return self._onward(step, press, saved)

    def _onward(self, step: Step, press: str, saved: services.Saved) -> HttpResponseBase:
        """Where the pressed button leads."""
        if press == "leave":
            session.leave(self.request, saved.draft)
            return redirect(self.url("saved"))
        if press != "next":
            return redirect(f"{self.url(step.code)}#{self._place(press)}")
        if not saved.complete:
            return redirect(self.url(step.code))
        return redirect(self._next_url(step, saved))

    def _place(self, press: str) -> str:
        """The anchor of the row that was added; of the group that a row was taken out of."""
        kind, _, target = press.partition(":")
        rows = target.partition("-")[0]
        shown = whole_number(self.request.POST.get(f"{rows}-count", ""))
        return f"{rows}-{shown + 1}" if kind == "add" and shown else rows

    def show(
        self,
        progress: Progress,
        state: StepState,
        form: StepForm,
        *,
        stale: bool = False,
        hidden: bool = False,
    ) -> HttpResponseBase:
        """The page of a step; ``hidden`` says that something typed before is not shown."""
        pending = [] if stale else form.pending_warnings()
        corrects = progress.ctx.corrects
        context = {
            **self.frame(progress, state.code),
            "step": state.step,
            "form": form,
            "items": form.visible_layout(),
            "errors": [{"href": f"#{a}" if a else "", "text": t} for a, t in form.error_list()],
            "warnings": pending,
            "warning_texts": {warning.field: warning.text for warning in pending},
            "remarks": remarks_on(corrects, step=state.code) if corrects else [],
            "stale": stale,
            **self.veil(progress, state.code, hidden=hidden),
            "back": self.request.GET.get("back") or self.request.POST.get("back", ""),
            "previous": self._previous(progress, state.code),
            "lacks_url": f"{self.url('send')}#lacks" if self.may_lack else "",
            "lacks": progress.ctx.lacks,
        }
        status = 409 if stale else 200
        return TemplateResponse(self.request, state.step.template, context, status=status)

    def stale(self, step: Step) -> HttpResponseBase:
        """Another tab has saved meanwhile: show what is typed here and let the person decide."""
        self.draft.refresh_from_db()  # type: ignore[union-attr]
        progress = self.progress()
        state = progress.get(step.code)
        if state is None or not progress.is_reachable(step.code):
            return self.other_draft()
        return self._page_of(progress, state, step.form(progress.ctx).raw(self.request.POST))

    def _page_of(self, progress: Progress, state: StepState, typed: Raw) -> HttpResponseBase:
        """The page with what is typed here, beside what was saved elsewhere."""
        form = state.step.form(progress.ctx, as_data(typed))
        form.hide_errors()
        return self.show(progress, state, form, stale=True)

    def _not_asked(self, onward: str) -> HttpResponseBase:
        """The step is not asked now, as of who comes of age overnight: show back what was typed."""
        typed = self.typed()
        if not typed:
            return redirect(self.url(onward))
        context = {
            "journey": self.journey,
            "draft": self.draft,
            "typed": typed,
            "onward": self.url(onward),
        }
        return TemplateResponse(self.request, "forms_app/not_asked.html", context, status=409)

    def _waiting(self, progress: Progress, step: Step) -> Raw | None:
        """What the owner typed on this step and could not save, unless they look at what is kept.

        Hidden answers that were left empty then are as they are kept.
        """
        assert self.draft is not None
        waiting = session.stashes(self.request, self.draft).get(step.code)
        if "saved" in self.request.GET or waiting is None:
            return None
        if services.needs_proof(self.draft, self.access):
            return None
        form = step.form(progress.ctx)
        typed = form.raw(MultiValueDict(waiting.typed))
        former = open_draft(self.draft).steps.get(step.code)
        if former is None:
            return typed
        shown = dataclasses.replace(self.access, is_proved=False)
        hidden = services.hidden_entries(form, former, access=shown)
        return veil.keeping(form, typed, former.raw, hidden)[0]

    # -- what the page sent ----------------------------------------------------------------
    def stash(self) -> bool:
        """Keep the text of a page that cannot be saved now until its draft is opened again."""
        typed = {
            key: values
            for key, values in self.request.POST.lists()
            if key not in ("csrfmiddlewaretoken", "draft", "revision")
        }
        return session.stash(
            self.request,
            draft_id=self.request.POST.get("draft", ""),
            revision=self.revision,
            step=self.kwargs["step"],
            typed=typed,
        )

    def typed(self) -> list[tuple[str, str]]:
        """What this page sent, under its labels, rows too."""
        post = self.request.POST
        try:
            form = self._step().form(self.progress().ctx, post)
        except LookupError:
            return []
        fields = [("", bound) for bound in form]
        for rows in form.bound_rows.values():
            for number, row in rows.numbered:
                fields += [(f"{rows.spec.title} {number}: ", bound) for bound in row]
        return [
            (f"{note}{bound.label}", _in_words(bound, value))
            for note, bound in fields
            for value in post.getlist(bound.html_name)
            if value and not bound.is_hidden
        ]

    def _step(self) -> Step:
        for step in self.journey.steps:
            if step.code == self.kwargs["step"]:
                return step
        raise Http404

    def _press(self) -> str:
        post = self.request.POST
        for kind in ("add", "remove"):
            if post.get(kind):
                return f"{kind}:{post[kind]}"
        return "leave" if "leave" in post else "next"

    def _next_url(self, step: Step, saved: services.Saved) -> str:
        if self.request.POST.get("back") == "check":
            return self.url("check")
        if saved.draft.corrects_id is None:
            return self.url(saved.following or "check")
        state = self.progress().next_open(step.code)
        return self.url(state.code if state else "check")

    def _previous(self, progress: Progress, code: str) -> str:
        before = ""
        for state in progress.states:
            if state.code == code:
                break
            if progress.is_open(state.code):
                before = self.url(state.code)
        return before or self.url()


def _in_words(bound: forms.BoundField, value: str) -> str:
    """What was typed or chosen, as the page said it."""
    if isinstance(bound.field, forms.BooleanField):
        return "отмечено"
    if isinstance(bound.field, forms.ChoiceField):
        return str(dict(bound.field.choices).get(value, value))  # type: ignore[arg-type]
    return value
