"""Steps: one topic each, a typed form, and the answers that it gives."""

import dataclasses
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from forms_app import consents
from forms_app.answers import NOT_GIVEN, Answer, mask

from .context import JourneyContext
from .forms import ConsentForm, RowForm, Rows, StepForm
from .values import plain_json, shown

if TYPE_CHECKING:
    from django import forms
    from django.http import QueryDict
    from django.utils.datastructures import MultiValueDict


@dataclasses.dataclass(kw_only=True)
class Step:
    """One page of a journey.

    ``section`` heads its answers (default: the title); ``intro`` is what the page says first;
    ``help`` explains in plain language. ``when`` leaves the step out where it does not apply.
    """

    code: str
    title: str
    form_class: type[StepForm]
    section: str = ""
    intro: str = ""
    help: str = ""
    template: str = "forms_app/step.html"
    when: Callable[[JourneyContext], bool] | None = None

    def applies(self, ctx: JourneyContext) -> bool:
        """Whether the step belongs to this person's journey."""
        return self.when is None or self.when(ctx)

    def form(
        self, ctx: JourneyContext, data: "QueryDict | MultiValueDict | None" = None
    ) -> StepForm:
        """The step's form; bound when there is something typed."""
        form = self.form_class(data=data, ctx=ctx, step=self)
        if ctx.lacks:
            form.ask_less()
        return form

    def saved(self, ctx: JourneyContext, form: StepForm, *, complete: bool) -> None:
        """React to a saved step, inside its transaction."""

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """The answers this step gives: every field, then every row, in the order of the form."""
        form = self.form(ctx)
        answers: list[Answer] = []
        for item in form.layout():
            if item.rows is not None:
                answers += self._row_answers(item.rows.spec, cleaned.get(item.rows.spec.name, []))
            elif item.field is not None and item.field.name in cleaned:
                name = item.field.name
                answers.append(self._answer(name, item.field.field, cleaned[name], form=form))
        return answers

    def _answer(
        self,
        name: str,
        field: "forms.Field",
        value: Any,
        *,
        form: StepForm | RowForm,
        code: str = "",
        note: str = "",
    ) -> Answer:
        text = shown(field, value)
        return Answer(
            code=code or name,
            step=self.code,
            section=self.section or self.title,
            label=f"{note}{field.label}",
            value=plain_json(value),
            text=text,
            sensitive=name in form.sensitive or getattr(field, "sensitive", False),
            veiled=mask(text) if value and name in form.veiled else "",
        )

    def _row_answers(self, rows: Rows, values: list[dict[str, Any]]) -> list[Answer]:
        form: RowForm = rows.form_class()
        return [
            self._answer(
                name,
                form.fields[name],
                value,
                form=form,
                code=f"{rows.name}-{number}-{name}",
                note=f"{rows.title}, {number}: ",
            )
            for number, row in enumerate(values, start=1)
            for name, value in row.items()
        ]


@dataclasses.dataclass(kw_only=True)
class ConsentStep(Step):
    """The step that takes one consent, shown in full, never ticked beforehand (invariant 7).

    ``is_signed`` says that the filled text is printed and signed among the papers;
    ``is_signed_later``, that the signature comes after the sending, so that the tick is none even
    where staff type in what came on paper.
    """

    purpose: str
    is_signed: bool = True
    is_signed_later: bool = False
    form_class: type[StepForm] = ConsentForm
    template: str = "forms_app/consent_step.html"

    def saved(self, ctx: JourneyContext, form: StepForm, *, complete: bool) -> None:
        """Record the consent as evidence, or its withdrawal when the tick was taken away."""
        assert ctx.draft is not None
        if complete and form.cleaned_data["agree"]:
            consents.give(
                draft=ctx.draft,
                text=form.cleaned_data["text"],
                # What was signed on paper was given by the day it arrived, not when it is typed in.
                at=ctx.decided_at if ctx.by_staff else ctx.at,
                by_staff=ctx.by_staff and not self.is_signed_later,
            )
        else:
            consents.take_back(draft=ctx.draft, purpose=self.purpose, at=ctx.at)

    def answers(self, cleaned: dict[str, Any], ctx: JourneyContext) -> list[Answer]:
        """The consent with the version that was agreed to, then the form's other ticks."""
        text = cleaned["text"]
        is_given = bool(cleaned["agree"])
        given = Answer(
            code="agree",
            step=self.code,
            section=self.section or self.title,
            label=text.title,
            value={"version": text.version, "sha256": text.sha256} if is_given else None,
            text=f"дано, версия текста {text.version}" if is_given else NOT_GIVEN,
        )
        rest = {k: v for k, v in cleaned.items() if k not in ("agree", "text")}
        return [given, *super().answers(rest, ctx)]
