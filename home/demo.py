"""Demonstration content of the common pages; what staff have changed since stays."""

import datetime as dt
from typing import Any, TextIO

from django.conf import settings
from wagtail.models import Page, Site

from core import clock
from core.models import Organisation
from home import demo_texts, setting_up, site_texts
from home.pages.home import HomePage
from home.pages.news import NewsIndexPage, NewsPage
from home.pages.standard import StandardPage
from home.settings import SiteSettings

# The organisations whose data stand at the bottom, by the domain that is theirs.
OPERATORS = {"contest": "crss", "placement": "mc-siti"}


def load(stdout: TextIO) -> None:
    """Add the pages and settings that are missing."""
    home = HomePage.objects.first()
    if home is None:
        home = setting_up.make_home()
        stdout.write(f"page: {home.title}\n")
    site = setting_up.make_site_record(home)
    _settings(site, stdout)
    for facts in setting_up.missing_texts(home):
        _add(home, StandardPage, stdout, show_in_menus=True, **facts)
    setting_up.link_privacy(home)
    setting_up.add_synonyms()
    index = _add(home, NewsIndexPage, stdout, slug="news", title="Новости", show_in_menus=True)
    today = clock.in_zone(clock.now(), "Europe/Moscow").date()
    for facts in demo_texts.NEWS:
        if facts["domain"] and facts["domain"] not in settings.DOMAINS:
            continue
        values = {name: facts[name] for name in ("slug", "title", "summary", "body")}
        date = today - dt.timedelta(days=facts["days_ago"])
        _add(index, NewsPage, stdout, date=date, is_demo=True, **values)


def _settings(site: Site, stdout: TextIO) -> None:
    if SiteSettings.objects.filter(site=site).exists():
        return
    codes = [OPERATORS[domain] for domain in settings.DOMAINS]
    known = {found.code: found for found in Organisation.objects.filter(code__in=codes)}
    operators = [known[code] for code in codes if code in known]
    first = operators[0] if operators else Organisation()
    SiteSettings.objects.create(
        site=site,
        name=site_texts.SITE_NAMES[setting_up.domains_key()],
        short_name=site_texts.SHORT_NAMES[setting_up.domains_key()],
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
    setting_up.add_page(parent, page)
    stdout.write(f"page: {page.title}\n")
    return page
