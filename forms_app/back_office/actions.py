"""Pages of the lifecycle's actions: each parses a form and calls exactly one service."""

import datetime as dt
from typing import Any, cast

from django import forms

from core import clock
from core.back_office import DeskFormView
from core.calendar import overrides
from core.models import User
from core.rules.working_days import add_working_days
from forms_app import reading, services
from forms_app.models import Submission

from . import facts

# Working days that a person has by default to put defects right.
DAYS_TO_CORRECT = 5


class ActionView(DeskFormView):
    """Base: needs the right to work; the page names the submission and what the domain warns of."""

    right = "work"
    template_name = "forms_app/back_office/action.html"
    object: Submission

    @property
    def actor(self) -> User:
        """Who acts."""
        return cast(User, self.request.user)

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        return super().get_context_data(
            notices=self.desk.notices(self.object, self.request),
            state_label=self.desk.state_labels[self.object.state],
            **kwargs,
        )


class RegisterView(ActionView):
    """Give the next number of the journal (C-K6)."""

    title = "Регистрация"
    submit_label = "Зарегистрировать"
    help = "Заявка получит следующий номер журнала. Заявителю уйдёт письмо."
    success = "Зарегистрировано."

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.register(submission=self.object, actor=self.actor)

    def get_success_url(self) -> str:
        """Who has neither address nor code is given a code next: nobody could tell them else."""
        if not self.object.email and not self.object.code_hash:
            return self.desk.url("access", self.object)
        return super().get_success_url()


class ReturnForm(forms.Form):
    """A remark beside each step or document that must be corrected, and until when."""

    due_on = forms.DateField(
        label="Исправить до (включительно)",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(
        self, data: Any = None, *, submission: Submission, zone: Any, due_on: dt.date
    ) -> None:
        super().__init__(data, initial={"due_on": due_on})
        self.zone = zone
        ctx = reading.context_of(submission.current)
        self.fields[
            "due_on"
        ].help_text = f"До конца этого дня, {clock.format_zone(clock.now(), zone)}."
        self.step_fields = self._add(
            "step", [(s.code, s.title) for s in ctx.journey.steps if s.applies(ctx)]
        )
        self.slot_fields = self._add(
            "slot", [(s.code, s.label) for s in ctx.journey.upload_slots(ctx)]
        )

    def _add(self, kind: str, places: list[tuple[str, str]]) -> list[str]:
        names = []
        for code, label in places:
            name = f"{kind}-{code}"
            self.fields[name] = forms.CharField(
                label=label,
                required=False,
                max_length=2000,
                widget=forms.Textarea(attrs={"rows": 2}),
            )
            names.append(name)
        return names

    @property
    def steps(self) -> list[Any]:
        """Fields of the steps, for the page."""
        return [self[name] for name in self.step_fields]

    @property
    def slots(self) -> list[Any]:
        """Fields of the documents, for the page."""
        return [self[name] for name in self.slot_fields]

    def remarks(self, kind: str) -> dict[str, str]:
        """Code of step or document → the remark, where one was written."""
        prefix = f"{kind}-"
        return {
            name.removeprefix(prefix): text
            for name, text in self.cleaned_data.items()
            if name.startswith(prefix) and text
        }

    def clean_due_on(self) -> dt.date:
        """Refuse a day that is over."""
        day = self.cleaned_data["due_on"]
        if day < clock.in_zone(clock.now(), self.zone).date():
            raise forms.ValidationError("Этот день уже прошёл.")
        return day

    def clean(self) -> dict[str, Any]:
        """A return without a remark would leave the applicant guessing."""
        cleaned = super().clean() or {}
        self.cleaned_data = cleaned
        if not self.remarks("step") and not self.remarks("slot"):
            raise forms.ValidationError(
                "Напишите замечание хотя бы к одному разделу или документу: "
                "для исправления откроются только они."
            )
        return cleaned


class ReturnView(ActionView):
    """Return for correction: opens exactly the steps and documents that got a remark (C-11)."""

    title = "Возврат на доработку"
    submit_label = "Вернуть с замечаниями"
    template_name = "forms_app/back_office/return.html"
    help = (
        "Для исправления откроются только те разделы и документы, к которым написано замечание. "
        "Заявитель увидит его рядом с вопросом."
    )
    success = "Возвращено на доработку. Заявителю отправлено письмо."
    form_class = ReturnForm

    def get_form_kwargs(self) -> dict[str, Any]:
        zone = facts.zone_of(self.object)
        return {
            "submission": self.object,
            "zone": zone,
            "due_on": self.desk.correction_day(self.object, zone),
        }

    def perform(self, form: forms.Form) -> None:
        """Call the service with an exclusive instant: the midnight after the day."""
        form = cast(ReturnForm, form)
        steps, slots = form.remarks("step"), form.remarks("slot")
        next_day = form.cleaned_data["due_on"] + dt.timedelta(days=1)
        services.return_for_correction(
            submission=self.object,
            actor=self.actor,
            remarks=[
                *(services.RemarkText(text, step=code) for code, text in steps.items()),
                *(services.RemarkText(text, slot=code) for code, text in slots.items()),
            ],
            steps=list(steps),
            slots=list(slots),
            due_at=clock.at_local(next_day, dt.time.min, form.zone),
        )


def default_correction_day(zone: Any) -> dt.date:
    """Some working days from today, on the clock of ``zone``."""
    today = clock.in_zone(clock.now(), zone).date()
    return add_working_days(today, DAYS_TO_CORRECT, overrides())


class AcceptView(ActionView):
    """Accept; a domain words it its own way («Допустить»)."""

    success = "Решение записано. Заявителю отправлено письмо."
    help = "Заявитель получит письмо и увидит решение по своей ссылке."

    def get_title(self) -> str:
        return self.desk.accept_label

    @property
    def submit_label(self) -> str:  # type: ignore[override]
        """The desk's word for it."""
        return self.desk.accept_label

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.accept(submission=self.object, actor=self.actor)


class RejectForm(forms.Form):
    """Under which clause, and why."""

    clause = forms.CharField(label="Пункт положения", max_length=32)
    reason = forms.CharField(
        label="Причина",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="Заявитель прочтёт этот текст в письме.",
    )

    def __init__(self, data: Any = None, *, clauses: Any) -> None:
        super().__init__(data)
        if clauses:
            self.fields["clause"] = forms.ChoiceField(
                label="Пункт положения",
                choices=[("", "– выберите –"), *clauses.items()],
            )
            self.order_fields(["clause", "reason"])


class RejectView(ActionView):
    """Reject with a reason that cites a clause (C-K6)."""

    title = "Отклонение"
    submit_label = "Отклонить"
    submit_class = "no"
    help = "Отклонить можно только по основаниям положения. Решение нельзя отменить."
    success = "Отклонено. Заявителю отправлено письмо."
    form_class = RejectForm

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"clauses": self.desk.reject_clauses}

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.reject(
            submission=self.object,
            actor=self.actor,
            reason=form.cleaned_data["reason"],
            clause=form.cleaned_data["clause"],
        )


