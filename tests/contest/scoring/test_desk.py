"""The screens of the scoring: who sees what, before and after the closing (C-14, X-7)."""

import json
import re
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.scoring.entries import criteria_of, in_own_order, keys_of, to_mark
from contest.scoring.models import Absence, Mark, Recusal, ScoreSheet, WindowDecision
from contest.scoring.services import recuse
from contest.setup.models import Contest
from core import roles
from core.errors import Refused
from core.models import Letter
from tests.boards import panel
from tests.contest.desk import form_of
from tests.contest.factories import ContestFactory
from tests.contest.scoring.conftest import admit
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14")]
BASE = "/cms/contest/scoring"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


@dataclass
class Room:
    """An open scoring: a commission with accounts, three admitted entries, nothing marked yet."""

    contest: Contest
    commission: list[CommissionMember]
    entries: list[Entry]
    give: Callable[..., None]
    window: Callable[..., None]
    client_of: Callable[..., Client]

    def browser(self, seat: int) -> Client:
        """A client of the member in this seat: chair, secretary, two members."""
        return self.client_of(self.commission[seat].user)

    @property
    def addresses(self) -> dict[str, str]:
        """Pages by a short name; of the first entry where one is needed."""
        pk, entry = self.contest.pk, self.entries[0].pk
        return {
            "list": f"{BASE}/",
            "contest": f"{BASE}/inspect/{pk}/",
            "score": f"{BASE}/score/{pk}/{entry}/",
            "mark": f"{BASE}/mark/{pk}/{entry}/",
            "recuse": f"{BASE}/recuse/{pk}/{entry}/",
            "table": f"{BASE}/table/{pk}/",
            "why": f"{BASE}/why/{pk}/{entry}/",
            "history": f"{BASE}/history/{pk}/",
            "close": f"{BASE}/scoring-close/{pk}/",
            "excuse": f"{BASE}/excuse/{pk}/",
            "record-recusal": f"{BASE}/record-recusal/{pk}/",
        }


@pytest.fixture
def room(contest, commission, entries, give, window, client_of) -> Room:  # noqa: PLR0917 - it gathers
    window()
    return Room(contest, commission, entries, give, window, client_of)


def form_fields(page: str) -> dict[str, str]:
    """What a browser without JavaScript would send of the marks' form as it stands."""
    form = re.search(r"<form[^>]*data-score.*?</form>", page, re.DOTALL)[0]
    fields = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = re.search(r'name="([^"]*)"', tag), re.search(r'value="([^"]*)"', tag)
        if name and ('type="radio"' not in tag or "checked" in tag):
            fields[name[1]] = value[1] if value else ""
    fields["comment"] = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", form, re.DOTALL)[1]
    return fields


def test_a_member_marks_an_entry_on_one_page(room):
    member = room.browser(2)
    page = text(member.get(room.addresses["score"]))
    assert page.count('type="radio"') == 4 * 11
    assert "checked" not in page
    assert f"Сохранить – {room.entries[0].full_name}" in page
    typed = form_fields(page)
    first, second, *_ = criteria_of(room.contest)
    typed |= {f"mark-{first.pk}": "0", f"mark-{second.pk}": "10", "comment": "Хорошо"}
    answer = member.post(room.addresses["score"], typed, follow=True)
    assert "Сохранено: Абрамова Анна Ивановна – оценено не всё" in text(answer)
    assert list(Mark.objects.values_list("steps", flat=True)) == [0, 10]
    again = form_fields(text(member.get(room.addresses["score"])))
    assert (again[f"mark-{first.pk}"], again[f"seen-{first.pk}"]) == ("0", "0")
    assert again["comment"].strip() == "Хорошо"


def test_an_old_page_overwrites_nothing_that_it_did_not_touch(room):
    first, second, *_ = criteria_of(room.contest)
    room.give(room.commission[2], room.entries[0], 3)
    old = form_fields(text(room.browser(2).get(room.addresses["score"])))
    room.give(room.commission[2], room.entries[0], 8)
    sent = room.browser(2).post(room.addresses["score"], {**old, f"mark-{second.pk}": "5"})
    assert sent.status_code == 302
    assert list(Mark.objects.values_list("steps", flat=True)) == [8, 5]
    refused = room.browser(2).post(room.addresses["score"], {**old, f"mark-{first.pk}": "9"})
    assert "уже изменена" in text(refused)
    assert Mark.objects.get(criterion=first).steps == 8


