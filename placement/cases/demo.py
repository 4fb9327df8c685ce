"""Cases of invented graduates: in search, at the workplace, settled, stopped (P-2.2b)."""

from dataclasses import dataclass
from typing import TextIO

from django.db import transaction

from core import roles
from core.demo_accounts import account_of
from core.models import User
from placement.cases import services
from placement.cases.models import Case, Step, StepKind
from placement.cases.step_kinds import load_step_kinds
from placement.consents import ASSISTANCE
from placement.employers.models import Employer
from placement.graduates import demo as graduates
from placement.graduates.demo import MARK, card_of, day
from placement.graduates.models import Graduate
from placement.grants import gate


@dataclass(frozen=True)
class Demo:
    """The case of one person, in days from today.

    ``done`` and ``planned`` are steps by name; ``worked`` says since when the person works.
    """

    person: graduates.Demo
    opened: int
    done: tuple[tuple[str, int], ...] = ()
    planned: tuple[tuple[str, int], ...] = ()
    worked: int | None = None
    ended: int | None = None
    outcome: str = ""


DEMOS = (
    Demo(
        graduates.SEARCHING,
        -38,
        done=(("Встреча", -36), ("Звонок", -15)),
        # The first is overdue.
        planned=(("Звонок", -4), ("Встреча", 3)),
    ),
    Demo(graduates.WARD, -19, done=(("Встреча", -18),), planned=(("Встреча", 5),)),
    Demo(graduates.GUARDED, -11, planned=(("Встреча", 1),)),
    Demo(
        graduates.AT_WORK,
        -92,
        done=(("Встреча", -90), ("Выезд на рабочее место", -48)),
        planned=(("Выезд на рабочее место", 6),),
        worked=-60,
    ),
    Demo(graduates.SETTLED, -235, done=(("Встреча", -230),), worked=-200, ended=-10),
    Demo(graduates.WITHDREW, -68, done=(("Встреча", -66),)),
    Demo(graduates.HIRED, -48, done=(("Встреча", -46),)),
    Demo(graduates.OWN_WAY, -128, ended=-40, outcome=Case.Outcome.OWN_WAY),
)


def load(stdout: TextIO) -> None:
    """The kinds of steps, then the cases of those who have none."""
    load_step_kinds()
    specialist = account_of(roles.PLACEMENT_SPECIALIST)
    employer = Employer.objects.current().filter(is_demo=True).order_by("pk").first()
    if specialist is None or employer is None:
        stdout.write("cases: left out, there are no demonstration accounts or employers\n")
        return
    added = 0
    for demo in DEMOS:
        graduate = card_of(demo.person)
        if graduate is None or graduate.cases.exists() or not gate.allows(graduate, ASSISTANCE):
            continue
        with transaction.atomic():
            _make(demo, graduate, employer, specialist)
        added += 1
    if added:
        stdout.write(f"cases: {added} invented ones\n")


def _make(demo: Demo, graduate: Graduate, employer: Employer, specialist: User) -> None:
    case = services.open_case(
        graduate=graduate, specialist=specialist, opened_on=day(demo.opened), actor=specialist
    )
    kinds = {kind.name: kind for kind in StepKind.objects.filter(code="")}
    # The centre may have renamed the kinds that it began with.
    first = next(iter(kinds.values()))
    for name, days in demo.done:
        services.record_step(
            case=case,
            kind=kinds.get(name, first),
            done_on=day(days),
            source=Step.Source.SPECIALIST,
            note=f"Поговорили, что получается и что дальше {MARK}.",
            actor=specialist,
        )
    for name, days in demo.planned:
        services.add_step(
            case=case, kind=kinds.get(name, first), due_on=day(days), actor=specialist
        )
    if demo.worked is not None:
        _work(case, demo.worked, employer, specialist)
    if demo.outcome:
        services.stop(
            case=case, outcome=demo.outcome, ended_on=day(demo.ended or 0), actor=specialist
        )
    elif demo.ended is not None:
        services.settle(case=case, ended_on=day(demo.ended), actor=specialist)


def _work(case: Case, since: int, employer: Employer, specialist: User) -> None:
    """The job, and its milestones up to today."""
    job = services.record_job(
        case=case,
        employer=employer,
        position=str(case.graduate.profession),
        started_on=day(since),
        source=Step.Source.EMPLOYER,
        is_in_profession=True,
        actor=specialist,
    )
    for step in job.milestones.filter(due_on__lte=day(0)):
        services.complete_step(
            step=step, done_on=step.due_on, source=Step.Source.EMPLOYER, actor=specialist
        )
