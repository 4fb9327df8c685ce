"""A page of the centre that stands around one form: what it is for, how it is filled in, whom to ask."""

from typing import Any, ClassVar

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

# Wagtail names a template after each page type; this one serves all, if the type says so.
TEMPLATE = "placement/centre/form_page.html"


class FormPage(FixedAddress, Reviewed, Page):
    """Editors' text around the button that starts a form.

    A subclass says which ``journey`` that is, the button's words, the heading over ``how_to``, and by
    which words search finds the form.
    """

    journey: ClassVar[str]
    button: ClassVar[str]
    how_to_heading: ClassVar[str]
    # Title, words and kind of the form as an entry of the search.
    found_as: ClassVar[tuple[str, str, str]]
    # What the page is for, while editors have written nothing.
    purpose: ClassVar[str]

    lead = models.TextField("вступление", blank=True)
    how_to = StreamField(BodyBlock(), verbose_name="как заполнить форму", blank=True)
    body = StreamField(BodyBlock(), verbose_name="что ещё важно", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel(
            "how_to", help_text="Над этим текстом стоит кнопка, с которой начинается форма."
        ),
        FieldPanel("body"),
    ]
    promote_panels = [*Page.promote_panels, *Reviewed.review_panels]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1

    class Meta:
        abstract = True

    @property
    def form_url(self) -> str:
        """Where the form begins."""
        return reverse("forms_app:start", kwargs={"journey": self.journey})

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """With the centre's contacts."""
        return {**super().get_context(request, *args, **kwargs), "contacts": contacts()}

    @property
    def default_description(self) -> str:
        """What it is for, while editors have written nothing."""
        return self.purpose

    def search_parts(self) -> list[Document]:
        """The form itself, by what people call it."""
        title, text, kind = self.found_as
        return [
            Document(
                key=f"page:{self.pk}#request",
                title=title,
                text=text,
                page=self,
                url=self.form_url,
                kind=kind,
            )
        ]

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.lead} {stream_text(self.how_to)} {stream_text(self.body)}"
