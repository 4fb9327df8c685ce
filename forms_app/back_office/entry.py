"""Entering for the applicant: corrections that came on paper, a new way to the submission."""

import zoneinfo
from typing import Any

from django import forms
from django.http import HttpResponse

from core import clock
from core.back_office import uncached
from forms_app import services
from forms_app.arrival_form import ArrivalForm
from forms_app.entering import go_on
from forms_app.models import Draft

from . import facts
from .decisions import DecisionView


class CorrectionArrivalForm(ArrivalForm):
    """How and when the corrections came; the zone is said beside the time."""

    def __init__(self, data: Any = None, *, zone: zoneinfo.ZoneInfo) -> None:
        super().__init__(data)
        self.zone = zone
        self.fields["time"].help_text = f"По часам приёма: {clock.format_zone(clock.now(), zone)}."


class CorrectView(DecisionView):
    """Enter corrections that came on paper or by e-mail: their arrival decides (C-10, C-11)."""

    next_url = ""

    def get_help(self) -> str:
        """What opens, until when, and what becomes of a correction that the applicant began."""
        sentences = ["Откроются только те шаги и документы, к которым есть замечания."]
        due = self.object.corrections_due_at
        if due is not None:
            words = clock.format_deadline(due, facts.zone_of(self.object))
            sentences.append(f"Исправления принимаются {words}: решает момент поступления.")
        own = self.object.correction_drafts.filter(state=Draft.State.OPEN, entered_by=None)
        if own.exists():
            sentences.append(
                "Заявитель уже начал исправлять сам. Начатое им сохранится, дальше менять"
                " сможете только вы: сверьте все ответы с бумагой."
            )
        return " ".join(sentences)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"zone": facts.zone_of(self.object)}

    def perform(self, form: CorrectionArrivalForm) -> None:
        """Open the correction and put it into the session."""
        draft = services.start_correction(
            submission=self.object,
            actor=self.actor,
            source=form.cleaned_data["source"],
            received_at=form.received_at(form.zone),
        )
        self.next_url = go_on(self.request, draft)

    def get_success_url(self) -> str:
        return self.next_url


@uncached
class AccessView(DecisionView):
    """Give the applicant a new link, or a new code where there is no address (X-2, X-3)."""

    code = ""

    def get_title(self) -> str:
        return "Новая ссылка" if self.object.email else "Новый номер и код"

    def get_submit_label(self) -> str:
        """What will happen."""
        return "Отправить новую ссылку" if self.object.email else "Выдать номер и код"

    def get_help(self) -> str:
        """What becomes void."""
        way = (
            f"Новая ссылка уйдёт на адрес {self.object.email}."
            if self.object.email
            else "Номер останется прежним, код будет новый: его нужно напечатать."
        )
        return f"{way} Все прежние ссылки и коды перестанут действовать."

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        self.code = services.issue_access(submission=self.object, actor=self.actor)

    def done(self) -> HttpResponse:
        """Show the code at once: nobody will see it again."""
        if not self.code:
            return super().done()
        self.template_name = "forms_app/back_office/access.html"
        return self.render_to_response(self.get_context_data(code=self.code))
