"""Views of sheets from paper; each look at a scan or at typed marks is logged (X-5)."""

from collections.abc import Sequence
from typing import Any, cast

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect
from wagtail.admin import messages

from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of
from contest.scoring.lifecycle import PaperState
from contest.scoring.paper import handling
from contest.scoring.paper.models import PaperSheet
from contest.scoring.paper.printed import blank_sheets
from contest.scoring.references import Reference
from contest.scoring.services import paper as services
from contest.setup.models import Part
from core import clock, exports, files
from core.back_office import (
    ActView,
    DeskListView,
    DeskObjectView,
    ListActView,
    Panel,
    uncached,
)
from core.back_office.history import history_of
from core.errors import Refused
from core.history import log_read
from core.text import whole_number

from .paper_forms import PaperMarksForm
from .scope import is_closed
from .words import mark_text, window_words

LATER = "later"
# What a browser shows beside the marks; anything else is downloaded.
_PREVIEWS = {
    "application/pdf": "pdf",
    "image/jpeg": "image",
    "image/png": "image",
    "image/webp": "image",
}


class BeginView(ListActView):
    """Keeps the scan; the way leads to the marks."""

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"contests": handling.contests_of(self.actor)}

    def get_success_url(self) -> str:
        return self.desk.url("marks", self.object)


@uncached
class PrintListView(DeskListView):
    """Whose blank sheets can be printed, part by part."""

    template_name = "contest/scoring/desk/paper_print.html"
    http_method_names = ["get"]
    title = "Напечатать оценочные листы"

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        members = CommissionMember.objects.serving().filter(
            contest__in=handling.contests_of(self.actor)
        )
        blank = self.desk.url("blank")
        rows = [
            {
                "member": member,
                "links": [
                    (label, f"{blank}?member={member.pk}&part={part}")
                    for part, label in Part.choices
                ],
            }
            for member in members.select_related("contest").order_by(
                "-contest__year", "-contest", "order"
            )
        ]
        return super().get_context_data(rows=rows, **kwargs)


@uncached
class BlankView(DeskListView):
    """A member's blank sheets of one part as PDF."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Make the PDF."""
        members = CommissionMember.objects.serving().filter(
            contest__in=handling.contests_of(self.actor)
        )
        key = whole_number(request.GET.get("member", ""))
        member = members.filter(pk=key).first() if key is not None else None
        part = request.GET.get("part", "")
        if member is None or part not in Part.values:
            raise Http404
        paper = blank_sheets(member, part, at=clock.now())
        return exports.pdf_response(name=f"Оценочные листы – {member}", pdf=paper.pdf)


@uncached
class PaperView(DeskObjectView):
    """The page of a sheet: state, whose hands it went through, history; no mark stands on it."""

    template_name = "core/back_office/object.html"
    http_method_names = ["get"]
    object: PaperSheet

    def get_title(self) -> str:
        return self.desk.object_label(self.object)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        desk, sheet, request = cast(Any, self.desk), self.object, self.request
        acts = desk.open_acts(request, sheet)
        if handling.may_type(self.actor, sheet):
            url = desk.url("marks", sheet)
            acts = [{"url": url, "label": "Внести оценки", "classname": ""}, *acts]
        links = [("Открыть скан", desk.url("scan", sheet))] if _may_see(self.actor, sheet) else []
        return super().get_context_data(
            zone=desk.zone_of(sheet, request),
            status=[desk.state(sheet)],
            acts=acts,
            notices=self._notices(),
            panels=[Panel(code="paper", title="Лист", facts=desk.facts(sheet), links=links)],
            records=history_of(sheet, desk, self.request),
            back_url=desk.url("index"),
            **kwargs,
        )

    def _notices(self) -> list[str]:
        sheet = self.object
        if sheet.state != PaperState.HANDED_OVER or handling.may_check(self.actor, sheet):
            return []
        if sheet.entered_by_id == self.actor.pk:
            return ["Оценки сверяет со сканом другой человек: вы внесли этот лист."]
        return ["Этот лист сверяет другой человек: он ваш или у вас конфликт интересов."]


class BesideScanView(DeskObjectView):
    """A view that shows the scan beside what was typed."""

    object: PaperSheet

    def beside(self) -> dict[str, Any]:
        """Where the scan is, and whether the browser shows it in a frame."""
        return {
            "scan_url": self.desk.url("scan", self.object),
            "preview": _PREVIEWS.get(self.object.scan.content_type, ""),
            "window": window_words(self.object.contest, self.object.part),
            "member": self.object.member,
            "part_label": self.object.get_part_display(),
        }

    def log_look(self, what: str) -> None:
        """Note that the person has seen another's marks."""
        organisation = self.object.contest.operator
        log_read(self.object, actor=self.actor, what=what, organisation=organisation)


