"""What every form does with what was typed into it, before its fields judge."""

from typing import cast

from django import forms
from django.utils.datastructures import MultiValueDict

from core.text import one_line, tidy

CHOOSE = "Выберите ответ."


def tidied(data: MultiValueDict) -> MultiValueDict:
    """The entries of a request, each folded as by ``core.text.tidy``."""
    return MultiValueDict({key: [tidy(value) for value in data.getlist(key)] for key in data})


def _ask_to_choose(field: forms.Field) -> None:
    """Say «choose» instead of «fill in», unless the field has words of its own."""
    if field.error_messages["required"] == forms.Field.default_error_messages["required"]:
        field.error_messages["required"] = CHOOSE


class TidyForm(forms.Form):
    """A form that takes text as it was meant, whatever it was pasted from.

    A field of one line loses its line breaks, as a browser's own does. Of round buttons one is
    chosen, nothing is filled in: what is missing is said so.
    """

    class Meta:
        """django-stubs defers a form without it for ever where modules import in a ring."""

    def full_clean(self) -> None:
        """Fold what belongs to this form's text fields, then judge."""
        if self.is_bound:
            # A request's own data cannot be changed.
            data = cast(MultiValueDict, self.data).copy()
            for name, field in self.fields.items():
                if isinstance(field.widget, forms.RadioSelect):
                    _ask_to_choose(field)
                typed = data.get(self.add_prefix(name))
                if isinstance(field, forms.CharField) and isinstance(typed, str):
                    is_long = isinstance(field.widget, forms.Textarea)
                    data[self.add_prefix(name)] = tidy(typed) if is_long else one_line(typed)
            self.data = data
        super().full_clean()
