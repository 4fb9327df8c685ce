"""A job is promised, begins with its milestones, or is lost (P-2.2b, P-6.4)."""

import datetime as dt

from django.db import transaction
from django.db.models import Q

from core import clock
from core.errors import Refused
from core.lifecycle import STAFF
from core.models import User
from placement.cases import step_kinds
from placement.cases.lifecycle import CASE
from placement.cases.models import Case, Job, Step
from placement.common.guards import require
from placement.employers.models import Employer
from placement.graduates.rights import WORK
from placement.vacancies.models import Vacancy

from .guards import locked_by, log, refuse_future, refuse_long_before
from .stepping import add_step

# The first day at work is agreed at most so long beforehand.
FARTHEST_START = dt.timedelta(days=92)


@transaction.atomic
def hire(
    *,
    case: Case,
    employer: Employer,
    position: str,
    started_on: dt.date,
    source: str,
    vacancy: Vacancy | None = None,
    is_in_profession: bool | None = None,
    actor: User | None,
) -> Job | Step:
    """The graduate works, or will: whoever tells it, staff or employer, by the same rule.

    Work that has begun is a job with its milestones. A day to come is a promise: a step for that day,
    on which somebody asks whether the person has come; the milestones count from then.
    """
    require(actor, WORK)
    today = clock.local_day(clock.now())
    if started_on <= today:
        return record_job(
            case=case,
            employer=employer,
            position=position,
            started_on=started_on,
            source=source,
            vacancy=vacancy,
            is_in_profession=is_in_profession,
            actor=actor,
        )
    if started_on > today + FARTHEST_START:
        raise Refused(
            "Проверьте дату: до неё слишком долго. Заранее записывают не больше чем за три месяца.",
            field="started_on",
        )
    row = locked_by(case, actor)
    CASE.target("hire", source=row.state, who=STAFF)
    # A day that was put off takes the place of the first one.
    drop_promise(case=row, employer=employer)
    return add_step(
        case=row,
        kind=step_kinds.HIRED,
        due_on=started_on,
        note=f"Обещают принять: {position.strip()}, {employer}.",
        promised_by=employer,
        actor=actor,
    )


def drop_promise(*, case: Case, employer: Employer) -> None:
    """The employer does not promise that day any more; the caller writes the history."""
    case.steps.filter(promised_by=employer, done_on=None).delete()


@transaction.atomic
def record_job(
    *,
    case: Case,
    employer: Employer,
    position: str,
    started_on: dt.date,
    source: str,
    vacancy: Vacancy | None = None,
    is_in_profession: bool | None = None,
    actor: User | None,
) -> Job:
    """The graduate works: the case goes on at the workplace, and the milestones are planned.

    The same job told twice is one. Refused while another job of the case runs.
    """
    row = locked_by(case, actor)
    running = row.jobs.filter(ended_on=None).first()
    if running is not None:
        if running.employer_id == employer.pk and running.started_on == started_on:
            return running
        raise Refused(
            f"Сейчас записана работа: {running}. Если она закончилась, сначала запишите это."
        )
    refuse_future(started_on, "started_on")
    refuse_long_before(row, started_on, "started_on")
    source_state = row.state
    row.state = CASE.target("hire", source=source_state, who=STAFF)
    row.save(update_fields=["state"])
    job = Job.objects.create(
        graduate=row.graduate,
        case=row,
        employer=employer,
        vacancy=vacancy,
        position=position.strip(),
        is_in_profession=is_in_profession,
        started_on=started_on,
        source=source,
        confirmed_on=clock.local_day(clock.now()),
        confirmed_by=actor,
    )
    # A step that names nobody waited for just any first day.
    kept = Q(promised_by=employer) | Q(promised_by=None, kind__code=step_kinds.HIRED)
    row.steps.filter(kept, done_on=None).update(done_on=started_on, done_by=actor, source=source)
    _plan(row, job)
    log(row, actor, "hire", source_state, details={"employer": str(employer)})
    return job


def _plan(case: Case, job: Job) -> None:
    Step.objects.bulk_create(
        Step(case=case, job=job, kind=kind, due_on=kind.milestone(job.started_on))
        for kind in step_kinds.milestones()
    )


@transaction.atomic
def lose_job(*, case: Case, ended_on: dt.date, reason: str, source: str, actor: User) -> Case:
    """The work is over: what lay ahead of it is dropped, the search begins anew."""
    row = locked_by(case, actor)
    before = row.state
    row.state = CASE.target("lose", source=before, who=STAFF)
    job = row.jobs.filter(ended_on=None).select_for_update(of=("self",)).first()
    if job is None:
        raise Refused("Работа в этом сопровождении не записана.")
    refuse_future(ended_on, "ended_on")
    if ended_on < job.started_on:
        raise Refused("Работа закончилась раньше, чем началась.", field="ended_on")
    job.ended_on, job.end_reason = ended_on, reason.strip()
    job.save(update_fields=["ended_on", "end_reason"])
    row.save(update_fields=["state"])
    Step.objects.filter(job=job, done_on=None, due_on__gt=ended_on).delete()
    Step.objects.create(
        case=row,
        kind=step_kinds.kind(step_kinds.LOST),
        due_on=ended_on,
        done_on=ended_on,
        done_by=actor,
        source=source,
    )
    log(row, actor, "lose", before, details={"employer": str(job.employer)})
    return row
