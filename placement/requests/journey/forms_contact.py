"""The contact person, after their consent (X-5)."""

from typing import Any

from django import forms

from forms_app.engine.fields import EmailField, PersonNameField, PhoneField
from forms_app.engine.forms import StepForm


class ContactForm(StepForm):
    """With whom the centre speaks about the vacancies; never published."""

    name = PersonNameField(label="Контактное лицо: фамилия, имя, отчество", max_length=255)
    post = forms.CharField(label="Контактное лицо: должность", max_length=255)
    phone = PhoneField(label="Контактное лицо: телефон")
    email = EmailField(label="Контактное лицо: электронная почта")
    sensitive = frozenset({"name"})
    plain = {
        "name": "Тот, кто дал согласие на прошлом шаге.",
        "post": "Например, специалист по кадрам.",
        "phone": "По нему позвонит специалист центра, например +7 911 000-00-00.",
        "email": "Сюда придут письма о заявке и вопросы, актуальны ли вакансии.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].widget.attrs["autocomplete"] = "name"
        self.fields["post"].widget.attrs["autocomplete"] = "organization-title"
        self.fields["email"].initial = self.ctx.email
        # Who has no e-mail follows the request by number and code.
        if not self.ctx.email:
            self.fields["email"].required = False
            self.plain = {**self.plain, "email": "Если почты нет, оставьте пустым."}
