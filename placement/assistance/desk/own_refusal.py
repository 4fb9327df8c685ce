"""«Отказ от содействия» on a graduate's card: box, form, papers (P-3.6)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase
from django.urls import reverse

from core import exports, files
from core.back_office import (
    DeskAdmin,
    DeskFormView,
    DeskObjectView,
    DeskPartView,
    Line,
    Panel,
    ScanField,
    kept_file,
    uncached,
)
from core.fields import DateField, TextField
from core.forms import TidyForm
from core.history import log_read
from placement.assistance import services
from placement.assistance.models import AssistanceRefusal
from placement.assistance.papers import refusals
from placement.graduates.desk.cards import noted
from placement.graduates.models import Graduate

LOOK = "отказ от содействия"


class OwnRefusalForm(TidyForm):
    """The day, the reason if the person named one, the signed paper."""

    refused_on = DateField(label="День отказа", help_text="Как на бумаге: дд.мм.гггг")
    reason = TextField(
        label="Причина",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Если человек сам её назвал. Хранится зашифрованной.",
    )
    scan = ScanField(label="Скан подписанного отказа", required=False)


@uncached
class OwnRefusalView(DeskFormView):
    """Register what the graduate has signed."""

    object: Graduate
    right = "work"
    title = refusals.OWN_TITLE
    form_class = OwnRefusalForm
    submit_label = "Записать отказ"
    success = "Отказ записан в журнал. Сопровождение, если оно шло, прекращено."
    help = (
        "Запишите отказ, который человек подписал. Если человека ведут, сопровождение прекратится, и с"
        " ним согласия, данные до его конца; нужные на работе условия уничтожатся. Согласие на"
        " сопровождение остаётся, его отзывают отдельно. Попросить о помощи снова можно в любое время."
    )

    def perform(self, form: OwnRefusalForm) -> None:
        typed = dict(form.cleaned_data)
        upload = typed.pop("scan")
        with kept_file(upload, key=self.object.key, field="scan") as scan:
            services.record_own_refusal(graduate=self.object, actor=self.actor, scan=scan, **typed)


@uncached
class BlankView(DeskObjectView):
    """The form with the graduate's name, to be filled in by hand and signed."""

    http_method_names = ["get"]
    object: Graduate
    right = "work"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        return exports.pdf_response(
            name=f"{refusals.OWN_TITLE} – бланк", pdf=refusals.own(self.object).pdf
        )


class _RefusalView(DeskPartView):
    http_method_names = ["get"]
    object: Graduate
    part: AssistanceRefusal
    right = "identity"

    def parts(self) -> QuerySet:
        """The refusals of this graduate."""
        return of_graduate(self.object)

    def log_look(self) -> None:
        """Note that somebody reads what the graduate has signed."""
        actor = self.actor
        log_read(self.object, actor=actor, what=LOOK, organisation=actor.organisation)


@uncached
class OwnRefusalPaperView(_RefusalView):
    """The refusal as it was registered; it names the reason, so the look is logged."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        paper = refusals.own(self.object, self.part)
        self.log_look()
        return exports.pdf_response(name=str(self.part), pdf=paper.pdf)


@uncached
class OwnRefusalScanView(_RefusalView):
    """The scan of the signed paper; the look is logged (X-5)."""

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        if self.part.scan is None:
            raise Http404
        response = files.file_response(self.part.scan, inline=True)
        self.log_look()
        return response


def of_graduate(graduate: Graduate) -> QuerySet[AssistanceRefusal]:
    """The refusals of a person, on whichever card, with what their lines need."""
    cards = Graduate.objects.of_person(graduate)
    rows = AssistanceRefusal.objects.filter(graduate__in=cards)
    return rows.select_related("number__journal", "graduate__key", "scan__key", "recorded_by")


def refusals_panel(graduate: Graduate, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Registered refusals with their papers; the blank form and the way to register one."""
    rows = list(of_graduate(graduate))
    may_work = desk.allows(request, "work", graduate)
    may_read = desk.allows(request, "identity", graduate)
    if not rows and not may_work:
        return None
    return Panel(
        code="own-refusals",
        title=refusals.OWN_TITLE,
        empty="Человек не отказывался.",
        lines=[
            Line(
                text=str(row),
                note=noted(
                    graduate,
                    row,
                    f"{row.refused_on:%d.%m.%Y}",
                    f"записал(а) {row.recorded_by.short_name}",
                ),
                links=_papers(graduate, row) if may_read else (),
            )
            for row in rows
        ],
        links=[
            ("Записать отказ", reverse("placement_graduate_own-refusal", args=[graduate.pk])),
            ("Бланк (PDF)", reverse("placement_graduate_own-refusal-blank", args=[graduate.pk])),
        ]
        if may_work
        else (),
    )


def _papers(graduate: Graduate, row: AssistanceRefusal) -> list[tuple[str, str]]:
    parts = [graduate.pk, row.pk]
    links = [("Отказ (PDF)", reverse("placement_graduate_own-refusal-paper", args=parts))]
    if row.scan_id:
        links.append(("Скан", reverse("placement_graduate_own-refusal-scan", args=parts)))
    return links
