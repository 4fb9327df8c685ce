"""A contest's results on its page (C-19): those that an order on the site approved, else the editors' own.

Editors write them by hand for a contest that was run outside the system. Where an order was
confirmed on the site, its snapshot alone is shown.
"""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.functional import cached_property
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

from contest.results.models import ResultsOrder
from contest.results.public import PublicResults, results_of
from core import clock
from home.blocks import BodyBlock
from home.text import stream_text

ORDER_FIRST = "Итоги публикуются, когда утверждены приказом (пункт 19 положения): укажите {}."


class Results(models.Model):
    """Mixin of the contest's page: its results, which are there once an order approved them."""

    order_number = models.CharField("номер приказа об итогах", max_length=64, blank=True)
    order_date = models.DateField("дата приказа об итогах", null=True, blank=True)
    order_file = models.ForeignKey(
        settings.WAGTAILDOCS_DOCUMENT_MODEL,
        verbose_name="файл приказа об итогах",
        null=True,
        blank=True,
        on_delete=models.PROTECT,
        related_name="+",
    )
    results = StreamField(BodyBlock(), verbose_name="текст итогов", blank=True)

    results_panel = MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("order_number"), FieldPanel("order_date")]),
            FieldPanel("order_file"),
            FieldPanel("results"),
        ],
        heading="Итоги",
        help_text="Заполните, когда итоги утверждены приказом, – для конкурса, который проводили без "
        "сайта. Если приказ внесён на сайте, показываются только его итоги, а не это поле. До приказа "
        "сайт сам говорит, что итоги ещё не опубликованы.",
    )

    class Meta:
        abstract = True

    def clean(self) -> None:
        """Refuse results without the order's number and date."""
        super().clean()
        if not (self.order_number or self.order_date or self.order_file_id or self.results):
            return
        errors = {}
        if not self.order_number:
            errors["order_number"] = ORDER_FIRST.format("его номер")
        if not self.order_date:
            errors["order_date"] = ORDER_FIRST.format("его дату")
        if errors:
            raise ValidationError(errors)

    # Of the page's own contest.
    contest_id: int

    @cached_property
    def has_snapshot(self) -> bool:
        """Whether an order on the site approved them; a list annotates its pages with ``has_order``."""
        has_order: bool | None = getattr(self, "has_order", None)
        if has_order is not None:
            return has_order
        return ResultsOrder.objects.published().filter(contest=self.contest_id).exists()

    @cached_property
    def published(self) -> PublicResults | None:
        """The results that an order on the site approved."""
        return results_of(self.contest) if self.has_snapshot else None  # type: ignore[attr-defined]

    @property
    def has_results(self) -> bool:
        """Whether the order that approves the results is named."""
        return self.has_snapshot or bool(self.order_number and self.order_date)

    @property
    def order(self) -> str:
        """«Итоги утверждены приказом от 5 июля 2024 года № 123»; empty before."""
        if self.published is not None:
            return self.published.title
        if not (self.order_number and self.order_date):
            return ""
        day = clock.format_date(self.order_date)
        return f"Итоги утверждены приказом от {day} № {self.order_number}"

    def results_text(self) -> str:
        """What search finds the results by: never a name that may have to go."""
        words = f"Результаты и итоги конкурса. {self.order}"
        if self.has_snapshot:
            return words
        return f"{words}. {stream_text(self.results)}" if self.has_results else words
