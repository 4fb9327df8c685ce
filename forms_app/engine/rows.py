"""Repeating rows that work without JavaScript: «add» and «remove» are buttons of the form."""

import dataclasses
from collections.abc import Mapping
from typing import Any

from django.forms import BoundField
from django.forms.utils import ErrorDict
from django.utils.datastructures import MultiValueDict

from core.text import whole_number

from .context import JourneyContext
from .typed import Raw, TypedForm


@dataclasses.dataclass(frozen=True)
class FormItem:
    """One thing on the page: a field with its plain question and help, or a group of rows."""

    field: BoundField | None = None
    question: str = ""
    plain: str = ""
    on_condition: bool = False
    rows: "BoundRows | None" = None


class RowForm(TypedForm):
    """The fields of one repeating row. ``ctx`` is None where only labels are read."""

    sensitive: frozenset[str] = frozenset()
    veiled: frozenset[str] = frozenset()
    questions: dict[str, str] = {}
    plain: dict[str, str] = {}

    def __init__(
        self,
        *args: Any,
        ctx: JourneyContext | None = None,
        proposed: Mapping[str, Any] | None = None,
        **kwargs: Any,
    ) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
        self.ctx = ctx
        self.proposed = proposed or {}
        if not self.is_bound:
            self.initial = {**self.proposed, **self.initial}

    def has_changed(self) -> bool:
        """Whether the person has put something in: what was only proposed makes no row."""
        return any(
            name not in self.proposed
            or self.fields[name].to_python(self[name].data) != self.proposed[name]
            for name in self.changed_data
        )

    def hide_errors(self) -> None:
        """Show what was typed without judging it."""
        self._errors = ErrorDict()

    def items(self) -> list[FormItem]:
        """The row's fields with their plain words."""
        return [
            FormItem(self[name], self.questions.get(name, ""), self.plain.get(name, ""))
            for name in self.fields
        ]


@dataclasses.dataclass(frozen=True)
class Rows:
    """A repeating group: ``name`` in ``cleaned_data`` holds a list of the rows' data.

    Empty rows are left out; ``min`` and ``max`` bound the filled ones. ``after`` places the group
    behind that field (default: at the end). ``title`` names one row: «Период работы»; ``legend``
    is the official wording for all of them, ``question`` says it simply. ``proposed`` is what the
    first row holds before anybody has typed into it.
    """

    name: str
    form_class: type[RowForm]
    title: str
    add_label: str = "Добавить ещё"
    min: int = 0
    max: int = 20
    after: str = ""
    legend: str = ""
    question: str = ""
    help: str = ""
    proposed: Mapping[str, Any] = dataclasses.field(default_factory=dict)

    @property
    def count_name(self) -> str:
        """The hidden field that says how many rows are on the page."""
        return f"{self.name}-count"

    @property
    def prefix(self) -> str:
        """What the names of this group's entries begin with."""
        return f"{self.name}-"

    def count(self, data: MultiValueDict | None) -> int:
        """How many rows are on the page, within the bounds."""
        shown = max(self.min, 1)
        given = whole_number(str(data.get(self.count_name, ""))) if data is not None else None
        return min(max(given or shown, shown), self.max)

    def add(self, raw: Raw) -> Raw:
        """The entries with one more empty row."""
        return {**raw, self.count_name: [str(min(self.count(MultiValueDict(raw)) + 1, self.max))]}

    def remove(self, raw: Raw, number: int) -> Raw:
        """The entries without row ``number``; the rows below move up."""
        count = self.count(MultiValueDict(raw))
        out = {k: v for k, v in raw.items() if not k.startswith(self.prefix)}
        kept = [n for n in range(1, count + 1) if n != number]
        for new, old in enumerate(kept, start=1):
            start = f"{self.prefix}{old}-"
            for key, values in raw.items():
                if key.startswith(start):
                    out[f"{self.prefix}{new}-{key.removeprefix(start)}"] = values
        out[self.count_name] = [str(max(len(kept), 1))]
        return out


class BoundRows:
    """The rows of one group on one form."""

    def __init__(
        self, spec: Rows, data: MultiValueDict | None, ctx: JourneyContext, *, quiet: bool = False
    ) -> None:
        self.spec = spec
        self.forms = [
            spec.form_class(
                data=data,
                prefix=f"{spec.name}-{number}",
                ctx=ctx,
                # Who types in what came on paper reads it there.
                proposed=spec.proposed if number == 1 and not ctx.by_staff else None,
                empty_permitted=True,
            )
            for number in range(1, spec.count(data) + 1)
        ]
        self.quiet = quiet
        # Of an incomplete set all rows may be missing.
        self.may_be_missing = False
        for form in self.forms if quiet else ():
            form.hide_errors()

    @property
    def filled(self) -> list[RowForm]:
        """The rows that hold something."""
        return [form for form in self.forms if form.is_bound and form.has_changed()]

    def is_valid(self) -> bool:
        """Whether every filled row is right and their number is within the bounds."""
        return all(form.is_valid() for form in self.filled) and not self.error

    @property
    def error(self) -> str:
        """What is wrong with the number of rows; empty when nothing is, or nothing is judged."""
        bound = any(form.is_bound for form in self.forms)
        if self.quiet or self.may_be_missing or not bound or len(self.filled) >= self.spec.min:
            return ""
        if self.spec.min == 1:
            return f"{self.spec.title}: заполните хотя бы одну запись."
        return f"{self.spec.title}: заполните записей не меньше {self.spec.min}."

    @property
    def cleaned_data(self) -> list[dict[str, Any]]:
        """The data of the filled rows that are right."""
        return [form.cleaned_data for form in self.filled if form.is_valid()]

    @property
    def numbered(self) -> list[tuple[int, RowForm]]:
        """Rows with their numbers from 1."""
        return list(enumerate(self.forms, start=1))

    @property
    def count(self) -> int:
        """How many rows are on the page."""
        return len(self.forms)

    @property
    def may_add(self) -> bool:
        """Whether one more row is allowed."""
        return self.count < self.spec.max

    @property
    def may_remove(self) -> bool:
        """Whether a row may go."""
        return self.count > 1
