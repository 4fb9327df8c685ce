"""The words in which a register is declared."""

import enum
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any, Generic, TypeVar

from django import forms
from django.db import models
from django.utils.html import format_html
from django.utils.text import capfirst

from core.errors import Refused
from core.text import search_key

from .revisions import revision_of
from .words import in_words

Row = TypeVar("Row", bound=models.Model)
# What stands for a value that nobody has said how to mask.
HIDDEN = "•••"


class Audience(enum.IntEnum):
    """Who may see a field; what is not said to be public or secret is for staff alone."""

    PUBLIC = 1  # anyone, on public pages too
    PRIVATE = 2  # who may see the row on its desk
    WORK = 3  # who works with the row: what was written of talks, in free words
    IDENTITY = 4  # who may see identity data; every look is logged


@dataclass(frozen=True, kw_only=True)
class Asked:
    """How a public form asks for a field.

    ``step`` is the page of the journey, ``question`` the plain words, ``code`` the answer's name
    where it differs from the field's, ``only_if`` an answer of the same page without which this
    one does not count, ``field`` a maker of the form field where the model's own does not do.
    ``is_required`` differs from the model where the register may hold a row without the value.
    """

    step: str
    question: str = ""
    code: str = ""
    only_if: str = ""
    field: Callable[[], forms.Field] | None = None
    is_required: bool | None = None
    # One tick among several: the answer ``code`` lists the names of those that are set.
    is_tick: bool = False


@dataclass(frozen=True, kw_only=True)
class Imported:
    """How a table brings a field: other words of its heading, and what turns a cell into a value.

    ``column`` makes the column of ``core.tables`` where the model's field alone does not tell: it
    is called with code, heading and the other words, and whether a cell may be empty.
    """

    headings: tuple[str, ...] = ()
    is_required: bool = False
    column: Callable[..., Any] | None = None


@dataclass(frozen=True)
class Field:
    """One field of a register, by the name that it has in the model.

    ``official`` is the wording of the approved form (by default the model's name for it), ``paper``
    the row of the approved form that shows it, ``help`` what staff read beneath it, ``frozen`` says
    of a row why the field may not change any more, in a sentence, or nothing. ``mask`` hides a
    value from strangers and lets its owner recognise it; ``link`` is the address that the value
    leads to on a page: «tel:…».
    """

    name: str
    official: str = ""
    help: str = ""
    audience: Audience = Audience.PRIVATE
    asked: Asked | None = None
    paper: str = ""
    mask: Callable[[str], str] | None = None
    autocomplete: str = ""
    form_field: Callable[[], forms.Field] | None = None
    lines: int = 0  # of the box in which it is typed; 0 and 1 are a single line
    shown: Callable[[Any], str] | None = None
    link: Callable[[Any], str] | None = None
    is_listed: bool = False
    is_searched: bool = False
    is_filtered: bool = False
    is_exported: bool = False
    # Free text that is screened for what may not be asked of people.
    is_screened: bool = False
    imported: Imported | None = None
    frozen: Callable[[Any], str] | None = None


class Group:
    """Fields under one heading, on the form and on the object's page."""

    def __init__(self, title: str, *fields: Field, note: str = "") -> None:
        self.title = title
        self.fields = fields
        self.note = note

    @property
    def names(self) -> tuple[str, ...]:
        """The names of the fields."""
        return tuple(one.name for one in self.fields)


_records: dict[type[models.Model], "Record[Any]"] = {}


