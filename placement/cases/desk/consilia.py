"""The consilium on the page of a case: box, forms, papers (P-3.3)."""

from typing import Any

from django import forms
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponseBase

from core import exports, files
from core.back_office import (
    DeskAdmin,
    DeskPartView,
    Line,
    Panel,
    PartActView,
    ScanField,
    kept_file,
    part_acts,
    uncached,
)
from core.fields import DateField, LineField, TextField
from core.forms import TidyForm
from core.history import log_read
from placement.cases import papers
from placement.cases.consilia import Consilium
from placement.cases.models import Case
from placement.cases.services.consilium import PERSON, REPRESENTATIVE, revision_of_protocol

LOOK = "рекомендации консилиума"


class CallForm(TidyForm):
    """When and where it meets."""

    held_on = DateField(label="День", help_text="дд.мм.гггг")
    place = LineField(
        label="Где и во сколько", max_length=255, help_text="Например: кабинет 12, 14:00."
    )


class ProtocolForm(TidyForm):
    """What it recommends, and the scan of the protocol."""

    held_on = DateField(label="День заседания", help_text="дд.мм.гггг")
    recommendations = TextField(
        label="Рекомендации",
        max_length=5000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="Хранятся зашифрованными, просмотр записывается в журнал.",
    )
    protocol = ScanField(label="Скан протокола", required=False)
    revision = forms.CharField(required=False, widget=forms.HiddenInput)


class ToldForm(TidyForm):
    """Who was told, when and how."""

    whom = forms.ChoiceField(
        label="Кого ознакомили",
        choices=[(PERSON, "Самого человека"), (REPRESENTATIVE, "Законного представителя")],
        widget=forms.RadioSelect,
    )
    told_on = DateField(label="Когда", help_text="дд.мм.гггг")
    how = forms.ChoiceField(label="Как", choices=Consilium.Way.choices, widget=forms.RadioSelect)


class ProtocolView(PartActView):
    """Recommendations and scan; what is there is shown, so the look is logged."""

    object: Case
    part: Consilium

    def get_form_kwargs(self) -> dict[str, Any]:
        row = self.part
        if self.request.method == "GET" and row.recommendations:
            _log_look(self)
        return {
            "initial": {
                "held_on": row.held_on,
                "recommendations": str(row.recommendations),
                "revision": revision_of_protocol(row),
            }
        }

    def perform(self, form: Any) -> None:
        typed = dict(form.cleaned_data)
        upload = typed.pop("protocol")
        with kept_file(upload, key=self.part.key, field="protocol") as scan:
            self.service(consilium=self.part, actor=self.actor, protocol=scan, **typed)


class _ConsiliumView(DeskPartView):
    http_method_names = ["get"]
    object: Case
    part: Consilium

    def parts(self) -> QuerySet:
        """The consilia of this case."""
        return of_case(self.object)


@uncached
class InvitationView(_ConsiliumView):
    """The invitation as PDF."""

    right = "work"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        paper = papers.invitation(self.part)
        return exports.pdf_response(name=f"Приглашение – {self.part}", pdf=paper.pdf)


@uncached
class BlankProtocolView(_ConsiliumView):
    """The protocol to be filled in, as PDF."""

    right = "work"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        paper = papers.protocol(self.part)
        return exports.pdf_response(name=f"Протокол – {self.part}", pdf=paper.pdf)


@uncached
class ScanView(_ConsiliumView):
    """The scan of the signed protocol; the look is logged (X-5)."""

    right = "health"

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        if self.part.protocol is None:
            raise Http404
        response = files.file_response(self.part.protocol, inline=True)
        _log_look(self)
        return response


def of_case(case: Case) -> QuerySet[Consilium]:
    """The consilia of a case with what their lines need."""
    rows = case.consilia.select_related("case__graduate__key", "case__specialist")
    return rows.select_related("protocol__key")


def panel(case: Case, request: HttpRequest, desk: DeskAdmin) -> Panel | None:
    """Each consilium with its papers and who was told; the recommendations are a click away."""
    rows = list(of_case(case))
    if not rows:
        return None
    lines = []
    for row in rows:
        acts = part_acts(desk, request, case, row, "consilium")
        links = list(acts["links"])
        if desk.allows(request, "work", case):
            links.append(("Приглашение (PDF)", desk.url("invitation", case, row.pk)))
            links.append(("Бланк протокола (PDF)", desk.url("blank-protocol", case, row.pk)))
        has_scan = row.protocol is not None and row.protocol.destroyed_at is None
        if has_scan and desk.allows(request, "health", case):
            links.append(("Скан протокола", desk.url("protocol-scan", case, row.pk)))
        lines.append(Line(text=f"{row}, {row.place}", note=_told(row), links=links))
    return Panel(code="consilia", title="Консилиум", lines=lines, is_aside=False)


def _told(row: Consilium) -> str:
    """Who was told of the recommendations, when and how."""
    told = [
        (name, day, way)
        for name, day, way in (
            ("человек", row.person_told_on, row.get_person_told_how_display()),
            (
                "представитель",
                row.representative_told_on,
                row.get_representative_told_how_display(),
            ),
        )
        if day
    ]
    words = [f"{name} – {day:%d.%m.%Y}, {way.lower()}" for name, day, way in told]
    return f"Ознакомлены: {'; '.join(words)}." if words else ""


def _log_look(view: DeskPartView) -> None:
    """Somebody reads what a consilium says of a person."""
    case, actor = view.object, view.actor
    assert isinstance(case, Case)
    log_read(case.graduate, actor=actor, what=LOOK, organisation=actor.organisation)
