"""Who asks, who represents, how to reach them (P-F1, P-F5)."""

from typing import Any, cast

from django import forms

from core.fields import LineField
from forms_app.engine.fields import (
    DateField,
    EmailField,
    PassportNumberField,
    PassportSeriesField,
    PersonNameField,
    PhoneField,
)
from forms_app.engine.forms import StepForm
from placement.assistance.journey.common import HELPER, MYSELF, REPRESENTATIVE, YOUNGEST, facts
from placement.employers.models import Employer
from placement.graduates.rules.ages import age
from placement.grants.rules import capacity
from placement.grants.rules.capacity import KINDS, Kind

OLDEST = 100
NO_EMAIL = "Если почты нет, оставьте пустым: мы позвоним."


class WhoForm(StepForm):
    """Who types: it decides whom the page addresses and who signs."""

    who = forms.ChoiceField(
        label="Кто заполняет заявление",
        choices=[
            (MYSELF, "Я сам(а)"),
            (HELPER, "Я сам(а), но мне помогают"),
            (
                REPRESENTATIVE,
                "Законный представитель: родитель, опекун, попечитель или сотрудник организации",
            ),
        ],
        widget=forms.RadioSelect,
    )
    plain = {
        "who": "Если вам больше 18 лет, законный представитель есть, только когда суд признал вас"
        " недееспособным. Мама или друг, которые рядом, – это помощники."
    }


class PersonForm(StepForm):
    """The name and the birth date: who signs follows from it."""

    last_name = PersonNameField(label="Фамилия", max_length=100)
    first_name = PersonNameField(label="Имя", max_length=100)
    middle_name = PersonNameField(label="Отчество", required=False, max_length=100)
    birth_date = DateField(label="Дата рождения", not_future=True)
    sensitive = frozenset({"birth_date"})
    essential = frozenset({"last_name", "first_name", "birth_date"})
    plain = {
        "last_name": "Как в паспорте того, кто ищет работу.",
        "middle_name": "Если отчества нет, оставьте пустым.",
        "birth_date": "Например 15.03.2008. От возраста зависит, кто подписывает согласия.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        hints = {
            "last_name": "family-name",
            "first_name": "given-name",
            "middle_name": "additional-name",
            "birth_date": "bday",
        }
        if self.ctx.data.get("who", {}).get("who") != REPRESENTATIVE:
            for name, hint in hints.items():
                self.fields[name].widget.attrs["autocomplete"] = hint

    def clean_birth_date(self) -> Any:
        """A year that a student or graduate can be born in."""
        day = self.cleaned_data["birth_date"]
        if day and not YOUNGEST <= age(day, self.ctx.first_sent_on) <= OLDEST:
            raise forms.ValidationError(
                f"По этой дате человеку меньше {YOUNGEST} или больше {OLDEST} лет. Проверьте год."
            )
        return day


