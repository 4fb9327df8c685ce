"""One prepared folder for all of these tests; each test runs its own copy of it."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.crash.mail_server import MailServer
from tests.crash.running_site import GROUND, RunningSite


@pytest.fixture(scope="session")
def template(tmp_path_factory: pytest.TempPathFactory, worker_id: str) -> Path:
    """The folder that ``lay`` has filled, made once for all processes of the run."""
    base = tmp_path_factory.getbasetemp()
    folder = (base if worker_id == "master" else base.parent) / "crash-template"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / GROUND).exists():
            RunningSite(folder).prepare()
    return folder


@pytest.fixture
def mail() -> Iterator[MailServer]:
    """A mail server, switched off."""
    server = MailServer()
    yield server
    server.stop()


@pytest.fixture
def site(template: Path, mail: MailServer, tmp_path: Path) -> Iterator[RunningSite]:
    """A running site whose letters go to ``mail``."""
    running = RunningSite(tmp_path / "var")
    running.copy_from(template)
    running.mail_port = mail.port
    try:
        running.start()
        yield running
    finally:
        running.stop()
