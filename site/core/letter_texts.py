"""The texts of letters in Wagtail: staff edit the words, code fills the places."""

from typing import Any, ClassVar

from django import forms
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import FieldPanel, HelpPanel, ObjectList
from wagtail.snippets.views.snippets import SnippetViewSet

from core.letters import unknown_places
from core.models import LetterTemplate


class LetterTextForm(WagtailAdminModelForm):
    """The text of a letter; refuses a place that nothing will fill."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        places = ", ".join(f"{{{name}}}" for name in self.instance.placeholders) or "нет"
        self.fields["body"].help_text = f"Подстановки этого письма: {places}"

    def clean_subject(self) -> str:
        """Check the places of the subject."""
        return self._checked("subject")

    def clean_body(self) -> str:
        """Check the places of the body."""
        return self._checked("body")

    def _checked(self, name: str) -> str:
        text: str = self.cleaned_data[name]
        if unknown := unknown_places(text, self.instance.placeholders):
            shown = ", ".join(f"{{{place}}}" for place in unknown)
            raise forms.ValidationError(
                f"В этом письме нет таких подстановок: {shown}. "
                "Проверьте, нет ли опечатки между фигурными скобками."
            )
        return text


class LetterTextViewSet(SnippetViewSet):
    """The list of texts and the form; which letters there are is a matter of code."""

    model = LetterTemplate
    icon = "mail"
    menu_label = "Тексты писем"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display: ClassVar = ["title", "subject"]
    search_fields: ClassVar = ["title", "subject"]
    edit_handler = ObjectList(
        [
            FieldPanel("title", read_only=True),
            HelpPanel(content="Слова в фигурных скобках заменятся данными заявителя."),
            FieldPanel("subject"),
            FieldPanel("body"),
        ],
        base_form_class=LetterTextForm,
    )
