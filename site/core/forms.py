"""What every form does with what was typed into it, before its fields judge."""

from typing import cast

from django import forms
from django.utils.datastructures import MultiValueDict

from core.text import one_line, tidy


def tidied(data: MultiValueDict) -> MultiValueDict:
    """The entries of a request, each folded as by ``core.text.tidy``."""
    return MultiValueDict({key: [tidy(value) for value in data.getlist(key)] for key in data})


class TidyForm(forms.Form):
    """A form that takes text as it was meant, whatever it was pasted from.

    A field of one line loses its line breaks, as a browser's own does.
    """

    class Meta:
        """django-stubs defers a form without it for ever where modules import in a ring."""

    def full_clean(self) -> None:
        """Fold what belongs to this form's text fields, then judge."""
        if self.is_bound:
            # A request's own data cannot be changed.
            data = cast(MultiValueDict, self.data).copy()
            for name, field in self.fields.items():
                typed = data.get(self.add_prefix(name))
                if isinstance(field, forms.CharField) and isinstance(typed, str):
                    is_long = isinstance(field.widget, forms.Textarea)
                    data[self.add_prefix(name)] = tidy(typed) if is_long else one_line(typed)
            self.data = data
        super().full_clean()
