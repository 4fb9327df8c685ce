"""A vacancy's own page and the feed: public addresses that are no Wagtail pages."""

import datetime as dt
from typing import Any
from urllib.parse import quote

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from core.feeds import Atom
from home import cache
from home.closed import section
from home.rules.typography import marks
from placement.centre.pages import contacts
from placement.vacancies.models import Vacancy
from placement.vacancies.pages import VacanciesPage
from placement.vacancies.public import facts
from placement.vacancies.public.facts import Shown
from placement.vacancies.public.filters import Choice, Filters

FEED_LENGTH = 50


def list_page() -> VacanciesPage | None:
    """The list, if everybody may read it: without it no vacancy is shown anywhere."""
    return section(VacanciesPage)


@cache.public_view
@require_safe
def vacancy(request: HttpRequest, number: int) -> HttpResponse:
    """A public vacancy; 410 for one that was public before, 404 for any other."""
    page = list_page()
    if page is None:
        raise Http404
    shown = facts.find(number)
    if shown is None:
        return _gone(request, page, number)
    context = {
        "page": page,
        "vacancy": shown,
        "contacts": contacts(),
        "mail_subject": quote(f"Вакансия № {shown.number}: {shown.title}"),
    }
    return render(request, "placement/vacancies/vacancy.html", context)


def _gone(request: HttpRequest, page: VacanciesPage, number: int) -> HttpResponse:
    """Nothing of what it said is repeated: it may be gone because that was wrong."""
    former = Vacancy.objects.filter(pk=number, published_at__isnull=False)
    job = former.values("profession_id", "profession__name", "district").first()
    if job is None:
        raise Http404
    similar = facts.similar(profession_id=job["profession_id"], district=job["district"])
    context = {
        "page": page,
        "similar": similar,
        "profession": job["profession__name"],
        "all_similar": Filters(profession=job["profession_id"]).query(),
        "contacts": contacts(),
    }
    return render(request, "placement/vacancies/gone.html", context, status=410)


class VacancyFeed(Feed):
    """The latest vacancies as Atom; filters in the address are those of the list."""

    feed_type = Atom
    title = "Вакансии"
    language = "ru"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The feed; an odd address leads to the one that is stored."""
        page = list_page()
        if page is None:
            raise Http404
        filters = Filters.read(request.GET, Choice()).for_feed()
        if request.META.get("QUERY_STRING", "") != filters.query():
            query = f"?{filters.query()}" if filters.query() else ""
            return HttpResponseRedirect(f"{reverse('vacancy_feed')}{query}")
        answer: HttpResponseBase = super().__call__(request, *args, page=page, filters=filters)
        return answer

    def get_object(
        self, request: HttpRequest, *, page: VacanciesPage, filters: Filters
    ) -> tuple[VacanciesPage, Filters]:
        """The list and the question to it."""
        return page, filters

    def link(self, obj: tuple[VacanciesPage, Filters]) -> str:
        """The same as a page, on the site's own host whatever host the feed was asked from."""
        page, filters = obj
        return _absolute(page.get_url(), filters)

    def feed_url(self, obj: tuple[VacanciesPage, Filters]) -> str:
        """The feed's own address."""
        return _absolute(reverse("vacancy_feed"), obj[1])

    def subtitle(self, obj: tuple[VacanciesPage, Filters]) -> str:
        """The filters in words."""
        words = marks(", ".join(words for words, _ in obj[1].chosen()))
        return f"Новые вакансии: {words}" if words else f"Новые вакансии. {settings.CENTRE_NAME}"

    def items(self, obj: tuple[VacanciesPage, Filters]) -> list[Shown]:
        """The latest that answer the question, the newest first."""
        rows = obj[1].apply(Vacancy.objects.public()).order_by("-published_at", "-pk")
        return facts.shown(rows[:FEED_LENGTH])

    def item_title(self, item: Shown) -> str:
        """Its title."""
        return marks(item.title)

    def item_description(self, item: Shown) -> str:
        """One line; invented ones say so."""
        summary = marks(item.summary)
        return f"{summary} Пример: вакансия вымышлена." if item.is_demo else summary

    def item_link(self, item: Shown) -> str:
        """Its address."""
        return item.full_url

    def item_pubdate(self, item: Shown) -> dt.datetime:
        """When it was published."""
        return item.published_at

    def item_updateddate(self, item: Shown) -> dt.datetime:
        """The feed does not tell of changes."""
        return item.published_at

    def item_categories(self, item: Shown) -> list[str]:
        """Profession and region."""
        return [item.profession, item.place.region]


def _absolute(path: str | None, filters: Filters) -> str:
    query = filters.query()
    return f"{settings.SITE_URL}{path}" + (f"?{query}" if query else "")
