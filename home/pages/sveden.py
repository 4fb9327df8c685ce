"""/sveden/: «Сведения об образовательной организации» as the rules for official sites name it."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import BodyBlock
from home.closed import open_to_all
from home.pages.fixed import FixedAddress
from home.text import stream_text


class SvedenPage(FixedAddress, Page):
    """The frame of the section: its subsections in the tree's order, and editors' text.

    Domains put their pages with a prescribed address under it (``/sveden/education/``).
    """

    intro = models.TextField("вступление", blank=True)
    body = StreamField(BodyBlock(), verbose_name="текст", blank=True)

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    parent_page_types = ["home.HomePage"]
    max_count = 1
    menu_order = 60
    template = "home/sveden_page.html"

    class Meta:
        verbose_name = "сведения об образовательной организации"
        verbose_name_plural = "сведения об образовательной организации"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The subsections that everybody may read."""
        subsections = open_to_all(self.get_children()).order_by("path")
        return {**super().get_context(request, *args, **kwargs), "subsections": subsections}

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.intro} {stream_text(self.body)}"
