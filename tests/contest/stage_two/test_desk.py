"""The desk of stage II: attendance, draw, test, no-shows, the table, papers, what waits (C-16, X-4, X-7)."""

import datetime as dt
import re

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from contest.commission.models import CommissionMember
from contest.finalists import services as lists
from contest.finalists.models import Finalist, NoShow
from contest.scoring.services import recuse
from contest.stage_two import services
from contest.stage_two.models import TestResult
from core import clock, roles
from core.errors import Refused
from tests.boards import panel
from tests.contest.scoring.conftest import NAMES, admit
from tests.contest.stage_two.conftest import QUESTIONS
from tests.factories import OrganisationFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]
BASE = "/cms/contest/stage-two"
YES = {True: "yes", False: "no", None: ""}


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def csv_file(lines: list[list[str]]) -> SimpleUploadedFile:
    content = "\r\n".join(";".join(line) for line in lines).encode("utf-8-sig")
    return SimpleUploadedFile("results.csv", content)


@pytest.fixture
def listed(contest, commission, worker):
    """Three on the list of stage II, which began an hour ago; of nobody is known whether they came."""
    contest.stage_two_starts_at = clock.now() - dt.timedelta(hours=1)
    contest.stage_two_place = "г. Новосибирск, ул. Ленина, 1"
    contest.test_questions = QUESTIONS
    contest.save()
    entries = [admit(contest, name) for name in NAMES[:3]]
    return lists.admit(contest=contest, entries=entries, actor=worker)


@pytest.fixture
def came(contest, listed, worker):
    """All three came."""
    lists.save_attendance(contest=contest, came={one.pk: True for one in listed}, actor=worker)
    return listed


@pytest.fixture
def clerk(contest, make_user, client_of):
    """A browser of whoever runs the scoring."""
    return client_of(make_user(roles.CONTEST_SECRETARY, organisation=contest.operator))


@pytest.fixture
def other_clerk(contest, make_user, client_of):
    """And of their colleague."""
    return client_of(make_user(roles.CONTEST_SECRETARY, organisation=contest.operator))


@pytest.fixture
def stranger(make_user, client_of):
    """Whoever runs the contests of another organisation."""
    return client_of(make_user(roles.CONTEST_SECRETARY, organisation=OrganisationFactory()))


@pytest.fixture
def member(commission, client_of):
    return client_of(commission[0].user)


@pytest.fixture
def chair(contest, make_user, client_of):
    user = make_user(roles.CHAIR)
    CommissionMember.objects.create(
        contest=contest, seat="chair", last_name="Рощин", first_name="О", post="п", user=user
    )
    return client_of(user)


def url(contest, view: str, part: object = "") -> str:
    return f"{BASE}/{view}/{contest.pk}/" + (f"{part}/" if part else "")


def attendance_form(listed, *came: bool | None, shown: tuple[bool | None, ...] = ()) -> dict:
    shown = shown or (None,) * len(listed)
    return {f"came-{one.pk}": YES[now] for one, now in zip(listed, came, strict=True)} | {
        f"initial-came-{one.pk}": YES[was] for one, was in zip(listed, shown, strict=True)
    }


def attended() -> list[bool | None]:
    return list(Finalist.objects.order_by("pk").values_list("attended", flat=True))


def test_attendance_is_recorded_in_one_form(contest, listed, clerk):
    page = text(clerk.get(url(contest, "attendance")))
    assert page.count('type="radio"') == 9
    done = clerk.post(url(contest, "attendance"), attendance_form(listed, True, False, None))
    assert done.url == url(contest, "inspect")
    assert attended() == [True, False, None]
    page = text(clerk.get(url(contest, "inspect")))
    assert re.findall(r'desk-tag--\w+">(явился|не явился|не отмечено)<', page) == [
        "явился",
        "не явился",
        "не отмечено",
    ]


