"""The pages without which the site is none: made where they are missing, left as editors have them."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.db import transaction
from wagtail.models import Collection, Page, PageLogEntry, Site

from home import registries, site_texts
from home.pages.home import HomePage
from home.pages.news import NewsIndexPage
from home.pages.regulation_index import RegulationIndexPage
from home.pages.standard import StandardPage
from home.registries import Section
from home.settings import SiteSettings
from home.synonyms import SearchSynonyms

PORTS = {"http": 80, "https": 443}


def register() -> None:
    """Make the sections of no domain known; called once at start."""
    registries.register_sections(
        Section(NewsIndexPage, "news", "Новости"),
        Section(
            RegulationIndexPage,
            "regulations",
            "Документы",
            values={"intro": "Приказы и положения. На каждый пункт можно дать ссылку."},
        ),
    )


@transaction.atomic
def make_site() -> list[str]:
    """Make what is missing; return the addresses of the new pages."""
    made: list[str] = []
    _name_roots()
    home = HomePage.objects.first()
    if home is None:
        home = make_home()
        made.append("/")
    site = make_site_record(home)
    if not SiteSettings.objects.filter(site=site).exists():
        SiteSettings.objects.create(
            site=site,
            name=site_texts.SITE_NAMES[domains_key()],
            short_name=site_texts.SHORT_NAMES[domains_key()],
        )
    made += [
        _make_section(section, home)
        for section in registries.sections()
        if not section.model.objects.exists()
    ]
    for facts in missing_texts(home):
        add_page(home, StandardPage(show_in_menus=True, **facts))
        made.append(f"/{facts['slug']}/")
    link_privacy(home)
    add_synonyms()
    return made


def add_synonyms() -> None:
    """Give search its first synonyms, where editors have none yet."""
    if not SearchSynonyms.objects.exists():
        SearchSynonyms.objects.bulk_create(SearchSynonyms(words=it) for it in site_texts.SYNONYMS)


def link_privacy(home: HomePage) -> None:
    """Name the page on personal data to which every footer leads, where none is named."""
    pages = StandardPage.objects.child_of(home).filter(slug=site_texts.PRIVACY)
    if page := pages.first():
        SiteSettings.objects.filter(privacy_page=None).update(privacy_page=page)


def missing() -> list[str]:
    """What the site lacks of its pages, in words for whoever runs it."""
    site = site_record()
    if site is None or site.root_page.specific_class is not HomePage:
        return ["no home page"]
    return [
        f"no page /{section.slug}/"
        for section in registries.sections()
        if not section.model.objects.live().exists()
    ]


def missing_texts(home: HomePage) -> list[dict[str, Any]]:
    """The pages of text that a site begins with and that ``home`` does not have."""
    slugs = set(StandardPage.objects.child_of(home).values_list("slug", flat=True))
    return [facts for facts in site_texts.PAGES if facts["slug"] not in slugs]


def domains_key() -> str:
    """Which texts suit the domains that run here."""
    return "both" if len(settings.DOMAINS) != 1 else settings.DOMAINS[0]


def make_home() -> HomePage:
    """The first page, in the place of Wagtail's own welcome page."""
    root = Page.get_first_root_node()
    for page in root.get_children().filter(slug="home"):
        page.delete()
        PageLogEntry.objects.filter(page=page.pk).delete()
    root.refresh_from_db()
    home = HomePage(slug="home", **site_texts.HOME[domains_key()])
    add_page(root, home)
    return home


def make_site_record(home: HomePage) -> Site:
    """Wagtail's record of the site, brought to the address of SITE_URL."""
    hostname, port = site_address()
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": hostname,
            "port": port,
            "root_page": home,
            "site_name": site_texts.SITE_NAMES[domains_key()],
        },
    )
    return site


def site_record() -> Site | None:
    """Wagtail's record of the site, if there is one."""
    return Site.objects.filter(is_default_site=True).select_related("root_page").first()


def site_address() -> tuple[str, int]:
    """Host and port of SITE_URL."""
    address = urlsplit(settings.SITE_URL)
    return address.hostname or "", address.port or PORTS[address.scheme]


def add_page(parent: Page, page: Page) -> None:
    """Put a page under ``parent`` and publish it."""
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()


def _name_roots() -> None:
    """Say in Russian what everything stands under; Wagtail calls both «Root»."""
    root = Page.objects.filter(depth=1, title="Root")
    root.update(title="Все страницы", draft_title="Все страницы")
    Collection.objects.filter(depth=1, name="Root").update(name="Все файлы")


def _make_section(section: Section, home: HomePage) -> str:
    parent = section.parent.objects.get() if section.parent else home
    page = section.model(
        slug=section.slug, title=section.title, show_in_menus=True, **section.values
    )
    add_page(parent, page)
    return page.get_url() or f"/{section.slug}/"
