"""What editors say on the first page of a form."""

from django.db import models
from wagtail.admin.panels import FieldPanel, HelpPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from forms_app.engine import registry


def journey_choices() -> list[tuple[str, str]]:
    """The forms of this installation."""
    return [(journey.code, journey.title) for journey in registry.every()]


class FormStartText(models.Model):
    """The words of one form's first page; what is left empty stays as the site says it."""

    journey = models.CharField("форма", max_length=64, unique=True, choices=journey_choices)
    introduction = models.TextField(
        "вступление", blank=True, help_text="Стоит вверху первой страницы формы, под её названием."
    )
    ready = models.TextField(
        "что приготовить",
        blank=True,
        help_text="Каждая вещь с новой строки. Пусто – список, который составил сайт.",
    )

    class Meta:
        verbose_name = "вступление формы"
        verbose_name_plural = "вступления форм"

    def __str__(self) -> str:
        return str(self.get_journey_display())

    @property
    def ready_lines(self) -> list[str]:
        """What to have at hand, one thing each."""
        return [line.strip() for line in self.ready.splitlines() if line.strip()]


class FormStartTextViewSet(SnippetViewSet):
    """The list of forms that have words of their own."""

    model = FormStartText
    icon = "form"
    menu_label = "Вступления форм"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["journey", "introduction"]
    panels = [
        HelpPanel("Вопросы формы и слова её утверждённых бланков здесь не меняются."),
        FieldPanel("journey"),
        FieldPanel("introduction"),
        FieldPanel("ready"),
    ]


def start_text(journey: str) -> FormStartText | None:
    """The editors' words for a form, if there are any."""
    return FormStartText.objects.filter(journey=journey).first()
