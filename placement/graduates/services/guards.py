"""A card as it may be changed, and what must be true of it whoever changes it (P-2.1).

Whoever locks several rows locks them in one order: submission, cards of the person by their keys,
consents and whatever else stands on a card, vacancy, journal. So two people at once wait for each
other and never stop each other.
"""

import datetime as dt
from typing import Any

from django.core.exceptions import ValidationError
from django.db.models import Q

from core import clock
from core.errors import Refused
from core.history import SYSTEM_LABEL, log_change
from core.models import User
from core.text import one_line
from forms_app.engine.fields import EmailField, PhoneField
from placement.common.guards import signature
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from placement.graduates.rules import ages

_PHONE, _EMAIL = PhoneField(required=False), EmailField(required=False)
_LINES = (
    "last_name",
    "first_name",
    "middle_name",
    "group",
    "certificate",
    "email",
    "phone",
    "trusted_person",
    "trusted_phone",
)
_DAYS = ("certificate_on", "named_on", "trusted_agreed_on")
YOUNGEST, OLDEST = 10, 100
FIRST_YEAR, YEARS_AHEAD = 1950, 10


def locked(graduate: Graduate, *, even_merged: bool = False) -> Graduate:
    """The card as it is now, locked; refused when its data are destroyed, or it is merged unless that will do."""
    rows = Graduate.objects.select_related("key", "programme", "profession", "responsible")
    row = rows.select_for_update(of=("self",)).filter(pk=graduate.pk).first()
    is_there = row is not None and (row.is_current or (even_merged and row.merged_into_id))
    if row is None or not is_there:
        raise Refused("Этой карточки больше нет: её объединили с другой или данные уничтожены.")
    return row


def locked_person(graduate: Graduate) -> list[Graduate]:
    """All cards of the person, in whatever state, locked; before anything that stands on them."""
    kept = Graduate.objects.filter(pk=graduate.pk).values_list("merged_into", flat=True).first()
    return locked_cards(kept or graduate.pk)


def locked_in_use(graduate: Graduate) -> Graduate:
    """The card on which the person is worked with now, locked with all that are linked to it."""
    cards = locked_person(graduate)
    return locked(next((card for card in cards if card.is_current), graduate))


def locked_cards(*keys: int) -> list[Graduate]:
    """These cards and those that are linked to them, locked in one order whoever asks."""
    rows = Graduate.objects.select_related("key").select_for_update(of=("self",))
    wanted = rows.filter(Q(pk__in=keys) | Q(merged_into__in=keys)).order_by("pk")
    list(wanted)
    # While the first look waited another card may have been linked.
    return list(wanted.all())


def locked_pair(one: Graduate, other: Graduate) -> tuple[Graduate, Graduate]:
    """Two cards and what is linked to them, locked."""
    if one.pk == other.pk:
        raise Refused("Это одна и та же карточка.")
    cards = {row.pk: row for row in locked_cards(one.pk, other.pk)}
    if not {one.pk, other.pk} <= cards.keys():
        raise Refused("Этой карточки больше нет. Обновите страницу.")
    return cards[one.pk], cards[other.pk]


def checked(data: Graduate) -> Graduate:
    """What was typed, tidy; Refused at the first field with something wrong."""
    values: dict[str, Any] = {name: one_line(str(getattr(data, name))) for name in _LINES}
    for name, field in (("email", _EMAIL), ("phone", _PHONE), ("trusted_phone", _PHONE)):
        try:
            values[name] = field.clean(values[name])
        except ValidationError as error:
            raise Refused(str(error.messages[0]), field=name) from None
    # It is written under the key that the card has or will have; here it is only looked at.
    row = GRADUATES.copy(data, **values)
    _refuse_wrong(row)
    return row


def _refuse_wrong(row: Graduate) -> None:
    today = clock.local_day(clock.now())
    for name in ("last_name", "first_name"):
        if not getattr(row, name):
            raise Refused("Заполните это поле.", field=name)
    if row.born_on is not None:
        _refuse_birth_day(row.born_on, today)
    for name in _DAYS:
        day: dt.date | None = getattr(row, name)
        if day is not None and day > today:
            raise Refused("Этот день ещё не наступил.", field=name)
    _refuse_years(row, today)
    if row.intake_employer_id and row.intake != Graduate.Intake.ON_REQUEST:
        raise Refused(
            "Работодателя указывают, если обучение шло по его заявке.", field="intake_employer"
        )
    _refuse_trusted(row)


def refuse_before_birth(row: Graduate) -> None:
    """Refuse staff a day before the person was born; whoever asks for help is not stopped by it."""
    for name in _DAYS:
        day: dt.date | None = getattr(row, name)
        if day is not None and row.born_on is not None and day < row.born_on:
            raise Refused("Проверьте год: человек тогда ещё не родился.", field=name)


def _refuse_trusted(row: Graduate) -> None:
    """Somebody else's name and telephone are kept only with that person's own consent."""
    if row.trusted_phone and not row.trusted_person:
        raise Refused("Напишите, чей это телефон.", field="trusted_person")
    if row.trusted_person and row.trusted_agreed_on is None:
        raise Refused(
            "Укажите, когда доверенное лицо согласилось, чтобы ему звонили. Если ещё не спросили,"
            " сначала спросите, а имя и телефон пока не вносите.",
            field="trusted_agreed_on",
        )
    if row.trusted_agreed_on is not None and not row.trusted_person:
        raise Refused("Напишите, кто согласился, или уберите дату.", field="trusted_person")


def _refuse_years(row: Graduate, today: dt.date) -> None:
    for name in ("entered_year", "left_year"):
        year: int | None = getattr(row, name)
        if year is not None and not FIRST_YEAR <= year <= today.year + YEARS_AHEAD:
            raise Refused("Год – четыре цифры, например 2026.", field=name)
    if row.entered_year and row.left_year and row.left_year < row.entered_year:
        raise Refused("Год выпуска раньше года поступления.", field="left_year")


def _refuse_birth_day(day: dt.date, today: dt.date) -> None:
    if day > today:
        raise Refused("Дата рождения ещё не наступила.", field="born_on")
    if not YOUNGEST <= ages.age(day, today) <= OLDEST:
        raise Refused(
            f"По этой дате человеку меньше {YOUNGEST} или больше {OLDEST} лет. Проверьте год.",
            field="born_on",
        )


def log(row: Graduate, actor: User | None, action: str, source: str, **more: Any) -> None:
    """One line of the card's history; values stay out of it."""
    who = signature(actor, SYSTEM_LABEL)
    log_change(row, action=action, from_state=source, to_state=row.state, **who, **more)
