"""Conflicts of interest, absence, the end of the scoring, reminders: each is recorded (C-14)."""

import datetime as dt

import pytest
from django.db import IntegrityError, transaction

from contest.commission.models import CommissionMember
from contest.scoring import services
from contest.scoring.entries import states_of
from contest.scoring.models import Absence, Mark, Recusal, WindowDecision
from contest.scoring.standing import facts_of
from core import clock, outbox
from core.errors import Refused
from core.models import HistoryRecord, Letter
from tests.contest.factories import ContestFactory

pytestmark = pytest.mark.django_db
TODAY = dt.date(2024, 6, 12)


def excuse(member, actor):
    return services.excuse(
        member=member, number="3", decided_on=TODAY, reason="болезнь", actor=actor
    )


@pytest.mark.req("C-14")
def test_marks_given_before_a_recusal_are_kept_without_influence(
    window, commission, entries, give, contest
):
    window()
    for member in commission:
        give(member, entries[0], 4, 4, 4, 4)
    give(commission[2], entries[0], 10, 10, 10, 10)
    assert facts_of(contest).mark(entries[0].pk).value > 4
    member = commission[2]
    recusal = services.recuse(entry=entries[0], member=member, reason="муж", actor=member.user)
    assert facts_of(contest).mark(entries[0].pk).value == 4
    assert Mark.objects.filter(sheet__member=member).count() == 4
    services.lift(recusal=recusal, reason="однофамильцы", actor=commission[1].user)
    assert facts_of(contest).mark(entries[0].pk).value > 4


@pytest.mark.req("C-14")
@pytest.mark.parametrize("recorder", ["member", "secretary"])
def test_only_another_person_lifts_a_recusal(window, commission, entries, recorder):
    window()
    member, secretary, chair = commission[2], commission[1].user, commission[0].user
    actor = member.user if recorder == "member" else secretary
    row = services.recuse(entry=entries[0], member=member, reason="муж", actor=actor)
    for refused in {member.user, actor}:
        with pytest.raises(Refused, match="другой человек"):
            services.lift(recusal=row, reason="ошибка", actor=refused)
    with pytest.raises(Refused, match="почему"):
        services.lift(recusal=row, reason=" ", actor=chair)
    services.lift(recusal=row, reason="ошибка", actor=chair)
    with pytest.raises(Refused, match="уже снята"):
        services.lift(recusal=row, reason="ошибка", actor=chair)
    row.refresh_from_db()
    row.ended_by = row.recorded_by
    with transaction.atomic(), pytest.raises(IntegrityError):
        row.save()


def test_a_recusal_is_recorded_once_with_its_reason(window, commission, entries, stranger):
    window()
    member = commission[2]
    with pytest.raises(Refused, match="в чём состоит"):
        services.recuse(entry=entries[0], member=member, reason="  ", actor=member.user)
    services.recuse(entry=entries[0], member=member, reason="сестра", actor=member.user)
    with pytest.raises(Refused, match="уже записан"):
        services.recuse(entry=entries[0], member=member, reason="опять", actor=stranger)
    # The reason names people: the history that administrators read says only that it happened.
    record = HistoryRecord.objects.about(member).get()
    assert (record.action, record.why) == ("recuse", "")


@pytest.mark.req("C-14")
def test_absence_spares_all_that_is_not_marked_and_nothing_else(
    window, commission, entries, give, contest
):
    window()
    member, secretary = commission[2], commission[1].user
    give(member, entries[0], 9, 9, 9, 9)
    give(member, entries[1], 9)
    excuse(member, secretary)
    states = states_of(member, [one.pk for one in entries], criteria=4)
    assert [states[e.pk] for e in entries] == ["complete", "excused", "excused"]
    facts = facts_of(contest)
    assert member.pk in facts.mark(entries[0].pk).members
    assert member.pk not in facts.mark(entries[1].pk).missing
    with pytest.raises(Refused, match="уже записано"):
        excuse(member, secretary)
    services.take_back(absence=Absence.objects.get(), reason="вернулась", actor=secretary)
    assert states_of(member, [entries[2].pk], criteria=4) == {entries[2].pk: "untouched"}
    assert [r.why for r in HistoryRecord.objects.about(member)] == ["решение № 3", "вернулась"]


