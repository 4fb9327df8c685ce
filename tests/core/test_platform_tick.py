"""Regular work runs when it is due, once, and one failure stops no other."""

import datetime as dt

import pytest
from django.core.management import call_command
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from core import queues, tick
from core.models import RegularWork

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db]
NOW = dt.datetime(2026, 11, 22, 9, 0, tzinfo=dt.UTC)


@pytest.fixture
def runs(monkeypatch):
    """Names of the pieces of work that ran; only those registered in the test."""
    monkeypatch.setattr(tick, "_registered", {})
    done = []
    tick.every(minutes=10, name="ten")(lambda now: done.append("ten"))
    return done


@pytest.fixture
def heavy_job():
    """``heavy_job()`` puts a job on the heavy queue."""
    from core.tasks import deliver_letter

    task = deliver_letter.using(queue_name=queues.HEAVY)
    return lambda: task.enqueue("00000000-0000-0000-0000-000000000000")


def test_work_runs_once_until_it_is_due_again(runs):
    tick.run_due(NOW)
    tick.run_due(NOW)
    tick.run_due(NOW + dt.timedelta(minutes=5))
    assert runs == ["ten"]
    tick.run_due(NOW + dt.timedelta(minutes=10))
    assert runs == ["ten", "ten"]


def test_a_failure_is_kept_and_stops_nothing_else(runs):
    def fail(now):
        raise ValueError("сломалось")

    tick.every(minutes=1, name="broken")(fail)
    tick.every(minutes=1, name="after")(lambda now: runs.append("after"))
    said = tick.run_due(NOW)
    assert runs == ["ten", "after"]
    assert said["broken"] == "ValueError: сломалось"
    row = RegularWork.objects.get(name="broken")
    assert row.finished_at is None
    assert "сломалось" in row.last_error


def test_a_broken_piece_stops_no_other_and_is_kept_without_its_data(runs):
    def work(now):
        pieces = tick.Pieces()
        done = pieces.count([1, 0, 2], lambda piece: 4 // piece)
        runs.append(done)
        pieces.finish()

    tick.every(minutes=1, name="pieces")(work)
    assert tick.run_due(NOW)["pieces"] == "PiecesFailed: 1 failed: 0 (ZeroDivisionError)"
    assert runs == ["ten", 6]
    assert "1 failed" in RegularWork.objects.get(name="pieces").last_error
    tick.Pieces().finish()


def test_two_pieces_of_work_cannot_share_a_name(runs):
    def other(now):
        """Another module's work."""

    other.__module__ = "somewhere.else"
    with pytest.raises(ValueError, match="ten"):
        tick.every(minutes=1, name="ten")(other)


def test_the_real_work_runs_twice_without_harm():
    call_command("tick", verbosity=0)
    RegularWork.objects.update(due_at=timezone.now() - dt.timedelta(minutes=1))
    call_command("tick", verbosity=0)
    assert not RegularWork.objects.exclude(last_error="").exists()


def test_finished_and_dead_jobs_are_forgotten():
    from core.tasks import deliver_letter, prune_jobs

    for _ in range(3):
        deliver_letter.enqueue("00000000-0000-0000-0000-000000000000")
    long_ago = timezone.now() - dt.timedelta(days=15)
    first, second, third = DBTaskResult.objects.values_list("pk", flat=True)
    DBTaskResult.objects.filter(pk=first).update(status="SUCCESSFUL", finished_at=long_ago)
    DBTaskResult.objects.filter(pk=second).update(status="RUNNING", started_at=long_ago)
    assert prune_jobs(timezone.now()) == 2
    assert DBTaskResult.objects.get().pk == third


@pytest.mark.usefixtures("site_pages")
def test_healthz_is_well(client):
    answer = client.get("/healthz")
    assert (answer.status_code, answer.content) == (200, b"ok")


@pytest.mark.usefixtures("site_pages")
def test_healthz_says_that_the_worker_or_the_regular_work_has_stopped(client):
    from core.tasks import deliver_letter

    deliver_letter.enqueue("00000000-0000-0000-0000-000000000000")
    DBTaskResult.objects.update(enqueued_at=timezone.now() - dt.timedelta(minutes=6))
    name = tick.names()[0]
    RegularWork.objects.create(name=name, due_at=timezone.now() - dt.timedelta(minutes=6))
    answer = client.get("/healthz")
    assert answer.status_code == 503
    assert answer.content.decode() == (
        "worker: jobs wait for a worker\nregular_work: regular work is overdue"
    )


@pytest.mark.usefixtures("site_pages")
def test_healthz_lets_heavy_jobs_wait_for_each_other_but_not_for_a_stopped_worker(
    client, heavy_job
):
    waiting, at_work = heavy_job(), heavy_job()
    at = timezone.now()
    DBTaskResult.objects.filter(pk=waiting.id).update(enqueued_at=at - dt.timedelta(hours=2))
    DBTaskResult.objects.filter(pk=at_work.id).update(
        status="RUNNING", started_at=at - dt.timedelta(minutes=30)
    )
    assert client.get("/healthz").content == b"ok"
    DBTaskResult.objects.filter(pk=at_work.id).update(started_at=at - dt.timedelta(minutes=90))
    assert client.get("/healthz").content == b"heavy_worker: jobs wait for a worker"


@pytest.mark.usefixtures("site_pages")
def test_healthz_says_that_files_cannot_be_written(client, monkeypatch):
    from core.storage import DurableFileSystemStorage

    def full(self, name, content):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DurableFileSystemStorage, "_save", full)
    assert client.get("/healthz").content == b"storage: OSError"


@pytest.mark.usefixtures("site_pages")
def test_healthz_asks_for_no_work_of_a_switched_off_domain(client):
    long_ago = timezone.now() - dt.timedelta(days=9)
    RegularWork.objects.create(name="work of a domain that is off", due_at=long_ago)
    assert client.get("/healthz").content == b"ok"


@pytest.mark.usefixtures("site_pages")
def test_healthz_writes_at_most_once_a_minute_but_repeats_a_failure(client, monkeypatch):
    from core.storage import DurableFileSystemStorage

    writes = []
    save = DurableFileSystemStorage._save

    def full(self, name, content):
        writes.append(name)
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(DurableFileSystemStorage, "_save", full)
    for _ in range(2):
        assert client.get("/healthz").content == b"storage: OSError"

    def watched(self, name, content):
        writes.append(name)
        return save(self, name, content)

    monkeypatch.setattr(DurableFileSystemStorage, "_save", watched)
    for _ in range(3):
        assert client.get("/healthz").content == b"ok"
    assert len(writes) == 3
