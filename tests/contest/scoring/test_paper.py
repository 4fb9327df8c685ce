"""Sheets from paper: typed by one, checked by another, and only then marks (C-14)."""

import datetime as dt

import pytest
from django.contrib.auth.models import Permission
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from contest.commission.models import CommissionMember
from contest.finalists import services as lists
from contest.scoring.entries import criteria_of
from contest.scoring.models import Mark, MarkChange, ScoreSheet
from contest.scoring.paper.models import PaperMark, PaperSheet
from contest.scoring.services import paper, recuse
from contest.scoring.standing import facts_of
from core import clock, roles
from core.errors import Refused
from core.models import HistoryRecord, PersonKey, PrivateFile, ReadRecord
from tests.contest.factories import ContestFactory
from tests.contest.scoring.conftest import admit
from tests.core import file_samples
from tests.factories import UserFactory
from tests.threads import at_once

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14")]
BASE = "/cms/contest/paper-sheets"


def scan() -> SimpleUploadedFile:
    return SimpleUploadedFile("листы.pdf", file_samples.pdf(), "application/pdf")


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def staff(contest, make_user):
    """Who types: staff of the operator, without a seat."""
    return make_user(roles.OPERATOR_STAFF, organisation=contest.operator, last_name="Печатнова")


@pytest.fixture
def second(contest, make_user):
    """Who checks."""
    return make_user(roles.OPERATOR_STAFF, organisation=contest.operator, last_name="Сверкина")


@pytest.fixture
def begun(window, commission, entries, staff):
    """A sheet of the third member, its scan kept, nothing typed yet."""
    window()
    return paper.begin(member=commission[2], part="video", scan=scan(), actor=staff)


@pytest.fixture
def typed(contest, entries):
    """``typed(7, 0)``: so many steps by the first criteria of the first entry, or of another."""

    def marks(*steps, entry=None):
        pairs = zip(criteria_of(contest), steps, strict=False)
        return {(entry or entries[0], criterion): given for criterion, given in pairs}

    return marks


@pytest.fixture
def waiting(begun, typed, staff):
    """A sheet that waits for its second person."""
    return paper.hand_over(sheet=begun, marks=typed(7, 0, 9, 10), actor=staff)


def test_what_was_typed_counts_for_nothing_until_a_second_person_has_checked_it(
    waiting, entries, staff, second
):
    contest, member = waiting.contest, waiting.member
    assert PaperMark.objects.count() == 4
    assert not Mark.objects.exists()
    assert not ScoreSheet.objects.exists()
    assert facts_of(contest).given(entries[0].pk) == {}
    with pytest.raises(Refused, match="другой человек"):
        paper.confirm(sheet=waiting, actor=staff)
    paper.confirm(sheet=waiting, actor=second)
    assert [mark.steps for mark in Mark.objects.order_by("criterion")] == [7, 0, 9, 10]
    assert facts_of(contest).given(entries[0].pk) == {member.pk: 26 / 4}
    changes = MarkChange.objects.select_related("paper")
    assert {(one.before, one.by, one.paper) for one in changes} == {(None, second, waiting)}
    assert (changes[0].paper.entered_by, changes[0].paper.checked_by) == (staff, second)
    contest.refresh_from_db()
    assert contest.rules_locked_at is not None


def test_the_database_itself_wants_two_people(waiting, staff):
    with pytest.raises(IntegrityError), transaction.atomic():
        PaperSheet.objects.filter(pk=waiting.pk).update(
            state="confirmed", checked_by=staff, checked_at=waiting.entered_at
        )


def test_a_difference_sends_it_back_with_a_reason_that_only_who_typed_reads(
    waiting, typed, staff, second
):
    with pytest.raises(Refused, match="что не сошлось"):
        paper.send_back(sheet=waiting, why=" ", actor=second)
    with pytest.raises(Refused, match="другой человек"):
        paper.send_back(sheet=waiting, why="8, а не 7", actor=staff)
    row = paper.send_back(sheet=waiting, why="8, а не 7", actor=second)
    assert (row.state, str(PaperSheet.objects.get().remark)) == ("typed", "8, а не 7")
    stored = bytes(PaperSheet.objects.values_list("remark", flat=True).get())
    assert "8, а".encode() not in stored
    told = HistoryRecord.objects.about(waiting)
    assert [one.action for one in told][-1] == "send-back-paper"
    assert not any("8" in one.why or one.details for one in told)
    row = paper.hand_over(sheet=waiting, marks=typed(8, 0, 9, 10), actor=staff)
    paper.confirm(sheet=row, actor=second)
    assert Mark.objects.order_by("criterion").first().steps == 8


