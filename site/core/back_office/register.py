"""The screens of a register: list, page, form, export and import come from its record (X-4)."""

import datetime as dt
from collections.abc import Iterable, Sequence
from decimal import Decimal
from typing import Any, ClassVar

from django import forms
from django.contrib import admin
from django.db import models
from django.forms.models import fields_for_model
from django.http import HttpRequest, HttpResponse
from django.utils.safestring import SafeString

from core.fields import DateField
from core.forms import TidyForm
from core.history import log_read
from core.models import User
from core.records import Audience, Field, Record, Section
from core.templatetags.desk_tags import state_tag

from .act_views import ActView, ListActView
from .acts import Look
from .admin import DeskAdmin
from .exporting import ExportColumn
from .filters import DeskFilter, choice_filter
from .history import history_of
from .objects import DeskObjectView
from .panels import Panel, panels_of
from .trail import walk, with_trail

IDENTITY = "Личные данные"


def in_list(row: Any, words: object = None) -> str:
    """What a row is called in the first column of a list; an invented one says so."""
    name = str(row if words is None else words)
    return f"{name} (вымышл.)" if row.is_demo else name


class RecordForm(TidyForm):
    """The fields of a register as staff type them, under the headings of its groups.

    ``row`` is the row to be changed: its values are shown first, and their revision travels with
    the form, so that nobody undoes what somebody else has just done. A subclass may ask for more;
    its own fields come last, and on a page with headings it says in `groups` where they stand.
    """

    record: ClassVar[Record[Any]]
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, row: Any = None, **kwargs: Any) -> None:
        record = self.record
        self.row = row
        if row is not None:
            kwargs["initial"] = {**record.values(row), "revision": record.revision(row)}
        super().__init__(*args, **kwargs)
        self.fields = {**_form_fields(record), **self.fields}
        if row is None:
            del self.fields["revision"]
        self._freeze()

    def _freeze(self) -> None:
        """Let nobody type what may not change any more, and say why beside it."""
        for one in self.record if self.row is not None else ():
            if one.frozen is not None and (reason := one.frozen(self.row)):
                self.fields[one.name].disabled = True
                self.fields[one.name].help_text = reason

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """The fields under the headings of the page."""
        groups = ((group.title, group.names) for group in self.record.groups)
        return [(title, [self[n] for n in names if n in self.fields]) for title, names in groups]

    def typed(self) -> Any:
        """What was typed, as a row that is not saved; what could not be read is left out."""
        record, typed = self.record, self.cleaned_data
        values = {name: record.typed(name, typed[name]) for name in record.names if name in typed}
        return record.model(**values)


def record_form(record: Record[Any]) -> type[RecordForm]:
    """The form of a register that needs no rules of its own."""
    return type("RegisterForm", (RecordForm,), {"record": record})


def _shared(column: Any, **kwargs: Any) -> forms.Field | None:
    """The site's own field for days, the model's for all else."""
    own = {"form_class": DateField} if type(column) is models.DateField else {}
    field: forms.Field | None = column.formfield(**own, **kwargs)
    return field


def _form_fields(record: Record[Any]) -> dict[str, forms.Field]:
    """A form field for each field of the record: its own, or the model's."""
    fields = fields_for_model(
        record.model,
        fields=[one.name for one in record if one.form_field is None],
        labels={name: record.label(name) for name in record.names},
        help_texts={one.name: one.help for one in record if one.help},
        widgets={
            one.name: forms.Textarea(attrs={"rows": one.lines}) for one in record if one.lines > 1
        },
        formfield_callback=_shared,
    )
    for one in record:
        if one.form_field is None:
            continue
        own = one.form_field()
        own.label, own.help_text = record.label(one.name), own.help_text or one.help
        own.required = own.required and not record.column(one.name).blank
        fields[one.name] = own
    return {name: fields[name] for name in record.names}