class WithdrawForm(forms.Form):
    """How the applicant asked for it."""

    reason = forms.CharField(
        label="Как и когда заявитель об этом попросил",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Например: письмо на электронную почту от 3 июня 2024 года, вх. № 15.",
    )


class WithdrawView(ActionView):
    """Withdraw on the applicant's request."""

    title = "Отзыв по просьбе заявителя"
    submit_label = "Отозвать"
    submit_class = "no"
    help = "После отзыва заявка не рассматривается. Решение нельзя отменить."
    success = "Отозвано. Заявителю отправлено письмо."
    form_class = WithdrawForm

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.withdraw(
            submission=self.object, actor=self.actor, reason=form.cleaned_data["reason"]
        )


class DestroyForm(forms.Form):
    """Why, and that it is meant."""

    reason = forms.CharField(
        label="Причина уничтожения",
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Войдёт в акт. Например: цель обработки достигнута, конкурс завершён.",
    )
    sure = forms.BooleanField(label="Понимаю, что данные нельзя восстановить")


class DestroyView(ActionView):
    """Destroy the data before their time is over; the act is written by it (X-5)."""

    right = "destroy"
    title = "Уничтожение данных"
    submit_label = "Уничтожить данные"
    submit_class = "no"
    help = (
        "Ответы, документы, адрес и имя будут уничтожены на сайте и в резервных копиях. "
        "Останутся акт, история без личных данных и согласие как подтверждение."
    )
    success = "Данные уничтожены, составлен акт."
    form_class = DestroyForm

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.destroy_submission(
            submission=self.object, actor=self.actor, reason=form.cleaned_data["reason"]
        )
