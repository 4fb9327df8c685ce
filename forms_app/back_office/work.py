"""Work around a submission: who is responsible, notes, originals of consents, letters."""

from typing import Any, cast

from django import forms
from django.core.exceptions import ValidationError
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from core.back_office import DeskFormView
from core.back_office.screens.letters import send_again
from core.models import Letter, User
from forms_app import services
from forms_app.models import Consent, Submission


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
        known = [user.pk for user in desk.assignees(request)] if desk.may(request, "work") else []
        field = cast(forms.ModelChoiceField, self.fields["to"])
        field.queryset = User.objects.filter(pk__in=known).order_by("last_name", "first_name")


class NoteForm(forms.Form):
    """An internal note."""

    text = forms.CharField(
        label="Заметка",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Видят только работники. Паспортные данные сюда не пишут.",
    )


class AssignView(DeskFormView):
    """Say who is responsible."""

    right = "work"
    title = "Ответственный"
    submit_label = "Сохранить"
    success = "Ответственный изменён."
    form_class = AssignForm
    object: Submission

    def get_form_kwargs(self) -> dict[str, Any]:
        return {"desk": self.desk, "request": self.request, "submission": self.object}

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.assign(
            submission=self.object,
            actor=cast(User, self.request.user),
            to=form.cleaned_data["to"],
        )


class NoteView(DeskFormView):
    """Write an internal note."""

    right = "work"
    title = "Внутренняя заметка"
    submit_label = "Добавить заметку"
    form_class = NoteForm
    object: Submission

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.add_note(
            submission=self.object,
            actor=cast(User, self.request.user),
            text=form.cleaned_data["text"],
        )


class PartFormView(DeskFormView):
    """A form about a part of a submission; a part of another submission is not there."""

    right = "work"
    part = ""

    def dispatch(self, request: HttpRequest, *args: Any, part: str = "", **kwargs: Any) -> Any:
        """Keep the part's key until the submission is known to be visible."""
        self.part = part
        return super().dispatch(request, *args, **kwargs)

    def get(self, request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        """Ask first."""
        self.find()
        return super().get(request, *args, **kwargs)

    def find(self) -> Any:
        """The part, or Http404."""
        try:
            return get_object_or_404(self.parts(), pk=self.part)
        except (ValueError, ValidationError) as error:
            raise Http404 from error

    def parts(self) -> QuerySet:
        """The parts of the submission among which it is looked for."""
        raise NotImplementedError


class OriginalView(PartFormView):
    """Record that the signed original of a consent has come (X-5)."""

    title = "Подлинник согласия получен"
    submit_label = "Подтвердить получение"
    help = "Подтвердите, что подписанный подлинник согласия на бумаге получен и хранится."
    success = "Получение подлинника отмечено."

    def parts(self) -> QuerySet:
        """Consents of this submission."""
        return Consent.objects.filter(submission_id=self.object.pk)

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.confirm_original(consent=self.find(), actor=cast(User, self.request.user))


class DemandForm(forms.Form):
    """How the demand came."""

    reason = forms.CharField(
        label="Как и когда поступило заявление об отзыве",
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text="Например: письменное заявление от 3 июня 2024 года, вх. № 15.",
    )


class WithdrawConsentView(PartFormView):
    """End a consent at the person's written demand (C-A5)."""

    title = "Отзыв согласия по заявлению"
    submit_label = "Отозвать согласие"
    submit_class = "no"
    help = (
        "Если на этом согласии держится заявка, она будет отозвана, "
        "а данные – уничтожены в течение 30 дней. Отменить отзыв нельзя."
    )
    success = "Согласие отозвано."
    form_class = DemandForm

    def parts(self) -> QuerySet:
        """Consents of this submission that hold."""
        return Consent.objects.filter(submission_id=self.object.pk, withdrawn_at=None)

    def perform(self, form: forms.Form) -> None:
        """Call the service."""
        services.withdraw_consent(
            consent=self.find(),
            actor=cast(User, self.request.user),
            reason=form.cleaned_data["reason"],
        )


class RetryLetterView(PartFormView):
    """Send a failed letter about this submission again."""

    title = "Отправить письмо ещё раз"
    submit_label = "Отправить ещё раз"
    help = "Письмо уйдёт на тот же адрес. Содержание не меняется."
    success = "Письмо поставлено в очередь отправки."

    def parts(self) -> QuerySet:
        """Letters about this submission."""
        return Letter.objects.about(self.object)

    def perform(self, form: forms.Form) -> None:
        """Send it again."""
        send_again(self.find(), actor=cast(User, self.request.user))
