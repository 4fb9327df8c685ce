"""An existing list of agreements, brought in from a table (X-4)."""

from collections.abc import Sequence

from django.core.exceptions import ValidationError

from core import clock, crypto, imports
from core.errors import Refused
from core.imports.declare import delete_rows
from core.models import User
from core.tables import Choice, Code, Date, Paragraphs, Reading, Row, Table, Text, Whole
from placement.agreements import services
from placement.agreements.models import Agreement
from placement.agreements.rights import WORK
from placement.agreements.rules import is_repeat
from placement.agreements.services.guards import refuse_wrong
from placement.employers.fields import EmployerField
from placement.employers.models import Employer

_KIND = Agreement.Kind
# What lists call the kinds in a word or two.
_SHORT = {
    "сотрудничество": _KIND.PARTNERSHIP,
    "партнёрство": _KIND.PARTNERSHIP,
    "о сотрудничестве": _KIND.PARTNERSHIP,
    "целевая подготовка": _KIND.TARGETED,
    "целевой": _KIND.TARGETED,
    "безвозмездное обучение": _KIND.FREE_TRAINING,
    "практика": _KIND.PRACTICE,
    "о практике": _KIND.PRACTICE,
}
# Columns that are no fields of the register.
_OTHER = ("inn", "signed_on", "paper_number")
TABLE = Table(
    columns=(
        Choice(
            "kind", "Вид договора", ("Вид",), choices=_KIND.choices, others=_SHORT, required=True
        ),
        Choice("practice_kind", "Вид практики", choices=Agreement.Practice.choices),
        Text(
            "employer",
            "Сторона",
            ("Работодатель", "Партнёр", "Организация", "Контрагент"),
            required=True,
        ),
        Code("inn", "ИНН", pattern=r"\d{10}|\d{12}", example="4703000012"),
        Paragraphs("subject", "Предмет договора", ("Предмет",), required=True),
        Date("starts_on", "Действует с", ("Начало", "Дата начала"), required=True),
        Date("ends_on", "Действует по", ("Окончание", "Срок действия до", "Дата окончания")),
        Text("group", "Группа", max_length=64),
        Whole("people_count", "Сколько человек", ("Количество человек",), least=1, most=9999),
        Paragraphs("people_names", "Кого касается", ("ФИО", "Обучающийся", "Кандидат")),
        Text("duplicate_reason", "Почему ещё один такой договор"),
        Text(
            "paper_number", "Номер", ("Номер договора", "Рег. номер", "№ договора"), max_length=100
        ),
        Date("signed_on", "Подписан", ("Дата подписания", "Дата договора")),
    ),
    max_rows=1000,
)


def check(reading: Reading, subject: object) -> None:
    """Find the employers, and what the register or an earlier line of the table says already."""
    earlier: list[tuple[int, Agreement]] = []
    for row in reading.rows:
        if row.errors:
            continue
        try:
            data = _data(row)
            refuse_wrong(data)
        except Refused as refusal:
            row.error(refusal.field or "", refusal.message)
            continue
        if row.values["paper_number"] and not row.values["signed_on"]:
            row.error("signed_on", "у договора есть номер: укажите, когда он подписан.")
        for number, other in earlier if not data.duplicate_reason else ():
            if is_repeat(data.facts, other.facts):
                row.error("", f"повторяет строку {number}: то же и на то же время.")
                break
        row.outcome = "будет действовать" if row.values["signed_on"] else "будет проектом"
        earlier.append((row.number, data))


def enter(rows: Sequence[Row], subject: object, actor: User) -> list[imports.Entered]:
    """Enter the lines; whoever brings them in is responsible until somebody else is chosen."""
    return [
        imports.Entered(
            row.number,
            services.import_agreement(
                data=_data(row, responsible=actor),
                signed_on=row.values["signed_on"],
                paper_number=row.values["paper_number"],
                actor=actor,
            ),
        )
        for row in rows
    ]


def remove(rows: Sequence[Agreement], actor: User) -> None:
    """Take back what was entered, with the keys of those whom it names."""
    delete_rows(rows, actor)
    for row in rows:
        crypto.destroy_key(row.key, at=clock.now())


def _data(row: Row, **more: User) -> Agreement:
    """What the line says of an agreement, as a row that is not saved."""
    values = {name: value for name, value in row.values.items() if name not in _OTHER}
    values["employer"] = _employer(row.values["inn"], row.values["employer"])
    return Agreement(**values, **more)


def _employer(inn: str, name: str) -> Employer:
    try:
        employer = EmployerField().clean(inn or name)
    except ValidationError as error:
        raise Refused(" ".join(error.messages), field="inn" if inn else "employer") from error
    assert employer is not None
    return employer


AGREEMENTS_IMPORT = imports.register(
    imports.Importing(
        code="agreements",
        title="Договоры",
        table=TABLE,
        permission=WORK,
        check=check,
        enter=enter,
        remove=remove,
    )
)
