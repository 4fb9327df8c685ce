"""The contact person, after their consent (X-5)."""

from typing import Any

from django import forms

from forms_app.engine.fields import DateField
from forms_app.engine.forms import StepForm
from forms_app.engine.recorded import RecordStepForm
from placement.employers.record import CONTACTS


class InformedForm(StepForm):
    """How the person was told whose data a paper request names (152-ФЗ, art. 18, part 3).

    The approved form holds no consent of that person, so staff ask for none.
    """

    how = forms.ChoiceField(
        label="Как контактное лицо узнало, что его данные переданы центру",
        choices=[
            ("call", "Сообщил специалист центра по телефону"),
            ("letter", "Сообщил специалист центра письмом"),
            ("in-person", "Сообщил специалист центра лично"),
            ("employer", "Сообщил работодатель: он подтвердил это"),
        ],
        widget=forms.RadioSelect,
    )
    informed_on = DateField(label="Когда", not_future=True)
    plain = {
        "how": "Человеку говорят, кто и зачем хранит его имя и телефон, откуда они получены и как"
        " попросить их удалить.",
        "informed_on": "День, когда об этом сказали, например 15.01.2026.",
    }


class ContactForm(RecordStepForm):
    """With whom the centre speaks about the vacancies; never published."""

    record = CONTACTS
    page = "contact"

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["email"].initial = self.ctx.email
        # Who has no e-mail follows the request by number and code.
        if not self.ctx.email:
            self.fields["email"].required = False
            self.plain = {**self.plain, "email": "Если почты нет, оставьте пустым."}
