"""Сводная ведомость of a part: for who may see the ranking, and only after the closing (C-14, C-15)."""

import io
import re
from dataclasses import replace

import openpyxl
import pytest
from weasyprint import HTML
from weasyprint.formatting_structure.boxes import TableCellBox, TextBox

from contest.commission.models import CommissionMember
from contest.scoring.services import excuse, recuse
from contest.scoring.summary import render, summary_of
from contest.setup.models import Part
from core import clock

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14", "C-15")]
BASE = "/cms/contest/scoring"


@pytest.fixture
def closed(window, contest, commission, entries, give):
    """All marked; the first entry by one member otherwise, who is recused from the second."""
    window()
    for entry, mark in zip(entries, (9, 5, 5), strict=True):
        for member in commission:
            give(member, entry, *[mark] * 4)
    give(commission[2], entries[0], 0)
    recuse(entry=entries[1], member=commission[2], reason="брат", actor=commission[2].user)
    window(24, -1)
    contest.refresh_from_db()
    return contest


def test_the_table_has_each_members_mean_the_mark_and_the_place(closed, commission, entries):
    table = summary_of(closed, Part.VIDEO)
    (group,) = table.groups
    rows = {row.line.entry: (row.cells, row.mark, row.place, row.verdict) for row in group.rows}
    assert rows[entries[0]] == (["9,00", "9,00", "6,75", "9,00"], "8,44", "1", "во II этап")
    assert rows[entries[1]] == (["5,00", "5,00", "КИ", "5,00"], "5,00", "2–3", "во II этап")
    words = " ".join(re.sub(r"<[^>]*>", " ", render(table, at=clock.now()).html).split())
    for said in (
        "СВОДНАЯ ВЕДОМОСТЬ",
        closed.get_joining_display(),
        "5 лучших в каждой группе",
        "КИ – конфликт интересов, оценки не учтены",
        "Рощин О. Л.",
        "Секретарь комиссии",
    ):
        assert said in words
    # Signs that stand in no cell are not explained.
    assert "освобождён(а) решением" not in words


@pytest.mark.parametrize("count", [8, 11])
def test_members_names_break_at_syllables_over_the_columns(closed, count):
    surnames = ["Ольховский", "Преображенский", "Верещагина", "Красносельская-Вознесенская"]
    members = [
        CommissionMember(last_name=surname, first_name="Ольга", middle_name="Львовна")
        for surname in (surnames * 3)[:count]
    ]
    html = render(replace(summary_of(closed, Part.VIDEO), members=members), at=clock.now()).html
    (page, *_) = HTML(string=html).render().pages
    cells = [box for box in page._page_box.descendants() if box.element_tag == "th"]
    headings = [_read(cell) for cell in cells if isinstance(cell, TableCellBox)]
    assert [one for one in headings if one.endswith("О. Л.")] == [
        f"{member.last_name} О. Л." for member in members
    ]


def _read(cell) -> str:
    """The words of a cell, those that a hyphen parts joined again."""
    lines = [box.text.strip() for box in cell.descendants() if isinstance(box, TextBox)]
    text = "\n".join(lines).replace("\xa0", " ")
    return text.replace("\u2010\n", "").replace("-\n", "-").replace("\n", " ")


def test_a_tie_at_the_cut_and_missing_marks_are_said(closed, contest, commission, entries, window):
    type(closed).objects.filter(pk=closed.pk).update(stage_two_quota=2)
    closed.refresh_from_db()
    (group,) = summary_of(closed, Part.VIDEO).groups
    assert any("решает комиссия на заседании" in note for note in group.notes)
    commission[0].pk = None
    commission[0].seat, commission[0].user = "member", None
    commission[0].save()
    (group,) = summary_of(closed, Part.VIDEO).groups
    assert group.notes == ["Рейтинг не подведён: без балла – 3 заявки."]
    assert "нет" in {cell for row in group.rows for cell in row.cells}
    excuse(
        member=commission[0],
        number="7",
        decided_on=clock.now().date(),
        reason="болезнь",
        actor=commission[1].user,
    )
    (group,) = summary_of(closed, Part.VIDEO).groups
    assert "осв." in {cell for row in group.rows for cell in row.cells}


def test_it_opens_after_the_closing_to_who_sees_the_ranking(
    closed, commission, client_of, window, superuser
):
    address = f"{BASE}/summary/{closed.pk}/video/"
    chair, secretary = client_of(commission[0].user), client_of(commission[1].user)
    assert chair.get(address)["Content-Type"] == "application/pdf"
    assert secretary.get(f"{address}?format=xlsx").status_code == 200
    assert chair.get(f"{address}?format=csv").status_code == 404
    assert chair.get(f"{BASE}/summary/{closed.pk}/test/").status_code == 404
    for person in (commission[2].user, superuser):
        assert client_of(person).get(address).status_code == 404
    assert (
        f'href="{address}?format=xlsx"' in chair.get(f"{BASE}/table/{closed.pk}/").content.decode()
    )
    window()
    for client in (chair, secretary):
        for kind in ("pdf", "xlsx"):
            assert client.get(f"{address}?format={kind}").status_code == 404


def test_the_xlsx_says_the_same_with_numbers(closed, commission, entries, client_of):
    answer = client_of(commission[0].user).get(f"{BASE}/summary/{closed.pk}/video/?format=xlsx")
    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    heading, first, second, *rest = [[c.value for c in row] for row in book.active.iter_rows()]
    assert heading[:3] == ["Группа", "Участник", "Центр занятости населения"]
    assert heading[-3:] == ["Балл", "Место", "II этап"]
    assert first[3:] == [9, 9, 6.75, 9, 8.44, "1", "во II этап"]
    assert second[5] == "КИ"
    assert any("Баллы частей" in str(row[0]) for row in rest)


def test_whoever_is_recused_from_an_entry_sees_nothing_of_it(
    closed, commission, entries, client_of
):
    recuse(entry=entries[0], member=commission[0], reason="сват", actor=commission[0].user)
    address = f"{BASE}/summary/{closed.pk}/video/?format=xlsx"

    def row(person) -> list:
        answer = client_of(person).get(address)
        book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
        rows = [[c.value for c in line] for line in book.active.iter_rows()]
        return next(line for line in rows if line[1] == entries[0].full_name)

    assert row(commission[0].user)[3:] == ["скрыто"] * 7
    assert row(commission[1].user)[3:7] == ["КИ", 9, 6.75, 9]
