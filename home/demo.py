"""Demonstration content of the common pages; what staff have changed since stays."""

import datetime as dt
from typing import Any, TextIO

from django.conf import settings
from wagtail.models import Page, Site

from core import clock
from core.models import Organisation
from home import demo_texts
from home.pages.home import HomePage
from home.pages.news import NewsIndexPage, NewsPage
from home.pages.standard import StandardPage
from home.settings import SiteSettings

# The organisations whose data stand at the bottom, by the domain that is theirs.
OPERATORS = {"contest": "crss", "placement": "mc-siti"}


def load(stdout: TextIO) -> None:
    """Add the pages and settings that are missing."""
    home = _home(stdout)
    site = _site(home)
    _settings(site, stdout)
    pages = [
        _add(home, StandardPage, stdout, show_in_menus=True, **facts) for facts in demo_texts.PAGES
    ]
    privacy = next(page for page in pages if page.slug == demo_texts.PRIVACY)
    SiteSettings.objects.filter(site=site, privacy_page=None).update(privacy_page=privacy)
    index = _add(home, NewsIndexPage, stdout, slug="news", title="Новости", show_in_menus=True)
    today = clock.in_zone(clock.now(), "Europe/Moscow").date()
    for facts in demo_texts.NEWS:
        if facts["domain"] and facts["domain"] not in settings.DOMAINS:
            continue
        values = {name: facts[name] for name in ("slug", "title", "summary", "body")}
        date = today - dt.timedelta(days=facts["days_ago"])
        _add(index, NewsPage, stdout, date=date, is_demo=True, **values)


def _key() -> str:
    """Which texts suit the domains that run here."""
    return "both" if len(settings.DOMAINS) != 1 else settings.DOMAINS[0]


def _home(stdout: TextIO) -> HomePage:
    home = HomePage.objects.first()
    if home is not None:
        return home
    root = Page.get_first_root_node()
    # Wagtail's own welcome page makes room.
    for page in root.get_children().filter(slug="home"):
        page.delete()
    root.refresh_from_db()
    home = HomePage(slug="home", **demo_texts.HOME[_key()])
    root.add_child(instance=home)
    home.save_revision().publish()
    stdout.write(f"page: {home.title}\n")
    return home


def _site(home: HomePage) -> Site:
    site, _ = Site.objects.update_or_create(
        is_default_site=True,
        defaults={
            "hostname": settings.SITE_URL.partition("://")[2].partition(":")[0],
            "port": _port(),
            "root_page": home,
            "site_name": demo_texts.SITE_NAMES[_key()],
        },
    )
    return site


def _port() -> int:
    scheme, _, rest = settings.SITE_URL.partition("://")
    _, _, port = rest.partition(":")
    return int(port) if port else {"http": 80, "https": 443}[scheme]


def _settings(site: Site, stdout: TextIO) -> None:
    if SiteSettings.objects.filter(site=site).exists():
        return
    codes = [OPERATORS[domain] for domain in settings.DOMAINS]
    known = {found.code: found for found in Organisation.objects.filter(code__in=codes)}
    operators = [known[code] for code in codes if code in known]
    first = operators[0] if operators else Organisation()
    SiteSettings.objects.create(
        site=site,
        name=demo_texts.SITE_NAMES[_key()],
        short_name=demo_texts.SHORT_NAMES[_key()],
        owner=first.short_name,
        address=first.address,
        phone=first.phone,
        email=first.email,
        operator_data="\n".join(dict.fromkeys(found.full_name for found in operators)),
        footer_text=demo_texts.FOOTER,
    )
    stdout.write("settings of the site\n")


def _add(parent: Page, model: type[Page], stdout: TextIO, **values: Any) -> Page:
    """The child of ``parent`` with this slug, made and published if it is not there."""
    found = model.objects.child_of(parent).filter(slug=values["slug"]).first()
    if found is not None:
        return found
    page = model(**values)
    parent.refresh_from_db()
    parent.add_child(instance=page)
    page.save_revision().publish()
    stdout.write(f"page: {page.title}\n")
    return page
