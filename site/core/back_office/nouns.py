"""Screens of nouns without a lifecycle: stock forms, but with a history and a scope."""

from typing import Any

from django.db import transaction
from django.http import HttpRequest, HttpResponse
from wagtail_modeladmin.views import CreateView, DeleteView, EditView

from core import history

from .admin import DeskAdmin


class LoggedCreateView(CreateView):
    """Creates and logs in one transaction."""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save and log."""
        with transaction.atomic():
            response = super().form_valid(form)
            history.log_change(self.instance, actor=self.request.user, action="create")
        return response


class LoggedEditView(EditView):
    """Saves and logs the names of the changed fields, without their values (invariant 10)."""

    def why(self, form: Any) -> str:
        """The ground of the change, where the form asks for one."""
        return ""

    def form_valid(self, form: Any) -> HttpResponse:
        """Save and log."""
        labels = [str(form.fields[name].label or name) for name in form.changed_data]
        with transaction.atomic():
            response = super().form_valid(form)
            history.log_change(
                self.instance,
                actor=self.request.user,
                action="edit",
                why=self.why(form),
                details={"fields": labels},
            )
        return response


class LoggedDeleteView(DeleteView):
    """Logs, then deletes; what others point at stays."""

    def delete_instance(self) -> None:
        """Log and delete inside the caller's transaction."""
        history.log_change(
            self.instance, actor=self.request.user, action="delete", why=str(self.instance)[:255]
        )
        self.instance.delete()


class NounAdmin(DeskAdmin):
    """A desk of editable nouns; ``rights`` say which of add, change and delete are open."""

    create_view_class = LoggedCreateView
    edit_view_class = LoggedEditView
    delete_view_class = LoggedDeleteView

    def header_buttons(self, request: HttpRequest) -> list[dict[str, str]]:
        buttons = super().header_buttons(request)
        if not self.may(request, "add"):
            return buttons
        return [{"url": self.url("create"), "label": "Добавить", "icon": "plus"}, *buttons]
