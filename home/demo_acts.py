"""Acts of the demonstration: the domains keep their texts, this makes the pages.

An act that has its date and number gets a «signed original», too: a PDF that says on every page
that it is a sample.
"""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import TextIO

from django.core.files.base import ContentFile

from core.models import CustomDocument, Organisation
from home import regulations
from home.pages.edition import RegulationEdition
from home.pages.home import HomePage
from home.pages.regulation import RegulationPage
from home.pages.regulation_index import RegulationIndexPage


@dataclass(frozen=True)
class Facts:
    """What a page says beside its text; the text is the file ``<slug>.txt``."""

    slug: str
    title: str
    kind: RegulationPage.ActKind
    organisation: str
    approved_by: str
    approving_act: str = ""
    legal_basis: str = ""
    effective_from: dt.date | None = None
    order_date: dt.date | None = None
    order_number: str = ""
    description: str = ""


def load_acts(folder: Path, acts: list[Facts], stdout: TextIO) -> None:
    """Add the acts that are missing, in this order; one that is there stays as editors have it."""
    index = _index(stdout)
    for facts in acts:
        if RegulationPage.objects.child_of(index).filter(slug=facts.slug).exists():
            continue
        page = _page(facts, (folder / f"{facts.slug}.txt").read_text(encoding="utf-8"))
        index.add_child(instance=page)
        page.save_revision().publish()
        stdout.write(f"page: {page.title}\n")


def _index(stdout: TextIO) -> RegulationIndexPage:
    index = RegulationIndexPage.objects.first()
    if index is None:
        index = RegulationIndexPage(
            slug="regulations",
            title="Документы",
            intro="Приказы и положения, по которым проводится конкурс и работает центр. "
            "На каждый пункт можно дать ссылку.",
            show_in_menus=True,
        )
        HomePage.objects.get().add_child(instance=index)
        index.save_revision().publish()
        stdout.write(f"page: {index.title}\n")
    return index


def _page(facts: Facts, text: str) -> RegulationPage:
    page = RegulationPage(
        slug=facts.slug,
        title=facts.title,
        kind=facts.kind,
        organisation=Organisation.objects.get(code=facts.organisation),
        approved_by=facts.approved_by,
        approving_act=RegulationPage.objects.filter(slug=facts.approving_act).first(),
        legal_basis=facts.legal_basis,
        search_description=facts.description,
    )
    edition = RegulationEdition(
        effective_from=facts.effective_from,
        order_date=facts.order_date,
        order_number=facts.order_number,
        text=text,
    )
    if facts.order_date and not edition.is_draft:
        edition.original = _sample(page, edition, facts.order_date)
    page.editions.add(edition)
    return page


def _sample(page: RegulationPage, edition: RegulationEdition, day: dt.date) -> CustomDocument:
    """A stand-in for the scan of the signed act."""
    # The renderer is heavy; a process that makes no paper does without it.
    from core import paper

    title = f"ОБРАЗЕЦ подписанного экземпляра: {page.title}"
    context = {
        "page": page,
        "edition": edition,
        "text": regulations.paper_text(edition.text),
    }
    made_at = dt.datetime.combine(day, dt.time(12), dt.UTC)
    pdf = paper.render("home/papers/sample.html", context, title=title, made_at=made_at).pdf
    document = CustomDocument(title=title)
    document.file.save(f"obrazec-{page.slug}.pdf", ContentFile(pdf), save=False)
    document.save()
    return document