class RegisterView(DeskObjectView):
    """The page of one row: state, what can be done, what is said of it, its history."""

    template_name = "core/back_office/object.html"
    http_method_names = ["get"]

    def get_title(self) -> str:
        return self.desk.object_label(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        row, desk, request = self.object, self.desk, self.request
        panels = [*desk.panels(row, request), *panels_of(row, request, desk)]
        return super().get_context_data(
            walk=walk(desk, request, row),
            zone=desk.zone_of(row, request),
            status=desk.status_line(row, request),
            acts=[*desk.open_acts(request, row), *desk.identity_buttons(request, row)],
            brief=desk.brief(row, request),
            notices=desk.notices(row, request),
            sections=desk.sections(row, request),
            first=[panel for panel in panels if panel.is_first],
            panels=[panel for panel in panels if not (panel.is_aside or panel.is_first)],
            aside=[panel for panel in panels if panel.is_aside and not panel.is_first],
            records=history_of(row, desk, request),
            **kwargs,
        )


class IdentityView(DeskObjectView):
    """The identity data of one row, on a page of their own: every look is logged (X-5)."""

    template_name = "core/back_office/object.html"
    http_method_names = ["get"]
    right = "identity"

    def get_title(self) -> str:
        return f"{IDENTITY}: {self.desk.object_label(self.object)}"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        log_look(self.desk, self.object, self.actor)
        record = self.desk.record
        fields = record.where(audience=Audience.IDENTITY)
        facts = record.facts(self.object, fields) or [(IDENTITY, "не внесены")]
        return super().get_context_data(
            sections=[Section(IDENTITY, facts)], back_url=self.get_object_url(), **kwargs
        )


def log_look(desk: Any, row: Any, actor: User) -> None:
    """Say in the log of looks which identity data of the row were shown; of none, nothing."""
    fields = desk.record.where(audience=Audience.IDENTITY)
    if fields:
        what = ", ".join(desk.record.labels(one.name for one in fields))
        log_read(row, actor=actor, what=what, organisation=actor.organisation)


class RegisterDesk(DeskAdmin):
    """A desk whose screens are derived from ``record``; a noun adds what is its own.

    Identity data stand on a page of their own for who holds the right ``identity``.
    """

    record: Record[Any]
    inspect_view_enabled = True
    # Columns of the list; by default the record's listed fields.
    list_display: Sequence[str] = ()
    # Columns of an export beside the record's: state, instants, what is counted.
    more_export_columns: Sequence[ExportColumn] = ()

    def __init_subclass__(cls, **kwargs: Any) -> None:
        """The desk is of the record's model; Wagtail's system checks ask the class for it."""
        super().__init_subclass__(**kwargs)
        if hasattr(cls, "record"):
            cls.model = cls.record.model

    # --- what a noun says ------------------------------------------------------------------------

    def notices(self, row: Any, request: HttpRequest) -> list[str]:
        """What to look at before deciding."""
        return []

    def brief(self, row: Any, request: HttpRequest) -> Sequence[tuple[str, Any]]:
        """What stands at the head of the page: whom it is about, how to reach them, what is asked."""
        return []

    def panels(self, row: Any, request: HttpRequest) -> Iterable[Panel]:
        """The noun's own boxes; those of other nouns are registered by them."""
        return []

    def audience(self, row: Any, request: HttpRequest) -> Audience:
        """How much of the row this person sees on its page."""
        return Audience.WORK if self.may(request, "work") else Audience.PRIVATE

    def sections(self, row: Any, request: HttpRequest) -> list[Any]:
        """What the record says of the row."""
        return self.record.sections(row, self.audience(row, request))

    def status_line(self, row: Any, request: HttpRequest) -> Sequence[Any]:
        """What stands beneath the heading: the state first; a row of the demonstration says so."""
        state = [self.state(row)] if self.lifecycle else []
        invented = [state_tag("warning", "вымышл.")] if getattr(row, "is_demo", False) else []
        return [*state, *invented]

    def identity_buttons(self, request: HttpRequest, row: Any) -> list[dict[str, Any]]:
        """The way to the identity data, for whoever may see them."""
        if not self.record.where(audience=Audience.IDENTITY) or not self.may(request, "identity"):
            return []
        url, classname = with_trail(self.url("identity", row), request), Look.SECOND.value
        return [{"code": "identity", "url": url, "label": IDENTITY, "classname": classname}]

    # --- derived -----------------------------------------------------------------------------------

    def get_list_display(self, request: HttpRequest) -> Sequence[str]:
        return self.list_display or [one.name for one in self.record.where(is_listed=True)]

    @property
    def export_columns(self) -> Sequence[ExportColumn]:
        """The record's exported fields, then the desk's own; identity data never (X-5)."""
        return [*map(self._export, self.record.where(is_exported=True)), *self.more_export_columns]

    def _export(self, one: Field) -> ExportColumn:
        return ExportColumn(
            self.record.label(one.name), lambda row: exported(row, self.record, one.name)
        )

    @admin.display(description="состояние", ordering="state")
    def state(self, row: Any) -> SafeString:
        """The state as a tag."""
        assert self.lifecycle is not None
        return state_tag(self.lifecycle.tones.get(row.state, "waiting"), row.get_state_display())

    def get_filters(self) -> Sequence[type[DeskFilter]]:
        """A filter for each field that is filtered by its choices, then the desk's own."""
        chosen = [
            choice_filter(self.record, one.name) for one in self.record.where(is_filtered=True)
        ]
        return [*chosen, *self.filters]

    def _object_views(self) -> dict[str, type[DeskObjectView]]:
        views: dict[str, type[DeskObjectView]] = {"inspect": RegisterView}
        views |= super()._object_views()
        if "identity" in self.rights:
            views.setdefault("identity", IdentityView)
        return views


class CreateRowView(ListActView):
    """Adds a row: the act's service takes what was typed as ``data``, a row not saved yet."""

    template_name = "core/back_office/record_form.html"

    def perform(self, form: RecordForm) -> None:
        """Call the service; the way leads to the row that it returns."""
        self.object = self.service(data=form.typed(), actor=self.actor)


class EditRowView(ActView):
    """Changes what is said of a row; refused when somebody else has changed it since.

    A form that shows identity data is a look at them.
    """

    template_name = "core/back_office/record_form.html"

    def show(self, form: RecordForm, **more: Any) -> HttpResponse:
        """Render the form, and log the look."""
        log_look(self.desk, self.object, self.actor)
        return super().show(form, **more)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"row": self.object}

    def perform(self, form: RecordForm) -> None:
        """Call the service with what was typed and with what the form had shown."""
        self.service(
            **self.subject(),
            data=form.typed(),
            actor=self.actor,
            revision=form.cleaned_data["revision"],
        )


def exported(row: Any, record: Record[Any], name: str) -> object:
    """The value in a table file: numbers and days as such, all else in words."""
    value = getattr(row, name)
    is_plain = isinstance(value, int | Decimal | dt.date) and not record.column(name).choices
    return value if is_plain else record.text(row, name)
