"""Views of the register of graduates that need more than their act."""

from typing import Any

from django.http import HttpRequest, HttpResponseBase

from core.back_office import ActView, CreateRowView, EditRowView
from core.back_office.importing import ImportBlankView, ImportView
from core.tables import blank_response
from placement.graduates import services, tables
from placement.graduates.importing import GRADUATES_IMPORT
from placement.graduates.models import Graduate

from .forms import NewGraduateForm, OtherCardForm


class CreateGraduateView(CreateRowView):
    """A new card."""

    def perform(self, form: Any) -> None:
        assert isinstance(form, NewGraduateForm)
        self.object = self.service(
            data=form.typed(), is_another=form.cleaned_data["is_another"], actor=self.actor
        )


class EditGraduateView(EditRowView):
    """Changes a card, and says what a correction has led to."""

    consequences: tuple[str, ...] = ()

    def perform(self, form: Any) -> None:
        revision = form.cleaned_data["revision"]
        correction = self.service(
            graduate=self.object, data=form.typed(), actor=self.actor, revision=revision
        )
        self.consequences = correction.consequences

    def get_success(self) -> str:
        return " ".join((super().get_success(), *self.consequences))


class OtherCardView(ActView):
    """An act on two cards that look alike."""

    object: Graduate

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"alike": services.likely_same(self.object)}

    def perform(self, form: OtherCardForm) -> None:
        """The card whose page this is stays."""
        other = form.cleaned_data["other"]
        if self.act.code == "join":
            self.service(keep=self.object, merge=other, actor=self.actor)
        else:
            self.service(graduate=self.object, other=other, actor=self.actor)


class GraduatesImportView(ImportView):
    """Bring in a list of the study office."""

    title = "Внести людей из списка"
    right = "work"
    importing = GRADUATES_IMPORT
    help = (
        "Подойдёт список учебной части: имя в одном столбце или в трёх, группа в столбце или"
        " строкой «Группа ПК-21» над людьми. Кто уже есть в реестре, второй раз не вносится."
    )


class GraduatesBlankView(ImportBlankView):
    """The blank of that list."""

    right = "work"
    importing = GRADUATES_IMPORT
    name = "Выпускники и обучающиеся"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """An XLSX table that asks for each thing once."""
        return blank_response(tables.BLANK, name=self.name)