def test_only_staff_of_the_operator_type_and_check(waiting, commission, make_user, superuser):
    abroad = make_user(roles.OPERATOR_STAFF, organisation=ContestFactory().operator)
    for actor in (commission[0].user, commission[3].user, abroad, superuser):
        with pytest.raises(Refused, match="нет права"):
            paper.confirm(sheet=waiting, actor=actor)
        with pytest.raises(Refused, match="нет права"):
            paper.begin(member=commission[2], part="video", scan=scan(), actor=actor)
    assert PrivateFile.objects.count() == 1
    assert PersonKey.objects.filter(pk=waiting.key_id, destroyed_at=None).exists()


@pytest.mark.parametrize(("hours", "said"), [((-1, 5), "ещё не началась"), ((9, -1), "закрыта")])
def test_sheets_are_taken_only_while_the_scoring_is_open(waiting, window, second, hours, said):
    window(*hours)
    member, staff = waiting.member, waiting.entered_by
    for act in (
        lambda: paper.begin(member=member, part="video", scan=scan(), actor=staff),
        lambda: paper.confirm(sheet=waiting, actor=second),
        lambda: paper.send_back(sheet=waiting, why="не то", actor=second),
    ):
        with pytest.raises(Refused, match=said):
            act()
    assert not Mark.objects.exists()


def test_nobody_types_or_checks_their_own_sheet(window, commission, entries, staff, typed):
    window()
    secretary = commission[1]
    with pytest.raises(Refused, match="на сайте"):
        paper.begin(member=secretary, part="video", scan=scan(), actor=secretary.user)
    sheet = paper.begin(member=secretary, part="video", scan=scan(), actor=staff)
    sheet = paper.hand_over(sheet=sheet, marks=typed(5), actor=staff)
    with pytest.raises(Refused, match="он ваш"):
        paper.confirm(sheet=sheet, actor=secretary.user)


def test_a_recusal_keeps_the_secretary_from_typing_and_from_checking_the_entry(
    waiting, commission, entries, typed, staff
):
    secretary = commission[1]
    recuse(entry=entries[0], member=secretary, reason="сестра", actor=secretary.user)
    with pytest.raises(Refused, match="конфликт интересов"):
        paper.confirm(sheet=waiting, actor=secretary.user)
    own = paper.begin(member=commission[3], part="video", scan=scan(), actor=secretary.user)
    with pytest.raises(Refused, match="не вносят"):
        paper.hand_over(sheet=own, marks=typed(7), actor=secretary.user)
    own = paper.hand_over(sheet=own, marks=typed(7, entry=entries[1]), actor=secretary.user)
    paper.confirm(sheet=own, actor=staff)
    assert ScoreSheet.objects.get().entry == entries[1]


def test_a_members_recusal_keeps_the_entry_from_their_paper(waiting, entries, typed, staff, second):
    member = waiting.member
    recuse(entry=entries[0], member=member, reason="брат", actor=member.user)
    with pytest.raises(Refused, match=r"Абрамова.*Верните лист"):
        paper.confirm(sheet=waiting, actor=second)
    assert not Mark.objects.exists()
    assert PaperSheet.objects.get().state == "handed-over"
    other = paper.begin(member=member, part="video", scan=scan(), actor=staff)
    with pytest.raises(Refused, match="не вносят"):
        paper.hand_over(sheet=other, marks=typed(7), actor=staff)


def test_paper_never_takes_the_place_of_what_a_member_gave_on_the_site(
    waiting, commission, entries, give, second
):
    give(commission[2], entries[0], 3)
    for _ in range(2):
        with pytest.raises(Refused, match="на сайте") as refusal:
            paper.confirm(sheet=waiting, actor=second)
        assert "3" not in refusal.value.message
    assert [mark.steps for mark in Mark.objects.all()] == [3]


def test_a_later_sheet_replaces_an_earlier_one_and_the_member_both(
    waiting, entries, typed, give, second
):
    member, staff = waiting.member, waiting.entered_by
    paper.confirm(sheet=waiting, actor=second)
    later = paper.begin(member=member, part="video", scan=scan(), actor=staff)
    later = paper.hand_over(sheet=later, marks=typed(6), actor=staff)
    paper.confirm(sheet=later, actor=second)
    give(member, entries[0], 5)
    first = criteria_of(waiting.contest)[0]
    rows = MarkChange.objects.filter(criterion=first).values_list("before", "after", "paper")
    assert list(rows) == [(None, 7, waiting.pk), (7, 6, later.pk), (6, 5, None)]


