"""Pages of the lifecycle's actions: each parses a form and calls exactly one service."""

from typing import Any

from django import forms

from core.back_office import DeskFormView
from forms_app import services
from forms_app.models import Submission


class ActionView(DeskFormView):
    """Base: the page names the submission and what the domain warns of."""

    template_name = "forms_app/back_office/action.html"
    object: Submission

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
    service = staticmethod(services.register)

    def get_success_url(self) -> str:
        """Who has neither address nor code is given a code next: nobody could tell them else."""
        if not self.object.email and not self.object.code_hash:
            return self.desk.url("access", self.object)
        return super().get_success_url()


class AcceptView(ActionView):
    """Accept; a domain words it its own way («Допустить»)."""

    success = "Решение записано. Заявителю отправлено письмо."
    help = "Заявитель получит письмо и увидит решение по своей ссылке."
    service = staticmethod(services.accept)

    def get_title(self) -> str:
        return self.desk.accept_label

    @property
    def submit_label(self) -> str:
        """The desk's word for it."""
        return self.desk.accept_label


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
    service = staticmethod(services.reject)

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"clauses": self.desk.reject_clauses}


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
    service = staticmethod(services.withdraw)


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

    def perform(self, form: DestroyForm) -> None:
        """Call the service."""
        services.destroy_submission(
            submission=self.object, actor=self.actor, reason=form.cleaned_data["reason"]
        )