def test_a_page_sent_after_the_closing_says_so_and_saves_nothing(room):
    typed = form_fields(text(room.browser(2).get(room.addresses["score"])))
    typed[f"mark-{criteria_of(room.contest)[0].pk}"] = "7"
    typed["comment"] = "Говорит свободно"
    room.window(24, -1)
    page = text(room.browser(2).post(room.addresses["score"], typed))
    assert "Оценка закрыта" in page
    assert "Изменить оценки уже нельзя" in page
    assert "Говорит свободно" in page
    assert not ScoreSheet.objects.exists()


def test_a_mark_is_saved_as_soon_as_it_is_chosen(room):
    member, criterion = room.browser(2), criteria_of(room.contest)[0]

    def send(**data):
        return member.post(
            room.addresses["mark"], json.dumps(data), content_type="application/json"
        )

    assert send(criterion=criterion.pk, steps=7, seen="").json() == {"seen": 7}
    assert send(criterion=criterion.pk, steps=8, seen="7").json() == {"seen": 8}
    overtaken = send(criterion=criterion.pk, steps=9, seen="7")
    assert overtaken.status_code == 409
    assert "уже изменена" in overtaken.json()["error"]
    play = room.contest.criteria.filter(part="role-play").first()
    assert send(criterion=play.pk, steps=7, seen="").status_code == 409
    right = {"criterion": criterion.pk, "steps": 1, "seen": ""}
    wrong = [{"criterion": "x"}, {"steps": 7.9}, {"steps": -1}, {"steps": True}, {"seen": "7²"}]
    wrong += [{"criterion": 10**30}, {"seen": []}]
    for data in ({}, {"comment": "а"}, *({**right, **one} for one in wrong)):
        assert send(**data).status_code == 400, data
    assert send(**{**right, "criterion": 10**17}).status_code == 409
    for body in ("", "7", "[]", "[" * 100_000):
        broken = member.post(room.addresses["mark"], body, content_type="application/json")
        assert broken.status_code in (400, 409), body[:40]
    assert member.get(room.addresses["mark"]).status_code == 405
    seen = form_fields(text(member.get(room.addresses["score"])))["seen_comment"]
    assert send(comment="Ясно", seen=seen).status_code == 200
    assert ScoreSheet.objects.get().comment == "Ясно"


def test_the_list_is_in_the_members_own_order_with_states(room):
    member = room.commission[2]
    room.give(member, room.entries[0], 1, 1, 1, 1)
    room.give(member, room.entries[1], 1)
    page = text(room.browser(2).get(room.addresses["contest"]))
    names = re.findall(r"(Абрамова|Белова|Волкова) Анна", page)
    own = in_own_order(member, keys_of(to_mark(room.contest)))
    assert names == [Entry.objects.get(pk=key).last_name for key in own]
    for words in ("оценено не всё", "не начато", "Оценено 1 из 3, осталось 2"):
        assert words in page


def test_a_recused_member_keeps_a_line_without_content(room):
    room.give(room.commission[2], room.entries[0], 9, 9, 9, 9)
    answer = room.browser(2).post(
        room.addresses["recuse"], {"reason": "двоюродная сестра"}, follow=True
    )
    assert "этого участника вы не оцениваете" in text(answer)
    assert "вы не оцениваете" in text(room.browser(2).get(room.addresses["contest"]))
    page = text(room.browser(2).get(room.addresses["score"]))
    assert "Вы не оцениваете эту заявку" in page
    for words in ("radio", "Документы участника", room.entries[0].centre.name, "Ваши оценки"):
        assert words not in page
    sent = room.browser(2).post(room.addresses["score"], {"comment": "всё равно"})
    assert sent.status_code == 200
    assert not ScoreSheet.objects.exclude(comment=b"").exists()


def test_what_may_be_a_conflict_is_suggested_to_the_member_and_to_who_oversees(room):
    member = room.commission[2]
    member.last_name = "Абрамов"
    member.save()
    assert "У вас с участником одна фамилия" in text(room.browser(2).get(room.addresses["score"]))
    assert "У вас с участником" not in text(room.browser(3).get(room.addresses["score"]))
    line = "Абрамов Олег Львович – Абрамова Анна Ивановна: одна фамилия"
    assert line in text(room.browser(0).get(room.addresses["contest"]))
    recuse(entry=room.entries[0], member=member, reason="брат", actor=member.user)
    assert line not in text(room.browser(0).get(room.addresses["contest"]))


