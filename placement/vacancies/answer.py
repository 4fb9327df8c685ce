"""«/track/vacancies/<token>/»: the employer answers for a vacancy without login (P-F2, P-6.4).

A GET only shows: a mail scanner that opens the link answers nothing.
"""

from typing import Any

from django import forms
from django.http import Http404, HttpRequest, HttpResponseBase
from django.shortcuts import redirect
from django.template.response import TemplateResponse
from django.views.generic import View

from core import clock
from core.errors import Refused
from core.fields import WholeNumberField
from forms_app.views.base import keep_private
from placement.centre.pages import contacts
from placement.vacancies import links
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.services import asks
from placement.vacancies.services.asks import Answer


class AnswerForm(forms.Form):
    """The answer, and where several places are free how many people were hired."""

    answer = forms.ChoiceField(
        label="Ваш ответ",
        choices=Answer.choices,
        widget=forms.RadioSelect,
        error_messages={"required": "Выберите ответ.", "invalid_choice": "Выберите ответ."},
    )
    hired = WholeNumberField(
        label="Сколько человек вы приняли", unit="чел.", required=False, min_value=0
    )

    def __init__(self, *args: Any, free_places: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if free_places == 1:
            del self.fields["hired"]


class ReopenForm(forms.Form):
    """Why what this link has closed is wanted after all."""

    why = forms.CharField(
        label="Почему вакансия снова актуальна",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        error_messages={"required": "Напишите в двух словах, почему."},
    )


class AnswerPage(View):
    """The question, or what is recorded already."""

    vacancy: Vacancy
    serial: int

    def dispatch(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Open the link: 404 for one that is altered."""
        key, self.serial = links.read(kwargs["token"])
        found = Vacancy.objects.select_related("employer").filter(pk=key).first()
        if found is None:
            raise Http404
        self.vacancy = found
        return keep_private(super().dispatch(request, *args, **kwargs))

    @property
    def is_open(self) -> bool:
        """Whether this link's question still waits for an answer."""
        vacancy = self.vacancy
        return vacancy.ask_serial == self.serial and vacancy.is_awaited

    @property
    def may_reopen(self) -> bool:
        """Whether an answer by this link closed the vacancy, so that it may be taken back."""
        return self.vacancy.ask_serial == self.serial and asks.is_closed_by_employer(self.vacancy)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Show; change nothing."""
        return self._show(
            AnswerForm(free_places=self.vacancy.free_places) if self.is_open else None
        )

    def post(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        """Record the answer, then show what is recorded; pressed twice it is recorded once."""
        if "reopen" in request.POST:
            return self._reopen()
        if not self.is_open:
            return redirect("vacancy_answer", token=kwargs["token"])
        form = AnswerForm(request.POST, free_places=self.vacancy.free_places)
        if not form.is_valid():
            return self._show(form)
        try:
            asks.answer(
                vacancy=self.vacancy,
                serial=self.serial,
                said=Answer(form.cleaned_data["answer"]),
                hired=form.cleaned_data.get("hired"),
            )
        except Refused as refusal:
            field = refusal.field if refusal.field in form.fields else None
            form.add_error(field, refusal.message)
            self.vacancy.refresh_from_db()
            # Somebody else was quicker: say what is recorded.
            return self._show(form if self.is_open else None)
        return redirect("vacancy_answer", token=kwargs["token"])

    def _reopen(self) -> HttpResponseBase:
        """Take the answer back that closed the vacancy; pressed twice it is done once."""
        form = ReopenForm(self.request.POST)
        if self.may_reopen and not form.is_valid():
            return self._show(None, form)
        try:
            if self.may_reopen:
                why = form.cleaned_data["why"]
                asks.take_answer_back(vacancy=self.vacancy, serial=self.serial, why=why)
        except Refused as refusal:
            form.add_error(None, refusal.message)
            return self._show(None, form)
        return redirect("vacancy_answer", token=self.kwargs["token"])

    def _show(
        self, form: AnswerForm | None, reopen_form: ReopenForm | None = None
    ) -> HttpResponseBase:
        vacancy = self.vacancy
        if form is None and self.may_reopen:
            reopen_form = reopen_form or ReopenForm()
        context = {
            "form": form,
            "reopen_form": reopen_form,
            "vacancy": vacancy,
            "is_answered": asks.is_said_by_employer(vacancy),
            "is_old": vacancy.ask_serial != self.serial and vacancy.is_awaited,
            "recorded": recorded(vacancy),
            "centre": contacts(),
        }
        return TemplateResponse(self.request, "placement/vacancies/answer.html", context)


def recorded(vacancy: Vacancy) -> str:
    """What the register says of the vacancy now, for its employer."""
    ended = clock.format_date(clock.local_day(vacancy.ended_at)) if vacancy.ended_at else ""
    match vacancy.state:
        case VacancyState.FILLED:
            places = f"{vacancy.filled_places} из {vacancy.places}"
            return f"Вакансия закрыта {ended}: работник найден, занято мест – {places}."
        case VacancyState.WITHDRAWN:
            return f"Вакансия закрыта {ended}: больше не нужна."
        case VacancyState.EXPIRED:
            return f"Вакансия закрыта {ended}: её давно не подтверждали."
        case VacancyState.NEW:
            return "Вакансию рассматривает специалист центра."
    assert vacancy.confirmed_at is not None
    day = clock.format_date(clock.local_day(vacancy.confirmed_at))
    places = f"Свободных мест – {vacancy.free_places}."
    if vacancy.state == VacancyState.PAUSED:
        return f"Вакансия актуальна, подтверждена {day}, показ на сайте приостановлен. {places}"
    return f"Вакансия актуальна, подтверждена {day}. {places}"
