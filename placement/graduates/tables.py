"""Lists of students and graduates as colleges have them: their columns, what a row lacks (P-2.1, X-4)."""

import re
from dataclasses import replace

from core import imports
from core.errors import Refused
from core.tables import Choice, Date, Email, Phone, Reading, Row, Table, Text, Whole
from core.tables.files import place_of
from core.text import search_key
from placement.graduates import name_cells
from placement.graduates.columns import Years, birth_years, paper_years
from placement.graduates.lifecycle import GraduateState
from placement.graduates.likeness import Comparison
from placement.graduates.models import Graduate
from placement.graduates.rules import doubles
from placement.graduates.services.guards import checked
from placement.professions.models import Profession
from placement.programmes.models import Programme

_LEARNED = (
    *("Профессия, специальность", "Специальность", "Программа", "Образовательная программа"),
    *("Наименование профессии", "Программа обучения", "Профессия (специальность)"),
)
_FULL_NAMES = (
    *("ФИО", "Ф.И.О.", "Фамилия Имя Отчество", "ФИО обучающегося", "Ф.И.О. обучающегося"),
    *("ФИО студента", "Ф.И.О. студента", "ФИО выпускника", "Ф.И.О. выпускника"),
    *("Обучающийся", "Студент", "Выпускник", "Фамилия, имя, отчество (при наличии)"),
    *("Фамилия, имя, отчество обучающегося", "Фамилия, имя, отчество студента"),
    *("Фамилия, имя, отчество выпускника", "ФИО обучающихся", "ФИО студентов", "ФИО выпускников"),
)
_INTAKE = Graduate.Intake
_GROUP = Text(
    "group", "Группа", ("Учебная группа", "№ группы", "Номер группы", "Гр."), max_length=64
)
TABLE = Table(
    columns=(
        Text(
            "full_name", "Фамилия, имя, отчество", _FULL_NAMES, max_length=300, instead="last_name"
        ),
        Text("last_name", "Фамилия", max_length=100, instead="full_name"),
        Text("first_name", "Имя", max_length=100, instead="full_name"),
        Text(
            "middle_name",
            "Отчество",
            ("Отчество (при наличии)",),
            max_length=100,
            instead="full_name",
        ),
        Date(
            "born_on",
            "Дата рождения",
            ("Д.р.", "ДР", "Дата рожд.", "Число, месяц и год рождения", "День рождения"),
            years=birth_years,
        ),
        Text("learned", "Профессия", _LEARNED, max_length=500),
        Whole(
            "entered_year",
            "Год поступления",
            ("Год зачисления", "Год приёма", "Поступил"),
            instead="years",
        ),
        Whole(
            "left_year",
            "Год выпуска",
            ("Год окончания", "Выпуск", "Год окончания обучения"),
            instead="years",
        ),
        Years(
            "years",
            "Годы обучения",
            ("Период обучения", "Срок обучения", "Сроки обучения"),
            instead="left_year",
        ),
        Phone(
            "phone",
            "Телефон",
            (
                *("Личный телефон", "Контактный телефон", "Номер телефона", "Мобильный телефон"),
                *("Тел.", "Телефоны", "Моб. телефон", "Сотовый телефон", "Телефон студента"),
            ),
        ),
        Email(
            "email",
            "Электронная почта",
            (
                *("E-mail", "Email", "Почта", "Адрес электронной почты", "Эл. почта"),
                *("Личная электронная почта", "Адрес эл. почты"),
            ),
        ),
        Text(
            "certificate",
            "Номер свидетельства",
            ("Свидетельство", "№ свидетельства", "Номер документа об образовании"),
            max_length=64,
        ),
        Date(
            "certificate_on",
            "Свидетельство выдано",
            ("Дата выдачи свидетельства", "Дата выдачи"),
            years=paper_years,
        ),
        Choice(
            "intake",
            "Набор",
            choices=_INTAKE.choices[1:],
            others={"по заявке": _INTAKE.ON_REQUEST, "без заявки": _INTAKE.WITHOUT_REQUEST},
        ),
    ),
    carried=_GROUP,
    # «ПК-21», «Ш 11-2», «21 ПК».
    carried_alone=re.compile(
        r"[А-ЯЁ]{1,6}[ –-]?\d{1,4}(?:[ –/-]\d{1,4})?[а-яё]?|\d{1,3}[ –-]?[А-ЯЁ]{1,6}"
    ),
)
# The blank asks for each thing once.
BLANK = replace(
    TABLE,
    columns=[c for c in TABLE.columns if c.code not in ("full_name", "years")],
)
_FIELDS = (
    *("last_name", "first_name", "middle_name", "born_on", "group", "entered_year", "left_year"),
    *("phone", "email", "certificate", "certificate_on", "intake"),
)
_THERE = "такая карточка уже есть"
_TO_CONFIRM = "такая карточка уже есть и ждёт, чтобы её подтвердили"


