"""Additional agreements and reminders of the end of the term (P-5.4)."""

import datetime as dt

import pytest

from core import outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter
from placement import tasks
from placement.agreements import services
from placement.agreements.lifecycle import AgreementState
from placement.agreements.models import Addendum, Agreement
from placement.agreements.services import addenda, reminders
from tests.placement.agreements.conftest import TODAY
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-5.4")]
DAY = dt.timedelta(days=1)
END = dt.date(2027, 8, 31)


@pytest.fixture
def ran(monkeypatch):
    """``ran(60)``: the regular work so many days before the end of this school year's term."""
    from core import clock

    def run(left: int) -> str:
        at = dt.datetime.combine(END - left * DAY, dt.time(9), tzinfo=dt.UTC)
        monkeypatch.setattr(clock, "now", lambda: at)
        return tasks.follow_agreements(at)

    return run


def actions(row):
    return list(HistoryRecord.objects.about(row).values_list("action", flat=True))


# --- reminders -----------------------------------------------------------------------------------


def test_the_responsible_specialist_is_reminded_three_times_and_once_each(signed, specialist, ran):
    row = signed()
    said = []
    for left in (61, 60, 60, 31, 30, 30, 8, 7, 7, 1, 0):
        ran(left)
        said.append(Letter.objects.count())
    assert said == [0, 1, 1, 1, 2, 2, 2, 3, 3, 3, 3]
    assert set(Letter.objects.values_list("to", flat=True)) == {specialist.email}
    first = Letter.objects.order_by("created_at").first()
    subject, body = outbox.content(first)
    assert "Договор № 1 заканчивается через 60 дней" in subject
    assert str(row.employer) in subject
    assert f"/cms/placement/agreements/inspect/{row.pk}/" in body
    assert ran(-1) == "ended 1, reminded 0"


def test_after_a_standstill_only_the_latest_reminder_comes(signed, ran):
    signed()
    assert ran(5) == "ended 0, reminded 1"
    assert ran(4) == "ended 0, reminded 0"
    (letter,) = Letter.objects.all()
    assert "через 5 дней" in outbox.content(letter)[0]


def test_a_prolonged_agreement_is_reminded_of_anew(signed, specialist, ran):
    row = signed(ends_on=END - 5 * DAY)
    ran(5 + 30)
    addenda.prolong(agreement=row, signed_on=TODAY, ends_on=END, actor=specialist)
    ran(60)
    assert Letter.objects.count() == 2


def test_whom_no_letter_reaches_is_noted_and_asked_about_once(signed, specialist, ran):
    row = signed()
    specialist.email = ""
    specialist.save()
    assert ran(30) == "ended 0, reminded 0"
    ran(29)
    assert actions(row) == ["create", "register", "remind"]
    assert HistoryRecord.objects.about(row).last().details == {"days": 30, "no_address": True}


def test_drafts_and_agreements_that_are_over_or_endless_are_not_reminded_of(
    draft, signed, specialist, ran
):
    draft()
    signed(ends_on=None)
    gone = signed()
    services.terminate(agreement=gone, ended_on=TODAY, why="По соглашению", actor=specialist)
    assert ran(7) == "ended 0, reminded 0"


@pytest.mark.req("X-6")
def test_one_broken_agreement_stops_no_other(signed, ran, monkeypatch):
    from core.tick import PiecesFailed

    broken, other = signed(), signed()
    remind = reminders.remind

    def fail(*, agreement, today):
        if agreement == broken:
            raise ValueError("тайна")
        return remind(agreement=agreement, today=today)

    monkeypatch.setattr(reminders, "remind", fail)
    with pytest.raises(PiecesFailed, match="1 failed"):
        ran(30)
    assert "remind" in actions(other)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once_write_one_letter(signed):
    row = signed()
    at_once(*[lambda: reminders.remind(agreement=row, today=END - 30 * DAY)] * 2)
    assert Letter.objects.count() == 1


# --- additional agreements ---------------------------------------------------------------------------


def prolong(row, specialist, **values):
    return addenda.prolong(
        agreement=row,
        **{"signed_on": TODAY, "ends_on": END + 365 * DAY, "actor": specialist, **values},
    )


def test_a_prolongation_stands_under_the_same_number_and_moves_the_end(signed, specialist):
    row = signed()
    prolong(row, specialist)
    addenda.amend(agreement=row, signed_on=TODAY, subject="Другая программа", actor=specialist)
    row = Agreement.objects.get()
    assert (str(row.number), row.ends_on) == ("1", END + 365 * DAY)
    first, second = row.addenda.all()
    assert (first.ordinal, first.kind, first.ends_on, first.ended_before) == (
        1,
        "prolongation",
        END + 365 * DAY,
        END,
    )
    assert (second.ordinal, second.kind, second.subject) == (2, "change", "Другая программа")
    assert actions(row) == ["create", "register", "prolong", "amend"]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"ends_on": END}, "ends_on"),
        ({"signed_on": TODAY + DAY}, "signed_on"),
        ({"signed_on": dt.date(2026, 8, 31)}, "signed_on"),
    ],
)
def test_a_prolongation_that_cannot_be_is_refused(signed, specialist, values, field):
    row = signed()
    with pytest.raises(Refused) as refusal:
        prolong(row, specialist, **values)
    assert refusal.value.field == field
    assert Agreement.objects.get().ends_on == END
    assert not Addendum.objects.exists()


def test_a_paper_that_was_signed_in_time_prolongs_what_has_ended(signed, specialist):
    row = signed(ends_on=dt.date(2026, 9, 29))
    assert services.end(agreement=row, today=TODAY)
    with pytest.raises(Refused, match="срок уже истёк"):
        prolong(row, specialist, signed_on=dt.date(2026, 9, 30))
    prolong(row, specialist, signed_on=dt.date(2026, 9, 29))
    row = Agreement.objects.get()
    assert (row.state, row.ended_on) == (AgreementState.SIGNED, None)


def test_an_agreement_without_end_a_draft_and_a_terminated_one_are_not_prolonged(
    signed, draft, specialist
):
    with pytest.raises(Refused, match="без срока"):
        prolong(signed(ends_on=None), specialist)
    with pytest.raises(Refused, match="недоступно"):
        prolong(draft(), specialist)
    gone = signed()
    services.terminate(agreement=gone, ended_on=TODAY, why="По соглашению", actor=specialist)
    with pytest.raises(Refused, match="недоступно"):
        prolong(gone, specialist)


def test_a_registration_with_additional_agreements_is_not_taken_back(signed, specialist, deputy):
    row = signed()
    prolong(row, specialist)
    with pytest.raises(Refused, match="дополнительные соглашения"):
        services.annul(agreement=row, why="Ошибка", actor=deputy)


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("X-6")
def test_additional_agreements_written_at_once_have_their_own_ordinals(signed, specialist):
    row = signed()
    calls = [
        lambda: addenda.amend(agreement=row, signed_on=TODAY, subject="А", actor=specialist)
    ] * 3
    at_once(*calls)
    assert sorted(Addendum.objects.values_list("ordinal", flat=True)) == [1, 2, 3]