def test_before_the_closing_nobody_sees_anothers_marks(room, client_of, superuser):
    """No page, no history, no search, no letter, whoever asks – the administrator too."""
    for entry in room.entries:
        room.give(room.commission[2], entry, 9, 8, 7, 6)
    for seat in (0, 1, 3):
        room.give(room.commission[seat], room.entries[0], 1, 2, 3, 4)
    seen = ""
    for seat in (0, 1, 3):
        member = room.browser(seat)
        for name in ("table", "why"):
            assert member.get(room.addresses[name]).status_code == 404
        for name in ("list", "contest", "score", "history"):
            seen += text(member.get(room.addresses[name]))
        page = text(member.get(room.addresses["score"]))
        assert re.findall(r'value="(\d+)"[^>]*checked', page) == ["1", "2", "3", "4"]
    owner = client_of(superuser)
    for name in ("score", "table", "why", "mark"):
        assert owner.get(room.addresses[name]).status_code in (404, 405)
    for person in (owner, room.browser(1)):
        for address in (
            f"/cms/contest/contests/history/{room.contest.pk}/",
            f"/cms/contest/commission/history/{room.commission[2].pk}/",
            f"/cms/contest/applications/inspect/{room.entries[0].submission_id}/",
            "/cms/contest/applications/export/?format=csv",
        ):
            answer = person.get(address)
            body = b"".join(answer.streaming_content) if answer.streaming else answer.content
            seen += body.decode("utf-8", "replace")
    # What would follow from the marks: the means of a sheet and of an entry.
    words = re.sub(r"<[^>]*>", " ", seen)
    for mean in ("7,5", "7.5", "2,5", "2.5", "3,75", "3.75"):
        assert mean not in words
    assert not Letter.objects.exists()


def test_the_secretary_sees_only_how_many_each_has_marked_in_full(room):
    for entry in room.entries[:2]:
        room.give(room.commission[2], entry, 9, 8, 7, 6)
    room.give(room.commission[3], room.entries[0], 9, 8)
    page = text(room.browser(1).get(room.addresses["contest"]))
    rows = re.findall(r'data-label="Оценено">\s*(\d+ из \d+)', page)
    assert rows == ["0 из 3", "0 из 3", "2 из 3", "0 из 3"]
    # A member without an overseeing seat sees nobody's progress.
    assert "Ход оценки" not in text(room.browser(3).get(room.addresses["contest"]))


def test_after_the_closing_the_table_opens_to_chair_and_secretary(room, client_of, other_secretary):
    for entry, mark in zip(room.entries, (9, 5, 5), strict=True):
        for member in room.commission:
            room.give(member, entry, *[mark] * 4)
    room.give(room.commission[2], room.entries[0], 1)
    room.window(24, -1)
    for person in (room.browser(0), room.browser(1), client_of(other_secretary)):
        page = text(person.get(room.addresses["table"]))
        cells = re.findall(r'data-label="(?:Место|Балл|Расхождение)">([^<]*)<', page)
        assert cells == ["1", "8,50", "2,00", "2–3", "5,00", "0,00", "2–3", "5,00", "0,00"]
        why = text(person.get(room.addresses["why"]))
        assert 'аргументированность">1</td>' in why
        assert 'data-label="Среднее">7,00' in why
        assert "учтены оценки 4 членов комиссии" in why
    for seat in (2, 3):
        for name in ("table", "why"):
            assert room.browser(seat).get(room.addresses[name]).status_code == 404
    # Their own marks stay readable, without a form.
    own = text(room.browser(2).get(room.addresses["score"]))
    assert "<dd>1</dd>" in own
    assert "radio" not in own


def test_opened_again_the_marks_are_hidden_again(room):
    room.window(24, -1)
    assert room.browser(0).get(room.addresses["table"]).status_code == 200
    typed = {"closes_at": "01.01.2031 00:00", "reason": "сбой связи"}
    done = room.browser(1).post(f"{BASE}/scoring-reopen/{room.entries[0].contest_id}/", typed)
    assert done.status_code == 302
    assert WindowDecision.objects.get().reason == "сбой связи"
    assert room.browser(0).get(room.addresses["table"]).status_code == 404


def test_a_chair_with_a_conflict_sees_no_marks_of_that_entry(room):
    for member in room.commission:
        room.give(member, room.entries[0], 9, 9, 9, 9)
    recuse(
        entry=room.entries[0],
        member=room.commission[0],
        reason="брат",
        actor=room.commission[0].user,
    )
    room.window(24, -1)
    page = text(room.browser(0).get(room.addresses["why"]))
    assert "ваш конфликт интересов" in page
    assert "Почему" in page
    assert "Среднее" not in page
    assert "оценки не учтены" in text(room.browser(1).get(room.addresses["why"]))


