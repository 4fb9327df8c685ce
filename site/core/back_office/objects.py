"""Views of a desk: of the list as a whole, of one object, and forms that call one service."""

from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import PermissionDenied
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from django.views.generic import TemplateView
from wagtail.admin import messages

from core.errors import Refused

if TYPE_CHECKING:
    from .admin import DeskAdmin


class DeskListView(TemplateView):
    """A view of a desk that concerns no single object; needs ``right``."""

    desk: "DeskAdmin" = None  # type: ignore[assignment] # given to as_view
    right = "view"
    title = ""

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Refuse who lacks the right before anything is looked up."""
        if not self.desk.may(request, self.right):
            raise PermissionDenied
        return super().dispatch(request, *args, **kwargs)

    def get_title(self) -> str:
        """The heading of the page."""
        return self.title

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the desk and the headings."""
        return super().get_context_data(
            desk=self.desk,
            index_url=self.desk.url("index"),
            index_label=self.desk.get_menu_label(),
            icon=self.desk.get_menu_icon(),
            page_title=self.get_title(),
            **kwargs,
        )


class DeskObjectView(DeskListView):
    """A view of one object; one that this person may not see is not there (404)."""

    object: Model

    def dispatch(
        self, request: HttpRequest, *args: Any, instance_pk: str = "", **kwargs: Any
    ) -> HttpResponseBase:
        """Check the right first, then look the object up within what the person may see."""
        if not self.desk.may(request, self.right):
            raise PermissionDenied
        self.object = self.desk.get_object(request, instance_pk, self.right)
        return super().dispatch(request, *args, **kwargs)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        """Add the object and the way back to it."""
        return super().get_context_data(
            object=self.object,
            object_label=self.desk.object_label(self.object),
            object_url=self.desk.primary_url(self.request, self.object),
            **kwargs,
        )


class DeskFormView(DeskObjectView):
    """A form about one object: a POST calls one service; what it refuses is said at the form."""

    template_name = "core/back_office/form.html"
    form_class: type[forms.Form] = forms.Form
    submit_label = "Выполнить"
    submit_class = ""
    help = ""
    success = ""

    def get_form(self) -> forms.Form:
        """The form, filled with what was typed."""
        data = self.request.POST if self.request.method == "POST" else None
        return self.form_class(data, **self.get_form_kwargs())

    def get_form_kwargs(self) -> dict[str, Any]:
        """Further arguments of the form."""
        return {}

    def perform(self, form: forms.Form) -> None:
        """Call the service; may raise Refused."""
        raise NotImplementedError

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
        if self.success:
            messages.success(request, self.success)
        return redirect(self.get_success_url())

    def get_success_url(self) -> str:
        """Where to go afterwards: the object's page."""
        return self.desk.primary_url(self.request, self.object) or self.desk.url("index")

    def show(self, form: forms.Form) -> HttpResponse:
        """Render the page with the form."""
        return self.render_to_response(
            self.get_context_data(
                form=form,
                submit_label=self.submit_label,
                submit_class=self.submit_class,
                help=self.help,
            )
        )
