"""The form of a complaint."""

from typing import Any

from django import forms

from contest.complaints.services import FILE_TYPES, LONGEST
from core import files
from core.forms import TidyForm


class ComplaintForm(TidyForm):
    """What the participant does not agree with, and a file where there is one."""

    text = forms.CharField(
        label="С чем вы не согласны и почему",
        max_length=LONGEST,
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="Назовите оценку или решение. Паспортные данные писать не нужно.",
        error_messages={"required": "Напишите, с чем вы не согласны."},
    )
    file = forms.FileField(
        label="Документ",
        required=False,
        widget=forms.FileInput(attrs={"accept": files.accept_attribute(FILE_TYPES)}),
        help_text=f"{files.type_names(FILE_TYPES)}, не больше 20 МБ. Хранится зашифрованным.",
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("use_required_attribute", False)
        super().__init__(*args, **kwargs)