@uncached
class TypeView(BesideScanView):
    """Typing the marks beside the scan, by whoever has begun the sheet, until it is handed over."""

    template_name = "contest/scoring/desk/paper_type.html"
    right = "work"
    title = "Внести оценки"

    def look_up(self) -> None:
        super().look_up()
        if not handling.may_type(self.actor, self.object):
            raise Http404

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Show what was typed so far."""
        return self.show(self._form())

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Keep it for later, or hand it over."""
        form = self._form(request.POST)
        if not form.is_valid():
            return self.show(form)
        is_later = LATER in request.POST
        service = services.keep_typed if is_later else services.hand_over
        try:
            service(sheet=self.object, marks=form.typed(), actor=self.actor)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self.show(form)
        notice = "Сохранено: лист ещё не передан." if is_later else "Передано на проверку."
        messages.success(request, notice)
        return redirect(self.desk.url("inspect", self.object))

    def show(self, form: PaperMarksForm) -> HttpResponse:
        """Render the page."""
        self.log_look("оценки с бумажного листа при внесении")
        context = {"form": form, "remark": str(self.object.remark), **self.beside()}
        return self.render_to_response(self.get_context_data(**context))

    def _form(self, data: Any = None) -> PaperMarksForm:
        sheet = self.object
        rows = sheet.marks.values_list("entry", "criterion", "steps")
        entries = handling.entries_to_type(sheet, self.actor)
        return PaperMarksForm(
            data,
            entries=list(entries.order_by("last_name", "first_name", "middle_name", "pk")),
            criteria=criteria_of(sheet.contest, sheet.part),
            marks={(entry, criterion): steps for entry, criterion, steps in rows},
            sheet=sheet,
        )


class SheetActView(ActView):
    """An act on a sheet."""

    object: PaperSheet

    def subject(self) -> dict[str, Any]:
        """The sheet."""
        return {"sheet": self.object}


@uncached
class CheckView(SheetActView, BesideScanView):
    """What was typed beside the scan, for the second person alone; an act confirms or sends back."""

    template_name = "contest/scoring/desk/paper_check.html"
    object: PaperSheet

    def look_up(self) -> None:
        super().look_up()
        is_waiting = self.object.state == PaperState.HANDED_OVER
        if is_waiting and not handling.may_check(self.actor, self.object):
            raise Http404

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """Render the page, and log the look; of a sheet that waits no longer nothing is shown."""
        if not handling.may_check(self.actor, self.object):
            messages.warning(self.request, "Этот лист уже не ждёт проверки.")
            return redirect(self.desk.url("inspect", self.object))
        self.log_look("оценки с бумажного листа при проверке")
        other = "send-back-paper" if self.act.code == "confirm-paper" else "confirm-paper"
        return super().show(
            form,
            criteria=criteria_of(self.object.contest, self.object.part),
            rows=self._rows(),
            other_url=self.desk.url(other, self.object),
            is_confirming=self.act.code == "confirm-paper",
            **self.beside(),
            **more,
        )

    def _rows(self) -> Sequence[dict[str, Any]]:
        sheet = self.object
        criteria = criteria_of(sheet.contest, sheet.part)
        typed: dict[Any, dict[int, int]] = {}
        marks = sheet.marks.select_related("entry").order_by(
            "entry__last_name", "entry__first_name", "entry__pk"
        )
        for mark in marks:
            typed.setdefault(mark.entry, {})[mark.criterion_id] = mark.steps
        return [
            {
                "entry": entry,
                "reference": Reference(sheet.part, sheet.member_id, entry.pk),
                "marks": [(one, mark_text(one, steps.get(one.pk))) for one in criteria],
            }
            for entry, steps in typed.items()
        ]


@uncached
class ScanView(BesideScanView):
    """The scan, for who types, who checks, and after the closing; the look is logged."""

    http_method_names = ["get"]

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Serve the file."""
        if not _may_see(self.actor, self.object):
            raise Http404
        response = files.file_response(self.object.scan, inline="download" not in request.GET)
        self.log_look("скан оценочного листа")
        return response


def _may_see(user: Any, sheet: PaperSheet) -> bool:
    if handling.may_type(user, sheet) or handling.may_check(user, sheet):
        return True
    is_over = sheet.state == PaperState.CONFIRMED and is_closed(sheet.contest, sheet.part)
    return is_over and not handling.is_concerned(user, sheet)
