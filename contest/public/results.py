"""What editors publish of a contest's results: the order that approved them, its text and file (C-19)."""

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel
from wagtail.fields import StreamField

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
        help_text="Заполните, когда итоги утверждены приказом. До тех пор сайт сам говорит, что "
        "итоги ещё не опубликованы.",
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

    @property
    def has_results(self) -> bool:
        """Whether the order that approves the results is named."""
        return bool(self.order_number and self.order_date)

    @property
    def order(self) -> str:
        """«Итоги утверждены приказом от 5 июля 2024 года № 123»; empty before."""
        if not (self.order_number and self.order_date):
            return ""
        day = clock.format_date(self.order_date)
        return f"Итоги утверждены приказом от {day} № {self.order_number}"

    def results_text(self) -> str:
        """What search finds the results by."""
        words = f"Результаты и итоги конкурса. {self.order}"
        return f"{words}. {stream_text(self.results)}" if self.has_results else words
