"""Words that mean the same to search: editors keep them."""

from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.snippets.views.snippets import SnippetViewSet

from core.text import one_line
from home import cache
from home.rules.search_words import query_words, stem_map


class SearchSynonyms(models.Model):
    """A group of words and phrases; a query with one of them finds the others, too."""

    words = models.CharField(
        "слова с одним значением",
        max_length=500,
        unique=True,
        help_text="Через запятую, например: господдержка, государственная поддержка, субсидии. "
        "Посетитель наберёт одно – найдутся страницы и с другими. Окончания не важны.",
    )

    class Meta:
        verbose_name = "синонимы поиска"
        verbose_name_plural = "синонимы поиска"
        ordering = ["words"]

    def __str__(self) -> str:
        return self.words

    def clean(self) -> None:
        """At least two phrases: one alone changes nothing."""
        self.words = ", ".join(filter(None, map(one_line, self.words.split(","))))
        if len(self.phrases) < 2:
            raise ValidationError(
                {"words": "Назовите хотя бы два слова и поставьте запятую между."}
            )

    @property
    def phrases(self) -> list[tuple[str, ...]]:
        """The stems of each phrase."""
        phrases = (stem_map(query_words(phrase)).values() for phrase in self.words.split(","))
        return list(dict.fromkeys(tuple(stems) for stems in phrases if stems))


class SearchSynonymsViewSet(SnippetViewSet):
    """The list of synonyms."""

    model = SearchSynonyms
    icon = "search"
    menu_label = "Синонимы поиска"
    add_to_settings_menu = True
    copy_view_enabled = False
    list_display = ["words"]
    panels = [FieldPanel("words")]


@cache.per_version
def groups() -> list[list[tuple[str, ...]]]:
    """The phrases of every group, as stems."""
    return [row.phrases for row in SearchSynonyms.objects.all()]
