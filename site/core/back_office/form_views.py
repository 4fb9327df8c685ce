"""Forms of a desk: each parses what was typed, calls one service and says what happened."""

from collections.abc import Callable, Sequence
from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail.admin import messages

from core.errors import Refused
from core.forms import tidied

from .objects import DeskListView, DeskObjectView, DeskPartView
from .panels import Panel


class DeskListFormView(DeskListView):
    """A form: a POST calls one service; what it refuses is said at the form."""

    template_name = "core/back_office/form.html"
    right = "work"
    form_class: type[Any] = forms.Form
    submit_label = "Выполнить"
    submit_class = ""
    help = ""
    success = ""
    service: Callable[..., Any]
    # What the form is about, or what came of it: the way leads there afterwards.
    object: Any = None

    def get_form(self) -> Any:
        """The form, filled with what was typed."""
        if self.request.method == "POST":
            typed: list[Any] = [tidied(self.request.POST)]
            # Most forms of the desks ask for no file and take none.
            if self.request.FILES:
                typed.append(self.request.FILES)
            return self.form_class(*typed, **self.get_form_kwargs())
        return self.form_class(**self.get_form_kwargs())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Further arguments of the form."""
        return {}

    def get_submit_label(self) -> str:
        """The words of the button."""
        return self.submit_label

    def get_help(self) -> str:
        """What is said above the form."""
        return self.help

    def get_success(self) -> str:
        """What is said once it is done."""
        return self.success

    def get_panels(self, form: Any) -> Sequence[Panel]:
        """Boxes above the form: what to look at before it is sent."""
        return []

    def subject(self) -> dict[str, Any]:
        """What the service is about, by the name under which it takes it."""
        return {}

    def perform(self, form: Any) -> None:
        """Call the service with what was typed; may raise Refused."""
        self.service(**self.subject(), actor=self.actor, **form.cleaned_data)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show the empty form."""
        return self.show(self.get_form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do it, or show what is wrong and keep what was typed."""
        form = self.get_form()
        if not form.is_valid():
            return self.show(form)
        try:
            self.perform(form)
        except Refused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
            return self.show(form)
        return self.done()

    def done(self) -> HttpResponse:
        """Say what happened and lead on."""
        if message := self.get_success():
            messages.success(self.request, message)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Where to go afterwards: the object's page, else the list."""
        page = self.desk.primary_url(self.request, self.object) if self.object else ""
        return page or self.desk.url("index")

    def show(self, form: forms.BaseForm, **more: Any) -> HttpResponse:
        """Render the page with the form."""
        context = {
            "form": form,
            "panels": self.get_panels(form),
            "submit_label": self.get_submit_label(),
            "submit_class": self.submit_class,
            "help": self.get_help(),
        }
        return self.render_to_response(self.get_context_data(**context, **more))


class DeskFormView(DeskListFormView, DeskObjectView):
    """A form about one object, which the service takes under the name of its model."""

    def get_success_url(self) -> str:
        """The object's page, which still knows the list that it was opened from."""
        return self.get_object_url() or self.get_index_url()

    def subject(self) -> dict[str, Any]:
        """The object."""
        return {self.desk.opts.model_name: self.object}


class DeskPartFormView(DeskFormView, DeskPartView):
    """A form about a part of an object, which the service takes as ``part_name``."""

    part_name: str

    def subject(self) -> dict[str, Any]:
        """The part alone: it knows what it belongs to."""
        return {self.part_name: self.part}
