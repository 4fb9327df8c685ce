"""What stands around every page: the institution's data and the menus."""

import hashlib
from dataclasses import dataclass, fields, replace
from functools import cached_property
from urllib.parse import urlencode

from django.conf import settings
from django.db.models import F
from django.http import HttpRequest
from django.urls import reverse
from wagtail.models import Page, Site

from core.phones import phone_link
from home import cache, registries
from home.closed import open_to_all
from home.display import of_request
from home.rules.display import Display
from home.settings import SiteSettings

USUAL_ORDER = 50
_OF_INSTITUTION = frozenset(one.name for one in fields(registries.Institution))
# The home page stands right under the root of the tree.
HOME_DEPTH = 2


@dataclass(frozen=True)
class MenuItem:
    """A link of a menu; ``current`` is ``page``, ``true`` (inside the section) or empty."""

    title: str
    url: str
    current: str = ""

    def seen_from(self, path: str) -> "MenuItem":
        """The same link, with the place that the reader is at."""
        if path == self.url:
            return replace(self, current="page")
        return replace(self, current="true" if path.startswith(self.url) else "")


@dataclass(frozen=True)
class FrameData:
    """The frame as it is for one content version."""

    settings: SiteSettings
    logo_url: str
    menu: tuple[MenuItem, ...]
    footer_menu: tuple[MenuItem, ...]


class Frame:
    """The frame of one request, in templates ``face``; nothing is read before it is asked for."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def data(self) -> FrameData:
        """The frame of the request's site."""
        return _make(_only_site() or Site.find_for_request(self._request))

    @property
    def settings(self) -> SiteSettings:
        """The settings of the site."""
        return self.data.settings

    @cached_property
    def display(self) -> Display:
        """The reader's display settings."""
        return of_request(self._request)

    @property
    def logo_url(self) -> str:
        """Address of the logo, or nothing."""
        return self.data.logo_url

    @cached_property
    def institution(self) -> registries.Institution | SiteSettings:
        """Who runs the page: the institution of its domain, else that of the site's settings.

        A page under a personal link belongs to the form that the link's view put on the request.
        """
        journey = getattr(self._request, "journey", None)
        path = f"/forms/{journey.code}/" if journey is not None else self._request.path
        return registries.institution_of(path) or self.settings

    @property
    def phone_link(self) -> str:
        """The telephone as a link dials it."""
        return phone_link(self.institution.phone)

    @property
    def menu(self) -> list[MenuItem]:
        """The main menu with the current place."""
        return [item.seen_from(self._request.path) for item in self.data.menu]

    @property
    def footer_menu(self) -> tuple[MenuItem, ...]:
        """Links of the footer."""
        return self.data.footer_menu

    @property
    def home_trail(self) -> list[dict[str, str]]:
        """Breadcrumbs of what stands right under the home page."""
        return [{"title": "Главная", "url": "/"}]

    @property
    def theme_url(self) -> str:
        """The stylesheet of the colours, with their version."""
        return f"{reverse('home:theme')}?v={theme_version(self.settings)}"

    @property
    def display_url(self) -> str:
        """The page of display settings, knowing the way back."""
        path = self._request.get_full_path()
        # Addresses with secrets in them are not repeated in other addresses.
        back = (
            "/"
            if path.startswith(("/forms/resume/", "/forms/repeat/", "/track/", "/accounts/"))
            else path
        )
        return f"{reverse('home:display')}?{urlencode({'next': back})}"

    def __getattr__(self, name: str) -> str:
        """The plain texts: ``face.name`` of the settings, ``face.address`` of the institution."""
        if name.startswith("_"):
            raise AttributeError(name)
        source = self.institution if name in _OF_INSTITUTION else self.settings
        value: str = getattr(source, name)
        return value


def links_above(page: Page) -> list[dict[str, str]]:
    """Titles and addresses of the live pages between the home page and ``page``."""
    return _links_to(page.path[: -page.steplen])


@cache.per_version
def _links_to(path: str) -> list[dict[str, str]]:
    """The same down to the page with this path."""
    first = (HOME_DEPTH + 1) * Page.steplen
    paths = [path[:end] for end in range(first, len(path) + 1, Page.steplen)]
    found = Page.objects.filter(path__in=paths).live().order_by("depth")
    return [{"title": page.title, "url": page.get_url()} for page in found]


def theme_version(found: SiteSettings) -> str:
    """A short digest of the colours."""
    colours = f"{found.brand_colour}{found.brand_colour_dark}"
    return hashlib.sha256(colours.encode()).hexdigest()[:12]


def settings_of(site: Site | None) -> SiteSettings:
    """The settings of a site; a page outside any site gets the defaults."""
    if site is None:
        return SiteSettings(name=settings.WAGTAIL_SITE_NAME)
    found = SiteSettings.objects.filter(site=site).select_related("logo").first()
    # Reading a page must not write to the database.
    return found or SiteSettings(site=site)


@cache.per_version
def _only_site() -> Site | None:
    """The site that answers every host, where there is no other; most installations have one."""
    sites = list(Site.objects.all()[:2])
    return sites[0] if len(sites) == 1 and sites[0].is_default_site else None


@cache.per_version
def _make(site: Site | None) -> FrameData:
    found = settings_of(site)
    logo_url = ""
    if found.logo is not None:
        logo_url = found.logo.get_rendition("max-192x192").url
    pages = [] if site is None else _menu_pages(site, found)
    main = tuple(_item(page) for page in pages if not page.is_footer)
    footer = [_item(page) for page in pages if page.is_footer]
    named = [] if found.privacy_page_id is None else [_item(page) for page in _named(found)]
    footer += [item for item in named if item not in (*main, *footer)]
    return FrameData(settings=found, logo_url=logo_url, menu=main, footer_menu=tuple(footer))


def _menu_pages(site: Site, found: SiteSettings) -> list[Page]:
    pages = Page.objects.child_of(site.root_page).in_menu()
    shown = open_to_all(pages).annotate(is_footer=F("standardpage__in_footer"))
    named = found.menu_places.all() if found.pk else ()
    places = {place.page_id: number for number, place in enumerate(named)}
    return sorted(shown, key=lambda page: (places.get(page.pk, len(places)), *_usual_place(page)))


def menu_warning(page: Page) -> str:
    """What to say before a page goes to which a menu leads; Wagtail counts links in texts only."""
    site = page.get_site()
    if site is None:
        return ""
    data, url = _make(site), page.get_url()
    menus = {"главное меню": data.menu, "меню внизу страниц": data.footer_menu}
    names = [name for name, items in menus.items() if any(item.url == url for item in items)]
    if not names:
        return ""
    return f"На страницу «{page.title}» ведёт {' и '.join(names)}: ссылка пропадёт со всех страниц."


def _named(found: SiteSettings) -> list[Page]:
    """The pages that the settings name, if everybody may read them."""
    return list(open_to_all(Page.objects.filter(pk=found.privacy_page_id)))


def _usual_place(page: Page) -> tuple[int, str]:
    """Page types say how early their sections stand; within a type the tree's order holds."""
    return getattr(page.specific_class, "menu_order", USUAL_ORDER), page.path


def _item(page: Page) -> MenuItem:
    return MenuItem(title=page.title, url=page.get_url() or "/")
