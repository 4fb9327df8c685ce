"""A register without a lifecycle: everything of its screens comes from its record (X-4)."""

from typing import Any

from core.records import services

from .acts import Act
from .register import CreateRowView, EditRowView, RegisterDesk, record_form
from .search import SmallTableSearch


class ChangeRowView(EditRowView):
    """Changes a row by the service of every plain register."""

    def subject(self) -> dict[str, Any]:
        """The row, under the name that the service has for any."""
        return {"row": self.object}


class PlainRegister(RegisterDesk):
    """A small register whose rows are added and changed; ``rights`` name view, add and change."""

    def __init__(self, parent: Any = None) -> None:
        form, noun = record_form(self.record), self.record.model._meta.verbose_name  # noqa: SLF001
        add = Act(
            code="create",
            button="Добавить",
            past="Создание",
            service=services.add_row,
            title=f"Добавить: {noun}",
            right="add",
            icon="plus",
            form=form,
            view=CreateRowView,
        )
        change = Act(
            code="edit",
            button="Изменить",
            past="Изменение",
            service=services.change_row,
            submit="Сохранить",
            success="Изменения сохранены.",
            right="change",
            form=form,
            view=ChangeRowView,
        )
        self.list_acts, self.acts = (add, *self.list_acts), (change, *self.acts)
        self.search = SmallTableSearch(*(f.name for f in self.record.where(is_searched=True)))
        super().__init__(parent)
