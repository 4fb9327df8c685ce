"""A member replaced by an order: what becomes of the marks they gave is data of that order (C-14)."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import IntegrityError, transaction

from contest.commission.models import CommissionMember
from contest.commission.services import Newcomer, Order, invite, replace
from contest.findings import services as findings
from contest.scoring import services
from contest.scoring.entries import relieved_of, states_of
from contest.scoring.rules.progress import Progress
from contest.scoring.standing import standing
from core import roles
from core.errors import Refused

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14", "C-K1")]
BASE = "/cms/contest/scoring"
DAY = dt.date(2026, 6, 1)
SOMEBODY = Newcomer("Новикова", "Инна", "Олеговна", "начальник отдела", by_agreement=False)


@pytest.fixture
def swap(commission, make_user):
    """``swap(member, keeps=True)``: an order puts somebody with an account into the seat."""

    def put(member: CommissionMember, *, keeps: bool) -> CommissionMember:
        new = replace(
            commissionmember=member,
            newcomer=SOMEBODY,
            order=Order("12", DAY, keeps),
            actor=commission[1].user,
        )
        new.user = make_user(roles.COMMISSION_MEMBER, last_name="Новикова")
        new.save()
        member.refresh_from_db()
        return new

    return put


def marks(contest) -> dict[str, Fraction | None]:
    """The mark of each entry by the participant's surname."""
    lines = [line for group in standing(contest)[1] for line in group.lines]
    return {line.entry.last_name: line.mark.value for line in lines}


def fill(commission, entries, give, *, but) -> None:
    """Everybody but one member gives everybody a five."""
    for member in commission:
        if member != but:
            for entry in entries:
                give(member, entry, 5, 5, 5, 5)


def test_marks_that_the_order_keeps_count_and_the_newcomer_marks_the_rest(
    window, commission, entries, give, swap
):
    window()
    old, contest = commission[2], entries[0].contest
    fill(commission, entries, give, but=old)
    give(old, entries[0], 9, 9, 9, 9)
    give(old, entries[1], 9)
    new = swap(old, keeps=True)
    states = states_of(new, [one.pk for one in entries], criteria=4)
    assert states[entries[0].pk] is Progress.EXCUSED
    assert states[entries[1].pk] is states[entries[2].pk] is Progress.UNTOUCHED
    with pytest.raises(Refused, match="которого вы заменили"):
        give(new, entries[0], 1)
    assert marks(contest) == {"Абрамова": 6, "Белова": None, "Волкова": None}
    give(new, entries[1], 1, 1, 1, 1)
    give(new, entries[2], 5, 5, 5, 5)
    # What the former member had begun and not finished is nobody's mark.
    assert marks(contest) == {"Абрамова": 6, "Белова": 4, "Волкова": 5}


def test_marks_that_the_order_sets_aside_have_no_influence_and_the_newcomer_marks_all(
    window, commission, entries, give, swap
):
    window()
    old, contest = commission[2], entries[0].contest
    fill(commission, entries, give, but=old)
    for entry in entries:
        give(old, entry, 9, 9, 9, 9)
    new = swap(old, keeps=False)
    assert set(marks(contest).values()) == {None}
    assert relieved_of(new, criteria=4) == set()
    for entry in entries:
        give(new, entry, 1, 1, 1, 1)
    assert set(marks(contest).values()) == {Fraction(4)}
    assert old.sheets.count() == len(entries)


def test_a_kept_mark_that_a_conflict_of_interest_sets_aside_is_open_to_the_newcomer(
    window, commission, entries, give, swap
):
    window()
    old, contest = commission[2], entries[0].contest
    fill(commission, entries, give, but=old)
    give(old, entries[0], 9, 9, 9, 9)
    new = swap(old, keeps=True)
    recusal = services.recuse(
        entry=entries[0], member=old, reason="Сестра", actor=commission[1].user
    )
    assert marks(contest)["Абрамова"] is None
    give(new, entries[0], 1, 1, 1, 1)
    assert marks(contest)["Абрамова"] == 4
    services.lift(recusal=recusal, reason="Ошибка", actor=commission[0].user)
    # A seat counts once.
    assert marks(contest)["Абрамова"] == 6


