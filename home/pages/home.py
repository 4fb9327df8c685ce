"""The first page: what people come for stands first."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from core import clock
from home import registries
from home.blocks import BodyBlock
from home.closed import section
from home.pages.fixed import FixedAddress


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
    ]
    max_count = 1
    parent_page_types = ["wagtailcore.Page"]
    template = "home/home_page.html"

    class Meta:
        verbose_name = "главная страница"
        verbose_name_plural = "главные страницы"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """Tasks of the domains that run here and the three latest news."""
        from home.pages.news import NewsIndexPage, NewsPage

        tasks = registries.tasks(clock.now())
        return {
            **super().get_context(request, *args, **kwargs),
            "main_tasks": [task for task in tasks if task.main],
            "tasks": [task for task in tasks if not task.main],
            "news": list(NewsPage.objects.latest(3)),
            "news_index": section(NewsIndexPage),
        }

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.heading} {self.intro}"
