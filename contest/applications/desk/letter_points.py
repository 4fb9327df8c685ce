"""The secretary ticks which points the reference letter covers (C-11)."""

from typing import Any

from django import forms

from contest.applications.models import Entry
from contest.applications.services import LETTER_POINTS, tick_letter_points
from core.back_office import DeskFormView
from forms_app.models import Submission


class LetterPointsForm(forms.ModelForm):
    """Points а–д of clause 11; г and д look at the last 3 years. The service saves them."""

    class Meta:
        model = Entry
        fields = list(LETTER_POINTS)

    def __init__(self, data: Any = None, *, entry: Entry) -> None:
        # A row of its own: cleaning writes on it what was typed.
        super().__init__(data, instance=Entry.objects.get(pk=entry.pk))
        # «а)», as the regulation writes it: Django would begin with a capital.
        for name, field in self.fields.items():
            field.label = getattr(Entry._meta.get_field(name), "verbose_name", name)  # noqa: SLF001


class LetterPointsView(DeskFormView):
    """Save the ticks."""

    title = "Что есть в характеристике"
    submit_label = "Сохранить отметки"
    success = "Отметки сохранены."
    form_class = LetterPointsForm
    object: Submission

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"entry": self.object.entry}

    def perform(self, form: LetterPointsForm) -> None:
        """Call the service."""
        entry = self.object.entry
        tick_letter_points(entry=entry, actor=self.actor, points=form.cleaned_data)
