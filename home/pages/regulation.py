"""An act on the site: an order or a regulation with clauses that can be linked to (C-1, P-1)."""

import datetime as dt
import re

from django.conf import settings
from django.db import models
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import get_conditional_response
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, PageChooserPanel
from wagtail.contrib.routable_page.models import RoutablePageMixin, path
from wagtail.models import Orderable, Page, PageQuerySet

from core import clock
from home import cache, regulations
from home.index import Document
from home.pages.fixed import FixedAddress
from home.regulation_forms import EditionTextPanel, RegulationForm
from home.rules.regulation_text import marks

NEWEST = "newest"
LINES = "lines"
_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class RegulationPage(FixedAddress, RoutablePageMixin, Page):
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
    def current_edition(self) -> "RegulationEdition | None":
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
        return self._show(request, editions, _from(editions, day))

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
        return self._pdf(request, _from(list(self.editions.all()), day))

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

    def _show_lines(
        self, request: HttpRequest, editions: "list[RegulationEdition]"
    ) -> HttpResponse:
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
        editions: "list[RegulationEdition]",
        edition: "RegulationEdition | None",
    ) -> HttpResponse:
        current = in_force(editions, self.today())
        others = [other for other in editions if other is not edition and other.effective_from]
        overrides = {
            "edition": edition,
            "is_current": edition is current,
            "is_coming": bool(edition and edition.starts_after(self.today())),
            "other_editions": sorted(others, key=_start, reverse=True),
            "act": regulations.rendered(edition.text) if edition else None,
            "pdf_url": self._pdf_url(edition, current) if edition else "",
            "approved_acts": self._approved() if self.kind == self.ActKind.ORDER else [],
        }
        return self.render(request, context_overrides=overrides)

    def _approved(self) -> "PageQuerySet":
        """Acts that name this order; their parents' privacy is this page's own."""
        acts = self.approved_acts.live().filter(view_restrictions=None)
        return acts.select_related(None).order_by("path")

    def _pdf(self, request: HttpRequest, edition: "RegulationEdition") -> HttpResponse:
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

    def _pdf_url(self, edition: "RegulationEdition", current: "RegulationEdition | None") -> str:
        if not self.live or not self.slug:
            return ""
        if edition is current or edition.effective_from is None:
            return reverse("home:regulation_pdf", args=[self.slug, self.slug])
        day = edition.effective_from.isoformat()
        return reverse("home:regulation_edition_pdf", args=[self.slug, day, self.slug])

    @property
    def legal_acts(self) -> list[str]:
        """The legal basis, an act a line."""
        return [line.strip() for line in self.legal_basis.splitlines() if line.strip()]

    def search_text(self) -> str:
        """What search finds the page by, beside its title: the edition in force."""
        edition = self.current_edition
        return f"{self.legal_basis} {regulations.plain_words(edition.text)}" if edition else ""

    def search_parts(self) -> list[Document]:
        """Every numbered clause, so that search leads straight to it."""
        edition = self.current_edition
        found = regulations.rendered(edition.text).clauses if edition else ()
        return [
            Document(
                key=f"page:{self.pk}#{clause.anchor}",
                title=f"{clause.name[:1].upper()}{clause.name[1:]}. {self.title}",
                text=clause.text,
                url=f"#{clause.anchor}",
                kind="Пункт",
                page=self,
            )
            for clause in found
        ]


class RegulationEdition(Orderable):
    """One edition of an act, as plain text that the site turns into clauses."""

    page = ParentalKey(RegulationPage, on_delete=models.CASCADE, related_name="editions")
    effective_from = models.DateField(
        "действует с",
        null=True,
        blank=True,
        help_text="Пусто – проект или дата вступления в силу не установлена.",
    )
    order_date = models.DateField("дата приказа", null=True, blank=True)
    order_number = models.CharField(
        "номер приказа", max_length=64, blank=True, help_text="Пусто – на странице стоит «проект»."
    )
    text = models.TextField(
        "текст",
        help_text="Вставьте текст из документа. Главы, пункты, перечни и таблицы найдутся сами.",
    )
    original = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name="подписанный экземпляр",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    note = models.CharField(
        "примечание", max_length=500, blank=True, help_text="Например, чем вызваны изменения."
    )

    panels = [
        FieldRowPanel(
            [FieldPanel("effective_from"), FieldPanel("order_date"), FieldPanel("order_number")]
        ),
        EditionTextPanel("text"),
        FieldPanel("original"),
        FieldPanel("note"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = "редакция"
        verbose_name_plural = "редакции"

    def clean(self) -> None:
        """Drop the marks without width that Word leaves before numbers and inside words."""
        super().clean()
        self.text = _WITHOUT_WIDTH.sub("", self.text)

    def __str__(self) -> str:
        since = self.effective_from
        return f"редакция с {clock.format_date(since)}" if since else "проект"

    @property
    def is_draft(self) -> bool:
        """The order has no date or no number yet (C-1)."""
        return not (self.order_date and self.order_number)

    @property
    def requisites(self) -> str:
        """«от 20 июня 2023 года № 01/2.06/2023», or that it is a draft."""
        if self.order_date and self.order_number:
            return f"от {clock.format_date(self.order_date)} № {self.order_number}"
        return "проект: дата и номер приказа не проставлены"

    def starts_after(self, day: dt.date) -> bool:
        """Whether it comes into force only after ``day``."""
        return self.effective_from is not None and self.effective_from > day


def in_force(editions: list[RegulationEdition], day: dt.date) -> RegulationEdition | None:
    """The latest edition from ``day`` or before; else the draft, else the first to come."""
    dated = sorted((edition for edition in editions if edition.effective_from), key=_start)
    old = [edition for edition in dated if not edition.starts_after(day)]
    drafts = [edition for edition in editions if edition.effective_from is None]
    return next(iter(old[-1:] or drafts[-1:] or dated[:1]), None)


def _from(editions: list[RegulationEdition], day: str) -> RegulationEdition:
    for edition in editions:
        if edition.effective_from and edition.effective_from.isoformat() == day:
            return edition
    raise Http404


def _start(edition: RegulationEdition) -> dt.date:
    return edition.effective_from or dt.date.min


@cache.register_deadline
def next_edition(now: dt.datetime) -> dt.datetime | None:
    """The next midnight at which some page begins to show another edition."""
    rows = (
        RegulationEdition.objects.filter(
            page__live=True, effective_from__gte=now.date() - dt.timedelta(days=1)
        )
        .values_list("effective_from", "page__organisation__time_zone")
        .distinct()
    )
    starts = [clock.at_local(day, dt.time(), zone) for day, zone in rows if day]
    return min((start for start in starts if start > now), default=None)
