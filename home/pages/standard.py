"""A page of text."""

from django.db import models
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import BodyBlock
from home.pages.fixed import FixedAddress
from home.pages.reviewed import Reviewed
from home.settings import SiteSettings
from home.text import stream_text


class StandardPage(FixedAddress, Reviewed, Page):
    """Headings, text, notices, tables, documents and pictures in the editor's order.

    It may go where its editors want, unless the settings of the site name it.
    """

    intro = models.TextField("вступление", blank=True)
    body = StreamField(BodyBlock(), verbose_name="текст", blank=True)
    in_footer = models.BooleanField(
        "ссылка внизу страниц",
        default=False,
        help_text="Отмеченная для меню страница стоит внизу, а не в главном меню.",
    )

    content_panels = [*Page.content_panels, FieldPanel("intro"), FieldPanel("body")]
    promote_panels = [*Page.promote_panels, FieldPanel("in_footer"), *Reviewed.review_panels]
    template = "home/standard_page.html"
    menu_order = 90
    why = "На эту страницу ссылается сам сайт: она выбрана в «Настройки» → «Оформление и контакты»."

    class Meta:
        verbose_name = "страница"
        verbose_name_plural = "страницы"

    @property
    def is_fixed(self) -> bool:
        return SiteSettings.names(self)

    @property
    def must_stay(self) -> bool:
        return self.is_fixed

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.intro} {stream_text(self.body)}"