def check(reading: Reading, subject: object = None) -> None:
    """Tell names and years apart, find what was learned, and who stands in the register already."""
    learned = _Learned()
    people: list[tuple[Row, Graduate]] = []
    has_groups = any(column.code == _GROUP.code for column in reading.columns)
    for row in reading.rows:
        if name_cells.is_no_person(row):
            continue
        name_cells.tell_apart(row)
        if has_groups and not row.values["group"]:
            row.note("group", "не указана.")
        _tell_years_apart(row)
        learned.find(row)
        if person := _checked(row):
            person.set_keys()
            people.append((row, person))
    _refuse_repeated(people)
    _meet_register([(row, person) for row, person in people if row.is_good])


def person_of(row: Row) -> Graduate:
    """The person of whom the row tells, not saved."""
    values = {name: row.values[name] for name in _FIELDS}
    return Graduate(
        **values,
        profession_id=row.extra.get("profession"),
        programme_id=row.extra.get("programme"),
    )


def _tell_years_apart(row: Row) -> None:
    if text := row.values["years"]:
        first, last = int(text[:4]), int(text[-4:])
        row.values["entered_year"] = row.values["entered_year"] or first
        row.values["left_year"] = row.values["left_year"] or last


class _Learned:
    """What is taught, by the words that lists call it."""

    def __init__(self) -> None:
        self._professions = {one.key: one.pk for one in Profession.objects.all()}
        self._programmes: dict[str, set[int]] = {}
        for one in Programme.objects.all():
            for words in (one.name, one.code, str(one), one.education_programme):
                if words:
                    self._programmes.setdefault(search_key(words), set()).add(one.pk)

    def find(self, row: Row) -> None:
        """Name the profession and, where the words lead to one alone, the programme."""
        if not (words := row.values["learned"]):
            return
        key = search_key(words)
        profession, programmes = self._professions.get(key), self._programmes.get(key, set())
        if profession is None and not programmes:
            row.error(
                "learned",
                f"«{words}» – такого нет ни среди профессий, ни среди программ. Исправьте слова"
                " или внесите программу.",
            )
        elif profession is None and len(programmes) > 1:
            row.error("learned", f"«{words}» – таких программ несколько: укажите код программы.")
        row.extra |= {
            "profession": profession,
            "programme": next(iter(programmes)) if len(programmes) == 1 else None,
        }


def _checked(row: Row) -> Graduate | None:
    """The person, tidy; None where the row has errors."""
    if row.errors:
        return None
    try:
        person = checked(person_of(row))
    except Refused as refusal:
        code = refusal.field if refusal.field in row.values else ""
        row.error(code or "", refusal.message)
        return None
    row.values |= {name: getattr(person, name) for name in _FIELDS}
    return person


def _refuse_repeated(people: list[tuple[Row, Graduate]]) -> None:
    """One person stands in the list once; namesakes have other birth days or groups."""
    earlier: dict[tuple[object, ...], Row] = {}
    for row, person in people:
        told = person.born_on or search_key(person.group)
        first = earlier.setdefault((person.name_key, told), row)
        if first is not row:
            row.error("", f"этот человек уже стоит в строке {place_of(first)}.")


def _meet_register(people: list[tuple[Row, Graduate]]) -> None:
    """Leave out who is there; note who may be."""
    comparison = Comparison(person for _, person in people)
    for row, person in people:
        for card, reason in comparison.of(person):
            row.about = card.merged_into_id or card.pk
            if _is_there(person, card, reason):
                row.skip = _TO_CONFIRM if card.state == GraduateState.CLAIMED else _THERE
                row.notes.clear()
                break
            row.note("", f"Похож на карточку № {row.about} ({card}): {reason}.")


def refuse_overtaken(people: list[Graduate]) -> None:
    """Refuse all where one of them has come into the register since they were looked through."""
    for person in people:
        person.set_keys()
    comparison = Comparison(people)
    for person in people:
        if any(_is_there(person, card, reason) for card, reason in comparison.of(person)):
            raise Refused(imports.OVERTAKEN)


def _is_there(person: Graduate, card: Graduate, reason: str) -> bool:
    if reason == doubles.SAME_BIRTH_DAY:
        return True
    is_one_group = bool(person.group) and search_key(person.group) == search_key(card.group)
    return reason == doubles.SAME_NAME and is_one_group
