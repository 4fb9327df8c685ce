"""Giving marks: by whom, when, and what is kept of it (C-14)."""

import pytest

from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, in_own_order, keys_of, states_of, to_mark
from contest.scoring.models import Mark, MarkChange, ScoreSheet
from contest.scoring.services import Given, recuse, save_comment, save_mark, save_sheet
from contest.scoring.services.marking import comment_revision
from core import crypto
from core.errors import Refused
from core.models import HistoryRecord
from forms_app.lifecycle import State
from tests.contest.factories import ContestFactory
from tests.contest.scoring.conftest import admit
from tests.factories import UserFactory
from tests.threads import at_once

pytestmark = pytest.mark.django_db


@pytest.fixture
def who(window, commission, entries):
    """A member at an entry, while the scoring is open."""
    window()
    member = commission[2]
    return {"member": member, "entry": entries[0], "actor": member.user}


@pytest.fixture
def criterion(contest):
    return criteria_of(contest)[0]


@pytest.mark.req("C-14")
def test_a_mark_is_whole_steps_and_zero_is_a_mark(who, criterion):
    save_mark(**who, criterion=criterion, given=Given(0))
    assert Mark.objects.get().steps == 0
    for steps in (-1, 11):
        with pytest.raises(Refused, match="от 0 до 10"):
            save_mark(**who, criterion=criterion, given=Given(steps, 0))


def test_each_change_is_kept_with_who_when_from_and_to(who, criterion):
    save_mark(**who, criterion=criterion, given=Given(7))
    save_mark(**who, criterion=criterion, given=Given(7, 7))
    save_mark(**who, criterion=criterion, given=Given(9, 7))
    rows = MarkChange.objects.values_list("before", "after", "by")
    assert list(rows) == [(None, 7, who["actor"].pk), (7, 9, who["actor"].pk)]
    # Nothing of it in the history that others read.
    assert not HistoryRecord.objects.exclude(action="create").exists()


def test_what_another_window_has_saved_is_not_overwritten(who, criterion):
    save_mark(**who, criterion=criterion, given=Given(7))
    with pytest.raises(Refused, match="уже изменена"):
        save_mark(**who, criterion=criterion, given=Given(5))
    assert Mark.objects.get().steps == 7
    # The same twice is one.
    save_mark(**who, criterion=criterion, given=Given(7))
    assert MarkChange.objects.count() == 1


@pytest.mark.req("C-14")
@pytest.mark.parametrize(
    ("hours", "said"), [((-1, 5), "ещё не началась"), ((9, -1), "Оценка закрыта")]
)
def test_marks_are_taken_only_in_the_window(who, criterion, window, hours, said):
    window(*hours)
    with pytest.raises(Refused, match=said):
        save_mark(**who, criterion=criterion, given=Given(7))
    assert not ScoreSheet.objects.exists()


def test_without_dates_there_is_no_scoring(contest, commission, entries, criterion):
    member = commission[2]
    with pytest.raises(Refused, match="не заданы"):
        save_mark(
            member=member,
            entry=entries[0],
            criterion=criterion,
            given=Given(7),
            actor=member.user,
        )


@pytest.mark.req("C-14", "X-7")
def test_only_the_member_gives_their_marks(who, criterion, commission, stranger, superuser):
    for actor in (stranger, superuser, commission[1].user):
        with pytest.raises(Refused, match="под своей учётной записью"):
            save_mark(**{**who, "actor": actor}, criterion=criterion, given=Given(7))


def test_a_seat_in_one_commission_is_none_in_another(who, criterion, window):
    other = ContestFactory()
    entry = admit(other, "Чужая")
    with pytest.raises(Refused, match="этого конкурса"):
        save_mark(**{**who, "entry": entry}, criterion=criterion, given=Given(7))
    foreign = criteria_of(other)[0]
    with pytest.raises(Refused, match="Такого критерия"):
        save_mark(**who, criterion=foreign, given=Given(7))


@pytest.mark.parametrize("state", [State.REGISTERED, State.WITHDRAWN, State.REJECTED])
def test_only_admitted_entries_are_marked(who, criterion, contest, state):
    entry = admit(contest, "Другая", state=state)
    assert entry not in to_mark(contest)
    with pytest.raises(Refused, match="больше не оценивается"):
        save_mark(**{**who, "entry": entry}, criterion=criterion, given=Given(7))


@pytest.mark.req("C-14")
@pytest.mark.parametrize("seat", range(4))
def test_a_conflict_of_interest_binds_every_seat(who, commission, entries, criterion, seat):
    member = commission[seat]
    own = {"member": member, "entry": entries[0], "actor": member.user}
    recuse(entry=entries[0], member=member, reason="сестра", actor=member.user)
    with pytest.raises(Refused, match="конфликт интересов"):
        save_mark(**own, criterion=criterion, given=Given(7))
    save_mark(**{**own, "entry": entries[1]}, criterion=criterion, given=Given(7))


