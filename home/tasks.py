"""Jobs and regular work of the common pages."""

import datetime as dt
from typing import Any

from django_tasks import task
from wagtail.models import Page, Site
from wagtail.signals import page_published

from core import clock
from core.tick import every
from home import link_checks, links, regulations
from home.models import PageLink, RegulationPage

# Letters go first: another site may take its time.
_LATER = -50
_WEEK = 7 * 24 * 60


@task()
def make_act_pdfs(page_id: int) -> int:
    """Render the PDF of every edition of an act that has none; how many editions there are."""
    page = RegulationPage.objects.live().filter(pk=page_id).first()
    editions = list(page.editions.all()) if page else []
    for edition in editions:
        regulations.pdf(page, edition)
    return len(editions)


@every(minutes=_WEEK, name="home: links")
def check_all_links(now: dt.datetime) -> int:
    """Let the worker try the links of every published page; how many pages there are."""
    ids = Page.objects.live().filter(depth__gt=1).values_list("pk", flat=True)
    for page_id in ids:
        check_page_links.enqueue(page_id)
    return len(ids)


@task(priority=_LATER)
def check_page_links(page_id: int) -> int:
    """Try the links of one page within the site, leave the others to jobs of their own."""
    page = Page.objects.live().filter(pk=page_id).first()
    site = page.get_site() if page else None
    if page is None or site is None:
        return 0
    for link in links.collect(page):
        if link.is_external:
            check_link.enqueue(link.pk)
        else:
            _try(link, site)
    return PageLink.objects.filter(page=page).count()


@task(priority=_LATER)
def check_link(link_id: int) -> None:
    """Try one link to another site: a slow one holds nothing up but itself."""
    link = PageLink.objects.select_related("page").filter(pk=link_id).first()
    site = link.page.get_site() if link else None
    if link is not None and site is not None:
        _try(link, site)


def _try(link: PageLink, site: Site) -> None:
    link.found(*link_checks.check(link, site), clock.now())


def connect() -> None:
    """Make the PDFs when an act is published, so that no reader waits; called once at start."""
    page_published.connect(
        _on_published, sender=RegulationPage, dispatch_uid="home.regulation_published"
    )


def _on_published(instance: RegulationPage, **kwargs: Any) -> None:
    make_act_pdfs.enqueue(instance.pk)
