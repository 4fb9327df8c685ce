"""The secretary ticks which points the reference letter covers (C-11)."""

from typing import Any

from django import forms

from contest.applications.models import Entry
from contest.applications.services import LETTER_POINTS, tick_letter_points
from core.back_office import Act, ActView
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


class LetterPointsView(ActView):
    """Save the ticks."""

    object: Submission

    def get_form(self) -> LetterPointsForm:
        """The form of the application's entry."""
        data = self.request.POST if self.request.method == "POST" else None
        return LetterPointsForm(data, entry=self.object.entry)

    def perform(self, form: LetterPointsForm) -> None:
        """Call the service."""
        entry = self.object.entry
        tick_letter_points(entry=entry, actor=self.actor, points=form.cleaned_data)


LETTER_POINTS_ACT = Act(
    code="letter-points",
    button="Сохранить отметки",
    past="Проверена характеристика",
    service=tick_letter_points,
    title="Что есть в характеристике",
    success="Отметки сохранены.",
    is_button=False,
    view=LetterPointsView,
)
