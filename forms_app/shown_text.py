"""The hidden field that says which wording of a consent a page has shown (invariant 7)."""

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.datastructures import MultiValueDict

from forms_app import consents

if TYPE_CHECKING:
    from forms_app.models import ConsentText


class ShownTextField(forms.Field):
    """Gives the consent text whose mark was sent back; refuses any other than the shown one."""

    widget = forms.HiddenInput
    default_error_messages = {"required": consents.CHANGED, "invalid": consents.CHANGED}
    text: "ConsentText"
    marks: frozenset[str] = frozenset()

    def show(self, text: "ConsentText", *, also: Iterable[str] = ()) -> None:
        """Say what the page shows now; ``also`` are other marks that stand for this very text."""
        self.text = text
        self.marks = frozenset({consents.mark(text), *also})
        self.initial = consents.mark(text)

    def to_python(self, value: Any) -> "ConsentText | None":
        """The shown text."""
        if not value:
            return None
        if value not in self.marks:
            raise ValidationError(self.error_messages["invalid"], code="invalid")
        return self.text

    def bound_data(self, data: Any, initial: Any) -> Any:
        """A page that comes back shows today's wording, so it carries today's mark."""
        return initial

    def keep_tick(self, data: MultiValueDict, *, tick: str, name: str) -> MultiValueDict:
        """``data`` without the tick when it was set under another wording: it is set anew."""
        if data.get(name) in self.marks:
            return data
        fresh = data.copy()
        fresh.pop(tick, None)
        return fresh
