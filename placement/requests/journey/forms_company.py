"""Who asks for workers: ИНН, then the company as the approved form has it (P-F2)."""

import re
from decimal import Decimal
from typing import Any

from django import forms

from forms_app.answers import DOT, mask, mask_number
from forms_app.engine.fields import EmailField, NumberField, PersonNameField, PhoneField
from forms_app.engine.forms import StepForm
from forms_app.engine.typed import Raw, collect
from placement.common.rules import identifiers
from placement.employers.models import Employer
from placement.requests.journey.fields import InnField, OgrnField
from placement.requests.services import COMPANY

NEW, KNOWN = "new", "known"
SAME, CHANGED = "same", "changed"
_WORD = re.compile(r"\w+")
_LONG_WORD = 6


class EmployerForm(StepForm):
    """The ИНН finds the employer in the bank."""

    inn = InnField(label="ИНН предприятия или предпринимателя")
    plain = {
        "inn": "10 цифр у организации, 12 – у предпринимателя. По нему мы узнаем, есть ли вы"
        " уже в банке данных центра: тогда сведения о предприятии вводить не придётся.",
    }


class CompanyForm(StepForm):
    """The company of a new employer. ``about`` says whom the page was filled in for."""

    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)
    full_name = forms.CharField(label="Полное наименование предприятия", max_length=300)
    ogrn = OgrnField(label="ОГРН (ОГРНИП)", required=False)
    address = forms.CharField(label="Контакты предприятия: адрес", max_length=500, required=False)
    phone = PhoneField(label="Контакты предприятия: телефон")
    email = EmailField(label="Контакты предприятия: электронная почта", required=False)
    website = forms.URLField(label="Веб-сайт", required=False, assume_scheme="https")
    activity = forms.CharField(label="Вид деятельности", max_length=500)
    founded_year = NumberField(label="Год основания предприятия", required=False, decimal_places=0)
    head_post = forms.CharField(
        label="Руководитель предприятия: должность", max_length=255, required=False
    )
    head_name = PersonNameField(
        label="Руководитель предприятия: фамилия, имя, отчество", max_length=255, required=False
    )
    plain = {
        "full_name": "Как в документах. Предприниматель пишет: «ИП» и фамилию, имя, отчество.",
        "ogrn": "13 цифр у организации, 15 – у предпринимателя. Если не знаете, оставьте пустым.",
        "address": "Почтовый адрес офиса. Если место работы другое, его спросим дальше.",
        "phone": "Общий телефон предприятия, например 8 813 222-33-44.",
        "email": "Общий адрес предприятия, если есть.",
        "website": "Например, example.ru. Если сайта нет, оставьте пустым.",
        "activity": "Чем занимается предприятие: например, общественное питание.",
        "founded_year": "Год, когда предприятие начало работать, четыре цифры.",
        "head_post": "Например, генеральный директор.",
        "head_name": "Кто возглавляет предприятие.",
    }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["website"].widget = forms.TextInput(attrs={"inputmode": "url"})
        self.fields["founded_year"].widget.attrs["size"] = "4"
        self.fields["about"].initial = f"{NEW}:{self.inn}"

    @property
    def inn(self) -> str:
        """Whose company it is about."""
        return str(self.ctx.data["employer"]["inn"])

    def raw(self, data: Any) -> Raw:
        """Also what the page for a known or a new employer asks: either may come back."""
        names = {"about", "state", *COMPANY}
        return {**super().raw(data), **collect(data, names, [])}

    def clean_founded_year(self) -> Decimal | None:
        """A year that has begun."""
        year: Decimal | None = self.cleaned_data["founded_year"]
        if year is not None and not 1000 <= year <= self.ctx.first_sent_on.year:
            raise forms.ValidationError("Год – четыре цифры, не позже нынешнего года.")
        return year

    def clean(self) -> dict[str, Any]:
        """ОГРН and ИНН are both a company's or both a person's."""
        data = super().clean() or self.cleaned_data
        if problem := identifiers.pair_problem(self.inn, data.get("ogrn") or ""):
            self.add_error("ogrn", problem)
        return data


class KnownCompanyForm(CompanyForm):
    """A known employer looks at masked data: «верны», or what has changed.

    The new values go to staff; the bank is not overwritten by who merely types an ИНН.
    """

    state = forms.ChoiceField(
        label="Сведения о предприятии",
        choices=[(SAME, "Данные верны"), (CHANGED, "Данные изменились")],
        widget=forms.RadioSelect,
    )
    field_order = ("about", "state", *COMPANY)

    def __init__(self, *args: Any, known: Employer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.known = known
        self.fields["about"].initial = f"{KNOWN}:{self.inn}"
        for name in COMPANY:
            self.fields[name].required = False
        self.plain = {
            **dict.fromkeys(COMPANY, "Заполните, только если изменилось."),
            "state": "Выше – то, что о вас знает центр; часть букв и цифр скрыта, чтобы их не"
            " увидел посторонний. Если что-то устарело, выберите «Данные изменились», откройте"
            " «Что изменилось» и напишите только новое.",
        }

    @property
    def known_rows(self) -> list[dict[str, str]]:
        """The bank's data, masked."""
        return [
            {"label": str(self.fields[name].label), "text": masked_value(self.known, name)}
            for name in COMPANY
        ]

    @property
    def says_something_new(self) -> bool:
        """Whether the fields for what has changed are shown open."""
        return self.is_bound and bool(self.errors or self["state"].value() == CHANGED)

    def clean(self) -> dict[str, Any]:
        """What changed is written exactly when something has changed."""
        data = super().clean() or self.cleaned_data
        given = [name for name in COMPANY if data.get(name)]
        if data.get("state") == SAME and given:
            self.add_error("state", "Ниже введены новые сведения: отметьте «Данные изменились».")
        if data.get("state") == CHANGED and not given and not self.errors:
            self.add_error("state", "Напишите ниже то, что изменилось.")
        return data


def masked_value(employer: Employer, name: str) -> str:
    """A value of the bank for its owner to recognise and for nobody else to read."""
    value = getattr(employer, name)
    if not value:
        return ""
    text = str(value)
    if name in ("phone", "ogrn"):
        return mask_number(text)
    if name == "email":
        return mask(text)
    if name == "founded_year":
        return f"{text[:2]}{DOT * 2}"
    return _WORD.sub(_mask_word, text.removeprefix("https://").removeprefix("http://"))


def _mask_word(found: re.Match[str]) -> str:
    word = found[0]
    if len(word) == 1 and word.isalpha():
        return word
    shown = 0 if word[0].isdigit() else 2 if len(word) >= _LONG_WORD else 1
    return f"{word[:shown]}{DOT * 3}"
