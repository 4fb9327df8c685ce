"""Who of the institution's people may be named on a sheet of recommendations (P-F7)."""

from typing import Any

from django import forms

from core.models import User
from placement.mentors.rights import NAMED

_BACKEND = "django.contrib.auth.backends.ModelBackend"


class WriterField(forms.ModelChoiceField):
    """One of those who hold the post of a place on the sheet."""

    def __init__(self, place: str) -> None:
        staff = User.objects.with_perm(  # type: ignore[attr-defined]
            NAMED[place], include_superusers=False, backend=_BACKEND
        )
        super().__init__(
            staff.order_by("last_name", "first_name", "pk"),
            required=False,
            empty_label="Пока не назначен",
        )

    def label_from_instance(self, obj: Any) -> str:
        """Surname and initials are not enough to tell two apart."""
        return str(obj.full_name)
