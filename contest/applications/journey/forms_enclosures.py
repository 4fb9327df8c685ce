"""The list of enclosed documents (C-11, C-A1)."""

from typing import Any

from django import forms

from contest.applications.content import wording
from contest.applications.journey.common import label
from forms_app.engine.forms import RowForm, Rows, StepForm


class OtherDocumentRow(RowForm):
    """A document beyond those that clause 11 names."""

    title = forms.CharField(label="Название документа", max_length=255)
    plain = {"title": "Например: копия благодарственного письма."}


class EnclosuresForm(StepForm):
    """What is enclosed: all that clause 11 asks for, and what the participant adds.

    Who types in a set that lies on the desk ticks what is there.
    """

    documents = forms.MultipleChoiceField(
        label=label("application", "enclosures"),
        choices=list(wording()["enclosures"].items()),
        widget=forms.CheckboxSelectMultiple,
    )

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

    plain = {"documents": "Отметьте документы, которые прилагаются. Нужны все четыре."}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.ctx.came_on_paper:
            del self.fields["documents"]

    @property
    def official(self) -> str:
        """The official words for the list."""
        return label("application", "enclosures")

    @property
    def required_titles(self) -> list[str]:
        """What every participant encloses: an incomplete set cannot be sent."""
        return list(wording()["enclosures"].values())

    def clean_documents(self) -> list[str]:
        """Refuse an incomplete set now: later the signed application would have to be redone."""
        chosen: list[str] = self.cleaned_data["documents"]
        missing = [title for code, title in wording()["enclosures"].items() if code not in chosen]
        if missing and not self.ctx.lacks:
            names = "; ".join(missing)
            raise forms.ValidationError(
                f"По пункту 11 положения нужны все документы. Не отмечено: {names}."
            )
        return chosen
