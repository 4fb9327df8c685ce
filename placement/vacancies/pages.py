"""/vacancies/: the public part of the register (P-2.4b)."""

from dataclasses import dataclass
from typing import Any, cast

from django.core.paginator import Page as ListPage
from django.core.paginator import Paginator
from django.db import models
from django.http import HttpRequest, HttpResponseRedirect
from wagtail.admin.panels import FieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from core.text import NBSP, plural
from home.blocks import TEXT_FEATURES, BodyBlock
from home.index import Document
from home.pages.fixed import FixedAddress
from home.pages.reviewed import Reviewed
from home.text import plain, stream_text
from placement.centre.pages import contacts
from placement.vacancies.models import Vacancy, VacancyQuerySet
from placement.vacancies.public import facts
from placement.vacancies.public import search as vacancy_search
from placement.vacancies.public.filters import SCHEDULES, SORTS, TERMS, Choice, Filters

PER_PAGE = 20


def count_text(number: int) -> str:
    """«21 вакансия»."""
    return plural(number, "вакансия", "вакансии", "вакансий").replace(" ", NBSP)


@dataclass(frozen=True)
class Listing:
    """One page of the list, as an address asks for it."""

    filters: Filters
    choice: Choice
    page: ListPage

    @classmethod
    def read(cls, request: HttpRequest) -> "Listing":
        """The nearest page that there is; nothing in the address is an error."""
        asked = request.GET
        choice = Choice.present()
        filters = Filters.read(asked, choice)
        vacancies = filters.apply(Vacancy.objects.public())
        return cls(filters, choice, Paginator(vacancies, PER_PAGE).get_page(asked.get("page")))

    @property
    def query(self) -> str:
        """The one way in which the address of this page is written."""
        return self.filters.query(self.page.number)

    @property
    def context(self) -> dict[str, Any]:
        """For the template."""
        filters, count = self.filters, self.page.paginator.count
        vacancies = facts.shown(cast(VacancyQuerySet, self.page.object_list))
        verb = "Найдена" if count % 10 == 1 and count % 100 != 11 else "Найдено"
        return {
            "filters": filters,
            "vacancies": vacancies,
            "page_of_vacancies": self.page,
            "query": filters.query(),
            "count": count,
            "found": f"{verb} {count_text(count)}",
            "nothing_at_all": not self.choice.professions,
            "has_demo": any(vacancy.is_demo for vacancy in vacancies),
            "professions": filters.professions(self.choice),
            "places": filters.places(self.choice),
            "schedules": SCHEDULES.items(),
            "terms": TERMS.items(),
            "conditions": facts.CONDITIONS.items(),
            "sorts": SORTS.items(),
            "chosen": [(words, without.query()) for words, without in filters.chosen()],
            "chosen_words": ", ".join(words for words, _ in filters.chosen()),
            "feed_query": filters.for_feed().query(),
            "contacts": None if count else contacts(),
        }


class VacanciesPage(FixedAddress, Reviewed, Page):
    """The list with its filters; editors write around it and say how to respond."""

    lead = models.TextField("вступление", blank=True)
    how_to = RichTextField(
        "как откликнуться",
        features=TEXT_FEATURES,
        blank=True,
        help_text="Стоит на странице каждой вакансии перед телефоном и почтой центра.",
    )
    after = StreamField(BodyBlock(), verbose_name="текст под списком", blank=True)

    content_panels = [
        *Page.content_panels,
        FieldPanel("lead"),
        FieldPanel("how_to"),
        FieldPanel(
            "after",
            help_text="Список вакансий составляется сам: в нём то, что опубликовано в разделе "
            "«Трудоустройство».",
        ),
    ]
    promote_panels = [*Page.promote_panels, *Reviewed.review_panels]
    parent_page_types = ["home.HomePage"]
    subpage_types: list[str] = []
    max_count = 1
    menu_order = 10
    template = "placement/vacancies/page.html"

    class Meta:
        verbose_name = "страница вакансий"
        verbose_name_plural = "страницы вакансий"

    def serve(self, request: HttpRequest, *args: Any, **kwargs: Any) -> Any:
        """The list; an address that is not written in the one way leads to the one that is."""
        listing = Listing.read(request)
        is_preview = getattr(request, "is_preview", False)
        if not is_preview and request.META.get("QUERY_STRING", "") != listing.query:
            query = f"?{listing.query}" if listing.query else ""
            return HttpResponseRedirect(f"{self.get_url(request)}{query}")
        return super().serve(request, *args, listing=listing, **kwargs)

    def get_context(self, request: HttpRequest, *args: Any, **kwargs: Any) -> dict[str, Any]:
        """The list of `serve`, or without it the whole one."""
        listing = kwargs.get("listing") or Listing.read(request)
        return {**super().get_context(request, *args, **kwargs), **listing.context}

    @property
    def default_description(self) -> str:
        """What it is for, while editors have written nothing."""
        return "Вакансии по профессиям учреждения: район, график, условия, важные при инвалидности."

    def search_text(self) -> str:
        """What search finds it by, beside the title."""
        return f"{self.lead} {plain(self.how_to)} {stream_text(self.after)}"

    def search_parts(self) -> list[Document]:
        """Every public vacancy: each is found only while this page is public."""
        return vacancy_search.documents(self)
