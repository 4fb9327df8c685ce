"""A member's own sheet without a line: given out, filled in, taken back; and blank, on paper (C-14)."""

import datetime as dt
import io
import re

import openpyxl
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from pypdf import PdfReader

from contest.finalists import services as lists
from contest.scoring.entries import criteria_of, in_own_order
from contest.scoring.models import Mark, MarkChange, ScoreSheet
from contest.scoring.paper.printed import blank_sheets
from contest.scoring.references import Reference, read_reference
from contest.scoring.rules.typed import steps_of
from contest.scoring.services import recuse
from contest.setup.models import Criterion
from core import clock
from tests.contest.factories import ContestFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14")]
BASE = "/cms/contest/scoring"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def plain(page: str) -> str:
    """The words of a page without its tags."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


class OwnSheet:
    """A member's browser at their own sheet."""

    def __init__(self, client, contest, part="video"):
        self.client = client
        self.address = f"{BASE}/own-sheet/{contest.pk}/{part}/"
        self.table_address = f"{BASE}/own-table/{contest.pk}/{part}/"

    def download(self) -> openpyxl.Workbook:
        response = self.client.get(self.table_address)
        assert response.status_code == 200
        return openpyxl.load_workbook(io.BytesIO(b"".join(response.streaming_content)))

    def upload(self, book: openpyxl.Workbook) -> str:
        file = io.BytesIO()
        book.save(file)
        upload = SimpleUploadedFile("лист.xlsx", file.getvalue())
        return text(self.client.post(self.address, {"file": upload}))

    def take(self, page: str) -> str:
        rows = re.search(r'name="rows" value="([^"]*)"', page)[1]
        return text(self.client.post(self.address, {"rows": rows}, follow=True))


@pytest.fixture
def own(window, contest, commission, entries, client_of):
    window()
    return OwnSheet(client_of(commission[2].user), contest)


def rows_of(book) -> list[list]:
    return [[cell.value for cell in row] for row in book.active.iter_rows(min_row=2)]


def test_the_table_holds_the_entries_in_the_members_own_order_with_their_marks(
    own, contest, commission, entries, give
):
    give(commission[2], entries[0], 7, 0)
    give(commission[3], entries[1], 9, 9, 9, 9)
    book = own.download()
    heading = [cell.value for cell in book.active[1]]
    assert heading[:3] == ["Номер листа", "Участник", "Центр занятости населения"]
    assert heading[-1] == "Комментарий"
    assert len(heading) == 3 + 4 + 1
    names = {entry.pk: entry.full_name for entry in entries}
    ordered = in_own_order(commission[2], names)
    rows = rows_of(book)
    assert [row[1] for row in rows] == [names[key] for key in ordered]
    given = {row[1]: row[3:7] for row in rows}
    assert given[entries[0].full_name] == ["7", "0", None, None]
    assert given[entries[1].full_name] == [None] * 4


def test_a_filled_table_is_shown_row_by_row_and_taken_only_after_that(
    own, commission, entries, give
):
    member = commission[2]
    give(member, entries[0], 7)
    book = own.download()
    sheet = book.active
    for row in sheet.iter_rows(min_row=2):
        if row[1].value == entries[0].full_name:
            row[3].value, row[4].value, row[5].value = 8, "0", ""
        if row[1].value == entries[1].full_name:
            row[3].value, row[7].value = 11, "не то"
        if row[1].value == entries[2].full_name:
            row[6].value, row[7].value = "10 баллов", "Ясно и живо"
    page = own.upload(book)
    words = plain(page)
    assert "было 7 → стало 8" in words
    assert "«11» – нужна оценка от 0 до 10, шаг 1" in words
    assert "Строк, которые что-то меняют: 2, с ошибками: 1" in words
    assert [mark.steps for mark in Mark.objects.all()] == [7]
    done = own.take(page)
    assert "Сохранено из таблицы: 2 заявки" in done
    first, second, _, fourth = criteria_of(member.contest)
    stored = Mark.objects.values_list("sheet__entry", "criterion", "steps")
    assert set(stored) == {
        (entries[0].pk, first.pk, 8),
        (entries[0].pk, second.pk, 0),
        (entries[2].pk, fourth.pk, 10),
    }
    assert ScoreSheet.objects.get(entry=entries[2]).comment_text == "Ясно и живо"
    assert not ScoreSheet.objects.filter(entry=entries[1]).exists()
    assert set(MarkChange.objects.values_list("by", flat=True)) == {member.user_id}
    # The same file again changes nothing.
    assert "менять нечего" in plain(own.upload(own.download()))


