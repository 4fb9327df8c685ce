"""Graduates as a register of years holds them: cards, requests, consents, cases, what came of them.

Each person has a key and sealed contacts of their own, as the services would leave them; what
nobody lists (answers, scans, letters, history) is left out.
"""

import datetime as dt
import os
import uuid
from collections.abc import Iterator
from functools import cache
from itertools import islice

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import connection, transaction
from django.test import override_settings
from django.utils import timezone

from core import keyring, roles, text
from core.models import Journal, JournalEntry, Organisation, PersonKey, User
from core.tasks import refresh_statistics
from forms_app.lifecycle import State
from forms_app.models import Consent, ConsentText, Submission
from placement import consents
from placement.assistance.journey.request import AssistanceJourney
from placement.assistance.models import AssistanceRequest
from placement.cases.consilia import Consilium
from placement.cases.lifecycle import CaseState
from placement.cases.models import Case, Job, Step, StepKind
from placement.cases.step_kinds import load_step_kinds
from placement.centre.operators import operator
from placement.common import districts
from placement.consents import ASSISTANCE, HEALTH, TO_EMPLOYERS
from placement.consultations.models import Consultation
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate, GraduateName
from placement.grants.models import Grant, GrantSignature, Representative
from placement.grants.rules.capacity import Kind, Signer
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import Part, Recommendations
from placement.needs.models import JobWishes, WishedDistrict, WorkNeeds
from placement.needs.rules.content import NEEDED, Needs
from placement.professions.models import Profession
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from placement.resumes.content import Content
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.vacancies.models import Vacancy
from tests.bench import vacancies
from tests.factories import OrganisationFactory, UserFactory

BATCH, SPECIALISTS = 2_000, 20
STEMS = ("Берез", "Вороб", "Горш", "Дуб", "Ель", "Жур", "Зим", "Кал", "Лебед", "Мор", "Низ", "Озер")
MIDDLES = ("ин", "ов", "ев", "иц", "ух", "ян", "ич", "ос", "ак", "ил")
ENDINGS = ("ский", "кин", "цев", "ников", "шин")
FIRST_NAMES = (
    *("Анна", "Мария", "Ольга", "Пётр", "Илья", "Фёдор", "Дарья", "Юлия", "Семён", "Вера"),
    *("Никита", "Артём", "Егор", "Полина", "Алина", "Кирилл", "Софья", "Тимур", "Лев"),
)
MIDDLE_NAMES = (
    *("Петровна", "Ильинична", "Сергеевич", "Львовна", "Андреевич", "Павлович", "Олеговна"),
    *("Игоревич", "Юрьевич", "Романовна", "Денисовна"),
)
# Of four people who are led two have come to an end.
CASES = (CaseState.SEARCHING, CaseState.ADAPTING, CaseState.SETTLED, CaseState.STOPPED)
_OPEN = CASES[:2]
REFERRALS = (
    *(ReferralState.SENT, ReferralState.DECLINED, ReferralState.HIRED, ReferralState.INVITED),
    *(ReferralState.CALLED_OFF, ReferralState.NO_SHOW),
)


