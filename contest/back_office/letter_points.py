"""The secretary ticks which points the reference letter covers (C-11)."""

from typing import Any, cast

from django import forms

from contest.models import Entry
from contest.services import LETTER_POINTS, tick_letter_points
from core.back_office import DeskFormView
from core.models import User
from forms_app.models import Submission


class LetterPointsForm(forms.ModelForm):
    """Points а–д of clause 11; г and д look at the last 3 years."""

    class Meta:
        model = Entry
        fields = list(LETTER_POINTS)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # «а)», as the regulation writes it: Django would begin with a capital.
        for name, field in self.fields.items():
            field.label = getattr(Entry._meta.get_field(name), "verbose_name", name)  # noqa: SLF001


def letter_points_form(entry: Entry, data: Any = None) -> LetterPointsForm:
    """The ticks of an entry, unsaved: the service saves."""
    return LetterPointsForm(data, instance=Entry.objects.get(pk=entry.pk))


class LetterPointsView(DeskFormView):
    """Save the ticks."""

    right = "work"
    title = "Что есть в характеристике"
    submit_label = "Сохранить отметки"
    success = "Отметки сохранены."
    object: Submission

    def get_form(self) -> forms.Form:
        """The ticks of this entry."""
        data = self.request.POST if self.request.method == "POST" else None
        return cast(forms.Form, letter_points_form(self.object.entry, data))

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        tick_letter_points(
            entry=self.object.entry,
            actor=cast(User, self.request.user),
            points=form.cleaned_data,
        )