class Record(Generic[Row]):
    """What a register keeps of a row, field by field.

    ``kept_by_services`` names the fields of the model that nobody types: states, instants, keys.
    Every other field of the model must stand in a group, or the system check fails.
    """

    def __init__(
        self, model: type[Row], *groups: Group, kept_by_services: Collection[str] = ()
    ) -> None:
        self.model = model
        self.groups = groups
        self.kept_by_services = frozenset(kept_by_services)
        self.fields = {one.name: one for group in groups for one in group.fields}
        _records[model] = self

    def __iter__(self) -> Iterator[Field]:
        return iter(self.fields.values())

    @cached_property
    def names(self) -> tuple[str, ...]:
        """The names of all fields, in their order."""
        return tuple(self.fields)

    def where(self, **marks: Any) -> list[Field]:
        """The fields that carry all of these marks: ``where(is_exported=True)``."""
        return [one for one in self if all(getattr(one, k) == v for k, v in marks.items())]

    def seen_by(self, audience: Audience) -> list[Field]:
        """The fields that this audience may see."""
        return [one for one in self if one.audience <= audience]

    # --- words ---------------------------------------------------------------------------------

    def column(self, name: str) -> "models.Field[Any, Any]":
        """The model's field."""
        column = self.model._meta.get_field(name)  # noqa: SLF001 - Django documents it as open
        assert isinstance(column, models.Field)
        return column

    def label(self, name: str) -> str:
        """What staff call the field: the model's name for it, as it begins a line."""
        return str(capfirst(str(self.column(name).verbose_name)))

    def official(self, name: str) -> str:
        """The wording of the approved form, where it differs from what staff call the field."""
        return self.fields[name].official or self.label(name)

    def labels(self, names: Iterable[str]) -> list[str]:
        """The names of fields inside a sentence of the history: values stay out of it."""
        return [str(self.column(name).verbose_name) for name in names]

    def text(self, row: Row, name: str) -> str:
        """The value as people read it; empty where there is none."""
        return in_words(row, name, self.fields[name].shown)

    def linked(self, row: Row, name: str) -> str:
        """The value as a page shows it: what can be called, written to or opened is a link."""
        text, link = self.text(row, name), self.fields[name].link
        if not text or link is None:
            return text
        address = link(getattr(row, name))
        return format_html('<a href="{}" rel="noreferrer">{}</a>', address, text)

    def masked(self, row: Row, name: str) -> str:
        """The value for its owner to recognise and for nobody else to read; dots without a mask."""
        value, mask = getattr(row, name), self.fields[name].mask
        if value is None or value == "":
            return ""
        return mask(str(value)) if mask else HIDDEN

    def facts(self, row: Row, fields: Iterable[Field]) -> list[tuple[str, str]]:
        """Label and value of those fields that have one, as a page shows them."""
        pairs = ((self.label(one.name), self.linked(row, one.name)) for one in fields)
        return [(label, text) for label, text in pairs if text]

    def sections(self, row: Row, audience: Audience) -> list["Section"]:
        """What this audience may read of the row, group by group; empty groups are left out."""
        sections = [
            Section(
                group.title,
                self.facts(row, (one for one in group.fields if one.audience <= audience)),
                group.note,
            )
            for group in self.groups
        ]
        return [section for section in sections if section.facts]

    # --- values --------------------------------------------------------------------------------

    def values(self, row: Row) -> dict[str, Any]:
        """The values by name."""
        return {name: getattr(row, name) for name in self.names}

    def copy(self, row: Row, **changes: Any) -> Row:
        """The declared values in a row of their own that is not saved, some of them changed."""
        return self.model(**{**self.values(row), **changes})

    def revision(self, row: Row) -> str:
        """What a form saw when it was opened; changes with every value (X-6)."""
        return revision_of(self.values(row))

    def changes(self, row: Row, data: Row) -> list[str]:
        """The names of the fields in which ``data`` differs from the row."""
        return [name for name in self.names if getattr(row, name) != getattr(data, name)]

    def assign(self, row: Row, data: Row) -> list[str]:
        """Write the fields of ``data`` on the row; return which of them changed.

        Raises Refused where a field that is frozen by now would change.
        """
        changed = self.changes(row, data)
        for name in changed:
            frozen = self.fields[name].frozen
            if frozen is not None and (reason := frozen(row)):
                raise Refused(reason, field=name)
        for name in changed:
            setattr(row, name, getattr(data, name))
        return changed

    def search_text(self, row: Row, *others: str) -> str:
        """The words that the row is found by: of its searched fields, and of ``others``."""
        own = (self.text(row, one.name) for one in self.where(is_searched=True))
        return " ".join(search_key(text) for text in (*own, *others) if text)

    # --- from the answers of a public form -------------------------------------------------------

    def asked_on(self, step: str) -> list[Field]:
        """The fields that this page of the journey asks for."""
        return [one for one in self if one.asked is not None and one.asked.step == step]

    def from_answers(self, pages: Mapping[str, Mapping[str, Any]]) -> dict[str, Any]:
        """The values that the pages of a journey give, by the names of the model."""
        values = {}
        for one in self:
            if one.asked is None or one.asked.step not in pages:
                continue
            values[one.name] = self._answer(one, one.asked, pages[one.asked.step])
        return values

    def _answer(self, one: Field, asked: Asked, page: Mapping[str, Any]) -> Any:
        column = self.column(one.name)
        if asked.only_if and not page.get(asked.only_if):
            return column.get_default()
        value = page.get(asked.code or one.name)
        if asked.is_tick:
            # Of a question that was left out nobody knows the answer, where the column can say so.
            return None if column.null and not value else one.name in (value or ())
        if value is None and not column.null:
            return column.get_default()
        return self.typed(one.name, value)

    def typed(self, name: str, value: Any) -> Any:
        """What a form field gave, as the model keeps it: a whole number typed as a decimal."""
        column = self.column(name)
        return value if column.is_relation else column.to_python(value)

    # --- out -------------------------------------------------------------------------------------

    def paper_rows(self, step: str) -> list[tuple[str, tuple[str, ...]]]:
        """Rows of the approved form that this page fills: wording, codes of the answers in it."""
        rows: dict[str, list[str]] = {}
        for one in self.asked_on(step):
            assert one.asked is not None
            if one.paper:
                rows.setdefault(one.paper, []).append(one.asked.code or one.name)
        return [(label, tuple(codes)) for label, codes in rows.items()]


@dataclass(frozen=True)
class Section:
    """A heading and what stands under it."""

    title: str
    facts: list[tuple[str, str]] = field(default_factory=list)
    note: str = ""


def all_records() -> list["Record[Any]"]:
    """Every register that is declared, in the order of declaration."""
    return list(_records.values())


def record_of(model: type[Row]) -> "Record[Row]":
    """The register of a model; KeyError where none is declared."""
    return _records[model]
