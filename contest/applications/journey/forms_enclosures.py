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
    """What is enclosed; all that clause 11 asks for must be in the list."""

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
    plain = {
        "documents": "Отметьте документы, которые приложите. Нужны все четыре."
        " Сканы или фотографии вы загрузите позже."
    }

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