def test_who_opens_which_page(room, client_of, make_user):
    """A seat opens marking, the operator's secretary the running, nobody else anything."""
    runs = {"close", "excuse"}
    allowed = {
        0: {"list", "contest", "score", "recuse", "history", "record-recusal"},
        1: {"list", "contest", "score", "recuse", "history", "record-recusal", *runs},
        2: {"list", "contest", "score", "recuse", "history"},
    }
    for seat, names in allowed.items():
        for name, address in room.addresses.items():
            if name != "mark":
                found = room.browser(seat).get(address).status_code
                assert (found == 200) == (name in names), (seat, name, found)
    stranger = ContestFactory()
    member = make_user(roles.COMMISSION_MEMBER)
    CommissionMember.objects.create(
        contest=stranger, last_name="Л", first_name="О", post="п", user=member
    )
    secretary = make_user(roles.CONTEST_SECRETARY, organisation=stranger.operator)
    for person in (member, secretary):
        for name, address in room.addresses.items():
            found = client_of(person).get(address).status_code
            assert (found == 200) == (name == "list"), (person, name, found)
    for group in (roles.ADMINISTRATOR, roles.OPERATOR_STAFF, roles.CONTENT_EDITOR):
        person = client_of(make_user(group, organisation=room.contest.operator))
        for address in room.addresses.values():
            assert person.get(address).status_code in (404, 405)


def test_an_entry_of_another_contest_is_not_there(room):
    entry = admit(ContestFactory(), "Чужая")
    assert room.browser(2).get(f"{BASE}/score/{room.contest.pk}/{entry.pk}/").status_code == 404
    assert room.browser(2).get(f"{BASE}/score/{entry.contest_id}/{entry.pk}/").status_code == 404


def test_the_secretary_records_and_the_chair_lifts(room):
    secretary, chair = room.browser(1), room.browser(0)
    typed = {"member": room.commission[2].pk, "entry": room.entries[0].pk, "reason": "начальник"}
    assert secretary.post(room.addresses["record-recusal"], typed).status_code == 302
    (row,) = Recusal.objects.all()
    lift = f"{BASE}/lift-recusal/{room.contest.pk}/{row.pk}/"
    assert lift not in text(secretary.get(room.addresses["contest"]))
    assert lift in text(chair.get(room.addresses["contest"]))
    assert "другой человек" in text(secretary.post(lift, {"reason": "ошибка"}))
    assert chair.post(lift, {"reason": "ошибка"}).status_code == 302
    assert not Recusal.objects.in_force().exists()


def test_the_secretary_records_an_absence_and_takes_it_back(room):
    typed = {
        "member": room.commission[2].pk,
        "part": "video",
        "number": "3",
        "decided_on": "12.06.2024",
        "reason": "болезнь",
    }
    assert room.browser(1).post(room.addresses["excuse"], typed).status_code == 302
    (row,) = Absence.objects.all()
    page = text(room.browser(1).get(room.addresses["contest"]))
    assert "решение № 3 от 12.06.2024" in page
    assert "вы освобождены" in text(room.browser(2).get(room.addresses["contest"]))
    end = f"{BASE}/take-back-absence/{room.contest.pk}/{row.pk}/"
    assert room.browser(0).post(end, {"reason": "вернулась"}).status_code == 404
    assert room.browser(1).post(end, {"reason": "вернулась"}).status_code == 302
    assert not Absence.objects.in_force().exists()


@pytest.mark.req("X-4")
def test_the_board_says_what_waits_for_whom(room, client_of, other_secretary):
    room.give(room.commission[2], room.entries[0], 5, 5, 5, 5)
    shown = panel(room.browser(2), "scoring")
    assert "Ждёт вашей оценки (2)" in shown
    assert "Абрамова" not in shown
    assert "оценка видеообращений идёт" in shown
    assert not panel(client_of(other_secretary), "scoring")
    room.window(24, -1)
    assert not panel(room.browser(2), "scoring")