class People:
    """The rows about people; `fill_up` adds more of them in the same proportions."""

    def __init__(self) -> None:
        if not Vacancy.objects.filter(employer__remarks="bench").exists():
            vacancies.fill()
        load_step_kinds()
        self.centre: Organisation = operator() or OrganisationFactory()
        consents.load_texts(self.centre)
        self.journal = Journal.objects.create(code="bench-people", title="Заявления")
        self.specialists = [_specialist(self.centre) for _ in range(SPECIALISTS)]
        self.professions = list(Profession.objects.filter(name__in=vacancies.TITLES).order_by("pk"))
        self.vacancies = list(Vacancy.objects.select_related("employer").order_by("pk")[:2_000])
        self.kinds = list(StepKind.objects.filter(code=""))
        self.texts = {
            purpose: ConsentText.objects.filter(purpose=purpose).order_by("-version")[0]
            for purpose in (ASSISTANCE, TO_EMPLOYERS, HEALTH)
        }
        self.now = timezone.now()
        self.today = self.now.date()
        self.count = 0

    @classmethod
    @cache
    def of_this_run(cls) -> "People":
        """The same people for every module."""
        return cls()

    def fill_up(self, total: int) -> None:
        """Add people until there are ``total``."""
        numbers = iter(range(self.count, total))
        while part := list(islice(numbers, BATCH)):
            with transaction.atomic():
                self._add(part)
        self.count = max(total, self.count)
        # What the hourly regular work does on SQLite, and PostgreSQL by itself.
        refresh_statistics(timezone.now())
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")

    def _add(self, numbers: list[int]) -> None:
        keys = _keys(len(numbers))
        people = dict(
            zip(
                numbers,
                Graduate.objects.bulk_create(
                    self._card(n, key) for n, key in zip(numbers, keys, strict=True)
                ),
                strict=True,
            )
        )
        GraduateName.objects.bulk_create(self._earlier_names(people))
        submissions = self._requests(people)
        self._grants(people)
        cases = self._cases(people, submissions)
        self._work(cases)
        self._search(people, cases)
        self._sheets(people)
        Consultation.objects.bulk_create(self._consultations(people))
        Representative.objects.bulk_create(
            Representative(graduate=person, kind=Kind.PARENT.value, full_name=f"Мать {n}")
            for n, person in people.items()
            if n % 25 == 0
        )

    def _card(self, n: int, key: PersonKey) -> Graduate:
        # Every hundredth is the one before once more.
        who = n - 1 if n % 100 == 99 else n
        row = Graduate(
            key=key,
            state=GraduateState.CLAIMED if n % 50 == 7 else GraduateState.CONFIRMED,
            last_name=_surname(who),
            first_name=FIRST_NAMES[who % len(FIRST_NAMES)],
            middle_name=MIDDLE_NAMES[who // 3 % len(MIDDLE_NAMES)],
            born_on=dt.date(1990, 1, 1) + dt.timedelta(days=who * 37 % 6_600),
            profession=self.professions[n // 17 % len(self.professions)],
            group=f"ПР-{n // 25}",
            left_year=2010 + n % 17,
            email=f"person{n}@example.org",
            phone=f"+7921{n:07d}",
            responsible=self.specialists[n % SPECIALISTS],
            source=Graduate.Source.TABLE,
        )
        row.set_keys()
        if n % 40 == 3:
            row.search_key += f" {text.search_key(_surname(n + 7))}"
        return row

    @staticmethod
    def _earlier_names(people: dict[int, Graduate]) -> Iterator[GraduateName]:
        for n, person in people.items():
            if n % 40 == 3:
                yield GraduateName(
                    graduate=person, last_name=_surname(n + 7), first_name=person.first_name
                )

    def _requests(self, people: dict[int, Graduate]) -> dict[int, Submission]:
        """Every third has asked; of thirty requests nobody has opened one."""
        rows = {n: self._submission(n, one) for n, one in people.items() if n % 3 == 0}
        decided = [row for row in rows.values() if row.state != State.RECEIVED]
        entries = JournalEntry.objects.bulk_create(self._entry(row) for row in decided)
        for row, entry in zip(decided, entries, strict=True):
            row.registration = entry
        Submission.objects.bulk_create(rows.values())
        AssistanceRequest.objects.bulk_create(
            AssistanceRequest(
                submission=row, graduate=people[n], composed_on=row.received_at.date()
            )
            for n, row in rows.items()
        )
        return rows

    def _entry(self, row: Submission) -> JournalEntry:
        number = int(row.reference[1:]) + 1
        return JournalEntry(
            journal=self.journal,
            number=number,
            label=f"{number:05d}/С",
            registered_at=row.received_at,
            registered_by=row.assigned_to,
        )

    def _submission(self, n: int, person: Graduate) -> Submission:
        reference = f"G{n:09d}"
        return Submission(
            id=uuid.UUID(bytes=os.urandom(16), version=4),
            journey=AssistanceJourney.code,
            scope=self.centre.code,
            form_version="1",
            reference=reference,
            code_hash="",
            key=person.key,
            title=person.full_name,
            search_key=f"{person.name_key} {text.search_key(reference)}",
            sort_key=person.sort_key,
            email="",
            state=State.RECEIVED if n % 90 == 0 else State.ACCEPTED,
            received_at=self.now - dt.timedelta(minutes=n * 13),
            assigned_to=self.specialists[n % SPECIALISTS],
        )

    def _grants(self, people: dict[int, Graduate]) -> None:
        """Accompaniment of all who asked or are led; of the led two more."""
        grants, signed = [], []
        for n, person in people.items():
            purposes = [ASSISTANCE] if n % 3 == 0 or n % 4 == 0 else []
            purposes += [TO_EMPLOYERS, HEALTH] if n % 4 == 0 else []
            for purpose in purposes:
                is_signed = n % 20 != 13
                at = self.now - dt.timedelta(minutes=n * 11)
                row = Grant(graduate=person, purpose=purpose, complete_at=at if is_signed else None)
                if n % 60 == 0:
                    row.withdrawn_at = self.now
                    row.destroy_by = self.today + dt.timedelta(days=n % 30 + 1)
                if n % 70 == 4:
                    row.own_signature_from = self.today + dt.timedelta(days=n % 120 + 1)
                grants.append(row)
                if is_signed:
                    signed.append((row, self._evidence(person, purpose, at, n)))
        Grant.objects.bulk_create(grants)
        Consent.objects.bulk_create(evidence for _, evidence in signed)
        GrantSignature.objects.bulk_create(
            GrantSignature(grant=grant, signer=Signer.PERSON.value, evidence=evidence)
            for grant, evidence in signed
        )

    def _evidence(self, person: Graduate, purpose: str, at: dt.datetime, n: int) -> Consent:
        has_original = n % 30 != 12
        return Consent(
            text=self.texts[purpose],
            text_sha256=self.texts[purpose].sha256,
            key=person.key,
            method=Consent.Method.INK,
            given_at=at,
            original_received_at=at if has_original else None,
            original_received_by=self.specialists[0] if has_original else None,
        )

    def _cases(
        self, people: dict[int, Graduate], submissions: dict[int, Submission]
    ) -> dict[int, Case]:
        """Every fourth was led, every eighth is."""
        rows = {}
        for n, person in people.items():
            if n % 4:
                continue
            state = CASES[n // 4 % len(CASES)]
            is_open = state in _OPEN
            rows[n] = Case(
                graduate=person,
                specialist=self.specialists[n // 4 % SPECIALISTS],
                submission=submissions.get(n),
                state=state,
                opened_on=self.today - dt.timedelta(days=n % 1_500 + 30),
                ended_on=None if is_open else self.today - dt.timedelta(days=n % 30),
                outcome="" if is_open else Case.Outcome.SETTLED,
            )
        Case.objects.bulk_create(rows.values())
        return rows

    def _work(self, cases: dict[int, Case]) -> None:
        """Four steps of each case, one ahead or overdue; consilia, jobs, resumes, referrals."""
        Step.objects.bulk_create(step for n, case in cases.items() for step in self._steps(n, case))
        Consilium.objects.bulk_create(
            Consilium(case=case, held_on=case.opened_on, place="Кабинет 12, 14:00")
            for n, case in cases.items()
            if n % 40 == 0
        )
        Job.objects.bulk_create(
            Job(
                graduate=case.graduate,
                case=case,
                employer=self.vacancies[n % len(self.vacancies)].employer,
                position="Работник",
                started_on=case.opened_on,
                source=Step.Source.PERSON,
                confirmed_on=case.opened_on,
            )
            for n, case in cases.items()
            if case.state in (CaseState.ADAPTING, CaseState.SETTLED)
        )
        resumes = {n: self._resume(case) for n, case in cases.items()}
        Resume.objects.bulk_create(resumes.values())
        Referral.objects.bulk_create(
            self._referral(n, place, case, resumes[n])
            for n, case in cases.items()
            for place in range(2)
        )

    def _steps(self, n: int, case: Case) -> Iterator[Step]:
        for place in range(3):
            day = case.opened_on + dt.timedelta(days=place)
            kind = self.kinds[(n + place) % len(self.kinds)]
            yield Step(case=case, kind=kind, due_on=day, done_on=day, source=Step.Source.SPECIALIST)
        if n % 48:
            ahead = self.today + dt.timedelta(days=n % 60 - 6)
            yield Step(case=case, kind=self.kinds[n % len(self.kinds)], due_on=ahead)

    def _resume(self, case: Case) -> Resume:
        content = Content(position="Повар", qualities="Аккуратность, внимание, терпение")
        return Resume(
            graduate=case.graduate,
            number=1,
            position="Повар",
            content=content.to_json(),
            state=ResumeState.APPROVED,
            approved_at=self.now,
        )

    def _referral(self, n: int, place: int, case: Case, resume: Resume) -> Referral:
        state = REFERRALS[(n // 4 + place) % len(REFERRALS)]
        is_awaited = state in (ReferralState.SENT, ReferralState.INVITED)
        at = self.now - dt.timedelta(days=n % 20, minutes=n)
        return Referral(
            case=case,
            vacancy=self.vacancies[(n + place * 7) % len(self.vacancies)],
            resume=resume,
            state=state,
            made_by=case.specialist,
            way=Referral.Way.LINK,
            sent_at=at,
            link_until=at + dt.timedelta(days=30),
            answered_at=None if is_awaited else at,
            decline_reason="skills" if state == ReferralState.DECLINED else "",
        )

    def _search(self, people: dict[int, Graduate], cases: dict[int, Case]) -> None:
        """Wishes of all who look for work, needs of every second of them."""
        searching = [n for n, case in cases.items() if case.state == CaseState.SEARCHING]
        wishes = JobWishes.objects.bulk_create(
            JobWishes(graduate=people[n], full_day=n % 3 == 0, part_day=True, pay_from=30_000)
            for n in searching
        )
        places = districts.DISTRICTS
        WishedDistrict.objects.bulk_create(
            WishedDistrict(wishes=row, district=places[(n // 16 + more) % len(places)].code)
            for n, row in zip(searching, wishes, strict=True)
            for more in range(3)
        )
        needs = Needs(levels={"accessible_entrance": NEEDED}, notes={"hearing": "Говорить громче"})
        WorkNeeds.objects.bulk_create(
            WorkNeeds(graduate=people[n], content=needs.to_json()) for n in searching if n % 32
        )

    def _sheets(self, people: dict[int, Graduate]) -> None:
        sheets = Recommendations.objects.bulk_create(
            Recommendations(
                graduate=person,
                heading=person.group,
                state=SheetState.FILLING if n % 64 == 0 else SheetState.CLOSED,
                opened_by=self.specialists[0],
            )
            for n, person in people.items()
            if n % 16 == 0
        )
        Part.objects.bulk_create(
            Part(sheet=sheet, kind=kind, order=place)
            for sheet in sheets
            for place, kind in enumerate(Part.Kind.values)
        )

    def _consultations(self, people: dict[int, Graduate]) -> Iterator[Consultation]:
        for n, person in people.items():
            if n % 2:
                row = Consultation(
                    graduate=person,
                    held_on=self.today - dt.timedelta(days=n % 900),
                    topic=Consultation.Topic.values[n % 8],
                    by=self.specialists[n % SPECIALISTS],
                )
                if n % 20 == 1:
                    row.graduate, row.group, row.people_count = None, person.group, 12
                    row.search_key = text.search_key(row.group)
                yield row


def _specialist(centre: Organisation) -> User:
    user = UserFactory(organisation=centre)
    user.groups.set(Group.objects.filter(name=roles.PLACEMENT_SPECIALIST))
    return user


def _surname(n: int) -> str:
    return (
        STEMS[n % len(STEMS)] + MIDDLES[n // 12 % len(MIDDLES)] + ENDINGS[n // 120 % len(ENDINGS)]
    )


def _keys(count: int) -> list[PersonKey]:
    """New keys, written as any other file: that each is durable at once would take minutes."""
    quick = {
        "BACKEND": "django.core.files.storage.FileSystemStorage",
        "OPTIONS": {"location": settings.STORAGES["keys"]["OPTIONS"]["location"]},
    }
    keys = [PersonKey() for _ in range(count)]
    with override_settings(STORAGES={**settings.STORAGES, "keys": quick}):
        for key in keys:
            keyring.write(key, os.urandom(keyring.KEY_BYTES))
    return PersonKey.objects.bulk_create(keys)
