"""An act on the site: an order or a regulation with clauses that can be linked to (C-1, P-1)."""

import datetime as dt

from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Page, PageQuerySet

from core import clock
from home import regulations
from home.index import Document
from home.pages.edition import RegulationEdition, edition_from, in_force, start_of
from home.pages.fixed import FixedAddress
from home.pages.reviewed import Reviewed
from home.regulation_forms import RegulationForm
from home.rules.regulation_text import marks

NEWEST = "newest"
LINES = "lines"


class RegulationPage(FixedAddress, RoutablePageMixin, Reviewed, Page):
    """One act; its text lives in editions, the one in force is shown.

    Its address is chosen freely until the first publication: contests and clauses link to it then.
    """

    class ActKind(models.TextChoices):
        ORDER = "order", "Приказ"
        REGULATION = "regulation", "Положение"
        COMPOSITION = "composition", "Состав"
        PROCEDURE = "procedure", "Порядок"
        CHARTER = "charter", "Устав"
        OTHER = "other", "Документ"

    kind = models.CharField("вид акта", max_length=16, choices=ActKind.choices)
    organisation = models.ForeignKey(
        "core.Organisation", verbose_name="организация", on_delete=models.PROTECT, related_name="+"
    )
    approved_by = models.CharField(
        "кто утвердил",
        max_length=500,
        help_text="Орган или должностное лицо в именительном падеже.",
    )
    approving_act = models.ForeignKey(
        "self",
        verbose_name="утверждён приказом",
        null=True,
        blank=True,
        on_delete=models.SET_NULL,
        related_name="approved_acts",
        help_text="Страница приказа, который утвердил этот акт.",
    )
    legal_basis = models.TextField(
        "правовые основания", blank=True, help_text="Каждый акт с новой строки."
    )

    base_form_class = RegulationForm
    content_panels = [
        *Page.content_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("organisation")]),
        FieldPanel("approved_by"),
        PageChooserPanel("approving_act"),
        FieldPanel("legal_basis"),
        InlinePanel("editions", heading="Редакции", label="Редакция", min_num=1),
    ]
    promote_panels = [*Page.promote_panels, *Reviewed.review_panels]
    parent_page_types = ["home.RegulationIndexPage"]
    subpage_types: list[str] = []
    template = "home/regulation_page.html"
    preview_modes = [
        ("", "Действующая редакция"),
        (NEWEST, "Последняя в списке редакция"),
        (LINES, "Как понята каждая строка"),
    ]

    class Meta:
        verbose_name = "приказ или положение"
        verbose_name_plural = "приказы и положения"

    @property
    def is_fixed(self) -> bool:
        return self._was("first_published_at") is not None

    def today(self) -> dt.date:
        """The date by the organisation's clock."""
        return clock.in_zone(clock.now(), self.organisation.tz).date()

    @property
    def current_edition(self) -> RegulationEdition | None:
        """The edition that the page shows today."""
        return in_force(list(self.editions.all()), self.today())

    @path("")
    def show_current(self, request: HttpRequest) -> HttpResponse:
        """The edition in force."""
        editions = list(self.editions.all())
        return self._show(request, editions, in_force(editions, self.today()))

    @path("editions/<str:day>/")
    def show_edition(self, request: HttpRequest, day: str) -> HttpResponse:
        """The edition that came into force on ``day`` (ISO date); an old one stays readable."""
        editions = list(self.editions.all())
        return self._show(request, editions, edition_from(editions, day))

    @path("pdf/")
    def current_pdf(self, request: HttpRequest) -> HttpResponse:
        """The PDF of the edition in force; its public address ends with «.pdf»."""
        edition = self.current_edition
        if edition is None:
            raise Http404
        return self._pdf(request, edition)

    @path("editions/<str:day>/pdf/")
    def edition_pdf(self, request: HttpRequest, day: str) -> HttpResponse:
        """The PDF of another edition."""
        return self._pdf(request, edition_from(list(self.editions.all()), day))

    def serve_preview(self, request: HttpRequest, mode_name: str) -> HttpResponse:
        """What the editor has typed so far, saved or not."""
        editions = list(self.editions.all())
        request.is_preview = True  # type: ignore[attr-defined]
        if mode_name == LINES:
            return self._show_lines(request, editions)
        shown = in_force(editions, self.today())
        if editions and mode_name == NEWEST:
            shown = editions[-1]
        return self._show(request, editions, shown)

    def _show_lines(self, request: HttpRequest, editions: list[RegulationEdition]) -> HttpResponse:
        """What each line of each edition was taken for; the last in the list comes first."""
        rows = [
            {
                "edition": edition,
                "marks": (lines := marks(edition.text)),
                "odd": [mark for mark in lines if mark.advice],
            }
            for edition in reversed(editions)
        ]
        return render(request, "home/regulation/lines.html", {"page": self, "rows": rows})

    def _show(
        self,
        request: HttpRequest,
        editions: list[RegulationEdition],
        edition: RegulationEdition | None,
    ) -> HttpResponse:
        current = in_force(editions, self.today())
        others = [other for other in editions if other is not edition and other.effective_from]
        overrides = {
            "edition": edition,
            "is_current": edition is current,
            "is_coming": bool(edition and edition.starts_after(self.today())),
            "other_editions": sorted(others, key=start_of, reverse=True),
            "act": regulations.rendered(edition.text) if edition else None,
            "pdf_url": self._pdf_url(edition, current) if edition else "",
            "approved_acts": self._approved() if self.kind == self.ActKind.ORDER else [],
        }
        return self.render(request, context_overrides=overrides)

    def _approved(self) -> "PageQuerySet":
        """Acts that name this order; their parents' privacy is this page's own."""
        acts = RegulationPage.objects.live().filter(approving_act=self, view_restrictions=None)
        return acts.order_by("path")

    def _pdf(self, request: HttpRequest, edition: RegulationEdition) -> HttpResponse:
        etag = f'"{regulations.digest(self, edition)}"'
        unchanged = get_conditional_response(request, etag=etag)
        return unchanged or HttpResponse(
            regulations.pdf(self, edition),
            content_type="application/pdf",
            headers={
                "ETag": etag,
                "Cache-Control": "max-age=0, must-revalidate",
                "Content-Disposition": f'inline; filename="{self.slug}.pdf"',
            },
        )

    def _pdf_url(self, edition: RegulationEdition, current: RegulationEdition | None) -> str:
        if not self.live or not self.slug:
            return ""
        if edition is current or edition.effective_from is None:
            return reverse("home:regulation_pdf", args=[self.slug, self.slug])
        day = edition.effective_from.isoformat()
        return reverse("home:regulation_edition_pdf", args=[self.slug, day, self.slug])

    @property
    def summary(self) -> str:
        """What the act is, in a line."""
        edition = self.current_edition
        requisites = f", {edition.requisites}" if edition else ""
        return f"{self.get_kind_display()}. Кто утвердил: {self.approved_by}{requisites}."

    @property
    def legal_acts(self) -> list[str]:
        """The legal basis, an act a line."""
        return [line.strip() for line in self.legal_basis.splitlines() if line.strip()]

    @property
    def search_kind(self) -> str:
        """What it is, in a word: «Приказ»."""
        return str(self.get_kind_display())

    def search_text(self) -> str:
        """What search finds the page by, beside its title: the edition in force."""
        edition = self.current_edition
        return f"{self.legal_basis} {regulations.plain_words(edition.text)}" if edition else ""

    def search_parts(self) -> list[Document]:
        """Every numbered clause and every appendix, so that search leads straight to it."""
        edition = self.current_edition
        if edition is None:
            return []
        act = regulations.rendered(edition.text)
        clauses = [self._part(clause, "Пункт") for clause in act.clauses]
        return clauses + [self._part(appendix, "Приложение") for appendix in act.appendices]

    def _part(self, clause: regulations.Clause, kind: str) -> Document:
        return Document(
            key=f"page:{self.pk}#{clause.anchor}",
            title=f"{clause.name[:1].upper()}{clause.name[1:]}. {self.title}",
            text=clause.text,
            url=f"#{clause.anchor}",
            kind=kind,
            page=self,
            dated_at=self.first_published_at or clock.now(),
        )