def test_an_empty_cell_leaves_mark_and_comment_untouched(own, commission, entries, give):
    give(commission[2], entries[0], 7, 7, 7, 7)
    ScoreSheet.objects.all().update(comment=b"")
    book = own.download()
    for row in book.active.iter_rows(min_row=2, min_col=4):
        for cell in row:
            cell.value = None
    assert "менять нечего" in plain(own.upload(book))
    assert Mark.objects.count() == 4


def test_anothers_sheet_is_refused_as_a_whole_by_its_numbers(
    own, contest, commission, entries, client_of
):
    other = OwnSheet(client_of(commission[3].user), contest)
    foreign = other.download()
    foreign.active["D2"] = 5
    assert "Это другой лист" in own.upload(foreign)
    # So is one of another part of the contest, whatever its columns are.
    book = own.download()
    book.active["A2"] = str(Reference("role-play", commission[2].pk, entries[0].pk))
    assert "Это другой лист" in own.upload(book)
    assert not ScoreSheet.objects.exists()


def test_a_number_that_was_mistyped_or_moved_to_another_participant_is_said(own, commission):
    book = own.download()
    sheet = book.active
    for row in range(2, 5):
        sheet.cell(row, 4).value = 5
    number = sheet["A2"].value
    sheet["A2"] = number[:-1] + str((int(number[-1]) + 1) % 10)
    sheet["B3"], sheet["B4"] = sheet["B4"].value, sheet["B3"].value
    words = plain(own.upload(book))
    assert "такого номера листа нет" in words
    assert words.count("это номер листа участника") == 2
    assert "Сохранять нечего" in words


def test_a_sheet_that_stands_twice_is_taken_once(own):
    book = own.download()
    sheet = book.active
    sheet["D2"] = 5
    sheet.append([cell.value for cell in sheet[2]])
    sheet.cell(sheet.max_row, 4).value = 9
    page = own.upload(book)
    assert "этот лист уже есть в строке 2" in plain(page)
    own.take(page)
    assert [mark.steps for mark in Mark.objects.all()] == [5]


def test_recused_entries_are_neither_given_out_nor_taken(own, commission, entries):
    book = own.download()
    for row in book.active.iter_rows(min_row=2):
        row[3].value = 5
    recuse(entry=entries[0], member=commission[2], reason="брат", actor=commission[2].user)
    assert entries[0].full_name not in [row[1] for row in rows_of(own.download())]
    page = own.upload(book)
    assert "записан конфликт интересов" in plain(page)
    own.take(page)
    assert {sheet.entry_id for sheet in ScoreSheet.objects.all()} == {
        entries[1].pk,
        entries[2].pk,
    }


def test_what_changed_since_the_preview_is_refused_and_the_rest_taken(
    own, commission, entries, give
):
    book = own.download()
    for row in book.active.iter_rows(min_row=2):
        row[3].value = 5
    page = own.upload(book)
    give(commission[2], entries[0], 9)
    recuse(entry=entries[1], member=commission[2], reason="брат", actor=commission[2].user)
    done = plain(own.take(page))
    assert "Абрамова Анна Ивановна: Эта оценка уже изменена" in done
    assert "Белова Анна Ивановна: Вы не оцениваете эту заявку" in done
    assert "Сохранено из таблицы: 1 заявка" in done
    assert sorted(Mark.objects.values_list("steps", flat=True)) == [5, 9]