def test_a_member_without_an_account_marks_on_paper(waiting, commission, entries, typed, second):
    contest, staff = waiting.contest, waiting.entered_by
    member = CommissionMember.objects.create(
        contest=contest, last_name="Л", first_name="О", post="п"
    )
    sheet = paper.begin(member=member, part="video", scan=scan(), actor=staff)
    sheet = paper.hand_over(sheet=sheet, marks=typed(1, 2, 3, 4), actor=staff)
    paper.confirm(sheet=sheet, actor=second)
    assert facts_of(contest).given(entries[0].pk) == {member.pk: 2.5}


def test_the_paper_of_a_replaced_member_is_taken_no_more(waiting, staff, second):
    member = waiting.member
    CommissionMember.objects.filter(pk=member.pk).update(
        replaced_on=clock.now().date(), replaced_order="12"
    )
    member.refresh_from_db()
    with pytest.raises(Refused, match="заменили приказом"):
        paper.confirm(sheet=waiting, actor=second)
    with pytest.raises(Refused, match="заменили приказом"):
        paper.begin(member=member, part="video", scan=scan(), actor=staff)
    assert not Mark.objects.exists()


def test_only_who_began_goes_on_typing_and_an_empty_sheet_is_not_handed_over(
    begun, typed, staff, second
):
    with pytest.raises(Refused, match="хотя бы одну"):
        paper.hand_over(sheet=begun, marks={}, actor=staff)
    with pytest.raises(Refused, match="вносит другой"):
        paper.keep_typed(sheet=begun, marks=typed(7), actor=second)
    paper.keep_typed(sheet=begun, marks=typed(7, 8), actor=staff)
    paper.keep_typed(sheet=begun, marks=typed(6), actor=staff)
    assert [mark.steps for mark in PaperMark.objects.all()] == [6]
    with pytest.raises(Refused, match="такой оценки"):
        paper.keep_typed(sheet=begun, marks=typed(11), actor=staff)


def test_a_discarded_sheet_goes_with_its_scan(waiting, staff, second):
    key = waiting.key
    with pytest.raises(Refused, match="причину"):
        paper.discard(sheet=waiting, reason="", actor=second)
    paper.discard(sheet=waiting, reason="не тот член комиссии", actor=second)
    assert not PaperSheet.objects.exists()
    assert not PrivateFile.objects.exists()
    key.refresh_from_db()
    assert key.destroyed_at is not None
    told = HistoryRecord.objects.about(waiting.member).get(action="discard-paper")
    assert told.why == "не тот член комиссии"
    with pytest.raises(Refused, match="больше нет"):
        paper.discard(sheet=waiting, reason="ещё раз", actor=staff)


def test_a_confirmed_sheet_stays(waiting, staff, second):
    paper.confirm(sheet=waiting, actor=second)
    with pytest.raises(Refused, match="остаётся"):
        paper.discard(sheet=waiting, reason="ошиблись", actor=second)


def test_a_refused_scan_leaves_nothing(window, commission, staff):
    window()
    keys = PersonKey.objects.filter(destroyed_at=None).count()
    wrong = SimpleUploadedFile("листы.pdf", b"<html>", "application/pdf")
    with pytest.raises(Refused) as refusal:
        paper.begin(member=commission[2], part="video", scan=wrong, actor=staff)
    assert refusal.value.field == "scan"
    assert not PrivateFile.objects.exists()
    assert PersonKey.objects.filter(destroyed_at=None).count() == keys


# --- the desk ------------------------------------------------------------------------------------


@pytest.fixture
def desks(client_of, staff, second):
    """Browsers of who types and of who checks."""
    return client_of(staff), client_of(second)


