"""Forms of the employers' data bank; they only parse, the services decide."""

import datetime as dt
from typing import Any

from django import forms

from core import clock
from core.back_office import RecordForm
from forms_app.engine.fields import DateField
from placement.employers.fields import EmployerField
from placement.employers.models import ContactRecord, Employer
from placement.employers.record import CONTACTS, EMPLOYERS
from placement.employers.services.contacts import BY_STAFF
from placement.employers.services.data import normalised, problems


class EmployerForm(RecordForm):
    """The data of an employer; every wrong field is said at once."""

    record = EMPLOYERS
    # What was typed, once it was read.
    employer: Employer | None = None

    def clean(self) -> dict[str, Any]:
        """Say what is wrong at each field."""
        cleaned: dict[str, Any] = super().clean() or {}
        self.employer = normalised(super().typed())
        for name, text in problems(self.employer).items():
            if name not in self.errors:
                self.add_error(name, text)
        return cleaned

    def typed(self) -> Employer:
        """The employer as it would be kept, not saved."""
        assert self.employer is not None
        return self.employer


class NewEmployerForm(EmployerForm):
    """A new employer, and which of those that are like it this person has seen."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)


class PersonForm(RecordForm):
    """A contact person, changed."""

    record = CONTACTS


class NewPersonForm(PersonForm):
    """A new contact person, who must have agreed."""

    agreed = forms.BooleanField(
        label="Человек согласен, чтобы центр хранил его имя и контакты для связи по вакансиям",
        help_text="Если согласия нет, запишите только телефон и почту организации. "
        "Когда человек попросит, удалите его с карточки.",
    )


class RemoveForm(forms.Form):
    """Why a person is removed; the person is not named."""

    reason = forms.ChoiceField(
        label="Причина",
        choices=[(reason.value, reason.label) for reason in BY_STAFF],
        widget=forms.RadioSelect,
    )


class ContactForm(forms.Form):
    """A contact: when, how, about what, and what was promised."""

    form = forms.ChoiceField(
        label="Форма",
        choices=[
            (
                title,
                [
                    (form.value, form.label)
                    for form in ContactRecord.Form
                    if (form in ContactRecord.IN_PERSON) == in_person
                ],
            )
            for title, in_person in (("Очная", True), ("Дистанционная", False))
        ],
        initial=ContactRecord.Form.CALL,
    )
    day = DateField(label="День")
    hour = forms.TimeField(
        label="Время",
        input_formats=["%H:%M", "%H.%M", "%H"],
        widget=forms.TimeInput(format="%H:%M", attrs={"placeholder": "чч:мм", "size": "5"}),
    )
    summary = forms.CharField(
        label="О чём договорились",
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="Суть разговора без сведений о здоровье и личной жизни людей.",
    )
    promised_on = DateField(
        label="Связаться снова",
        required=False,
        help_text="В этот день напоминание появится на рабочем столе.",
    )

    def __init__(self, *args: Any, zone: clock.TimeZone, **kwargs: Any) -> None:
        now = clock.in_zone(clock.now(), zone)
        kwargs.setdefault("initial", {"day": now.date(), "hour": now.time()})
        super().__init__(*args, **kwargs)
        self.zone = zone

    def instant(self) -> dt.datetime:
        """When it was, on the clock of the desk."""
        return clock.at_local(self.cleaned_data["day"], self.cleaned_data["hour"], self.zone)


class WhyForm(forms.Form):
    """Why an entry of the log is corrected or removed; the history keeps it."""

    why = forms.CharField(
        label="Причина",
        max_length=300,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text="Останется в истории: без личных сведений. Например: опечатка, лишние сведения.",
    )


class CorrectContactForm(WhyForm, ContactForm):
    """A contact as it should have been written down."""

    revision = forms.CharField(required=False, widget=forms.HiddenInput)
    field_order = ("form", "day", "hour", "summary", "promised_on", "why")


class PairForm(forms.Form):
    """Another card, by words of its name, its ИНН or its number."""

    which = EmployerField(
        label="Другая карточка",
        help_text="Слова из наименования, ИНН или номер: он стоит на самой карточке.",
    )
