"""Who asks for workers: ИНН, then the company as the approved form has it (P-F2)."""

from decimal import Decimal
from typing import Any

from django import forms

from forms_app.engine.recorded import RecordStepForm
from forms_app.engine.typed import Raw, collect
from placement.common.rules import identifiers
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS
from placement.employers.services import find_by_ogrn
from placement.requests.form import COMPANY_PAGE

NEW, KNOWN = "new", "known"
SAME, CHANGED = "same", "changed"
_OTHER_INN = (
    "Организация с таким ОГРН в банке данных уже есть, но с другим ИНН. Проверьте оба номера: ИНН"
    " вы вводили на первом шаге. Если оба верны, оставьте ОГРН пустым: специалист уточнит его."
)


class EmployerForm(RecordStepForm):
    """The ИНН finds the employer in the bank."""

    record = EMPLOYERS
    page = "employer"


class CompanyForm(RecordStepForm):
    """The company of a new employer. ``about`` says whom the page was filled in for."""

    record = EMPLOYERS
    page = COMPANY_PAGE
    veiled = frozenset({"head_name"})
    about = forms.CharField(widget=forms.HiddenInput, required=False, max_length=40)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["about"].initial = f"{NEW}:{self.inn}"

    @property
    def inn(self) -> str:
        """Whose company it is about."""
        return str(self.ctx.data["employer"]["inn"])

    @property
    def names(self) -> list[str]:
        """The names of what is asked of a company."""
        return [one.name for one in self.record.asked_on(self.page)]

    def raw(self, data: Any) -> Raw:
        """Also what the page for a known or a new employer asks: either may come back."""
        return {**super().raw(data), **collect(data, {"about", "state", *self.names}, [])}

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
        owner = find_by_ogrn(data.get("ogrn") or "")
        if owner is not None and owner.inn not in ("", self.inn):
            self.add_error("ogrn", _OTHER_INN)
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
    field_order = ("about", "state")

    def __init__(self, *args: Any, employer: Employer, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.employer = employer
        self.fields["about"].initial = f"{KNOWN}:{self.inn}"
        for name in self.names:
            self.fields[name].required = False
        self.plain = {
            **dict.fromkeys(self.names, "Заполните, только если изменилось."),
            "state": "Выше – то, что о вас знает центр; часть букв и цифр скрыта, чтобы их не"
            " увидел посторонний. Если что-то устарело, выберите «Данные изменились», откройте"
            " «Что изменилось» и напишите только новое.",
        }

    @property
    def known_rows(self) -> list[dict[str, str]]:
        """The bank's data, masked."""
        return [
            {"label": EMPLOYERS.official(name), "text": EMPLOYERS.masked(self.employer, name)}
            for name in self.names
        ]

    @property
    def says_something_new(self) -> bool:
        """Whether the fields for what has changed are shown open."""
        return self.is_bound and bool(self.errors or self["state"].value() == CHANGED)

    def clean(self) -> dict[str, Any]:
        """What changed is written exactly when something has changed."""
        data = super().clean() or self.cleaned_data
        given = [name for name in self.names if data.get(name)]
        if data.get("state") == SAME and given:
            self.add_error("state", "Ниже введены новые сведения: отметьте «Данные изменились».")
        if data.get("state") == CHANGED and not given and not self.errors:
            self.add_error("state", "Напишите ниже то, что изменилось.")
        return data
