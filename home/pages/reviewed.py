"""Pages that somebody should read again on a certain day."""

import datetime as dt
from typing import Any

from django.db import models
from django.db.models import QuerySet
from django.db.models.functions import Coalesce
from wagtail.admin.panels import FieldPanel
from wagtail.models import Page

from home.pages.fixed import page_models


class Reviewed(models.Model):
    """Mixin of page types whose editors may name the day of the next reading."""

    review_on = models.DateField(
        "пересмотреть",
        null=True,
        blank=True,
        help_text="С этого дня страница стоит в отчёте «Пора пересмотреть». На сайте этого не видно.",
    )

    review_panels = [FieldPanel("review_on")]

    class Meta:
        abstract = True


def reviewed(pages: QuerySet[Page]) -> QuerySet[Any]:
    """Those of ``pages`` that have a day of review, as ``review_day``, the nearest first."""
    kinds = [model for model in page_models() if issubclass(model, Reviewed)]
    days = [f"{model._meta.model_name}__review_on" for model in kinds]  # noqa: SLF001 – documented
    if not days:
        return pages.none()
    day = Coalesce(*days) if len(days) > 1 else models.F(days[0])
    return pages.annotate(review_day=day).filter(review_day__isnull=False).order_by("review_day")


def due(pages: QuerySet[Page], today: dt.date) -> QuerySet[Any]:
    """Those whose day has come."""
    return reviewed(pages).filter(review_day__lte=today)