def test_nothing_is_taken_outside_the_window_nor_from_another_page(
    own, contest, commission, client_of, window
):
    book = own.download()
    book.active["D2"] = 5
    page = own.upload(book)
    other = OwnSheet(client_of(commission[3].user), contest)
    assert "Просмотр таблицы устарел" in other.take(page)
    window(24, -1)
    assert "Оценка закрыта" in own.upload(book)
    assert "Оценка закрыта" in own.take(page)
    assert not ScoreSheet.objects.exists()


def test_a_file_that_is_no_table_is_refused_beside_the_field(own):
    wrong = SimpleUploadedFile("лист.xlsx", b"never mind")
    page = text(own.client.post(own.address, {"file": wrong}))
    assert "desk-field__error" in page
    assert re.search(r'<button class="button " type="submit">Просмотреть</button>', page)
    book = openpyxl.Workbook()
    book.active.append(["Что-то", "другое"])
    book.active.append([1, 2])
    assert "Номер листа" in own.upload(book)


@pytest.mark.req("X-7")
def test_only_a_seat_opens_the_sheet_and_only_of_a_part_that_is(
    own, contest, client_of, other_secretary, superuser
):
    for page in ("own-sheet", "own-table", "own-paper", "practice"):
        assert own.client.get(f"{BASE}/{page}/{contest.pk}/video/").status_code == 200
        assert own.client.get(f"{BASE}/{page}/{contest.pk}/test/").status_code == 404
        for person in (other_secretary, superuser):
            answer = client_of(person).get(f"{BASE}/{page}/{contest.pk}/video/")
            assert answer.status_code == 404
    # The role play has its own address; before stage II there is nobody in it.
    assert OwnSheet(own.client, contest, "role-play").download().active.max_row == 1


@pytest.fixture
def finalists(contest, entries, own, secretary):
    """All three in stage II; role plays are being marked, nobody's attendance is noted yet."""
    contest.refresh_from_db()
    contest.role_play_opens_at = clock.now() - dt.timedelta(hours=1)
    contest.role_play_closes_at = clock.now() + dt.timedelta(hours=1)
    contest.save()
    return lists.admit(contest=contest, entries=entries, actor=secretary)


@pytest.mark.req("C-16")
def test_role_plays_have_a_table_of_those_who_came_and_paper_before_they_come(
    own, commission, finalists, secretary
):
    member = commission[2]
    contest, (first, second, third) = finalists[0].contest, finalists
    words = plain(blank_sheets(member, "role-play", at=clock.now()).html)
    assert words.count("ОЦЕНОЧНЫЙ ЛИСТ №") == 3
    assert "Номер по жребию" not in words
    table = OwnSheet(own.client, contest, "role-play")
    assert rows_of(table.download()) == []
    came = {first.pk: True, second.pk: True, third.pk: False}
    lists.save_attendance(contest=contest, came=came, actor=secretary)
    lists.record_draw(contest=contest, numbers={first.pk: 2, second.pk: 1}, actor=secretary)
    words = plain(blank_sheets(member, "role-play", at=clock.now()).html)
    assert re.findall(r"Номер по жребию (\d)", words)[:2] == ["1", "2"]
    book = table.download()
    assert [row[1] for row in rows_of(book)] == [second.entry.full_name, first.entry.full_name]
    for row in (2, 3):
        book.active.cell(row, 4).value = row
    table.take(table.upload(book))
    stored = Mark.objects.values_list("sheet__entry", "sheet__part", "steps")
    assert set(stored) == {
        (second.entry_id, "role-play", 2),
        (first.entry_id, "role-play", 3),
    }
    # A table of the videos is no table of the role plays.
    assert "Это другой лист" in table.upload(own.download())


# --- references and paper ------------------------------------------------------------------------


def test_a_reference_says_its_sheet_and_betrays_a_slip():
    reference = Reference("video", 12, 345)
    written = str(reference)
    assert read_reference(written) == reference
    assert read_reference(f" {written.lower()} ".replace("в", "B")) == reference
    assert Reference("role-play", 12, 345) == read_reference(str(Reference("role-play", 12, 345)))
    check = written[-4:]
    for wrong in (f"В-12-346-{check}", f"В-13-345-{check}", f"Р-12-345-{check}", "", "В-12-345"):
        with pytest.raises(ValueError, match=r".*"):
            read_reference(wrong)


