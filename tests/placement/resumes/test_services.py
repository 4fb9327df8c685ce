"""Versions of a resume: written, offered, approved, out of use (P-F3)."""

import dataclasses

import pytest

from core.errors import Refused, TransitionRefused
from core.models import HistoryRecord
from placement.consents import ASSISTANCE, TO_EMPLOYERS
from placement.graduates.services import destroy_graduate
from placement.grants import services as grants
from placement.resumes import services
from placement.resumes.content import Content, Job
from placement.resumes.lifecycle import ResumeState
from placement.resumes.models import Resume
from placement.resumes.services.guards import revision
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.resumes.factories import FULL, ResumeFactory

pytestmark = pytest.mark.django_db


@pytest.fixture
def person():
    graduate = GraduateFactory()
    allow(graduate, TO_EMPLOYERS)
    return graduate


@pytest.fixture
def draft(person, specialist):
    return services.create_resume(graduate=person, content=FULL, actor=specialist)


@pytest.fixture
def approved(draft, specialist):
    services.offer(resume=draft, actor=specialist)
    return services.approve(resume=draft, actor=None)


def test_versions_are_counted_and_lie_sealed(draft, person, specialist):
    services.offer(resume=draft, actor=specialist)
    copy = services.copy_resume(resume=draft, actor=specialist)
    assert (draft.number, copy.number) == (1, 2)
    assert Content.from_json(Resume.objects.get(pk=copy.pk).content) == FULL
    stored = Resume.objects.filter(pk=draft.pk).values_list("content", flat=True).get()
    assert "Пробная".encode() not in bytes(stored)


def test_without_the_consent_to_accompaniment_no_resume_is_written(specialist):
    with pytest.raises(Refused):
        services.create_resume(graduate=GraduateFactory(), content=FULL, actor=specialist)


@pytest.mark.parametrize(
    "content",
    [
        Content(),
        Content(position="x" * 256),
        Content(position="Швея", jobs=(Job(since="2022", until="2021"),)),
        Content(position="Швея", jobs=(Job(organisation="a"),) * 61),
    ],
)
def test_what_no_resume_may_hold_is_refused(person, specialist, content):
    with pytest.raises(Refused):
        services.create_resume(graduate=person, content=content, actor=specialist)


def test_who_saves_over_anothers_change_is_told(draft, specialist):
    shown = revision(draft)
    changed = dataclasses.replace(FULL, position="Портной")
    services.save_draft(resume=draft, content=changed, actor=specialist, revision=shown)
    with pytest.raises(Refused, match="кто-то ещё"):
        services.save_draft(resume=draft, content=FULL, actor=specialist, revision=shown)
    draft.refresh_from_db()
    assert draft.position == "Портной"


@pytest.mark.req("P-F3")
def test_an_approved_version_never_changes(approved, specialist):
    with pytest.raises(Refused, match="не черновик"):
        services.save_draft(resume=approved, content=FULL, actor=specialist)
    with pytest.raises(TransitionRefused):
        services.send_back(resume=approved, why="Не то", actor=None)


@pytest.mark.req("P-F3")
def test_only_an_approved_version_goes_out_and_only_while_the_person_allows_it(
    draft, person, specialist
):
    assert not services.may_go_out(draft)
    services.offer(resume=draft, actor=specialist)
    row = services.approve(resume=draft, actor=None)
    assert services.may_go_out(row)
    grant = person.grants.get(purpose=TO_EMPLOYERS)
    grants.withdraw(grant=grant, actor=None)
    row.refresh_from_db()
    assert row.state == ResumeState.APPROVED
    assert not services.may_go_out(row)
    with pytest.raises(Refused):
        services.require_going_out(row)


def test_the_end_of_accompaniment_retires_all_versions(approved, draft, person, specialist):
    services.copy_resume(resume=approved, actor=specialist)
    grants.withdraw(grant=person.grants.get(purpose=ASSISTANCE), actor=None)
    assert set(person.resumes.values_list("state", flat=True)) == {ResumeState.RETIRED}


def test_staff_say_on_what_the_person_signed(draft, specialist):
    services.offer(resume=draft, actor=specialist)
    with pytest.raises(Refused) as refusal:
        services.approve(resume=draft, actor=specialist)
    assert refusal.value.field == "how"
    row = services.approve(resume=draft, actor=specialist, how="Подписала распечатку")
    line = HistoryRecord.objects.about(row).get(action="approve")
    assert (line.why, line.actor) == ("Подписала распечатку", specialist)


def test_what_the_person_was_not_shown_is_not_approved(draft, specialist):
    services.offer(resume=draft, actor=specialist)
    with pytest.raises(Refused, match="кто-то ещё"):
        services.approve(resume=draft, actor=None, revision="0" * 16)


def test_the_person_sends_it_back_with_words(draft, specialist):
    services.offer(resume=draft, actor=specialist)
    with pytest.raises(Refused):
        services.send_back(resume=draft, why=" ", actor=None)
    row = services.send_back(resume=draft, why="Не тот телефон", actor=None)
    assert row.state == ResumeState.DRAFT
    line = HistoryRecord.objects.about(row).get(action="send-back")
    assert (line.why, line.actor_label) == ("Не тот телефон", "выпускник")


def test_of_destroyed_data_nothing_is_left_to_read(approved, person, people):
    destroy_graduate(graduate=person, reason="Срок", actor=people["deputy"])
    row = Resume.objects.get(pk=approved.pk)
    assert (row.state, row.position, row.content) == (ResumeState.RETIRED, "", "")


@pytest.mark.parametrize("who", ["director", "secretary"])
def test_without_the_right_nothing_is_done(people, who):
    row = ResumeFactory()
    allow(row.graduate)
    for act in (services.offer, services.retire, services.copy_resume):
        with pytest.raises(Refused, match="права"):
            act(resume=row, actor=people[who])


def test_a_button_pressed_twice_makes_one_version(draft, person, specialist):
    with pytest.raises(Refused, match="второй раз"):
        services.create_resume(graduate=person, content=FULL, actor=specialist)
    services.copy_resume(resume=draft, actor=specialist)
    with pytest.raises(Refused, match="второй раз"):
        services.copy_resume(resume=draft, actor=specialist)
    assert Resume.objects.count() == 2
