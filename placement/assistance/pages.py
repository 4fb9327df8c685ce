"""«Выпускникам»: how the centre helps, said in plain language, and where the request begins (P-2.1)."""

from typing import Any

from django.db import models
from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.panels import FieldPanel
from wagtail.fields import StreamField
from wagtail.models import Page

from home.blocks import BodyBlock
from home.index import Document
from home.pages.fixed import FixedAddress
from home.pages.reviewed import Reviewed
from home.text import stream_text
from placement.centre.pages import contacts

JOURNEY = "employment-assistance"


def request_url() -> str:
    """Where a graduate's request begins."""
    return reverse("forms_app:start", kwargs={"journey": JOURNEY})


class GraduatesPage(FixedAddress, Reviewed, Page):
    """Editors' text around the button that starts a request; for graduates and their families."""

    lead = models.TextField("вступление", blank=True)
    how_to = StreamField(BodyBlock(), verbose_name="как попросить о помощи", blank=True)
    body = StreamField(BodyBlock(), verbose_name="как помогает центр", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("how_to", help_text="Над этим текстом стоит кнопка «Попросить о помощи»."),
        FieldPanel("body"),
    ]
    promote_panels = [*Page.promote_panels, *Reviewed.review_panels]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    menu_order = 15
    template = "placement/assistance/page.html"

    class Meta:
        verbose_name = "страница для выпускников"
        verbose_name_plural = "страницы для выпускников"

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the address of the form and the centre's contacts."""
        return {
            **super().get_context(request, *args, **kwargs),
            "request_url": request_url(),
            "contacts": contacts(),
        }

    @property
    def default_description(self) -> str:
        """What it is for, while editors have written nothing."""
        return "Помощь выпускникам: найти работу, освоиться на ней, решить трудности."

    def search_parts(self) -> list[Document]:
        """The form itself, by what people call it."""
        return [
            Document(
                key=f"page:{self.pk}#request",
                title="Заявление о содействии в трудоустройстве: попросить помощь с работой",
                text="Хочу работать, найти работу выпускнику, помогите устроиться",
                page=self,
                url=request_url(),
                kind="форма для выпускников",
            )
        ]

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.lead} {stream_text(self.how_to)} {stream_text(self.body)}"