def test_an_old_page_of_the_attendance_overwrites_nothing_that_it_did_not_change(
    contest, listed, worker, clerk
):
    lists.save_attendance(contest=contest, came={listed[0].pk: True}, actor=worker)
    clerk.post(url(contest, "attendance"), attendance_form(listed, None, True, None))
    assert attended() == [True, True, None]


def test_the_draw_is_recorded_by_hand_and_changed_only_with_a_reason(contest, came, clerk):
    address = url(contest, "record-draw")
    typed = {f"number-{one.pk}": 3 - place for place, one in enumerate(came)}
    assert clerk.post(address, typed).status_code == 302
    page = text(clerk.get(url(contest, "inspect")))
    rows = re.findall(r'data-label="Жребий">(\d)</td>\s*<td data-label="Участник">(\w+)', page)
    assert rows == [("1", "Волкова"), ("2", "Белова"), ("3", "Абрамова")]
    other = {f"number-{one.pk}": place for place, one in enumerate(came, 1)}
    refused = text(clerk.post(address, other))
    assert "Жребий уже записан" in refused
    assert f'name="number-{came[2].pk}" value="3"' in refused
    assert clerk.post(address, {**other, "reason": "ошибка"}).status_code == 302
    twice = {**other, f"number-{came[0].pk}": 2}
    assert "Один номер указан дважды" in text(clerk.post(address, twice))


def test_the_site_draws_the_lots(contest, came, clerk):
    assert clerk.post(url(contest, "draw"), {"reason": ""}).status_code == 302
    assert {one.draw_number for one in Finalist.objects.all()} == {1, 2, 3}
    assert "Жребий уже записан" in text(clerk.post(url(contest, "draw"), {"reason": ""}))
    history = text(clerk.get(url(contest, "history")))
    assert "Записан жребий" in history
    assert "провёл сайт" in history


def test_results_are_entered_in_one_form_all_or_none(contest, came, clerk):
    address = url(contest, "enter-tests")
    first, second, _ = (f"right-{one.pk}" for one in came)
    page = text(clerk.post(address, {first: "20", second: "31"}))
    assert f"от 0 до {QUESTIONS}" in page
    assert f'name="{first}" value="20"' in page
    assert not TestResult.objects.exists()
    assert clerk.post(address, {first: "20", second: "30"}).status_code == 302
    assert list(TestResult.objects.values_list("right", "checked_at")) == [(20, None), (30, None)]


def said(page: str) -> str:
    """What the page says beside dates and hours; addresses and keys are no words."""
    words = re.sub(r"<(script|style)\b.*?</\1>|<[^>]+>", " ", page, flags=re.DOTALL)
    return re.sub(r"\d+:\d+|\d+\.\d+\.\d{4}|\d+ \w+ \d{4}", "", words)


def test_another_person_checks_by_typing_the_number_that_they_have_not_seen(
    contest, came, clerk, other_clerk
):
    names = [f"right-{one.pk}" for one in came]
    clerk.post(url(contest, "enter-tests"), {names[0]: "23", names[1]: "17"})
    address = url(contest, "check-tests")
    assert names[0] not in text(clerk.get(address))
    for view in ("inspect", "enter-tests", "check-tests", "history"):
        page = text(other_clerk.get(url(contest, view)))
        assert not re.search(r"\b(23|17)\b", said(page))
    wrong = text(other_clerk.post(address, {names[0]: "23", names[1]: "18"}))
    assert "не то число, которое внёс коллега" in wrong
    assert not re.search(r"\b17\b", said(wrong))
    assert not TestResult.objects.exclude(checked_at=None).exists()
    assert other_clerk.post(address, {names[0]: "23"}).status_code == 302
    assert TestResult.objects.get(right=23).is_checked
    assert "23 из 30" in text(clerk.get(url(contest, "inspect")))


