"""Editions of an act: each has its text, its day and its signed original (C-1, P-1)."""

import datetime as dt
import re

from django.conf import settings
from django.db import models
from django.http import Http404
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from core import clock
from home import cache
from home.regulation_forms import EditionTextPanel

_WITHOUT_WIDTH = re.compile("[\u00ad\u200b-\u200d\u2060\ufeff]")


class RegulationEdition(Orderable):
    """One edition of an act, as plain text that the site turns into clauses."""

    page = ParentalKey("home.RegulationPage", on_delete=models.CASCADE, related_name="editions")
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
    dated = sorted((edition for edition in editions if edition.effective_from), key=start_of)
    old = [edition for edition in dated if not edition.starts_after(day)]
    drafts = [edition for edition in editions if edition.effective_from is None]
    return next(iter(old[-1:] or drafts[-1:] or dated[:1]), None)


def edition_from(editions: list[RegulationEdition], day: str) -> RegulationEdition:
    """The edition from ``day`` (ISO date); 404 when there is none."""
    for edition in editions:
        if edition.effective_from and edition.effective_from.isoformat() == day:
            return edition
    raise Http404


def start_of(edition: RegulationEdition) -> dt.date:
    """The day by which editions are ordered; a draft comes first."""
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
