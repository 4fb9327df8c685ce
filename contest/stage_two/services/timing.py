"""The time of a role play: started, paused only with a reason, ended (C-16)."""

from django.db import transaction

from contest.finalists.models import Finalist
from contest.finalists.settled import refuse_settled
from contest.scoring.services.locking import locked
from contest.stage_two.models import RolePlayPause, RolePlayRun
from core import clock
from core.errors import Refused
from core.history import log_change
from core.models import User

TIME = "время ролевых игр"


@transaction.atomic
def start_run(*, finalist: Finalist, actor: User) -> RolePlayRun:
    """Start the time of a finalist who came and has a number; one role play goes on at a time."""
    contest = locked(finalist.contest_id)
    refuse_settled(contest, TIME)
    row = Finalist.objects.appeared().select_related("entry").filter(pk=finalist.pk).first()
    if row is None:
        raise Refused("Участник не отмечен явившимся на II этап.")
    if row.draw_number is None:
        raise Refused("Сначала запишите жребий: ролевые игры идут в его порядке.")
    if RolePlayRun.objects.filter(finalist=row).exists():
        raise Refused("Время этого участника уже шло.")
    runs = RolePlayRun.objects.filter(finalist__contest=contest, ended_at=None)
    if going := runs.select_related("finalist__entry").first():
        raise Refused(f"Ещё идёт ролевая игра: {going.finalist}.")
    run: RolePlayRun = RolePlayRun.objects.create(
        finalist=row, started_at=clock.now(), started_by=actor
    )
    _log(run, actor, "role-play-start")
    return run


@transaction.atomic
def pause_run(*, run: RolePlayRun, reason: str, actor: User) -> RolePlayPause:
    """Stop the time for a while."""
    row = _going(run)
    if not reason.strip():
        raise Refused("Укажите причину паузы.", field="reason")
    if row.pauses.filter(ended_at=None).exists():
        raise Refused("Время уже остановлено.")
    pause: RolePlayPause = row.pauses.create(reason=reason.strip(), started_at=clock.now())
    _log(row, actor, "role-play-pause", why=pause.reason)
    return pause


@transaction.atomic
def resume_run(*, run: RolePlayRun, actor: User) -> RolePlayRun:
    """Let the time go on."""
    row = _going(run)
    if not row.pauses.filter(ended_at=None).update(ended_at=clock.now()):
        raise Refused("Время не остановлено.")
    _log(row, actor, "role-play-resume")
    return row


@transaction.atomic
def finish_run(*, run: RolePlayRun, actor: User) -> RolePlayRun:
    """End the role play, a pause that goes on with it."""
    row = _going(run)
    row.ended_at = clock.now()
    row.save(update_fields=["ended_at"])
    row.pauses.filter(ended_at=None).update(ended_at=row.ended_at)
    _log(row, actor, "role-play-finish")
    return row


@transaction.atomic
def discard_run(*, run: RolePlayRun, reason: str, actor: User) -> None:
    """Forget a time that was started by mistake, so that it can be started anew."""
    row = _locked(run)
    refuse_settled(row.finalist.contest, TIME)
    if not reason.strip():
        raise Refused("Укажите, почему время начинают заново.", field="reason")
    _log(row, actor, "role-play-discard", why=reason.strip())
    row.delete()


def _locked(run: RolePlayRun) -> RolePlayRun:
    locked(run.finalist.contest_id)
    rows = RolePlayRun.objects.select_related("finalist__entry", "finalist__contest").filter(
        pk=run.pk
    )
    row = rows.first()
    if row is None:
        raise Refused("Этой записи времени больше нет. Обновите страницу.")
    return row


def _going(run: RolePlayRun) -> RolePlayRun:
    row = _locked(run)
    if row.ended_at is not None:
        raise Refused("Эта ролевая игра уже закончилась.")
    return row


def _log(run: RolePlayRun, actor: User, action: str, why: str = "") -> None:
    log_change(run.finalist.entry, actor=actor, action=action, why=why)
