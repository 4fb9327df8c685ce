"""Results of the test brought in from a table: who, and how many answers are right (C-16, X-4)."""

from collections import defaultdict
from collections.abc import Sequence

from django.db.models import Q

from contest.finalists.models import Finalist
from contest.setup.models import Contest
from contest.stage_two import services
from contest.stage_two.models import TestResult
from core import imports
from core.errors import Refused
from core.models import User
from core.tables import Reading, Row, Table, Text, Whole
from core.text import search_key

RUN = "contest.run_scoring"
TABLE = Table(
    columns=(
        Text("name", "Участник", ("ФИО", "Фамилия, имя, отчество"), required=True),
        Whole("number", "Номер по жребию", ("Жребий", "№ по жребию"), least=1, most=9999),
        Whole(
            "right",
            "Верных ответов",
            ("Верные ответы", "Правильных ответов", "Результат теста"),
            required=True,
            most=9999,
        ),
    ),
    max_rows=1000,
)


def check(reading: Reading, contest: Contest) -> None:
    """Find whom each line is about; a result that is there already stays as it is."""
    came = Finalist.objects.appeared().filter(contest=contest)
    by_name: dict[str, list[Finalist]] = defaultdict(list)
    for finalist in came.select_related("entry", "test_result"):
        by_name[search_key(finalist.entry.full_name)].append(finalist)
    lines: dict[int, int] = {}
    for row in reading.rows:
        if row.errors:
            continue
        try:
            finalist = _one(by_name[search_key(row.values["name"])], row.values["number"])
            services.refuse_impossible(contest, row.values["right"])
        except Refused as refusal:
            row.error(refusal.field or "", refusal.message)
            continue
        if finalist.pk in lines:
            row.error("name", f"повторяет строку {lines[finalist.pk]}.")
        lines[finalist.pk] = row.number
        row.extra["finalist"] = finalist.pk
        _compare(row, getattr(finalist, "test_result", None))


def _one(namesakes: Sequence[Finalist], number: int | None) -> Finalist:
    """The finalist of this name, and of this number where there is one."""
    if not namesakes:
        raise Refused("среди явившихся на II этап такого участника нет.", field="name")
    numbered = [one for one in namesakes if number in (None, one.draw_number)]
    if not numbered:
        raise Refused("у этого участника другой номер по жребию.", field="number")
    if len(numbered) > 1:
        raise Refused("таких участников несколько: укажите номер по жребию.", field="number")
    return numbered[0]


def _compare(row: Row, stored: TestResult | None) -> None:
    if stored is None:
        row.outcome = "будет внесено и подождёт проверки"
    elif stored.right == row.values["right"]:
        row.skip = "этот результат уже внесён"
    else:
        row.error("right", "внесён другой результат: сверьте с бланком и исправьте на странице.")


def enter(lines: Sequence[Row], contest: Contest, actor: User) -> list[imports.Entered]:
    """Enter the results; another person checks each of them."""
    _refuse_stranger(contest, actor)
    finalists = Finalist.objects.in_bulk([line.extra["finalist"] for line in lines])
    return [
        imports.Entered(
            line.number,
            services.enter_test(
                finalist=finalists[line.extra["finalist"]],
                right=line.values["right"],
                actor=actor,
            ),
        )
        for line in lines
    ]


def remove(rows: Sequence[TestResult], actor: User) -> None:
    """Take back what was entered and nobody has checked yet."""
    for row in rows:
        _refuse_stranger(row.finalist.contest, actor)
        services.take_back_test(result=row, actor=actor)


def _refuse_stranger(contest: Contest, actor: User) -> None:
    if actor.organisation_id != contest.operator_id:
        raise Refused("Это конкурс другой организации.")


def _own_runs(user: User) -> Q:
    """Those of colleagues: a contest is run by one organisation."""
    return Q(actor__organisation=user.organisation_id, actor__organisation__isnull=False)


TESTS_IMPORT = imports.register(
    imports.Importing(
        code="stage-two-tests",
        title="Результаты теста II этапа",
        table=TABLE,
        permission=RUN,
        check=check,
        enter=enter,
        remove=remove,
        runs_for=_own_runs,
    )
)