def test_two_people_go_from_scan_to_marks(window, commission, entries, client_of, desks):
    window()
    one, other = desks
    member, first = commission[2], criteria_of(commission[2].contest)[0]
    began = one.post(f"{BASE}/enter-paper/", {"member": member.pk, "part": "video", "scan": scan()})
    sheet = PaperSheet.objects.get()
    assert began["Location"] == f"{BASE}/marks/{sheet.pk}/"
    page = text(one.get(began["Location"]))
    assert f'src="{BASE}/scan/{sheet.pk}/"' in page
    name = f"mark-{entries[0].pk}-{first.pk}"
    wrong = text(one.post(began["Location"], {name: "11", f"mark-{entries[1].pk}-{first.pk}": "7"}))
    assert "нужна оценка от 0 до 10, шаг 1" in wrong
    assert 'value="11"' in wrong
    kept = one.post(began["Location"], {name: "7", "later": "1"}, follow=True)
    assert "лист ещё не передан" in text(kept)
    assert 'value="7"' in text(one.get(began["Location"]))
    assert "Передано на проверку" in text(one.post(began["Location"], {name: "7"}, follow=True))
    # Who typed sees it no more.
    for action in ("marks", "scan", "confirm-paper", "send-back-paper"):
        assert one.get(f"{BASE}/{action}/{sheet.pk}/").status_code == 404
    page = text(other.get(f"{BASE}/confirm-paper/{sheet.pk}/"))
    assert "Абрамова Анна Ивановна" in page
    assert 'аргументированность">7</td>' in page
    assert other.get(f"{BASE}/scan/{sheet.pk}/").status_code == 200
    done = text(other.post(f"{BASE}/confirm-paper/{sheet.pk}/", follow=True))
    assert "Подтверждено: оценки учтены" in done
    assert Mark.objects.get().steps == 7
    again = text(other.post(f"{BASE}/confirm-paper/{sheet.pk}/", follow=True))
    assert "уже не ждёт проверки" in again
    # Until the closing nobody looks at it again.
    assert other.get(f"{BASE}/scan/{sheet.pk}/").status_code == 404
    looks = ReadRecord.objects.about(sheet).values_list("actor", "what").distinct()
    assert {sheet.entered_by_id, Mark.objects.get().sheet.changes.get().by_id} == {
        actor for actor, _ in looks
    }
    window(24, -1)
    assert other.get(f"{BASE}/scan/{sheet.pk}/").status_code == 200
    own = text(
        client_of(member.user).get(
            f"/cms/contest/scoring/score/{member.contest_id}/{entries[0].pk}/"
        )
    )
    assert "С бумажного листа: внёс(ла) Печатнова" in own
    why = text(
        client_of(commission[0].user).get(
            f"/cms/contest/scoring/why/{member.contest_id}/{entries[0].pk}/"
        )
    )
    assert "проверил(а) Сверкина" in why


def test_no_list_page_or_history_of_the_desk_says_a_mark(
    waiting, client_of, staff, second, commission
):
    paper.send_back(sheet=waiting, why="семь с половиной", actor=second)
    for person in (staff, second, commission[1].user):
        for action in ("", f"inspect/{waiting.pk}/", f"history/{waiting.pk}/"):
            page = text(client_of(person).get(f"{BASE}/{action}"))
            assert "семь с половиной" not in page
            assert "аргументированность" not in page
    assert "семь с половиной" in text(client_of(staff).get(f"{BASE}/marks/{waiting.pk}/"))
    assert client_of(second).get(f"{BASE}/marks/{waiting.pk}/").status_code == 404


@pytest.mark.req("X-7")
def test_the_desk_is_closed_to_the_commission_and_to_strangers(
    waiting, client_of, commission, make_user, superuser
):
    abroad = make_user(roles.OPERATOR_STAFF, organisation=ContestFactory().operator)
    people = [commission[0].user, commission[2].user, abroad, UserFactory(), superuser]
    for person in people:
        client = client_of(person)
        for action in ("inspect", "scan", "marks", "confirm-paper", "discard-paper", "history"):
            answer = client.get(f"{BASE}/{action}/{waiting.pk}/")
            assert answer.status_code in (404, 302), (person, action)
    # The secretary, a member too, is told that another checks what concerns them.
    secretary = client_of(commission[1].user)
    assert secretary.get(f"{BASE}/confirm-paper/{waiting.pk}/").status_code == 200
    sheet = PaperSheet.objects.get()
    recuse(
        entry=waiting.marks.first().entry,
        member=commission[1],
        reason="сестра",
        actor=commission[1].user,
    )
    for action in ("confirm-paper", "send-back-paper", "scan"):
        assert secretary.get(f"{BASE}/{action}/{sheet.pk}/").status_code == 404
    assert "сверяет другой человек" in text(secretary.get(f"{BASE}/inspect/{sheet.pk}/"))


