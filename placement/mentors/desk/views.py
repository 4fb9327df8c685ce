"""Pages of the recommendations that need more than their act (P-F7)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBase

from core import exports
from core.back_office import ActView, CreateRowView, DeskObjectView, PartActView, uncached
from core.text import whole_number
from placement.graduates.models import Graduate
from placement.mentors import papers, rights
from placement.mentors.models import Part, Recommendations, SheetTransfer

from .looks import is_allowed, log_look


class CreateView(CreateRowView):
    """A sheet with its head filled in from the card from which one came."""

    def get_form_kwargs(self) -> dict[str, Any]:
        """The graduate, and group and programme as far as the card knows them."""
        number = whole_number(self.request.GET.get("graduate", "")[:9])
        rows = Graduate.objects.current().select_related("programme")
        graduate = rows.filter(pk=number).first() if number else None
        if graduate is None:
            return {}
        heading = " – ".join(filter(None, (graduate.group, str(graduate.programme or ""))))
        return {"initial": {"graduate": graduate, "heading": heading}}


@uncached
class FillView(PartActView):
    """The form of a part: for nobody but who writes it; each look is logged."""

    part: Part
    object: Recommendations

    def look_up(self) -> None:
        """Find the part; to whom it does not belong, it is not there."""
        super().look_up()
        self.part.sheet = self.object
        if not rights.may_fill(self.actor, self.part) or not is_allowed(self.object):
            raise Http404

    def get_title(self) -> str:
        return str(self.part)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"part": self.part}

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """Render the form, and log the look."""
        log_look(self.part, self.actor)
        return super().show(form, **more)

    def perform(self, form: Any) -> None:
        """Call the service with what was typed and with what the form had shown."""
        typed = dict(form.cleaned_data)
        revision = typed.pop("revision")
        self.service(part=self.part, values=typed, actor=self.actor, revision=revision)


class SignView(PartActView):
    """A signature under a part: for nobody but whose it is."""

    part: Part
    object: Recommendations

    def look_up(self) -> None:
        """Find the part; who does not sign it does not find it."""
        super().look_up()
        self.part.sheet = self.object
        if not rights.may_sign(self.actor, self.part):
            raise Http404


@uncached
class PaperView(DeskObjectView):
    """The sheet on paper, for work inside the institution; the look is logged."""

    http_method_names = ["get"]
    right = "work"
    object: Recommendations

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Make the PDF."""
        if not rights.sees_all(self.actor, self.object) or not is_allowed(self.object):
            raise Http404
        for part in self.object.parts.all():
            part.sheet = self.object
            log_look(part, self.actor)
        sheet = papers.render(self.object)
        return exports.pdf_response(name=f"{self.object}", pdf=sheet.pdf)


@uncached
class HandOverView(ActView):
    """Prints the sheet, or the conclusions alone, for an employer, once it is recorded."""

    object: Recommendations

    def perform(self, form: Any) -> None:
        """Record, then make the PDF."""
        handover: SheetTransfer = self.service(
            recommendations=self.object, actor=self.actor, **form.cleaned_data
        )
        is_short = handover.scope == SheetTransfer.Scope.CONCLUSIONS
        self.printed = papers.render(self.object, only_conclusions=is_short)

    def done(self) -> HttpResponse:
        """The PDF instead of a way on."""
        return exports.pdf_response(name=str(self.object), pdf=self.printed.pdf)