@pytest.mark.parametrize(("typed", "steps"), [("0", 0), ("7.5", 15), ("10", 20)])
def test_a_mark_is_read_in_whole_steps(typed, steps):
    from fractions import Fraction

    half = Fraction(1, 2)
    assert steps_of(Fraction(typed), step=half, most=20) == steps
    for wrong in ("7.25", "-0.5", "10.5"):
        with pytest.raises(ValueError, match=r".*"):
            steps_of(Fraction(wrong), step=half, most=20)


def test_a_members_paper_has_a_sheet_for_each_entry_and_none_for_a_recused_one(
    own, contest, commission, entries
):
    member = commission[2]
    recuse(entry=entries[0], member=member, reason="брат", actor=member.user)
    for n, criterion in enumerate(criteria_of(contest)):
        Criterion.objects.filter(pk=criterion.pk).update(meaning=f"Что смотреть, {n}-е")
    made = blank_sheets(member, "video", at=clock.now())
    words = plain(made.html)
    assert words.count("ОЦЕНОЧНЫЙ ЛИСТ №") == 2
    assert entries[0].full_name not in words
    for entry in entries[1:]:
        assert str(Reference("video", member.pk, entry.pk)) in words
        assert entry.full_name in words
    for criterion in criteria_of(contest):
        assert words.count(criterion.meaning) == 2
    for said in ("0 1 2 3 4 5 6 7 8 9 10", "Подпись", "Дата", member.full_name):
        assert said in words
    assert PdfReader(io.BytesIO(made.pdf)).root_object["/MarkInfo"]["/Marked"]


def test_staff_print_the_sheets_of_their_own_contests(
    own, contest, commission, client_of, make_user
):
    from core import roles

    base = "/cms/contest/paper-sheets"
    staff = client_of(make_user(roles.OPERATOR_STAFF, organisation=contest.operator))
    page = text(staff.get(f"{base}/print/"))
    address = f"{base}/blank/?member={commission[2].pk}&amp;part=video"
    assert address in page
    answer = staff.get(address.replace("&amp;", "&"))
    assert answer["Content-Type"] == "application/pdf"
    abroad = client_of(make_user(roles.OPERATOR_STAFF, organisation=ContestFactory().operator))
    assert abroad.get(address.replace("&amp;", "&")).status_code == 404
    for wrong in ("", "?member=x&part=video", f"?member={commission[2].pk}&part=test"):
        assert staff.get(f"{base}/blank/{wrong}").status_code == 404


def test_the_same_sheets_printed_at_the_same_instant_are_the_same_bytes(own, commission):
    at = dt.datetime(2026, 6, 11, tzinfo=dt.UTC)
    first, second = (blank_sheets(commission[2], "video", at=at) for _ in range(2))
    assert first.sha256 == second.sha256


# --- practice ------------------------------------------------------------------------------------


def test_practice_stores_nothing_and_counts_nowhere(
    own, contest, entries, django_assert_num_queries
):
    address = f"{BASE}/practice/{contest.pk}/video/"
    page = text(own.client.get(address))
    assert "вымышлен" in page
    assert "checked" not in page
    assert "data-score" not in page
    criteria = criteria_of(contest)
    typed = {f"mark-{one.pk}": steps for one, steps in zip(criteria, (7, 0, 9), strict=False)}
    page = text(own.client.post(address, {**typed, "comment": "Проба"}))
    assert f"осталось: {criteria[3]}" in page
    assert len(re.findall("checked", page)) == 3
    page = text(own.client.post(address, {**typed, f"mark-{criteria[3].pk}": 10}))
    assert "Ваша оценка – 6,50" in page
    for model in (ScoreSheet, Mark, MarkChange):
        assert not model.objects.exists()
    assert "Оценено 0 из 3" in text(own.client.get(f"{BASE}/inspect/{contest.pk}/"))
    contest.refresh_from_db()
    assert contest.rules_locked_at is None
