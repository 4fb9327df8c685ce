"""What is checked of an employer's data, typed, imported or merged (P-2.2a).

The data are an `Employer` that is not saved; «» is «not known».
"""

from typing import Any

from django.core.exceptions import ValidationError

from core import clock
from core.errors import Refused
from forms_app.engine.fields import EmailField, PhoneField
from placement.common.rules import identifiers
from placement.employers.models import Employer
from placement.employers.record import EMPLOYERS

# Made once: thousands of rows of a table pass them.
_PHONE, _EMAIL = PhoneField(required=False), EmailField(required=False)
_LINES = tuple(name for name in EMPLOYERS.names if name not in {"founded_year", "remarks"})


def normalised(data: Employer) -> Employer:
    """Spaces collapsed, numbers compact, a website with its scheme, a phone as E.164."""
    values: dict[str, Any] = {name: " ".join(getattr(data, name).split()) for name in _LINES}
    values["remarks"] = data.remarks.strip()
    values["inn"] = identifiers.compact(values["inn"])
    values["ogrn"] = identifiers.compact(values["ogrn"])
    values["kpp"] = identifiers.compact(values["kpp"])
    if values["website"] and "://" not in values["website"]:
        values["website"] = f"https://{values['website']}"
    for name, field in (("phone", _PHONE), ("email", _EMAIL)):
        try:
            values[name] = field.clean(values[name])
        except ValidationError:
            # It stays as it was typed, and `problems` says what is wrong.
            continue
    return EMPLOYERS.copy(data, **values)


def problems(data: Employer) -> dict[str, str]:
    """What is wrong with normalised data: field → Russian sentence."""
    wrong: dict[str, str] = {}
    try:
        EMPLOYERS.copy(data).clean_fields(exclude=EMPLOYERS.kept_by_services)
    except ValidationError as error:
        wrong = {name: str(texts[0]) for name, texts in error.message_dict.items()}
    checks = (
        ("inn", identifiers.inn_problem),
        ("kpp", identifiers.kpp_problem),
        ("ogrn", identifiers.ogrn_problem),
    )
    for name, problem in checks:
        if value := getattr(data, name):
            _add(wrong, name, problem(value))
    if not {"inn", "ogrn"} & wrong.keys():
        _add(wrong, "ogrn", identifiers.pair_problem(data.inn, data.ogrn))
    if data.phone:
        _add(wrong, "phone", _phone_problem(data.phone))
    if data.founded_year is not None and not 1000 <= data.founded_year <= clock.now().year:
        wrong["founded_year"] = "Год основания – четыре цифры, не позже нынешнего года."
    return wrong


def checked(data: Employer) -> Employer:
    """The normalised data; Refused at the first field with something wrong."""
    clean = normalised(data)
    for name, text in problems(clean).items():
        raise Refused(text, field=name)
    return clean


def merged(keep: Employer, other: Employer) -> Employer:
    """The kept data with its gaps filled from ``other``; remarks of both, the surer kind."""
    values = {name: getattr(keep, name) or getattr(other, name) for name in EMPLOYERS.names}
    if other.kind == Employer.Kind.ACTUAL and keep.kind == Employer.Kind.POTENTIAL:
        values["kind"] = other.kind
    if other.remarks and other.remarks not in keep.remarks:
        values["remarks"] = "\n".join(filter(None, (keep.remarks, other.remarks)))
    return Employer(**values)


def _add(wrong: dict[str, str], name: str, text: str) -> None:
    if text:
        wrong.setdefault(name, text)


def _phone_problem(phone: str) -> str:
    try:
        _PHONE.clean(phone)
    except ValidationError as error:
        return str(error.messages[0])
    return ""
