"""Files of stage II: the table of the test's results, its blank, papers to print."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from contest.finalists.models import Finalist
from contest.setup.models import Contest
from contest.stage_two import papers
from contest.stage_two.importing import TABLE, TESTS_IMPORT
from core import exports
from core.back_office import DeskObjectView, uncached
from core.back_office.importing import ImportView
from core.tables import blank_response


@uncached
class TestsImportView(ImportView, DeskObjectView):
    """Right answers of many finalists from a file."""

    __test__ = False

    right = "work"
    title = "Результаты теста из таблицы"
    help = (
        "Кто внесён из таблицы, того, как и остальных, проверит по бланку ответов другой человек."
        " Уже внесённые результаты таблица не меняет."
    )
    importing = TESTS_IMPORT
    object: Contest

    def blank_url(self) -> str:
        return self.desk.url("blank", self.object)

    def get_success_url(self) -> str:
        """The page of stage II."""
        return self.desk.url("inspect", self.object)


@uncached
class BlankView(DeskObjectView):
    """The blank of the table with everybody who came and has no result yet."""

    http_method_names = ["get"]
    right = "work"
    object: Contest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An XLSX table."""
        return blank_response(TABLE, name=f"Тест – {self.object}", rows=self._rows())

    def _rows(self) -> Iterable[Sequence[Any]]:
        came = Finalist.objects.appeared().filter(contest=self.object, test_result=None)
        for one in came.select_related("entry"):
            yield [one.entry.full_name, one.draw_number, None]


@uncached
class PaperView(DeskObjectView):
    """A paper of stage II as PDF, by its code."""

    http_method_names = ["get"]
    right = "work"
    object: Contest

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF; 404 for a paper that has nothing to say yet."""
        sheet = papers.SHEETS.get(self.kwargs["part"])
        if sheet is None or not sheet.is_ready(self.object):
            raise Http404
        name = f"{sheet.title} – {self.object}"
        return exports.pdf_response(name=name, pdf=papers.render(self.object, sheet).pdf)
