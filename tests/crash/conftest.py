"""One prepared folder for all processes of a run, and a site that runs on a copy of it."""

import fcntl
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser import preparing
from tests.crash.mail_server import MailServer
from tests.crash.running_site import GROUND, RunningSite


@pytest.fixture(scope="session", autouse=True)
def _demonstration_meanwhile(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[None]:
    """These tests wait much: what the browser tests after them need is made beside them."""
    process = None
    if any(item.get_closest_marker("browser") for item in request.session.items):
        process = preparing.begin(preparing.folder(tmp_path_factory))
    yield
    if process is not None:
        process.wait()


@pytest.fixture(scope="module")
def site_class() -> type[RunningSite]:
    """The site that a module's tests run."""
    return RunningSite


@pytest.fixture(scope="module")
def template(
    tmp_path_factory: pytest.TempPathFactory, worker_id: str, site_class: type[RunningSite]
) -> Path:
    """The folder that the site's ground was laid in, once for all processes of the run."""
    base = tmp_path_factory.getbasetemp()
    base = base if worker_id == "master" else base.parent
    folder = base / f"crash-template-{site_class.domains}"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (folder / GROUND).exists():
            site_class(folder).prepare()
    return folder


@pytest.fixture(scope="module")
def _parts(
    template: Path, tmp_path_factory: pytest.TempPathFactory, site_class: type[RunningSite]
) -> Iterator[tuple[RunningSite, MailServer]]:
    """Starting takes seconds: the tests share one site and keep out of each other's rows."""
    mail = MailServer()
    running = site_class(tmp_path_factory.mktemp("crash-site"))
    running.copy_from(template)
    running.mail_port = mail.port
    try:
        running.start()
        yield running, mail
    finally:
        running.stop()
        mail.stop()


@pytest.fixture
def site(_parts: tuple[RunningSite, MailServer]) -> RunningSite:
    """The running site, whose letters go to ``mail``."""
    return _parts[0]


@pytest.fixture
def mail(_parts: tuple[RunningSite, MailServer]) -> Iterator[MailServer]:
    """The mail server, switched off."""
    server = _parts[1]
    server.letters.clear()
    yield server
    server.stop()
