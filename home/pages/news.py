"""News."""

import datetime as dt
from typing import Any

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page, PageManager, PageQuerySet

from core import clock
from home import sharing
from home.blocks import BodyBlock
from home.closed import open_to_all
from home.pages.fixed import FixedAddress
from home.pages.latin import LatinAddress
from home.rules.typography import marks
from home.settings import SiteSettings
from home.text import stream_text

PER_PAGE = 10


class NewsQuerySet(PageQuerySet):
    """Sets of news."""

    def shown(self) -> "NewsQuerySet":
        """News that everybody may read, the latest first."""
        return open_to_all(self).order_by("-date", "-pk")

    def latest(self, count: int) -> "NewsQuerySet":
        """The ``count`` latest news that everybody may read."""
        return self.shown()[:count]


class NewsIndexPage(FixedAddress, Page):
    """The list of news at /news/."""

    subpage_types = ["home.NewsPage"]
    menu_order = 80
    max_count = 1
    template = "home/news_index_page.html"

    class Meta:
        verbose_name = "раздел новостей"
        verbose_name_plural = "разделы новостей"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """One page of the list; a wrong number shows the nearest page."""
        context = super().get_context(request, *args, **kwargs)
        return {**context, "page_of_news": self.page_of_news(request.GET.get("page", ""))}

    def page_of_news(self, number: str) -> ListPage:
        """The ``number``-th page of the news."""
        return Paginator(NewsPage.objects.child_of(self).shown(), PER_PAGE).get_page(number)


def _today() -> dt.date:
    return clock.in_zone(clock.now(), "Europe/Moscow").date()


class NewsPage(LatinAddress, Page):
    """One piece of news."""

    date = models.DateField("дата", default=_today)
    summary = models.TextField("кратко", max_length=500)
    body = StreamField(BodyBlock(), verbose_name="текст", blank=True)
    is_demo = models.BooleanField("демонстрационная", default=False)

    objects = PageManager.from_queryset(NewsQuerySet)()
    content_panels = [
        *Page.content_panels,
        FieldPanel("date"),
        FieldPanel("summary"),
        FieldPanel("body"),
    ]
    parent_page_types = ["home.NewsIndexPage"]
    subpage_types: list[str] = []
    template = "home/news_page.html"

    class Meta:
        verbose_name = "новость"
        verbose_name_plural = "новости"

    def structured_data(self, found: SiteSettings) -> dict[str, Any]:
        """The news as an article."""
        return {
            "@type": "NewsArticle",
            "headline": marks(self.title),
            "description": marks(self.summary),
            "datePublished": self.date.isoformat(),
            "dateModified": (self.last_published_at or self.date).isoformat(),
            "mainEntityOfPage": self.full_url,
            "image": sharing.picture(self, found),
            "publisher": sharing.organisation(self, found),
        }

    @property
    def search_date(self) -> dt.datetime:
        """The day that it bears."""
        return clock.at_local(self.date, dt.time(), "Europe/Moscow")

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.summary} {stream_text(self.body)}"
