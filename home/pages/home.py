"""The first page: what people come for stands first."""

from collections.abc import Iterable
from dataclasses import replace
from typing import Any

from django.db import models
from django.http import HttpRequest
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel
from wagtail.fields import StreamField
from wagtail.models import Orderable, Page

from core import clock
from home import registries, sharing
from home.blocks import BodyBlock
from home.closed import section
from home.pages.fixed import FixedAddress
from home.settings import SiteSettings


class HomePage(FixedAddress, Page):
    """Tasks of the domains, then an introduction and the latest news."""

    heading = models.CharField(
        "крупная надпись вверху",
        max_length=255,
        blank=True,
        help_text="Пусто – вверху стоит название страницы.",
    )
    intro = models.TextField("вступление", blank=True)
    body = StreamField(BodyBlock(), verbose_name="текст под задачами", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("heading"),
        FieldPanel("intro"),
        FieldPanel("body"),
        InlinePanel(
            "card_words",
            heading="Слова карточек",
            label="Карточка",
            help_text="Карточки ставит сайт: какие нужны сейчас и с какими сроками и числами. "
            "Здесь можно сказать то же другими словами.",
        ),
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    # Its title and its words are those of the whole site: what they name has pages of its own.
    search_share = 0.4

    class Meta:
        verbose_name = "главная страница"
        verbose_name_plural = "главные страницы"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tasks of the domains that run here and the three latest news."""
        from home.pages.news import NewsIndexPage, NewsPage

        tasks = self._worded(registries.tasks(clock.now()))
        return {
            **super().get_context(request, *args, **kwargs),
            "main_tasks": [task for task in tasks if task.main],
            "tasks": [task for task in tasks if not task.main],
            "news": list(NewsPage.objects.latest(3)),
            "news_index": section(NewsIndexPage),
        }

    def structured_data(self, found: SiteSettings) -> dict[str, Any]:
        """Who keeps the site."""
        return sharing.organisation(self, found)

    def _worded(self, tasks: Iterable[registries.Task]) -> list[registries.Task]:
        """The cards in the editors' words where they gave some."""
        words = {row.card: row for row in self.card_words.all()}
        return [words[task.code].put_on(task) if task.code in words else task for task in tasks]

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.heading} {self.intro}"


class CardWords(Orderable):
    """What editors say on a card of the home page instead of the site's own words."""

    page = ParentalKey(HomePage, on_delete=models.CASCADE, related_name="card_words")
    card = models.CharField("карточка", max_length=64, choices=registries.card_choices)
    title = models.CharField(
        "название", max_length=120, blank=True, help_text="Пусто – как говорит сайт."
    )
    text = models.TextField(
        "пояснение",
        max_length=500,
        blank=True,
        help_text="Пусто – как говорит сайт. Сроки и числа, которые сайт ставит сам, ваши слова "
        "заменят.",
    )
    action = models.CharField(
        "слова ссылки", max_length=60, blank=True, help_text="Пусто – как говорит сайт."
    )

    panels = [FieldPanel("card"), FieldPanel("title"), FieldPanel("text"), FieldPanel("action")]

    class Meta(Orderable.Meta):
        verbose_name = "слова карточки"
        verbose_name_plural = "слова карточек"
        constraints = [
            models.UniqueConstraint(
                fields=["page", "card"],
                name="card_worded_once",
                violation_error_message="Слова этой карточки уже есть: измените их там.",
            )
        ]

    def put_on(self, task: registries.Task) -> registries.Task:
        """The card with these words; what is left empty stays as it was."""
        return replace(
            task,
            title=self.title or task.title,
            text=self.text or task.text,
            action=self.action or task.action,
        )