def test_a_checked_result_is_corrected_with_a_reason_and_checked_anew(
    contest, came, worker, colleague, clerk
):
    result = services.enter_test(finalist=came[0], right=20, actor=worker)
    services.check_test(result=result, right=20, actor=colleague)
    address = url(contest, "enter-test", came[0].pk)
    assert "Результат уже проверен" in text(clerk.post(address, {"right": "21", "reason": ""}))
    assert clerk.post(address, {"right": "21", "reason": "пересчитали"}).status_code == 302
    result.refresh_from_db()
    assert (result.right, result.is_checked) == (21, False)


def test_a_no_show_is_recorded_and_taken_back_by_decisions(contest, listed, worker, clerk):
    lists.save_attendance(contest=contest, came={listed[0].pk: False}, actor=worker)
    typed = {"number": "5", "decided_on": "20.06.2024", "reason": "не пришла"}
    assert clerk.post(url(contest, "no-show", listed[0].pk), typed).status_code == 302
    page = text(clerk.get(url(contest, "inspect")))
    assert "неявка по решению" in page
    row = NoShow.objects.get()
    back = url(contest, "take-back-no-show", row.pk)
    assert back in page
    assert f"Отменить неявку: {listed[0]}" in text(clerk.get(back))
    assert clerk.post(back, {**typed, "number": "6"}).status_code == 302
    row.refresh_from_db()
    assert not row.is_in_force
    history = text(clerk.get(url(contest, "history")))
    for words in ("Отмечено: не явился", "Записана неявка", "Неявка отменена", "Абрамова"):
        assert words in history


def test_results_come_from_a_table_after_a_look_at_its_rows(
    contest, came, worker, clerk, other_clerk
):
    services.enter_test(finalist=came[2], right=9, actor=worker)
    lines = [
        ["Участник", "Верных ответов"],
        [came[0].entry.full_name, "28"],
        [came[1].entry.full_name, "31"],
        [came[2].entry.full_name, "9"],
        ["Никто Такой", "5"],
    ]
    address = url(contest, "import")
    page = text(clerk.post(address, {"file": csv_file(lines)}))
    for words in ("от 0 до 30", "такого участника нет", "этот результат уже внесён"):
        assert words in page
    assert TestResult.objects.count() == 1
    run = re.search(r'name="run" value="([^"]+)"', page)[1]
    assert other_clerk.post(address, {"run": run}).status_code == 200
    assert TestResult.objects.count() == 1
    assert clerk.post(address, {"run": run}).status_code == 302
    assert dict(TestResult.objects.values_list("finalist", "right")) == {
        came[0].pk: 28,
        came[2].pk: 9,
    }
    assert not TestResult.objects.exclude(checked_at=None).exists()


def test_an_import_is_undone_by_colleagues_alone_and_not_past_a_check(
    contest, came, colleague, clerk, stranger
):
    lines = [["Участник", "Верных ответов"], [came[0].entry.full_name, "28"]]
    page = text(clerk.post(url(contest, "import"), {"file": csv_file(lines)}))
    run = re.search(r'name="run" value="([^"]+)"', page)[1]
    clerk.post(url(contest, "import"), {"run": run})
    undo = f"/cms/records/imports/undo/{run}/"
    assert stranger.post(undo, {"reason": "так"}).status_code == 404
    result = TestResult.objects.get()
    services.check_test(result=result, right=28, actor=colleague)
    assert "изменена после загрузки" in text(clerk.post(undo, {"reason": "не тот файл"}))
    assert TestResult.objects.exists()


def test_what_an_import_entered_is_taken_back(contest, came, clerk):
    lines = [["Участник", "Верных ответов"], [came[0].entry.full_name, "28"]]
    page = text(clerk.post(url(contest, "import"), {"file": csv_file(lines)}))
    run = re.search(r'name="run" value="([^"]+)"', page)[1]
    clerk.post(url(contest, "import"), {"run": run})
    undo = f"/cms/records/imports/undo/{run}/"
    assert clerk.post(undo, {"reason": "не тот файл"}).status_code == 302
    assert not TestResult.objects.exists()
    assert "Результат теста удалён" in text(clerk.get(url(contest, "history")))


