"""The list of enclosed documents (C-11, C-A1)."""

from django import forms

from contest.applications.content import wording
from contest.applications.journey.common import label
from forms_app.engine.forms import RowForm, Rows, StepForm


class OtherDocumentRow(RowForm):
    """A document beyond those that clause 11 names."""

    title = forms.CharField(label="Название документа", max_length=255)
    plain = {"title": "Например: копия благодарственного письма."}


class EnclosuresForm(StepForm):
    """What is enclosed: all that clause 11 asks for, and what the participant adds."""

    rows = [
        Rows(
            "other_documents",
            OtherDocumentRow,
            "Иной документ",
            "Добавить документ",
            max=20,
            legend="Иные документы",
            help="Если прикладываете что-то ещё. Если нет, оставьте пустым.",
        )
    ]

    @property
    def official(self) -> str:
        """The official words for the list."""
        return label("application", "enclosures")

    @property
    def required_titles(self) -> list[str]:
        """The documents that stand in every list: an incomplete set cannot be sent."""
        return list(wording()["enclosures"].values())