def test_replaced_twice(window, commission, entries, give, swap):
    window()
    old, contest = commission[2], entries[0].contest
    fill(commission, entries, give, but=old)
    give(old, entries[0], 9, 9, 9, 9)
    second = swap(old, keeps=True)
    give(second, entries[1], 1, 1, 1, 1)
    third = swap(second, keeps=True)
    give(third, entries[2], 5, 5, 5, 5)
    assert marks(contest) == {"Абрамова": 6, "Белова": 4, "Волкова": 5}


def test_the_former_member_marks_and_finds_nothing_any_more(
    window, commission, entries, swap, client_of
):
    window()
    old = commission[2]
    browser, contest = client_of(old.user), entries[0].contest
    pages = [
        f"{BASE}/inspect/{contest.pk}/",
        f"{BASE}/score/{contest.pk}/{entries[0].pk}/",
        f"/cms/contest/applications/inspect/{entries[0].submission_id}/",
        f"/cms/contest/videos/inspect/{entries[0].pk}/",
    ]
    assert [browser.get(page).status_code for page in pages] == [200] * 4
    swap(old, keeps=True)
    assert [browser.get(page).status_code for page in pages] == [404] * 4
    with pytest.raises(Refused, match="сам член комиссии"):
        services.save_comment(
            member=old, entry=entries[0], part="video", comment="Да", seen="", actor=old.user
        )
    with pytest.raises(Refused, match="сам член комиссии"):
        findings.propose(member=old, text="Предлагаю", actor=old.user)


def test_the_composition_shows_the_newcomer_in_the_same_seat(
    commission, swap, contest, publish, client
):
    chair = commission[0]
    new = swap(chair, keeps=False)
    assert (new.seat, new.order, new.replaces) == ("chair", chair.order, chair)
    assert chair.replaced_by == new
    assert contest.commission.serving().count() == len(commission)
    page = client.get(publish(contest).url).content.decode()
    assert "Новикова" in page
    assert "Рощин" not in page


def test_it_is_done_once_with_number_and_date(commission, swap):
    swap(commission[2], keeps=True)
    with pytest.raises(Refused, match="уже заменён"):
        swap(commission[2], keeps=True)
    with pytest.raises(Refused, match="больше не член"):
        invite(commissionmember=commission[2], email="a@example.org", actor=commission[1].user)
    with pytest.raises(Refused, match="ещё не наступил") as refusal:
        replace(
            commissionmember=commission[3],
            newcomer=SOMEBODY,
            order=Order("13", dt.date(2050, 1, 1), keeps_marks=True),
            actor=commission[1].user,
        )
    assert refusal.value.field == "signed_on"
    rows = CommissionMember.objects.filter(pk=commission[3].pk)
    with pytest.raises(IntegrityError), transaction.atomic():
        rows.update(replaced_on=DAY)


def test_the_secretary_replaces_in_the_back_office(commission, client_of, window, contest):
    window()
    desk = client_of(commission[1].user)
    address = f"/cms/contest/commission/replace/{commission[2].pk}/"
    assert "checked" not in desk.get(address).content.decode()
    typed = {
        "last_name": "Новикова",
        "first_name": "Инна",
        "post": "начальник отдела",
        "number": "12-од",
        "signed_on": "01.06.2026",
    }
    assert desk.post(address, typed).status_code == 200
    assert CommissionMember.objects.get(pk=commission[2].pk).is_serving
    desk.post(address, {**typed, "marks": "kept"})
    new = CommissionMember.objects.get(last_name="Новикова")
    assert new.replaces == commission[2]
    assert new.replaces.keeps_marks
    listed = desk.get("/cms/contest/commission/").content.decode()
    assert "заменён приказом № 12-од от 01.06.2026, прежние оценки учитываются" in listed
    overview = desk.get(f"{BASE}/inspect/{contest.pk}/").content.decode()
    assert "прежние оценки учитываются" in overview
    assert client_of(commission[3].user).get(address).status_code == 404
