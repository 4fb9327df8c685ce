"""Public views that are no Wagtail pages."""

from collections.abc import Iterable
from datetime import datetime, time
from typing import Any

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.contrib.sitemaps.views import sitemap as django_sitemap
from django.contrib.syndication.views import Feed
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import condition, require_safe
from wagtail.models import Page, Site

from core import clock
from core.feeds import Rss
from core.text import one_line, storable, whole_number
from home import cache, frame, registries, searching
from home.closed import open_to_all
from home.pages.news import NewsPage
from home.rules import admin_colours, search_words
from home.rules.typography import marks
from home.settings import SiteSettings

PER_PAGE = 10
CLOSED = ("/forms/", "/track/", "/cms/", "/accounts/", "/search/", "/display/")
THEME = """@layer tokens {{
  :root:not([data-colours]) {{ --brand: {light}; }}
  @media (prefers-color-scheme: dark) {{ :root:not([data-colours]) {{ --brand: {dark}; }} }}
}}
"""


@require_safe
def search(request: HttpRequest) -> HttpResponse:
    """Search over public pages and what the domains add (DESIGN §5)."""
    query = one_line(request.GET.get("q", ""))[:200]
    near = whole_number(request.GET.get("near", ""))
    results = searching.search(query, near=near)
    page = Paginator(results.entries, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "q": query,
        "near": near,
        "page": page,
        "results": results,
        "most": searching.MOST,
        "hits": _hits(results, page.object_list),
        "query": urlencode({"q": query} | ({"near": near} if near else {})),
    }
    return render(request, "home/search.html", context)


def _hits(results: searching.Results, entries: Iterable[int]) -> list[dict[str, Any]]:
    """The entries of one page, each with the piece of its text around the first found word."""
    rows = searching.entries_of(entries)
    words = results.words() if rows else set()
    return [
        {
            "entry": entry,
            "pieces": search_words.marked(marks(search_words.window(entry.text, words)), words),
        }
        for entry in rows
    ]


def _theme_version(request: HttpRequest) -> str:
    return f'"{frame.theme_version(frame.Frame(request).settings)}"'


@require_safe
@condition(etag_func=_theme_version)
def theme(request: HttpRequest) -> HttpResponse:
    """The colours of the settings as a stylesheet: inline styles are forbidden."""
    found = frame.Frame(request).settings
    css = THEME.format(light=found.brand_colour, dark=found.brand_colour_dark)
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    named = request.GET.get("v") == frame.theme_version(found)
    # An address with the present version never changes its content.
    response["Cache-Control"] = "public, max-age=31536000, immutable" if named else "no-cache"
    return response


@require_safe
@condition(etag_func=_theme_version)
def admin_theme(request: HttpRequest) -> HttpResponse:
    """The same colours for the back office, which has one address for all its pages."""
    found = frame.Frame(request).settings
    css = admin_colours.stylesheet(light=found.brand_colour, dark=found.brand_colour_dark)
    response = HttpResponse(css, content_type="text/css; charset=utf-8")
    response["Cache-Control"] = "public, max-age=300"
    return response


@cache.public_view
@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """What robots need not read."""
    lines = ["User-agent: *", *(f"Disallow: {path}" for path in CLOSED), ""]
    lines.append(f"Sitemap: {settings.SITE_URL}{reverse('home:sitemap')}")
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


class PageSitemap(Sitemap):
    """Live pages without a view restriction, and the addresses of the domains."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    def items(self) -> list[Any]:
        """Pages of this site, then what is no page."""
        site = Site.find_for_request(self._request)
        pages = Page.objects.none()
        if site is not None:
            pages = open_to_all(Page.objects.in_site(site)).order_by("path")
        return [*pages, *registries.sitemap_entries()]

    def location(self, item: Any) -> str:
        """The address within the site."""
        if isinstance(item, Page):
            return storable(item.get_url(self._request) or "/")
        return storable(str(item.url))

    def lastmod(self, item: Any) -> Any:
        """When it changed last."""
        return item.last_published_at if isinstance(item, Page) else item.changed_at

    @property
    def protocol(self) -> str:
        """As the site is addressed."""
        return settings.SITE_URL.partition(":")[0]

    @protocol.setter
    def protocol(self, value: str | None) -> None:
        """Keep what the settings say."""

    def get_domain(self, site: Any = None) -> str:
        """The host that letters link to."""
        return settings.SITE_URL.partition("://")[2]


@cache.public_view
@require_safe
def sitemap(request: HttpRequest) -> HttpResponse:
    """`/sitemap.xml`."""
    return django_sitemap(request, {"pages": PageSitemap(request)})


class NewsFeed(Feed):
    """The latest news as RSS."""

    feed_type = Rss
    language = "ru"
    link = f"{settings.SITE_URL}/news/"

    def get_object(self, request: HttpRequest, *args: Any, **kwargs: Any) -> SiteSettings:
        """The site, as its settings name it."""
        return frame.Frame(request).settings

    def feed_url(self, obj: SiteSettings) -> str:
        """The feed's own address."""
        return f"{settings.SITE_URL}{reverse('home:news_feed')}"

    def title(self, obj: SiteSettings) -> str:
        """«Новости» and whose they are."""
        return marks(f"Новости – {obj.name}")

    def description(self, obj: SiteSettings) -> str:
        """Whose news they are."""
        return marks(f"Новости сайта «{obj.name}»")

    def items(self) -> list[NewsPage]:
        """The twenty latest that everybody may read."""
        return list(NewsPage.objects.latest(20))

    def item_title(self, item: NewsPage) -> str:
        """Its title."""
        return marks(item.title)

    def item_description(self, item: NewsPage) -> str:
        """Its short text."""
        return marks(item.summary)

    def item_link(self, item: NewsPage) -> str:
        """Its address on the site, whatever host the feed was asked from."""
        return f"{settings.SITE_URL}{item.get_url() or '/news/'}"

    def item_pubdate(self, item: NewsPage) -> datetime:
        """The day that the news bears, as readers see it."""
        return clock.at_local(item.date, time(), "Europe/Moscow")
