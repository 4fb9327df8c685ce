"""Views of the vacancy register that need more than their act (P-2.4b)."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest
from wagtail.admin import messages

from core import clock
from core.back_office import ActView, CreateRowView, EditRowView
from core.back_office.printing import PrintView
from core.paper import Paper
from placement.vacancies import papers
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from placement.vacancies.rules.grounds import LABELS

from .forms import NewVacancyForm, VacancyForm


class CreateView(CreateRowView):
    """Staff enter a vacancy that came by phone or on paper."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """With the employer from whose page one came."""
        return {"initial": {"employer": self.request.GET.get("employer", "")}}

    def perform(self, form: NewVacancyForm) -> None:
        self.object = self.service(
            data=form.typed(), employer=form.cleaned_data["employer"], actor=self.actor
        )
        warn_of_wording(self.request, self.object)


class EditView(EditRowView):
    """Correct what is said of a vacancy."""

    object: Vacancy

    def perform(self, form: VacancyForm) -> None:
        super().perform(form)
        self.object.refresh_from_db()
        warn_of_wording(self.request, self.object)


class VacanciesPrintView(PrintView):
    """The filtered register on paper."""

    title = papers.TITLE

    def render(self, rows: Sequence[Any], chosen: list[str]) -> Paper:
        return papers.render(rows, chosen=chosen, at=clock.now(), tz=self.desk.zone(self.request))


class PublishView(ActView):
    """Publish, having read the doubtful words and the ground that they stand on."""

    object: Vacancy

    def get_help(self) -> str:
        """What happens, then what to read first."""
        row = self.object
        if not row.wording_flags:
            return self.help
        words = ", ".join(f"«{flag['text']}»" for flag in row.wording_flags)
        if row.has_unexplained_wording:
            return f"{self.help} Проверка отметила слова: {words}. Основание не указано."
        return (
            f"{self.help} Проверка отметила слова: {words}."
            f" Основание: {LABELS[row.wording_ground]}. Пояснение: {row.wording_explanation}"
        )


def warn_of_wording(request: HttpRequest, vacancy: Vacancy) -> None:
    """Say what the specialist should look at once more; it is saved all the same."""
    if vacancy.has_unexplained_wording:
        findings = ", ".join(
            f"«{flag['text']}» ({VACANCIES.labels([flag['field']])[0]})"
            for flag in vacancy.wording_flags
        )
        messages.warning(request, f"Проверьте формулировки: {findings}.")