class RepresentativeForm(StepForm):
    """Who signs for the person or beside the person, and the link of their own."""

    kind = forms.ChoiceField(
        label="Законный представитель",
        choices=[(kind.value, words) for kind, words in KINDS.items()],
        widget=forms.RadioSelect,
    )
    full_name = PersonNameField(label="Фамилия, имя, отчество представителя", max_length=255)
    email = EmailField(label="Электронная почта представителя", required=False)
    phone = PhoneField(label="Телефон представителя")
    institution = LineField(label="Организация", max_length=500, required=False)
    post = LineField(label="Должность", max_length=255, required=False)
    authority = LineField(label="Документ о полномочиях", max_length=500, required=False)
    sensitive = frozenset({"authority"})
    veiled = frozenset({"full_name"})
    on_condition = frozenset({"institution", "post", "authority"})
    questions = {
        "kind": "Кем представитель приходится тому, кто ищет работу?",
        "full_name": "Как зовут представителя?",
        "email": "Почта представителя",
        "institution": "Название организации",
    }
    plain = {
        "email": "Своя почта представителя: на неё придёт личная ссылка для подписи. Если почты"
        " нет, оставьте пустым: подписать можно на бумаге в центре.",
        "institution": "Только если представляет организация: её название.",
        "post": "Только для организации: должность того, кто подписывает.",
        "authority": "Для опекуна и попечителя – решение органа опеки; для организации –"
        " доверенность или приказ: номер и дата.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.ctx.data.get("who", {}).get("who") == REPRESENTATIVE:
            cast(EmailField, self.fields["email"]).initial = self.ctx.email

    def clean_email(self) -> str:
        """Not the mailbox of whoever fills in for themselves: a code sent there is no signature."""
        email: str = self.cleaned_data["email"]
        is_own = self.ctx.data.get("who", {}).get("who") == MYSELF
        if email and is_own and email.casefold() == self.ctx.email.casefold():
            raise forms.ValidationError(
                "С этого адреса начато заявление: он ваш. На почту представителя приходит код для"
                " его подписи. Если у представителя своей почты нет, оставьте пустым."
            )
        return email

    def clean_kind(self) -> str:
        """Whom the law lets represent a person of this age."""
        kind = Kind(self.cleaned_data["kind"])
        if fault := capacity.misfit(kind, **facts(self.ctx)):
            raise forms.ValidationError(fault)
        return kind.value

    def clean(self) -> dict[str, Any]:
        """An institution is named with who signs for it."""
        data = super().clean() or self.cleaned_data
        if data.get("kind") == Kind.INSTITUTION and not self.ctx.lacks:
            for name, text in (
                ("institution", "Назовите организацию."),
                ("post", "Назовите должность того, кто подписывает."),
                ("authority", "Назовите документ о полномочиях."),
            ):
                if name not in self.errors and not data.get(name):
                    self.add_error(name, text)
        return data


class PassportForm(StepForm):
    """«Документ удостоверяющий личность» (P-F1)."""

    passport_series = PassportSeriesField(label="паспорт серия")
    passport_number = PassportNumberField(label="№")
    passport_issued = LineField(label="Выдан", max_length=500)
    sensitive = frozenset({"passport_issued"})
    questions = {
        "passport_series": "Серия паспорта",
        "passport_number": "Номер паспорта",
        "passport_issued": "Кто и когда выдал паспорт?",
    }
    plain = {
        "passport_series": "Первые четыре цифры, например 41 08.",
        "passport_number": "Шесть цифр после серии.",
        "passport_issued": "Как написано в паспорте, и дата выдачи.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["passport_issued"].widget.attrs["autocomplete"] = "off"


class ContactsForm(StepForm):
    """Telephone, e-mail and both addresses."""

    phone = PhoneField(label="Контактные телефоны: мобильный")
    email = EmailField(label="Электронная почта", required=False)
    address = LineField(label="Адрес регистрации", max_length=500)
    same_address = forms.BooleanField(label="Адрес проживания совпадает", required=False)
    actual_address = LineField(
        label="Адрес фактического проживания", max_length=500, required=False
    )
    sensitive = frozenset({"address", "actual_address"})
    on_condition = frozenset({"actual_address"})
    questions = {
        "phone": "По какому телефону вам звонить?",
        "email": "Ваша электронная почта",
        "address": "Где вы зарегистрированы?",
        "same_address": "Вы живёте по этому же адресу?",
        "actual_address": "Если живёте в другом месте – где?",
    }
    plain = {
        "phone": "Мобильный, например +7 921 000-00-00.",
        "email": f"Личная, не адрес работодателя или колледжа. {NO_EMAIL}",
        "address": "Адрес из паспорта.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if self.ctx.data.get("who", {}).get("who") == MYSELF:
            cast(EmailField, self.fields["email"]).initial = self.ctx.email

    def clean_email(self) -> str:
        """Neither the address that the representative signs with, nor an employer's."""
        email: str = self.cleaned_data["email"]
        if email and Employer.objects.written_to_at(email).exists():
            raise forms.ValidationError(
                "Это адрес работодателя. Письма для вас прочтут там. Укажите свой адрес, а если его"
                " нет, оставьте пустым."
            )
        theirs = self.ctx.data.get("representative", {}).get("email", "")
        if email and email.casefold() == theirs.casefold():
            raise forms.ValidationError(
                "Это почта законного представителя. У каждого должна быть своя: на неё приходит"
                " код для подписи. Если своей почты нет, оставьте пустым."
            )
        return email

    def clean(self) -> dict[str, Any]:
        """One of both: the same address, or another one."""
        data = super().clean() or self.cleaned_data
        actual, is_same = data.get("actual_address"), data.get("same_address")
        if is_same and actual and actual != data.get("address"):
            self.add_error(
                "actual_address",
                "Вы отметили, что адреса совпадают. Снимите отметку или сотрите этот адрес.",
            )
        if (
            not is_same
            and not actual
            and "actual_address" not in self.errors
            and not self.ctx.lacks
        ):
            self.add_error("actual_address", "Напишите адрес или отметьте, что он совпадает.")
        return data