@pytest.mark.req("X-7")
def test_members_see_who_takes_part_and_neither_results_nor_acts(contest, came, worker, member):
    services.enter_test(finalist=came[0], right=23, actor=worker)
    page = text(member.get(url(contest, "inspect")))
    assert "Абрамова" in page
    assert 'data-label="Тест"' not in page
    assert "desk-actions" not in page
    for view in ("attendance", "draw", "record-draw", "enter-tests", "check-tests"):
        assert member.get(url(contest, view)).status_code == 404
    for view in ("import", "blank", "history", "overall"):
        assert member.get(url(contest, view)).status_code == 404
    for view in ("enter-test", "no-show", "role-play-start"):
        assert member.post(url(contest, view, came[0].pk)).status_code == 404
    assert member.get(url(contest, "paper", "attendance")).status_code == 404
    assert text(member.get(url(contest, "timer", came[0].pk)))


@pytest.mark.req("X-7")
def test_the_chair_checks_results_and_does_nothing_else(contest, came, worker, chair):
    services.enter_test(finalist=came[0], right=23, actor=worker)
    assert chair.post(url(contest, "check-tests"), {f"right-{came[0].pk}": "23"}).status_code == 302
    assert TestResult.objects.get().is_checked
    for view in ("attendance", "draw", "enter-tests", "import"):
        assert chair.get(url(contest, view)).status_code == 404


@pytest.mark.req("X-7")
def test_a_conflict_of_interest_keeps_the_chair_from_the_result(contest, came, worker, chair):
    result = services.enter_test(finalist=came[0], right=23, actor=worker)
    held = contest.commission.get(seat="chair")
    recuse(entry=came[0].entry, member=held, reason="сестра", actor=worker)
    assert f"right-{came[0].pk}" not in text(chair.get(url(contest, "check-tests")))
    with pytest.raises(Refused, match="конфликт интересов"):
        services.check_test(result=result, right=23, actor=held.user)
    assert "вы не оцениваете" in text(chair.get(url(contest, "inspect")))
    assert "вашей проверки" not in panel(chair, "stage-two")


@pytest.mark.req("X-7")
def test_another_contests_people_find_nothing(contest, came, people, client_of):
    for name in ("other-secretary", "other-member"):
        browser = client_of(people[name])
        assert browser.get(url(contest, "inspect")).status_code == 404
        assert browser.get(url(contest, "timer", came[0].pk)).status_code == 404


@pytest.mark.req("X-4")
def test_the_board_says_what_waits_once_stage_two_has_begun(contest, listed, worker, clerk, member):
    waiting = panel(clerk, "stage-two")
    assert "Не отмечена явка: у 3 участников" in waiting
    assert url(contest, "attendance") in waiting
    assert not panel(member, "stage-two")
    lists.save_attendance(contest=contest, came={one.pk: True for one in listed}, actor=worker)
    assert url(contest, "draw") in panel(clerk, "stage-two")
    lists.draw_lots(contest=contest, actor=worker)
    for one in listed:
        services.enter_test(finalist=one, right=3, actor=worker)
    waiting = panel(clerk, "stage-two")
    assert "Ждут вашей проверки результаты теста: у 3 участников" in waiting
    assert "жребию" not in waiting
    contest.refresh_from_db()
    assert "Что ждёт" in text(clerk.get(url(contest, "inspect")))
    contest.stage_two_starts_at = clock.now() + dt.timedelta(days=1)
    contest.save()
    assert not panel(clerk, "stage-two")
    assert "Что ждёт" not in text(clerk.get(url(contest, "inspect")))


def test_without_the_number_of_questions_the_page_says_what_to_do(contest, came, clerk):
    contest.refresh_from_db()
    contest.test_questions = None
    contest.save()
    assert "не указано, сколько вопросов в тесте" in text(clerk.get(url(contest, "inspect")))
    assert clerk.get(url(contest, "paper", "answers")).status_code == 404
