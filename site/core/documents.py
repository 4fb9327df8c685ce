"""Documents that editors upload: agreed kinds, judged by their content as applicants' files are."""

from typing import Any

from django.core.exceptions import ValidationError
from wagtail.documents.forms import BaseDocumentForm

from core.errors import Refused
from core.file_names import clean_name
from core.file_types import PUBLISHED_TYPES, sniff
from core.files import type_names

HELP = (
    f"{type_names(PUBLISHED_TYPES)}. Файл виден всем, когда его использует опубликованная страница; "
    "до этого – только редакторам."
)


class DocumentForm(BaseDocumentForm):
    """Wagtail's form of a document, wherever one is uploaded: alone, with others, in a chooser."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "file" in self.fields:
            self.fields["file"].help_text = HELP

    def clean_file(self) -> Any:
        """Refuse what is no document, and a name that browsers would take for another kind."""
        file = self.cleaned_data["file"]
        if "file" not in self.changed_data:
            return file
        try:
            kind = sniff(file)
        except Refused as refused:
            raise ValidationError(refused.message) from refused
        if kind is None or kind.code not in PUBLISHED_TYPES:
            raise ValidationError(
                f"Файл не принят: по содержанию это не {type_names(PUBLISHED_TYPES)} или файл "
                "повреждён. Название файла значения не имеет."
            )
        if not file.name.lower().endswith(kind.suffixes):
            raise ValidationError(
                f"По содержанию это {kind.title}, а по названию – нет. Переименуйте файл в "
                f"«{clean_name(file.name, kind)}» и загрузите ещё раз."
            )
        return file
