"""What is known of an employer, as it is typed, imported and merged (P-2.2a)."""

from collections.abc import Iterable
from dataclasses import dataclass, fields, replace
from typing import Any

from django.core.exceptions import ValidationError

from core import clock
from core.errors import Refused
from forms_app.engine.fields import EmailField, PhoneField
from placement.common.guards import revision_of
from placement.common.rules import identifiers
from placement.employers.models import Employer


@dataclass(frozen=True)
class EmployerData:
    """Plain values under the names of the model's fields; «» is «not known»."""

    full_name: str
    kind: str = Employer.Kind.POTENTIAL
    short_name: str = ""
    inn: str = ""
    ogrn: str = ""
    address: str = ""
    district: str = ""
    phone: str = ""
    email: str = ""
    website: str = ""
    activity: str = ""
    founded_year: int | None = None
    head_post: str = ""
    head_name: str = ""
    remarks: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """The values by name."""
        return {name: getattr(self, name) for name in NAMES}

    @property
    def revision(self) -> str:
        """Changes whenever some value does: what a form saw when it was opened."""
        return revision_of(self.values)


# Made once: thousands of rows of a table pass them.
_PHONE, _EMAIL = PhoneField(required=False), EmailField(required=False)
NAMES = tuple(field.name for field in fields(EmployerData))
_COLUMNS = Employer._meta.concrete_fields  # noqa: SLF001 - Django documents it as open
_LABELS = {field.name: str(field.verbose_name) for field in _COLUMNS}
_LINES = tuple(name for name in NAMES if name not in {"founded_year", "remarks"})


def label(name: str) -> str:
    """The name of a field in Russian."""
    return _LABELS[name]


def data_of(employer: Employer) -> EmployerData:
    """The data of a row."""
    return EmployerData(**{name: getattr(employer, name) for name in NAMES})


def normalised(data: EmployerData) -> EmployerData:
    """Spaces collapsed, numbers compact, a website with its scheme, a phone as E.164."""
    values: dict[str, Any] = {name: " ".join(getattr(data, name).split()) for name in _LINES}
    values["remarks"] = data.remarks.strip()
    values["inn"] = identifiers.compact(values["inn"])
    values["ogrn"] = identifiers.compact(values["ogrn"])
    if values["website"] and "://" not in values["website"]:
        values["website"] = f"https://{values['website']}"
    for name, field in (("phone", _PHONE), ("email", _EMAIL)):
        try:
            values[name] = field.clean(values[name])
        except ValidationError:
            # It stays as it was typed, and `problems` says what is wrong.
            continue
    return replace(data, **values)


def problems(data: EmployerData) -> dict[str, str]:
    """What is wrong with normalised data: field → Russian sentence."""
    found: dict[str, str] = {}
    try:
        Employer(**data.values).clean_fields(exclude=_NOT_DATA)
    except ValidationError as error:
        found = {name: str(texts[0]) for name, texts in error.message_dict.items()}
    for name, wrong in (("inn", identifiers.inn_problem), ("ogrn", identifiers.ogrn_problem)):
        if value := getattr(data, name):
            _put(found, name, wrong(value))
    if not {"inn", "ogrn"} & found.keys():
        _put(found, "ogrn", identifiers.pair_problem(data.inn, data.ogrn))
    if data.phone:
        _put(found, "phone", _phone_problem(data.phone))
    if data.founded_year is not None and not 1000 <= data.founded_year <= clock.now().year:
        found["founded_year"] = "Год основания – четыре цифры, не позже нынешнего года."
    return found


def checked(data: EmployerData) -> EmployerData:
    """The normalised data; Refused at the first field with something wrong."""
    clean = normalised(data)
    for name, text in problems(clean).items():
        raise Refused(text, field=name)
    return clean


def changed(before: EmployerData, after: EmployerData) -> list[str]:
    """The names of the fields that differ."""
    return [name for name in NAMES if getattr(before, name) != getattr(after, name)]


def merged(keep: EmployerData, other: EmployerData) -> EmployerData:
    """The kept data with its gaps filled from ``other``; remarks of both, the surer kind."""
    values = {name: getattr(keep, name) or getattr(other, name) for name in NAMES}
    if other.kind == Employer.Kind.ACTUAL and keep.kind == Employer.Kind.POTENTIAL:
        values["kind"] = other.kind
    if other.remarks and other.remarks not in keep.remarks:
        values["remarks"] = "\n".join(filter(None, (keep.remarks, other.remarks)))
    return EmployerData(**values)


def labels(names: Iterable[str]) -> list[str]:
    """Names of fields in Russian, for the history."""
    return [label(name) for name in names]


_NOT_DATA = set(_LABELS) - set(NAMES)


def _put(found: dict[str, str], name: str, text: str) -> None:
    if text:
        found.setdefault(name, text)


def _phone_problem(phone: str) -> str:
    try:
        _PHONE.clean(phone)
    except ValidationError as error:
        return str(error.messages[0])
    return ""
