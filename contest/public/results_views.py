"""Published results beside the contest's page: the extract, the snapshot to check, the feed (C-19)."""

import datetime as dt
from typing import Any

from django.conf import settings
from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase, JsonResponse
from django.urls import reverse
from django.views.decorators.http import require_safe

from contest.public.pages import ContestIndexPage, ContestPage
from contest.results import papers
from contest.results.models import ResultsOrder
from contest.results.public import current_order, document
from core import exports
from core.feeds import Rss
from home import cache
from home.closed import open_to_all, section
from home.rules.typography import marks

FEED_LENGTH = 20


def _order(slug: str) -> ResultsOrder:
    """The order in force of a contest whose page everybody may read; Http404 for any other."""
    pages = open_to_all(ContestPage.objects.all()).filter(contest__is_published=True)
    page = pages.filter(contest__slug=slug).select_related("contest").first()
    order = current_order(page.contest) if page is not None else None
    if order is None:
        raise Http404
    return order


@cache.public_view
@require_safe
def extract(request: HttpRequest, slug: str) -> HttpResponse:
    """«/contests/<slug>/results.pdf»: the extract of the order, without who gave no consent."""
    order = _order(slug)
    pdf = papers.extract(order).pdf
    return exports.pdf_response(name=f"Выписка из приказа – {order.contest}", pdf=pdf)


@cache.public_view
@require_safe
def snapshot(request: HttpRequest, slug: str) -> HttpResponse:
    """«/contests/<slug>/results.json»: the snapshot, its digest, and proofs of the names shown."""
    return JsonResponse(document(_order(slug)), json_dumps_params={"ensure_ascii": False})


class ResultsFeed(Feed):
    """«/contests/feed.xml»: results as they are published, as RSS; no name goes into it."""

    feed_type = Rss
    title = "Итоги конкурсов"
    description = "Итоги конкурсов, утверждённые приказом"
    language = "ru"
    link = f"{settings.SITE_URL}/contests/"

    def __call__(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """The feed, where everybody may read the list of contests."""
        if section(ContestIndexPage) is None:
            raise Http404
        answer: HttpResponseBase = super().__call__(request, *args, **kwargs)
        return answer

    def feed_url(self) -> str:
        """The feed's own address."""
        return f"{settings.SITE_URL}{reverse('contest:results-feed')}"

    def items(self) -> list[ResultsOrder]:
        """The latest orders, corrections too, whose contests everybody may read of."""
        shown = open_to_all(ContestPage.objects.all()).filter(contest__is_published=True)
        orders = ResultsOrder.objects.published().filter(contest__in=shown.values("contest"))
        return list(orders.select_related("contest").order_by("-published_at")[:FEED_LENGTH])

    def item_title(self, item: ResultsOrder) -> str:
        """Of which contest."""
        again = " (исправлены)" if item.version and item.version > 1 else ""
        return marks(f"Итоги{again}: {item.contest}")

    def item_description(self, item: ResultsOrder) -> str:
        """By which order."""
        return marks(f"{item.title}. {item.contest.title}.")

    def item_link(self, item: ResultsOrder) -> str:
        """The results on the contest's page."""
        return f"{settings.SITE_URL}/contests/{item.contest.slug}/#results"

    def item_guid(self, item: ResultsOrder) -> str:
        """Another for each order."""
        return f"{settings.SITE_URL}/contests/{item.contest.slug}/#results-{item.version}"

    item_guid_is_permalink = False

    def item_pubdate(self, item: ResultsOrder) -> dt.datetime:
        """When they were published."""
        assert item.published_at is not None
        return item.published_at


feed = cache.public_view(require_safe(ResultsFeed()))
