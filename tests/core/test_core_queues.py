"""Each queue of jobs has a worker of its own, so that letters never wait for heavy work."""

import pytest
from django.core.management import call_command
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from core import queues
from core.management.commands import serve
from core.tasks import deliver_letter

NOBODY = "00000000-0000-0000-0000-000000000000"


@pytest.fixture
def work(monkeypatch):
    """``work("worker")`` does all that the worker of this name does once ``serve`` runs it."""
    children = {}

    class Supervisor:
        def __init__(self, served, **kwargs):
            children.update((child.name, child) for child in served)

        def run(self, environ):
            pass

    monkeypatch.setattr(serve, "Supervisor", Supervisor)
    monkeypatch.setattr(Worker, "configure_signals", lambda self: None)
    call_command("serve", port=0, verbosity=0)

    def run(name):
        command = list(children[name].command)
        call_command(*command[command.index("db_worker") :], "--batch")

    return run


def states():
    return dict(DBTaskResult.objects.values_list("queue_name", "status"))


@pytest.mark.everywhere
@pytest.mark.django_db(transaction=True)
def test_a_letter_does_not_wait_for_a_heavy_job_nor_a_heavy_job_for_a_letter(work):
    deliver_letter.using(queue_name=queues.HEAVY).enqueue(NOBODY)
    deliver_letter.enqueue(NOBODY)
    work("worker")
    assert states() == {"heavy": "READY", "default": "SUCCESSFUL"}
    deliver_letter.enqueue(NOBODY)
    work("heavy worker")
    assert states() == {"heavy": "SUCCESSFUL", "default": "READY"}
