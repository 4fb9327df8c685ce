"""The participant, the passport, and the head who confirms (C-A1, C-A5)."""

from typing import Any, cast

from django import forms

from contest.applications.content import wording
from contest.applications.journey.common import label
from contest.applications.journey.fields import FullNameField
from contest.applications.rules.cross_checks import FIRST_PASSPORTS
from forms_app.engine.fields import (
    DateField,
    DepartmentCodeField,
    EmailField,
    PassportNumberField,
    PassportSeriesField,
    PersonNameField,
    PhoneField,
)
from forms_app.engine.forms import StepForm

WITHOUT_EMAIL = "Если почты нет, оставьте пустым. Если указать её, письма о заявке придут туда."


class ParticipantForm(StepForm):
    """Name and contacts of the participant, address of the centre (C-A1)."""

    last_name = PersonNameField(label="Фамилия")
    first_name = PersonNameField(label="Имя")
    middle_name = PersonNameField(label="Отчество (последнее - при наличии)", required=False)
    phone = PhoneField(label=label("application", "phone"))
    email = EmailField(label=label("application", "email"))
    centre_address = forms.CharField(label=label("application", "centre_address"), max_length=500)
    questions = {
        "phone": "Ваш телефон",
        "email": "Ваша электронная почта",
        "centre_address": "Адрес вашего центра",
    }
    essential = frozenset({"last_name", "first_name"})
    plain = {
        "last_name": "Как в паспорте.",
        "first_name": "Как в паспорте.",
        "middle_name": "Если отчества нет, оставьте пустым.",
        "phone": "Мобильный или рабочий, например +7 913 000-00-00.",
        "email": "По этому адресу придут письма о заявке.",
        "centre_address": "Проверьте адрес своего центра и при необходимости исправьте.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name, hint in (
            ("last_name", "family-name"),
            ("first_name", "given-name"),
            ("middle_name", "additional-name"),
        ):
            self.fields[name].widget.attrs["autocomplete"] = hint
        self.fields["email"].initial = self.ctx.email
        # Who has no e-mail follows the application by number and code.
        self.fields["email"].required = bool(self.ctx.email)
        if not self.ctx.email:
            self.plain = {**self.plain, "email": WITHOUT_EMAIL}
        eligibility = self.ctx.data.get("eligibility", {})
        if centre := eligibility.get("centre"):
            self.fields["centre_address"].initial = centre.address


class PassportForm(StepForm):
    """What Appendix 5 names the person by (C-A5)."""

    passport_series = PassportSeriesField(label="Паспорт: серия")
    passport_number = PassportNumberField(label="номер")
    passport_issuer = forms.CharField(label="кем выдан", max_length=500)
    passport_date = DateField(label="когда выдан", not_future=True)
    department_code = DepartmentCodeField(label="код подразделения")
    address = forms.CharField(label="зарегистрирован по адресу", max_length=500)
    sensitive = frozenset({"passport_issuer", "passport_date", "address"})
    # The official words are parts of one sentence; read alone they would say nothing.
    questions = {
        "passport_number": "Номер паспорта",
        "passport_issuer": "Кем выдан паспорт",
        "passport_date": "Когда выдан паспорт",
        "address": "Адрес регистрации",
    }
    plain = {
        "passport_series": "Первые четыре цифры, например 50 04.",
        "passport_number": "Шесть цифр после серии.",
        "passport_issuer": "Как написано в паспорте: кто его выдал.",
        "passport_date": "Дата выдачи, например 15.03.2012.",
        "department_code": "Шесть цифр рядом с датой выдачи, например 540-001.",
        "address": "Адрес со страницы с отметкой о регистрации.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        # What was filed before this was asked stays readable.
        if self.ctx.submission is None:
            cast(DateField, self.fields["passport_date"]).earliest = FIRST_PASSPORTS
        for name in ("passport_issuer", "address"):
            self.fields[name].widget.attrs["autocomplete"] = "off"


class HeadForm(StepForm):
    """Who confirms the application and signs the questionnaire (C-A1)."""

    head_post = forms.CharField(label="Должность", max_length=500)
    head_name = FullNameField(
        label=wording()["signature"]["name"].removeprefix("(").removesuffix(")")
    )
    veiled = frozenset({"head_name"})
    questions = {
        "head_post": "Должность руководителя или того, кого он уполномочил",
        "head_name": "Кто подпишет заявку и анкету",
    }
    plain = {
        "head_post": "Проверьте и, если нужно, исправьте.",
        "head_name": "Фамилия, имя и отчество полностью.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        centre = self.ctx.data.get("eligibility", {}).get("centre")
        if centre and not self.ctx.by_staff:
            self.fields["head_post"].initial = f"Директор {centre.name}"
