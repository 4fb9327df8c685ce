"""How far a draft has come: every step judged again from what was typed."""

import dataclasses

from forms_app import answers as answer_lists
from forms_app.answers import Answer

from .access import Access
from .forms import StepForm
from .journey import BoundContext
from .payload import Payload
from .proof import VEIL
from .steps import Step
from .typed import as_data

LACKS = "Чего не хватает в поступившем комплекте"


@dataclasses.dataclass
class StepState:
    """One step of this person's journey. ``form`` is None behind the first incomplete step."""

    step: Step
    form: StepForm | None = None
    complete: bool = False
    quiet: bool = False
    # Taken over by a link that may have been passed on: its secrets are not shown.
    taken: bool = False

    @property
    def code(self) -> str:
        """The step's code."""
        return self.step.code


@dataclasses.dataclass
class Progress:
    """The applicable steps in order; those after the first incomplete one are not judged."""

    ctx: BoundContext
    states: list[StepState]
    access: Access = dataclasses.field(default_factory=Access)

    @property
    def first_incomplete(self) -> StepState | None:
        """The step to be filled in next; None when all are done."""
        return next((state for state in self.states if not state.complete), None)

    @property
    def is_complete(self) -> bool:
        """Whether every step is done."""
        return self.first_incomplete is None

    def get(self, code: str) -> StepState | None:
        """The state of a step that applies."""
        return next((state for state in self.states if state.code == code), None)

    def is_reachable(self, code: str) -> bool:
        """Whether all steps before this one are done: steps cannot be jumped."""
        for state in self.states:
            if state.code == code:
                return True
            if not state.complete:
                return False
        return False

    def is_open(self, code: str) -> bool:
        """Whether a step may be changed: in a correction only what was named or is now lacking."""
        corrects = self.ctx.corrects
        if corrects is None or code in corrects.returned_steps:
            return True
        state = self.get(code)
        return state is not None and not state.complete

    def is_veiled(self, code: str) -> bool:
        """Whether the secrets of this step were typed before and stay hidden from whoever has a link."""
        if self.access.is_proved:
            return False
        state = self.get(code)
        is_taken = state is not None and state.taken
        return is_taken or not self.is_open(code) or self.access.hides(code)

    def next_open(self, code: str) -> StepState | None:
        """The step after this one that may be changed; None leads to «check your answers»."""
        codes = [state.code for state in self.states]
        after = self.states[codes.index(code) + 1 :] if code in codes else self.states
        return next((state for state in after if self.is_open(state.code)), None)

    def answers(self) -> list[Answer]:
        """The list of answers of the complete steps (invariant 3)."""
        answers: list[Answer] = []
        if self.ctx.lacks:
            answers.append(Answer("lacks", "", "Комплект", LACKS, self.ctx.lacks, self.ctx.lacks))
        for state in self.states:
            if not state.complete:
                break
            answers += state.step.answers(self.ctx.data[state.code], self.ctx)
        return self._with_proof_veiled(answers)

    def _with_proof_veiled(self, answers: list[Answer]) -> list[Answer]:
        """What proves its owner is not shown to whoever has a link, not even its last digits."""
        given = {(answer.step, answer.code) for answer in answers if answer.value}
        proofs = self.ctx.journey.proofs
        proof = next((p for p in proofs if (p.step, p.field) in given), None)
        if proof is None:
            return answers
        return [
            dataclasses.replace(a, sensitive=True, veiled=VEIL)
            if (a.step, a.code) == (proof.step, proof.field)
            else a
            for a in answers
        ]

    def warnings(self) -> list[str]:
        """What is unusual in the complete steps; none of it keeps the form from being sent.

        A warning quotes what was typed: of a step that is hidden nothing is said.
        """
        open_states = [state for state in self.states if not self.access.hides(state.code)]
        forms = [state.form for state in open_states if state.complete and state.form is not None]
        return [warning.text for form in forms for warning in form.warnings()]

    def digest(self) -> str:
        """The digest of the answers."""
        return answer_lists.digest(self.answers())


def evaluate(ctx: BoundContext, payload: Payload, *, until: str = "") -> Progress:
    """Judge the steps in order and fill ``ctx.data`` with those that are complete.

    ``until`` names the step that is being saved: those behind it are not asked about, nor is its
    own former state, unless a correction has to know whether it was complete.
    """
    ctx.data.clear()
    ctx.lacks = payload.lacks
    states: list[StepState] = []
    judging = True
    for step in ctx.journey.steps:
        if not _applies(step, ctx, known=judging):
            continue
        if not judging:
            states.append(StepState(step))
            continue
        if step.code == until and ctx.corrects is None:
            states.append(StepState(step))
            break
        typed = payload.steps.get(step.code)
        form = step.form(ctx, as_data(typed.raw) if typed else None)
        complete = form.is_complete()
        if complete:
            ctx.data[step.code] = form.cleaned_data
        quiet, taken = (typed.quiet, typed.taken) if typed else (False, False)
        states.append(StepState(step, form, complete, quiet=quiet, taken=taken))
        judging = complete
        if step.code == until:
            break
    return Progress(ctx, states)


def following(ctx: BoundContext, code: str) -> str:
    """The step after this one by what is known so far; empty when it was the last."""
    codes = [step.code for step in ctx.journey.steps]
    after = ctx.journey.steps[codes.index(code) + 1 :]
    return next((step.code for step in after if _applies(step, ctx, known=False)), "")


def expected(ctx: BoundContext) -> int:
    """How many steps a journey has as far as is known now."""
    return sum(_applies(step, ctx, known=False) for step in ctx.journey.steps)


def _applies(step: Step, ctx: BoundContext, *, known: bool) -> bool:
    """Whether a step applies; one whose condition asks for what is not typed yet counts."""
    try:
        return step.applies(ctx)
    except KeyError:
        if known:
            raise
        return True
