"""Work around a submission: who is responsible, notes, originals of consents, letters."""

from typing import Any, cast

from django import forms
from django.db.models import QuerySet
from django.http import HttpRequest

from core.back_office import ActView, DeskPartFormView
from core.models import User
from forms_app import services
from forms_app.models import Submission


class AssignForm(forms.Form):
    """Who is responsible; nobody is a choice too."""

    to = forms.ModelChoiceField(
        label="Ответственный",
        queryset=User.objects.none(),
        required=False,
        empty_label="не назначен",
    )

    def __init__(
        self, data: Any = None, *, desk: Any, request: HttpRequest, submission: Submission
    ) -> None:
        super().__init__(data, initial={"to": submission.assigned_to_id})
        assignees = (
            [user.pk for user in desk.assignees(request)] if desk.may(request, "work") else []
        )
        field = cast(forms.ModelChoiceField, self.fields["to"])
        field.queryset = User.objects.filter(pk__in=assignees).order_by("last_name", "first_name")


class NoteForm(forms.Form):
    """An internal note."""

    text = forms.CharField(
        label="Заметка",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Видят только работники. Паспортные данные сюда не пишут.",
    )


class AssignView(ActView):
    """Say who is responsible, out of those who work here."""

    object: Submission

    def get_form(self) -> AssignForm:
        """The form with the colleagues to choose from."""
        data = self.request.POST if self.request.method == "POST" else None
        return AssignForm(data, desk=self.desk, request=self.request, submission=self.object)


class OriginalView(DeskPartFormView):
    """Record that the signed original of a consent has come (X-5)."""

    title = "Подлинник согласия получен"
    submit_label = "Подтвердить получение"
    help = "Подтвердите, что подписанный подлинник согласия на бумаге получен и хранится."
    success = "Получение подлинника отмечено."
    service = staticmethod(services.confirm_original)
    part_name = "consent"
    object: Submission

    def parts(self) -> QuerySet:
        """Consents of this submission."""
        return self.object.consents.all()


class DemandForm(forms.Form):
    """How the demand came."""

    reason = forms.CharField(
        label="Как и когда поступило заявление об отзыве",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Например: письменное заявление от 3 июня 2024 года, вх. № 15.",
    )


class WithdrawConsentView(DeskPartFormView):
    """End a consent at the person's written demand (C-A5)."""

    title = "Отзыв согласия по заявлению"
    submit_label = "Отозвать согласие"
    submit_class = "no"
    help = (
        "Если без этого согласия рассматривать поданное нельзя, оно будет отозвано, "
        "а данные – уничтожены в течение 30 дней. Отменить отзыв нельзя."
    )
    success = "Согласие отозвано."
    form_class = DemandForm
    service = staticmethod(services.withdraw_consent)
    part_name = "consent"
    object: Submission

    def parts(self) -> QuerySet:
        """Consents of this submission that hold."""
        return self.object.consents.filter(withdrawn_at=None)