def test_a_decision_of_tomorrow_excuses_nobody(window, commission):
    window()
    ahead = clock.local_day(clock.now()) + dt.timedelta(days=3)
    with pytest.raises(Refused, match="не наступила"):
        services.excuse(
            member=commission[2],
            number="3",
            decided_on=ahead,
            reason="болезнь",
            actor=commission[1].user,
        )


@pytest.mark.req("C-14")
def test_closing_early_late_or_again_is_a_recorded_decision(contest, window, commission):
    window()
    secretary = commission[1].user
    planned = contest.scoring_closes_at
    later = planned + dt.timedelta(days=2)
    with pytest.raises(Refused, match="причину"):
        services.prolong(contest=contest, closes_at=later, reason=" ", actor=secretary)
    with pytest.raises(Refused, match="позже прежнего"):
        services.prolong(contest=contest, closes_at=planned, reason="болезнь", actor=secretary)
    services.prolong(contest=contest, closes_at=later, reason="болезнь", actor=secretary)
    services.close_now(contest=contest, reason="все оценили", actor=secretary)
    contest.refresh_from_db()
    assert contest.scoring_window() == "closed"
    with pytest.raises(Refused, match="только идущую"):
        services.close_now(contest=contest, reason="опять", actor=secretary)
    with pytest.raises(Refused, match="время впереди"):
        services.reopen(contest=contest, closes_at=clock.now(), reason="сбой", actor=secretary)
    services.reopen(contest=contest, closes_at=later, reason="сбой", actor=secretary)
    contest.refresh_from_db()
    assert contest.scoring_window() == "open"
    rows = WindowDecision.objects.filter(contest=contest)
    assert [(row.kind, row.recorded_by) for row in rows] == [
        ("prolong", secretary),
        ("close", secretary),
        ("reopen", secretary),
    ]
    assert rows[0].was_to_close_at == planned
    assert rows[0].closes_at == rows[1].was_to_close_at == later
    whys = list(HistoryRecord.objects.about(contest).values_list("why", flat=True))
    assert whys == ["болезнь", "все оценили", "сбой"]


def test_whoever_is_slow_is_told_only_their_own_number(contest, window, commission, entries, give):
    window()
    for entry in entries:
        give(commission[2], entry, 5, 5, 5, 5)
    give(commission[3], entries[0], 5, 5, 5, 5)
    give(commission[3], entries[1], 5)
    reminded = services.remind(contest=contest, actor=commission[1].user)
    assert {m.pk for m in reminded} == {commission[0].pk, commission[1].pk, commission[3].pk}
    texts = {letter.to: outbox.content(letter) for letter in Letter.objects.all()}
    assert set(texts) == {m.user.email for m in reminded}
    subject, body = texts[commission[3].user.email]
    assert "осталось 2 заявки" in subject
    assert "3 заявки" in texts[commission[0].user.email][0]
    assert "/cms/contest/scoring/" in body
    for name in (*(e.last_name for e in entries), *(m.last_name for m in commission)):
        assert name not in body


def test_nobody_is_reminded_when_all_have_marked(contest, window, commission, entries, give):
    window()
    for member in commission[1:]:
        for entry in entries:
            give(member, entry, 5, 5, 5, 5)
    excuse(commission[0], commission[1].user)
    with pytest.raises(Refused, match="Напоминать некому"):
        services.remind(contest=contest, actor=commission[1].user)
    assert not Letter.objects.exists()


def test_a_recusal_of_another_contests_member_is_refused(window, commission, entries):
    window()
    foreign = CommissionMember.objects.create(
        contest=ContestFactory(), last_name="Л", first_name="О", post="п"
    )
    with pytest.raises(Refused, match="не входит"):
        services.recuse(entry=entries[0], member=foreign, reason="сестра", actor=commission[1].user)
    assert not Recusal.objects.exists()
