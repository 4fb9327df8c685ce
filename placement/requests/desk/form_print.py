"""«Печать формы»: the approved form with full data, for staff who may see them (P-F2, X-5)."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponseBase

from core import exports
from core.back_office import DeskObjectView, uncached
from forms_app import reading
from forms_app.answers import digest
from forms_app.back_office import facts
from forms_app.engine.journey import PaperInput
from forms_app.models import Submission
from placement.requests.papers.request import spec


@uncached
class FormPrintView(DeskObjectView):
    """The form of the version in force, with what the bank has of a known employer; logged."""

    http_method_names = ["post"]
    right = "identity"
    object: Submission

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Log the look, then print."""
        version = self.object.current
        answers = facts.stored_answers(version)
        if not answers:
            raise Http404
        self.desk.log_look(self.object, actor=self.actor, what="утверждённая форма заявки")
        ctx = reading.context_of(version)
        ctx.disclosed = frozenset({str(a.value) for a in answers if a.code == "inn"})
        paper = spec()
        covered = paper.covers(answers)
        content = PaperInput(
            answers=covered,
            reference=self.object.reference,
            digest=digest(covered),
            data=ctx.data,
            ctx=ctx,
        )
        name = f"{paper.title} {self.object.reference}"
        return exports.pdf_response(name=name, pdf=paper.render(content).pdf)