@pytest.mark.req("X-4")
@pytest.mark.parametrize("name", ["contest", "score", "table", "why"])
def test_pages_stay_flat(room, name, django_assert_max_num_queries):
    """As many queries for three entries, and as many recusals, as for one."""
    Entry.objects.all().delete()

    def more(surname):
        entry = admit(room.contest, surname)
        for member in room.commission:
            room.give(member, entry, 5, 5, 5, 5)
        recuse(
            entry=entry, member=room.commission[3], reason="сестра", actor=room.commission[3].user
        )
        return entry

    first = more("Абрамова")
    address = {
        "contest": f"{BASE}/inspect/{room.contest.pk}/",
        "score": f"{BASE}/score/{room.contest.pk}/{first.pk}/",
        "table": f"{BASE}/table/{room.contest.pk}/",
        "why": f"{BASE}/why/{room.contest.pk}/{first.pk}/",
    }[name]
    closed = name in ("table", "why")
    if closed:
        room.window(24, -1)
    one = page_queries(room.browser(1), address)
    room.window()
    for surname in ("Белова", "Волкова"):
        more(surname)
    if closed:
        room.window(24, -1)
    assert page_queries(room.browser(1), address) == one
    # Of these the frame of every page of the back office asks for some.
    frame = page_queries(room.browser(1), "/cms/contest/centres/")
    assert one - frame <= 15


@pytest.mark.req("X-4")
def test_the_table_takes_as_many_queries_for_all_groups_as_for_one(room):
    Entry.objects.all().delete()
    address = f"{BASE}/table/{room.contest.pk}/"
    codes = list(room.contest.roles.values_list("code", flat=True))

    def add(code):
        room.window()
        entry = admit(room.contest, f"Абрамова-{code}", role=code)
        for member in room.commission:
            room.give(member, entry, 5, 5, 5, 5)
        room.window(24, -1)

    add(codes[0])
    once = page_queries(room.browser(1), address)
    for code in codes[1:]:
        add(code)
    assert len(codes) > 1
    assert page_queries(room.browser(1), address) == once


def test_members_get_accounts_from_the_composition(room):
    row = CommissionMember.objects.create(
        contest=room.contest, last_name="Перелескова", first_name="Нина", post="директор", order=9
    )
    address = f"/cms/contest/commission/invite/{row.pk}/"
    assert address in text(room.browser(1).get("/cms/contest/commission/"))
    assert room.browser(2).get(address).status_code == 404
    assert room.browser(1).post(address, {"email": "Nina@example.org"}).status_code == 302
    row.refresh_from_db()
    assert (row.user.email, row.user.full_name) == ("nina@example.org", "Перелескова Нина")
    assert [group.name for group in row.user.groups.all()] == [roles.COMMISSION_MEMBER]
    assert not row.user.has_usable_password()
    assert [letter.code for letter in Letter.objects.all()] == ["password-link"]
    again = room.browser(1).post(address, {"email": "nina@example.org"})
    assert "уже есть учётная запись" in text(again)


def test_an_account_that_is_there_keeps_its_password_and_the_secretarys_is_not_made_here(
    room, stranger, superuser
):
    def seat(**fields):
        return CommissionMember.objects.create(
            contest=room.contest, last_name="Л", first_name="О", post="п", order=9, **fields
        )

    def invite(row, email):
        return room.browser(1).post(f"/cms/contest/commission/invite/{row.pk}/", {"email": email})

    row = seat()
    assert "использовать нельзя" in text(invite(row, superuser.email or "root@example.org"))
    assert invite(row, stranger.email).status_code == 302
    assert stranger.groups.get().name == roles.COMMISSION_MEMBER
    assert not Letter.objects.exists()
    CommissionMember.objects.filter(seat="secretary").delete()
    assert "заводит администратор" in text(invite(seat(seat="secretary"), "s@example.org"))


def test_nobody_comes_to_a_members_marks_by_changing_the_account(room, stranger):
    """«Acting as»: the composition is edited by staff, who may not see marks before the closing."""
    member = room.commission[2]
    address = f"/cms/contest/commission/edit/{member.pk}/"
    fields = {**form_of(room.browser(1), address), "user": room.commission[1].user_id}
    assert room.browser(1).post(address, fields).status_code == 302
    kept = member.user_id
    member.refresh_from_db()
    assert member.user_id == kept
    member.user = stranger
    with pytest.raises(Refused, match="учётная запись"):
        member.save()
    row = CommissionMember.objects.create(
        contest=room.contest, last_name="Л", first_name="О", post="п", order=9
    )
    own = room.commission[1].user.email
    answer = room.browser(1).post(f"/cms/contest/commission/invite/{row.pk}/", {"email": own})
    assert "уже есть место" in text(answer)
    row.user = room.commission[1].user
    with transaction.atomic(), pytest.raises(IntegrityError):
        row.save()
