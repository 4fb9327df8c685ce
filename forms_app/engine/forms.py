"""The form of one step: official labels, plain-language help, rows, warnings."""

import dataclasses
import textwrap
from typing import Any, Protocol, cast

from django import forms
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from forms_app import consents
from forms_app.shown_text import ShownTextField

from .context import JourneyContext
from .fields import AbsentOrNumberField
from .rows import BoundRows, FormItem, RowForm, Rows
from .typed import Raw, TypedForm, collect, fingerprint

__all__ = ["ConsentForm", "FormItem", "RowForm", "Rows", "StepForm", "StepWarning"]

ACKNOWLEDGED = "acknowledged"
_LONGEST_NAME = 80


@dataclasses.dataclass(frozen=True)
class StepWarning:
    """Something unusual that a person may confirm by pressing «Продолжить» once more."""

    field: str
    text: str

    @property
    def mark(self) -> str:
        """What the page sends back to say that this very warning was read."""
        return fingerprint(self.field, self.text)


class FormStep(Protocol):
    """What a form asks of the step that it belongs to."""

    code: str


class StepForm(TypedForm):
    """Subclass per step. A field's ``label`` is the official wording.

    Where that is no question that one would ask, ``questions`` has it in plain words, which then
    stand above the official ones; ``plain`` helps with the answer. Fields may be added in
    ``__init__`` from ``self.ctx``, whose ``data`` holds the earlier steps.
    ``sensitive`` names the fields that are identity data: masked on pages reached by a link, and
    open to staff on request. ``veiled`` ones are masked there too, but open to staff.
    """

    rows: tuple[Rows, ...] | list[Rows] = ()
    questions: dict[str, str] = {}
    plain: dict[str, str] = {}
    # What helps with the whole page, where that depends on the answers before it.
    help = ""
    sensitive: frozenset[str] | set[str] = frozenset()
    # What may be wanted though the field does not say so: it is not marked as optional.
    on_condition: frozenset[str] = frozenset()
    # What even an incomplete set names, or nobody could say whose it is.
    essential: frozenset[str] = frozenset()
    veiled: frozenset[str] = frozenset()

    def __init__(
        self,
        data: MultiValueDict | None = None,
        *,
        ctx: JourneyContext,
        step: FormStep | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(data, **kwargs)
        self.typed = data
        self.ctx = ctx
        self.step = step
        self.bound_rows = {spec.name: BoundRows(spec, data, ctx) for spec in self.rows}

    # -- validation ----------------------------------------------------------------------
    def _clean_fields(self) -> None:
        super()._clean_fields()  # type: ignore[misc]  # Django's own, missing in its stubs
        for spec in self.rows:
            bound = self.bound_rows[spec.name]
            self.cleaned_data[spec.name] = bound.cleaned_data

    def is_valid(self) -> bool:
        """Whether fields and rows are right; warnings do not count."""
        return super().is_valid() and all(rows.is_valid() for rows in self.bound_rows.values())

    def warnings(self) -> list[StepWarning]:
        """What looks unusual in valid data. Override; ``cleaned_data`` is there."""
        return []

    def pending_warnings(self) -> list[StepWarning]:
        """The warnings of a valid form that were not yet acknowledged."""
        # What was filed is not asked about again, whatever is asked of others since.
        if self.typed is None or self.ctx.submission is not None or not self.is_valid():
            return []
        read = set(self.typed.getlist(ACKNOWLEDGED))
        return [warning for warning in self.warnings() if warning.mark not in read]

    def is_complete(self) -> bool:
        """Whether the step is done: valid, and every warning acknowledged."""
        return self.is_bound and self.is_valid() and not self.pending_warnings()

    def ask_less(self) -> None:
        """Let what an incomplete set lacks stay blank; rows that are there are whole."""
        for name, field in self.fields.items():
            if name not in self.essential:
                field.required = False
                if isinstance(field, AbsentOrNumberField):
                    field.must_answer = False
        for rows in self.bound_rows.values():
            rows.may_be_missing = True

    def hide_errors(self) -> None:
        """Show what was typed without judging it: after «add a row» or «save and leave»."""
        self._errors = ErrorDict()
        self.bound_rows = {
            spec.name: BoundRows(spec, self.typed, self.ctx, quiet=True) for spec in self.rows
        }

    # -- what is typed -------------------------------------------------------------------
    def raw(self, data: MultiValueDict) -> Raw:
        """The entries of a request that belong to this form, cleaned of invisible marks."""
        names = {self.add_prefix(name) for name in self.fields}
        parts = [
            f"{self.add_prefix(name)}_"
            for name, field in self.fields.items()
            if isinstance(field.widget, forms.MultiWidget)
        ]
        return collect(data, names | {ACKNOWLEDGED}, [*parts, *(r.prefix for r in self.rows)])

    # -- what the page shows -------------------------------------------------------------
    def layout(self) -> list[FormItem]:
        """Fields and groups of rows in their order on the page."""
        items: list[FormItem] = []
        placed: set[str] = set()
        for name in self.fields:
            question, plain = self.questions.get(name, ""), self.plain.get(name, "")
            items.append(FormItem(self[name], question, plain, name in self.on_condition))
            for spec in self.rows:
                if spec.after == name:
                    items.append(FormItem(rows=self.bound_rows[spec.name]))
                    placed.add(spec.name)
        items += [FormItem(rows=b) for n, b in self.bound_rows.items() if n not in placed]
        return items

    def visible_layout(self) -> list[FormItem]:
        """The layout without hidden fields."""
        return [item for item in self.layout() if item.field is None or not item.field.is_hidden]

    def error_list(self) -> list[tuple[str, str]]:
        """(anchor, text) of every error, for the summary: fields, then rows; each names its field."""
        faults = [_Fault("", "", "", str(text)) for text in self.non_field_errors()]
        for item in self.layout():
            faults += _faults_of(item)
            if item.rows is not None:
                faults += _faults_of_rows(item.rows)
        return [(fault.anchor, fault.said) for fault in faults]


@dataclasses.dataclass(frozen=True)
class _Fault:
    """An error, where its control is, and what that is called."""

    anchor: str
    note: str
    label: str
    text: str

    @property
    def said(self) -> str:
        """The line of the summary."""
        if not self.label or self.label.casefold() in self.text.casefold():
            return f"{self.note}{self.text}"
        # An official label may be a whole paragraph; its beginning is enough to find it by.
        label = textwrap.shorten(self.label, _LONGEST_NAME, placeholder="…")
        colon = "" if label.endswith("?") else ":"
        return f"{self.note}{label}{colon} {self.text}"


def _faults_of(item: FormItem, note: str = "") -> list[_Fault]:
    """The errors of a field, under the words that it is asked for with."""
    bound = item.field
    if bound is None:
        return []
    label = item.question or str(bound.label)
    return [_Fault(_anchor(bound), note, label, str(text)) for text in bound.errors]


def _faults_of_rows(rows: BoundRows) -> list[_Fault]:
    """The errors of the filled rows, and of there being too few."""
    faults = [_Fault(rows.spec.name, "", "", rows.error)] if rows.error else []
    for number, form in rows.numbered:
        if form in rows.filled:
            note = f"{rows.spec.title} {number}: "
            faults += [_Fault("", note, "", str(text)) for text in form.non_field_errors()]
            for item in form.items():
                faults += _faults_of(item, note)
    return faults


def _anchor(bound: forms.BoundField) -> str:
    """The id of the control that an error link leads to: the first one of a group."""
    grouped = (forms.RadioSelect, forms.CheckboxSelectMultiple, forms.MultiWidget)
    if isinstance(bound.field.widget, grouped):
        return f"{bound.auto_id}_0"
    return bound.id_for_label or bound.auto_id


class ConsentForm(StepForm):
    """One consent in full, with its own tick. Subclass to add further, separate ticks."""

    agree = forms.BooleanField(
        label="Даю согласие",
        error_messages={"required": "Без этого согласия продолжить нельзя."},
    )
    text = ShownTextField()
    essential = frozenset({"text"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        purpose = self.step.purpose  # type: ignore[union-attr]
        given = consents.active(self.ctx, purpose)
        self.shown_text = consents.text_for(self.ctx, purpose, given)
        self.shown_body = consents.fill(self.shown_text.body, {})
        # What was agreed to before pages carried a digest: the consent itself proves the text.
        self._shown.show(self.shown_text, also={str(self.shown_text.pk)} if given else ())
        if self.typed is not None:
            self.typed = self.data = self._ticked_now(self.typed)
        if self.ctx.by_staff:
            is_signed_later = self.step.is_signed_later  # type: ignore[union-attr]
            self.fields["agree"].label = (
                "Человек согласен" if is_signed_later else "Подписанное согласие получено"
            )

    @property
    def _shown(self) -> ShownTextField:
        return cast(ShownTextField, self.fields["text"])

    def _ticked_now(self, data: MultiValueDict) -> MultiValueDict:
        name = self.add_prefix("text")
        return self._shown.keep_tick(data, tick=self.add_prefix("agree"), name=name)

    def raw(self, data: MultiValueDict) -> Raw:
        """The entries of a request; a tick under another wording is none."""
        return super().raw(self._ticked_now(data))

    def clean(self) -> dict[str, Any]:
        """A text that changed is said at its tick: what is hidden has no place for an error."""
        if self.errors.pop("text", None):
            self.errors.pop("agree", None)
            self.add_error("agree", consents.CHANGED)
        return self.cleaned_data
