"""Actions on several rows at once; each row goes through its service on its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.utils.http import url_has_allowed_host_and_scheme
from wagtail.admin import messages

from core.errors import Refused
from core.models import User

from .objects import DeskListView


class BulkAction:
    """What can be done with selected rows."""

    name: str
    label: str
    right = "work"

    def perform(self, row: Any, actor: User) -> None:
        """Call the service for one row; may raise Refused."""
        raise NotImplementedError


class BulkView(DeskListView):
    """Runs the chosen action; a refusal for one row stops neither the others nor hides itself."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the action for every selected row that this person may see."""
        chosen = request.POST.get("action", "")
        action = next((a for a in self.desk.open_bulk_actions(request) if a.name == chosen), None)
        rows = self._selected(request, action.right if action else "work")
        if action is None:
            messages.error(request, "Выберите действие.")
        elif not rows:
            messages.error(request, "Отметьте строки, к которым относится действие.")
        else:
            self._run(action, rows, request)
        return HttpResponseRedirect(self._back(request))

    def _selected(self, request: HttpRequest, right: str) -> list[Model]:
        keys = request.POST.getlist("selected")[: self.desk.list_per_page]
        rows = self.desk.rows_for(request, right)
        try:
            return list(rows.filter(pk__in=keys))
        except (ValueError, ValidationError):
            return []

    def _run(self, action: BulkAction, rows: list[Model], request: HttpRequest) -> None:
        done = 0
        for row in rows:
            try:
                action.perform(row, self.actor)
                done += 1
            except Refused as refusal:
                messages.error(request, f"{self.desk.object_label(row)}: {refusal.message}")
        if done:
            messages.success(request, f"{action.label}: выполнено – {done} из {len(rows)}.")

    def _back(self, request: HttpRequest) -> str:
        target = request.POST.get("next", "")
        if target.startswith("/") and url_has_allowed_host_and_scheme(target, allowed_hosts=None):
            return target
        return self.desk.url("index")
