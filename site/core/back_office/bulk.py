"""One act on several rows at once; each row goes through its service on its own."""

from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Model
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from wagtail.admin import messages

from core.errors import Refused

from .acts import Act
from .objects import DeskListView
from .pressing import way_back


class BulkView(DeskListView):
    """Does the chosen act; a refusal for one row stops neither the others nor hides itself."""

    http_method_names = ["post"]

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Do the act to every selected row that this person may do it to."""
        chosen = request.POST.get("action", "")
        act = next((a for a in self.desk.bulk_acts(request) if a.code == chosen), None)
        rows = self._selected(request, act.right if act else "work")
        if act is None:
            messages.error(request, "Выберите действие.")
        elif not rows:
            messages.error(request, "Отметьте строки, к которым относится действие.")
        else:
            self._do(act, rows, request)
        return HttpResponseRedirect(way_back(request, self.desk.url("index"), name="next"))

    def _selected(self, request: HttpRequest, right: str) -> list[Model]:
        keys = request.POST.getlist("selected")[: self.desk.list_per_page]
        rows = self.desk.rows_for(request, right)
        try:
            return list(rows.filter(pk__in=keys))
        except (ValueError, ValidationError):
            return []

    def _do(self, act: Act, rows: list[Model], request: HttpRequest) -> None:
        done = 0
        for row in rows:
            if words := act.read_first(row):
                messages.error(request, f"{self.desk.object_label(row)}: {words}")
                continue
            try:
                act.service(**{self.desk.opts.model_name: row}, actor=self.actor)
                done += 1
            except Refused as refusal:
                messages.error(request, f"{self.desk.object_label(row)}: {refusal.message}")
        if done:
            messages.success(request, f"{act.button}: выполнено – {done} из {len(rows)}.")
