"""A database of its own with the demonstration's acts, and a contest with applications."""

import datetime as dt
import io
import os
import uuid
from collections.abc import Iterator
from contextlib import contextmanager
from itertools import islice

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test import Client
from django.utils import timezone
from wagtail.models import Collection, Locale, Page

from contest import demo as contest_demo
from contest.applications.models import Entry
from contest.setup.consents import PARTICIPATION
from contest.setup.models import Contest
from core import crypto, demo, roles, text
from core.letters import load_letter_texts
from core.models import JournalEntry, User
from core.rights import setup_roles
from core.tasks import refresh_statistics
from forms_app.lifecycle import State
from forms_app.models import Consent, ConsentText, Submission
from home import demo as home_demo
from tests.contest.factories import ContestFactory
from tests.factories import UserFactory

BATCH = 2000
LAST_NAMES = ("Иванова", "Королёва", "Белых", "Соловьёва", "Тарасенко", "Небывалова", "Щербак")
FIRST_NAMES = ("Анна", "Мария", "Ольга", "Пётр", "Илья", "Фёдор", "Дарья", "Юлия", "Семён")
MIDDLE_NAMES = ("Петровна", "Ильинична", "Сергеевич", "Львовна", "Андреевич")
# Every third is not registered yet, every second registered one is admitted.
STATES = (State.RECEIVED, State.REGISTERED, State.ACCEPTED)


@contextmanager
def database() -> Iterator[str]:
    """A new database for this run; gives its name, drops it afterwards."""
    former = connection.settings_dict["NAME"]
    connection.creation.create_test_db(verbosity=0, autoclobber=True, serialize=False)
    try:
        yield str(connection.settings_dict["NAME"])
    finally:
        connection.close()
        connection.creation.destroy_test_db(former, verbosity=0)


def lay() -> tuple[Contest, User]:
    """Pages, texts and rights; a contest and its secretary."""
    Locale.objects.get_or_create(language_code="ru")
    if Collection.get_first_root_node() is None:
        Collection.add_root(name="Root")
    if Page.get_first_root_node() is None:
        kind = ContentType.objects.get_for_model(Page)
        Page.add_root(instance=Page(title="Root", slug="root", content_type=kind))
    quiet = io.StringIO()
    setup_roles()
    load_letter_texts()
    demo.load(quiet)
    home_demo.load(quiet)
    contest_demo.regulations.load(quiet)
    contest = ContestFactory()
    secretary = UserFactory(organisation=contest.operator)
    secretary.groups.set(Group.objects.filter(name=roles.CONTEST_SECRETARY))
    return contest, secretary


def session_of(user: User) -> str:
    """The key of a session in which the user is logged in."""
    client = Client()
    client.force_login(user, backend="django.contrib.auth.backends.ModelBackend")
    return client.cookies["sessionid"].value


class Applications:
    """Rows of applications without answers: what lists, searches and exports read."""

    def __init__(self, contest: Contest, secretary: User) -> None:
        self.contest = contest
        self.secretary = secretary
        # One key for all: a hundred thousand files would tell nothing about lists.
        self.key = crypto.new_key()
        self.text = ConsentText.objects.filter(
            purpose=PARTICIPATION, operator=contest.operator
        ).first()
        self.digest = self.text.sha256
        self.roles = list(contest.roles.prefetch_related("services"))
        self.centre = contest.centres.first()
        self.count = 0

    def fill_up(self, total: int) -> None:
        """Add rows until there are ``total``."""
        numbers = iter(range(self.count, total))
        while part := list(islice(numbers, BATCH)):
            self._add(part)
        self.count = total
        # What the hourly regular work does on SQLite, and PostgreSQL by itself.
        refresh_statistics(timezone.now())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _add(self, numbers: list[int]) -> None:
        rows = [self._submission(n) for n in numbers]
        registered = [row for row in rows if row.state != State.RECEIVED]
        for row in registered:
            number = int(row.reference[1:]) + 1
            row.registration = JournalEntry(
                journal=self.contest.journal,
                number=number,
                label=f"{number:03d}/К",
                registered_at=row.received_at,
                registered_by=self.secretary,
            )
        JournalEntry.objects.bulk_create(row.registration for row in registered)
        for row in registered:
            row.registration_id = row.registration.pk
        Submission.objects.bulk_create(rows)
        Entry.objects.bulk_create(self._entry(row) for row in rows)
        Consent.objects.bulk_create(self._consent(row) for row in rows)

    def _submission(self, n: int) -> Submission:
        name = " ".join(
            (
                LAST_NAMES[n % len(LAST_NAMES)],
                FIRST_NAMES[n // 7 % len(FIRST_NAMES)],
                MIDDLE_NAMES[n // 63 % len(MIDDLE_NAMES)],
            )
        )
        reference = f"B{n:09d}"
        words = (name, reference, self.centre.name, self.roles[n % len(self.roles)].title)
        return Submission(
            id=uuid.UUID(bytes=os.urandom(16), version=4),
            journey="contest-application",
            scope=self.contest.slug,
            form_version="1",
            reference=reference,
            code_hash="",
            key=self.key,
            title=name,
            search_key=" ".join(text.search_key(word) for word in words),
            sort_key=text.sort_key(name),
            email=f"b{n}@example.org",
            state=STATES[n % len(STATES)],
            received_at=timezone.now() - dt.timedelta(seconds=n * 7),
            assigned_to=self.secretary if n % 5 == 0 else None,
        )

    def _entry(self, row: Submission) -> Entry:
        n = int(row.reference[1:])
        role = self.roles[n % len(self.roles)]
        last_name, first_name, middle_name = row.title.split()
        return Entry(
            submission=row,
            contest=self.contest,
            role=role,
            service=role.services.all()[0],
            centre=self.centre,
            last_name=last_name,
            first_name=first_name,
            middle_name=middle_name,
            person_digest=f"{n:064d}",
            letter_qualities=n % 2 == 0,
        )

    def _consent(self, row: Submission) -> Consent:
        return Consent(
            submission=row,
            text=self.text,
            text_sha256=self.digest,
            key=self.key,
            method=Consent.Method.TICK,
            given_at=row.received_at,
        )
