"""Jobs of the common pages."""

from typing import Any

from django_tasks import task
from wagtail.signals import page_published

from home import regulations
from home.models import RegulationPage


@task()
def make_act_pdfs(page_id: int) -> int:
    """Render the PDF of every edition of an act that has none; how many editions there are."""
    page = RegulationPage.objects.live().filter(pk=page_id).first()
    editions = list(page.editions.all()) if page else []
    for edition in editions:
        regulations.pdf(page, edition)
    return len(editions)


def connect() -> None:
    """Make the PDFs when an act is published, so that no reader waits; called once at start."""
    page_published.connect(
        _on_published, sender=RegulationPage, dispatch_uid="home.regulation_published"
    )


def _on_published(instance: RegulationPage, **kwargs: Any) -> None:
    make_act_pdfs.enqueue(instance.pk)
