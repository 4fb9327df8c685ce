"""Data go when their time is over, by themselves, and an act proves it (X-5, invariant 10)."""

import datetime as dt

import pytest

from core import clock
from core.models import HistoryRecord, PrivateFile
from core.tick import Pieces
from forms_app.models import DestructionAct, Ground
from placement import retention
from placement.cases.lifecycle import CaseState
from placement.cases.models import Case
from placement.consents import ASSISTANCE
from placement.graduates import services
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.grants import services as grants
from placement.grants.models import Grant, Representative
from tests.placement.graduates.factories import GraduateFactory, allow

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5")]
TODAY = dt.date(2026, 9, 1)


@pytest.fixture(autouse=True)
def _today(organisation):
    with clock.at(dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)):
        yield


def run() -> int:
    pieces = Pieces()
    count = retention.destroy_due(clock.now(), pieces)
    pieces.finish()
    return count


def unconfirmed(days: int, **fields) -> Graduate:
    row = GraduateFactory(state=GraduateState.CLAIMED, **fields)
    Graduate.objects.filter(pk=row.pk).update(created_at=clock.now() - dt.timedelta(days=days))
    return row


def led(specialist, ended_on: dt.date | None, **fields) -> Graduate:
    row = GraduateFactory(**{"left_year": 2022, **fields})
    Case.objects.create(
        graduate=row,
        specialist=specialist,
        opened_on=dt.date(2022, 9, 1),
        ended_on=ended_on,
        state=CaseState.STOPPED if ended_on else CaseState.SEARCHING,
        outcome=Case.Outcome.OTHER if ended_on else "",
    )
    return row


def withdrawn(graduate: Graduate, destroy_by: dt.date) -> None:
    [grant] = allow(graduate)
    grants.withdraw(grant=grant, actor=None)
    Grant.objects.filter(pk=grant.pk).update(destroy_by=destroy_by)


def is_destroyed(row: Graduate) -> bool:
    row.refresh_from_db()
    return row.state == GraduateState.DESTROYED


def test_a_card_that_nobody_confirmed_goes_after_a_year():
    old, recent = unconfirmed(370), unconfirmed(360)
    asked = unconfirmed(370)
    grants.open_grant(graduate=asked, purpose=ASSISTANCE, actor=None)
    confirmed = GraduateFactory()
    Graduate.objects.filter(pk=confirmed.pk).update(created_at=clock.now() - dt.timedelta(days=999))
    assert run() == 1
    assert is_destroyed(old)
    assert not any(map(is_destroyed, (recent, asked, confirmed)))
    assert run() == 0


def test_after_the_last_accompaniment_data_go_in_three_years(specialist):
    over = led(specialist, dt.date(2023, 9, 1))
    kept = [
        led(specialist, dt.date(2023, 9, 2)),
        led(specialist, None),
        led(specialist, dt.date(2023, 9, 1), left_year=2025),
    ]
    again = led(specialist, dt.date(2023, 9, 1))
    allow(again)
    assert run() == 1
    assert is_destroyed(over)
    assert not any(map(is_destroyed, (*kept, again)))


def test_withdrawn_consent_destroys_on_its_day_unless_a_new_one_was_given():
    due, early, again = GraduateFactory(), GraduateFactory(), GraduateFactory()
    withdrawn(due, TODAY)
    withdrawn(early, TODAY + dt.timedelta(days=1))
    withdrawn(again, TODAY)
    allow(again)
    assert run() == 1
    assert is_destroyed(due)
    assert not any(map(is_destroyed, (early, again)))
    act = DestructionAct.objects.get()
    assert (act.ground, act.reason) == (Ground.WITHDRAWN, "отозвано согласие на сопровождение")


def test_a_consent_withdrawn_on_a_linked_card_counts_for_the_person(specialist):
    kept, other = GraduateFactory(), GraduateFactory()
    withdrawn(other, TODAY)
    services.merge_graduates(keep=kept, merge=other, actor=specialist)
    assert run() == 1
    assert is_destroyed(kept)
    assert is_destroyed(other)
    assert DestructionAct.objects.get().subject.count("№") == 2


def test_the_act_names_kinds_of_data_and_nobody(specialist):
    row = GraduateFactory(last_name="Пробнова")
    Representative.objects.create(graduate=row, kind="parent", full_name="Пробнова Анна")
    HistoryRecord.objects.about(row).update(why="Пробнова просила")
    services.destroy_graduate(graduate=row, reason="истёк срок", actor=None)
    act = DestructionAct.objects.get()
    assert act.subject == f"карточка выпускника № {row.pk}"
    assert "имя, дата рождения, контакты" in act.data_list
    assert "представителей" in act.data_list
    assert "Пробнов" not in f"{act.subject}{act.data_list}{act.reason}"
    assert Representative.objects.get().full_name == "Данные уничтожены"
    assert str(act) in HistoryRecord.objects.about(row).get(action="destroy").details["destroyed"]


def test_files_under_the_key_go_too():
    row = GraduateFactory()
    file = PrivateFile.objects.create(
        key=row.key,
        name="согласие.pdf",
        size=1,
        sha256="0" * 64,
        content_type="application/pdf",
    )
    services.destroy_graduate(graduate=row, reason="истёк срок", actor=None)
    file.refresh_from_db()
    assert file.destroyed_at


def test_one_that_cannot_go_stops_no_other(monkeypatch):
    first, second = unconfirmed(370), unconfirmed(370)

    def refuse(graduate):
        if graduate.pk == first.pk:
            raise RuntimeError("broken")
        return []

    monkeypatch.setattr("placement.graduates.services.destroying._followers", [refuse])
    with pytest.raises(Exception, match="1 failed"):
        run()
    assert not is_destroyed(first)
    assert is_destroyed(second)


def test_the_look_for_what_is_due_asks_of_no_card_by_itself(specialist):
    """A subquery per card takes minutes in a register of 50,000."""
    led(specialist, dt.date(2022, 9, 1))
    for rows in (retention.withdrawn, retention.unconfirmed, retention.after_case):
        query = rows(TODAY).order_by("pk")
        assert "CORRELATED" not in query.explain(), rows.__name__
