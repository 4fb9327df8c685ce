"""Forms of the employers' data bank; they only parse, the services decide."""

import datetime as dt
from typing import Any

from django import forms

from core import clock
from forms_app.engine.fields import DateField
from placement.common import districts
from placement.employers.models import ContactRecord, Employer
from placement.employers.services.contacts import BY_STAFF
from placement.employers.services.data import EmployerData, label, normalised, problems

_HELP = {
    "full_name": "Как в учредительных документах.",
    "short_name": "Как называть в списках и на сайте, например: ООО «Ромашка».",
    "inn": "10 цифр у организации, 12 – у предпринимателя. Пробелы можно не убирать.",
    "ogrn": "13 цифр, у предпринимателя – 15.",
    "phone": "Телефон организации, не человека: людей вносят отдельно, на карточке.",
    "email": "Почта организации.",
    "remarks": "Видно только сотрудникам. Сведения о здоровье и личной жизни сюда не вносят.",
}


def _district() -> forms.ChoiceField:
    return forms.ChoiceField(choices=[("", "– не указан –"), *districts.GROUPED], required=False)


class EmployerForm(forms.Form):
    """The data of an employer; every wrong field is said at once."""

    kind = forms.ChoiceField(choices=Employer.Kind.choices, initial=Employer.Kind.POTENTIAL)
    full_name = forms.CharField()
    short_name = forms.CharField(required=False)
    inn = forms.CharField(required=False)
    ogrn = forms.CharField(required=False)
    district = _district()
    address = forms.CharField(required=False)
    phone = forms.CharField(required=False)
    email = forms.CharField(required=False)
    website = forms.CharField(required=False)
    activity = forms.CharField(required=False)
    founded_year = forms.IntegerField(required=False, widget=forms.TextInput)
    head_post = forms.CharField(required=False)
    head_name = forms.CharField(required=False)
    remarks = forms.CharField(required=False, widget=forms.Textarea(attrs={"rows": 4}))
    # What the form showed when it was opened.
    revision = forms.CharField(required=False, widget=forms.HiddenInput)

    def __init__(self, *args: Any, data_before: EmployerData | None = None, **kwargs: Any) -> None:
        if data_before is not None:
            kwargs["initial"] = {**data_before.values, "revision": data_before.revision}
        super().__init__(*args, **kwargs)
        for name, field in self.fields.items():
            if name != "revision":
                said = label(name)
                field.label = said[0].upper() + said[1:]
                field.help_text = _HELP.get(name, "")
        for name in ("inn", "ogrn", "founded_year"):
            self.fields[name].widget.attrs["inputmode"] = "numeric"

    def clean(self) -> dict[str, Any]:
        """Say what is wrong at each field."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors:
            values = {name: value for name, value in cleaned.items() if name != "revision"}
            self.employer_data = normalised(EmployerData(**values))
            for name, text in problems(self.employer_data).items():
                self.add_error(name, text)
        return cleaned


class PersonForm(forms.Form):
    """A contact person, changed."""

    name = forms.CharField(label="Фамилия, имя, отчество", max_length=255)
    post = forms.CharField(label="Должность", max_length=255, required=False)
    phone = forms.CharField(label="Телефон", required=False)
    email = forms.CharField(label="Электронная почта", required=False)


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


class RecordForm(forms.Form):
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


class PairForm(forms.Form):
    """Another card, by its ИНН or its number."""

    which = forms.CharField(
        label="ИНН или номер другой карточки",
        help_text="Номер карточки стоит в её адресе и на самой карточке.",
    )
