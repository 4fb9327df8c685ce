"""What all tests share."""

import logging
from collections.abc import Callable, Iterator
from pathlib import Path

import hypothesis
import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core.cache import cache
from django.db import connection
from django.test import Client
from django_tasks_db.models import DBTaskResult

from core.models import Organisation, PersonKey, User
from core.rights import setup_roles
from home import setting_up
from home.models import HomePage
from tests import factories
from tests.public_site import make_home_page, make_root

# A slow machine is no fault of a rule.
hypothesis.settings.register_profile("untimed", deadline=None)
hypothesis.settings.load_profile("untimed")

HERE = Path(__file__).parent
# A domain that is switched off has no tables, so its tests are not even imported.
collect_ignore = [
    str(HERE / domain) for domain in ("contest", "placement") if domain not in settings.DOMAINS
]
if len(settings.DOMAINS) < 2:
    # It looks at both.
    collect_ignore.append(str(HERE / "browser"))


LONGEST = "test_malformed_requests.py"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Mark what is told by its folder; leave out what this database cannot show."""
    left_out = []
    for item in items:
        if HERE / "browser" in item.path.parents:
            item.add_marker(pytest.mark.browser)
        # The common pages; rules, parsers and our search say the same whatever Wagtail it is.
        in_home = HERE / "home" in item.path.parents
        if in_home and _asks_database(item) and not item.get_closest_marker("sqlite"):
            item.add_marker(pytest.mark.wagtail)
        if connection.vendor != "postgresql" and item.get_closest_marker("postgres"):
            left_out.append(item)
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if item not in left_out]
    # The longest goes first: at the end one process would work at it while the others wait.
    items.sort(key=lambda item: item.path.name != LONGEST)


def _asks_database(item: pytest.Item) -> bool:
    fixtures = set(getattr(item, "fixturenames", ()))
    return bool(item.get_closest_marker("django_db") or fixtures & {"db", "transactional_db"})


@pytest.fixture(autouse=True)
def _own_folders(tmp_path: Path, settings: object) -> Iterator[None]:
    """Each test writes its files into a folder of its own and starts with an empty cache."""
    storages = {name: dict(value) for name, value in settings.STORAGES.items()}
    for name in ("private", "keys"):
        storages[name] = {**storages[name], "OPTIONS": {"location": tmp_path / name}}
    settings.STORAGES = storages
    settings.MEDIA_ROOT = tmp_path / "media"
    cache.clear()
    yield
    cache.clear()


@pytest.fixture(autouse=True)
def _papers_are_faultless(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """A warning of the PDF renderer is a fault of the paper that was rendered."""
    yield
    said = [
        record.getMessage()
        for record in caplog.get_records("call")
        if record.name.startswith("weasyprint") and record.levelno >= logging.WARNING
    ]
    assert said == []


@pytest.fixture
def only_words_of_papers(monkeypatch: pytest.MonkeyPatch) -> None:
    """Papers have their HTML but no PDF, which takes most of the time."""
    monkeypatch.setattr("core.paper.HTML.write_pdf", lambda *args, **kwargs: b"")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: object) -> None:
    """Each test finds what it would otherwise make anew: the page tree's root, groups and rights."""
    with django_db_blocker.unblock():
        make_root()
        setup_roles()
        DBTaskResult.objects.all().delete()


@pytest.fixture
def home_page(db: None) -> HomePage:
    """The root of the default site, at http://testserver/."""
    return make_home_page()


@pytest.fixture
def site_pages(db: None) -> None:
    """All pages that an installation cannot do without."""
    make_root()
    setting_up.make_site()


@pytest.fixture
def organisation(db: None) -> Organisation:
    """An operator in Novosibirsk."""
    return factories.OrganisationFactory()


@pytest.fixture
def person_key(db: None) -> PersonKey:
    """A new person's key."""
    from core import crypto

    return crypto.new_key()


@pytest.fixture
def make_user(db: None) -> Callable[..., User]:
    """``make_user("Секретарь конкурса", …)``: a user of these groups with their rights."""
    # A flushed database (transactional tests) has no groups any more.
    if not Group.objects.exists():
        setup_roles()

    def make(*groups: str, **fields: object) -> User:
        user = factories.UserFactory(**fields)
        user.groups.set(Group.objects.filter(name__in=groups))
        assert user.groups.count() == len(groups)
        return user

    return make


@pytest.fixture
def client_of() -> Callable[[User], Client]:
    """``client_of(user)``: a test client logged in as the user."""

    def log_in(user: User) -> Client:
        client = Client()
        client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
        return client

    return log_in


@pytest.fixture
def superuser(db: None) -> User:
    """The installation's owner."""
    return factories.UserFactory(is_superuser=True, is_staff=True)


@pytest.fixture
def run_jobs(db: None) -> Callable[[], int]:
    """``run_jobs()`` carries out the queued jobs, as a worker would; returns how many."""

    def run() -> int:
        done = 0
        while result := DBTaskResult.objects.ready().first():
            result.claim("tests")
            result.task.call(*result.args_kwargs["args"], **result.args_kwargs["kwargs"])
            result.delete()
            done += 1
        return done

    return run
