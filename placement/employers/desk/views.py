"""Views of the employers' data bank that need more than an act says (P-2.2a)."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import HttpRequest, HttpResponseBase, JsonResponse, QueryDict

from core import clock
from core.back_office import CreateRowView, DeskListView, Line, Panel, uncached
from core.back_office.importing import ImportBlankView, ImportView
from core.back_office.printing import PrintView
from core.errors import Refused
from core.paper import Paper
from core.text import one_line
from placement.employers import papers as paper
from placement.employers.fields import EmployerField
from placement.employers.importing import EMPLOYERS_IMPORT
from placement.employers.likeness import Likely, likely_duplicates
from placement.employers.services import refuse_same_number

from .forms import NewEmployerForm

SHORTEST = 2


class CreateEmployerView(CreateRowView):
    """A new employer; those of the bank that it may be are shown before it is saved."""

    likely: Sequence[Likely] = ()

    def perform(self, form: NewEmployerForm) -> None:
        """Call the service, unless there are like ones that this person has not seen yet."""
        refuse_same_number(form.typed())
        seen = set(form.cleaned_data["seen"].split(","))
        if not {str(one.employer.pk) for one in likely_duplicates(form.typed())} <= seen:
            raise Refused("Похожие работодатели в банке уже есть. Посмотрите, не один ли это.")
        super().perform(form)

    def show(self, form: NewEmployerForm, **more: Any) -> HttpResponseBase:
        """With the like ones, which are seen then."""
        self.likely = likely_duplicates(form.employer) if form.employer else []
        if self.likely:
            data = cast(QueryDict, form.data).copy()
            data["seen"] = ",".join(str(one.employer.pk) for one in self.likely)
            form.data = data
        return super().show(form, **more)

    def get_submit_label(self) -> str:
        return "Это другой работодатель, внести" if self.likely else super().get_submit_label()

    def get_panels(self, form: NewEmployerForm) -> Sequence[Panel]:
        if not self.likely:
            return []
        return [
            Panel(
                code="likely",
                title="Похожие работодатели в банке данных",
                note="Если это один из них, работайте на его карточке. Если нет – внесите нового.",
                lines=[
                    Line(text=one.title, url=self.desk.url("inspect", one.employer), note=one.why)
                    for one in self.likely
                ],
            )
        ]


@uncached
class SuggestView(DeskListView):
    """Whom the typed words may mean, for a form that asks for an employer."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The first of them as JSON; nothing for too few letters."""
        typed = one_line(request.GET.get("q", ""))[:200]
        meant = EmployerField().suggestions(typed) if len(typed) >= SHORTEST else []
        return JsonResponse({"results": [one._asdict() for one in meant]})


class EmployersPrintView(PrintView):
    """The filtered data bank on paper."""

    title = "Банк данных работодателей"

    def render(self, rows: Sequence[Any], chosen: list[str]) -> Paper:
        return paper.render(rows, chosen=chosen, at=clock.now(), tz=self.desk.zone(self.request))


class EmployersImportView(ImportView):
    """A list of employers, looked through row by row."""

    importing = EMPLOYERS_IMPORT
    title = "Внести работодателей из таблицы"
    help = (
        "Вносятся строки без ошибок; строки с ошибками можно скачать, исправить и загрузить снова. "
        "Кто уже есть в банке с тем же ИНН или ОГРН, будет пропущен; филиал узнают по КПП. Пустая ячейка «Кто это» – потенциальный "
        "работодатель. Контактных лиц в таблице нет: их вносят на карточке, когда они согласны."
    )


class EmployersBlankView(ImportBlankView):
    """The blank of the table, with its headings."""

    importing = EMPLOYERS_IMPORT
    name = "Бланк – работодатели"