def test_a_sheet_sent_back_opens_again_for_who_typed_it(waiting, client_of, staff, second):
    other = client_of(second)
    refused = text(other.post(f"{BASE}/send-back-paper/{waiting.pk}/", {"why": ""}))
    assert 'class="desk-field__error"' in refused
    other.post(f"{BASE}/send-back-paper/{waiting.pk}/", {"why": "8, а не 7"})
    page = text(client_of(staff).get(f"{BASE}/marks/{waiting.pk}/"))
    assert "не сошлось: 8, а не 7" in page
    assert 'value="10"' in page


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_two_people_who_confirm_at_once_confirm_once(contest, window, entries):
    """The second is told; marks are given once, by one of them."""
    window()
    right = Permission.objects.get(codename="handle_paper_sheets")
    people = [UserFactory(organisation=contest.operator) for _ in range(3)]
    for person in people:
        person.user_permissions.add(right)
    typist, *checkers = people
    member = CommissionMember.objects.create(
        contest=contest, last_name="Л", first_name="О", post="п"
    )
    sheet = paper.begin(member=member, part="video", scan=scan(), actor=typist)
    marks = {(entries[0], one): 8 for one in criteria_of(contest)}
    sheet = paper.hand_over(sheet=sheet, marks=marks, actor=typist)
    answers = at_once(
        *(lambda actor=actor: paper.confirm(sheet=sheet, actor=actor) for actor in checkers)
    )
    assert sorted(type(one).__name__ for one in answers) == ["PaperSheet", "Refused"]
    assert Mark.objects.count() == MarkChange.objects.count() == 4
    (confirmed,) = [one for one in answers if isinstance(one, PaperSheet)]
    sheet.refresh_from_db()
    assert sheet.checked_by == confirmed.checked_by


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_confirmation_and_a_sending_back_at_once_end_in_one_of_them(contest, window, entries):
    window()
    right = Permission.objects.get(codename="handle_paper_sheets")
    people = [UserFactory(organisation=contest.operator) for _ in range(3)]
    for person in people:
        person.user_permissions.add(right)
    member = CommissionMember.objects.create(
        contest=contest, last_name="Л", first_name="О", post="п"
    )
    sheet = paper.begin(member=member, part="video", scan=scan(), actor=people[0])
    marks = {(entries[0], criteria_of(contest)[0]): 8}
    sheet = paper.hand_over(sheet=sheet, marks=marks, actor=people[0])
    answers = at_once(
        lambda: paper.confirm(sheet=sheet, actor=people[1]),
        lambda: paper.send_back(sheet=sheet, why="не то", actor=people[2]),
    )
    assert sorted(type(one).__name__ for one in answers) == ["PaperSheet", "Refused"]
    sheet.refresh_from_db()
    assert Mark.objects.exists() is (sheet.state == "confirmed")


@pytest.mark.req("C-16")
def test_role_plays_are_entered_in_their_own_window(  # noqa: PLR0917 - fixtures
    waiting, contest, entries, secretary, window, second
):
    sheet_of_videos, staff, member = waiting, waiting.entered_by, waiting.member
    rows = lists.admit(contest=contest, entries=entries[:2], actor=secretary)
    came = {rows[0].pk: True, rows[1].pk: False}
    lists.save_attendance(contest=contest, came=came, actor=secretary)
    with pytest.raises(Refused, match="не заданы"):
        paper.begin(member=member, part="role-play", scan=scan(), actor=staff)
    window(24, -1)
    contest.refresh_from_db()
    contest.role_play_opens_at = contest.scoring_closes_at
    contest.role_play_closes_at = clock.now() + dt.timedelta(hours=1)
    contest.save()
    with pytest.raises(Refused, match="закрыта"):
        paper.confirm(sheet=sheet_of_videos, actor=second)
    sheet = paper.begin(member=member, part="role-play", scan=scan(), actor=staff)
    criterion = criteria_of(contest, "role-play")[0]
    with pytest.raises(Refused, match="не вносят"):
        paper.hand_over(sheet=sheet, marks={(entries[1], criterion): 7}, actor=staff)
    sheet = paper.hand_over(sheet=sheet, marks={(entries[0], criterion): 7}, actor=staff)
    paper.confirm(sheet=sheet, actor=second)
    assert ScoreSheet.objects.get().part == "role-play"


def test_an_entry_of_another_contest_is_never_on_the_sheet(begun, typed, staff):
    stranger = admit(ContestFactory(), "Чужая")
    with pytest.raises(Refused, match="не вносят"):
        paper.keep_typed(sheet=begun, marks=typed(7, entry=stranger), actor=staff)
