"""Views of the cases that need more than their act."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from core.back_office import ActView, ListActView, PartActView
from core.history import log_read
from core.text import whole_number
from placement.cases.models import Case, Step
from placement.graduates.models import Graduate

NOTES = "записи о шагах сопровождения"


class OpenView(ListActView):
    """Begins to lead the graduate from whose page one came."""

    def get_form_kwargs(self) -> dict[str, Any]:
        key = self.request.GET.get("graduate", "")
        return {
            "initial": {
                "graduate": key if key.isdecimal() and len(key) < 18 else "",
                "specialist": self.actor.pk,
            }
        }

    def get_help(self) -> str:
        key = (self.request.POST or self.request.GET).get("graduate", "")
        rows = Graduate.objects.current()
        chosen = rows.filter(pk=key).first() if key.isdecimal() and len(key) < 18 else None
        if chosen is None:
            return "Откройте карточку выпускника и нажмите там «Начать сопровождение»."
        return f"Выпускник: {chosen}. Подписанное согласие на сопровождение должно быть в карточке."


class HireView(ActView):
    """Records a job; of one that was promised, the employer and the day are known."""

    object: Case

    def get_form_kwargs(self) -> dict[str, Any]:
        number = whole_number(self.request.GET.get("step", "")[:9])
        rows = self.object.steps.filter(done_on=None).select_related("promised_by")
        step = rows.filter(pk=number).first() if number else None
        if step is None:
            return {}
        return {"initial": {"employer": step.promised_by, "started_on": step.due_on}}


class HandOverView(ActView):
    """Hands the case over, from who led it when the form was opened."""

    object: Case

    def show(self, form: Any, **more: Any) -> HttpResponse:
        """Shown again, the form knows who leads by now: what is pressed then is meant."""
        if form.is_bound:
            form.data = form.data.copy()
            form.data["leading"] = str(self.object.specialist_id)
        return super().show(form, **more)


class StepView(PartActView):
    """An act on a step; its note is shown, so the look is logged."""

    object: Case
    part: Step

    def get_title(self) -> str:
        return f"{super().get_title()}: {self.part}"


def log_notes(request: HttpRequest, case: Case) -> None:
    """Somebody reads what was spoken with a person (X-5)."""
    actor = request.user
    log_read(case.graduate, actor=actor, what=NOTES, organisation=actor.organisation)  # type: ignore[arg-type, union-attr]