def test_the_first_mark_fixes_the_rules(who, criterion, contest):
    assert contest.rules_locked_at is None
    save_mark(**who, criterion=criterion, given=Given(7))
    contest.refresh_from_db()
    assert contest.rules_locked_at is not None


def test_a_sheet_is_saved_whole_or_not_at_all(who, contest):
    criteria = criteria_of(contest)
    typed = {"part": "video", "comment": "Ясно", "seen_comment": comment_revision("")}
    save_sheet(**who, **typed, marks={criteria[0]: Given(7), criteria[2]: Given(0)})
    assert list(Mark.objects.values_list("criterion", "steps")) == [
        (criteria[0].pk, 7),
        (criteria[2].pk, 0),
    ]
    marks = {criteria[1]: Given(5), criteria[3]: Given(99)}
    with pytest.raises(Refused):
        save_sheet(**who, **typed, marks=marks)
    assert Mark.objects.count() == 2
    play = contest.criteria.filter(part="role-play").first()
    with pytest.raises(Refused, match="другой части"):
        save_sheet(**who, **typed, marks={play: Given(5)})


def test_a_comment_lies_encrypted_and_ends_with_the_persons_key(who):
    typed = {"part": "video", "comment": "Голос дрожит"}
    save_comment(**who, **typed, seen=comment_revision(""))
    sheet = ScoreSheet.objects.get()
    assert sheet.comment == "Голос дрожит"
    stored = bytes(ScoreSheet.objects.values_list("comment", flat=True).get())
    assert "Голос".encode() not in stored
    with pytest.raises(Refused, match="уже изменена"):
        save_comment(**who, **{**typed, "comment": "Иначе"}, seen=comment_revision(""))
    crypto.destroy_key(who["entry"].submission.key, at=sheet.entry.submission.received_at)
    assert ScoreSheet.objects.get().comment == ""


@pytest.mark.req("C-14")
def test_each_member_has_an_order_of_their_own_that_stays(contest, commission):
    for name in "абвгдежз":
        admit(contest, name)
    keys = keys_of(to_mark(contest))
    orders = {m.pk: in_own_order(m, keys) for m in commission}
    assert len({tuple(order) for order in orders.values()}) > 1
    assert all(sorted(order) == sorted(keys) for order in orders.values())
    for member in commission:
        assert in_own_order(member, reversed(keys)) == orders[member.pk]
        # Whoever is gone moves nobody else.
        fewer = in_own_order(member, keys[1:])
        assert fewer == [key for key in orders[member.pk] if key != keys[0]]


def test_how_far_a_member_is_with_each_entry(who, contest, commission, entries, give):
    member = who["member"]
    give(member, entries[0], 5, 6, 7, 8)
    give(member, entries[1], 0)
    give(commission[3], entries[2], 5, 6, 7, 8)
    states = states_of(member, [entry.pk for entry in entries], criteria=4)
    assert [states[entry.pk] for entry in entries] == ["complete", "partial", "untouched"]


def seated(contest) -> CommissionMember:
    """A member with an account; the services ask for the seat alone, not for a right."""
    return CommissionMember.objects.create(
        contest=contest, last_name="Л", first_name="О", post="п", user=UserFactory()
    )


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_marks_and_a_closing_at_one_instant_never_pass_each_other(
    contest, window, entries, criterion
):
    """Whatever is stored was stored before the closing, and nobody's mark is lost."""
    from contest.scoring.services import close_now

    window()

    def mark(member):
        return lambda: save_mark(
            member=member,
            entry=entries[0],
            criterion=criterion,
            given=Given(8),
            actor=member.user,
        )

    first, second = seated(contest), seated(contest)
    found = at_once(
        mark(first),
        mark(second),
        lambda: close_now(contest=contest, reason="все оценили", actor=first.user),
    )
    marks, closing = found[:2], found[2]
    assert not isinstance(closing, Exception)
    saved = [one for one in marks if not isinstance(one, Exception)]
    assert all(isinstance(one, Mark | Refused) for one in marks)
    assert Mark.objects.count() == len(saved)
    contest.refresh_from_db()
    for change in MarkChange.objects.all():
        assert change.at <= contest.scoring_closes_at


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_devices_of_one_member_give_one_mark(contest, window, entries, criterion):
    window()
    member = seated(contest)

    def mark(steps):
        return lambda: save_mark(
            member=member,
            entry=entries[0],
            criterion=criterion,
            given=Given(steps),
            actor=member.user,
        )

    found = at_once(mark(3), mark(9))
    assert sorted(type(one).__name__ for one in found) == ["Mark", "Refused"]
    (stored,) = Mark.objects.all()
    assert MarkChange.objects.get().after == stored.steps
