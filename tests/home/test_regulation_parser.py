"""The parser of acts: nothing lost, anchors unique, clauses where they belong."""

import re
from functools import partial

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from home.rules.regulation_text import Kind, PartKind, grid, parse, plain, warnings, words

LINES = st.sampled_from(
    [
        "I. Общие положения", "II. Порядок", "Глава 3. Итоги", "1. Раздел", "1. Текст пункта.",
        "1.1. Подпункт.", "5.1 Без точки", "4.1.2. Контроль.", "2. Перечень:", "3.\tИз Word",
        "1) пункт;", "2) пункт", "а) буква", "в) буква", "- дефис", "– тире",
        "ПРИЛОЖЕНИЕ № 1", "Приложение № 2 к Положению", "к положению о", "УТВЕРЖДЕНО", "приказом",
        "от ____ № __", "ПОЛОЖЕНИЕ", "ПРИКАЗЫВАЮ:", "МИНИСТЕРСТВО ТРУДА", "о конкурсе",
        "Абзац текста.", "_________", "____   ____", "(Подпись)   (Дата)", "(подпись)", "\t1",
        "\tЯчейка", "\t", "продолжение", "А\tБ\tВ", "А\t", "\tх\tу", "Министр      Е.В. Иванова",
        "Психолог ____ ФИО", "¹ Сноска", "", "  ", "_____/_____", "27.05.2024 день",
        "ГЛАВА 1", "ОБЩИЕ ПОЛОЖЕНИЯ", "Глава 2. Порядок", "Статья 5.", "Статья 5", "Статья 6. Права",
        "Права участников", "§ 1. Общие", "Часть 2.", "Раздел ІІ", "ХІ. Итоги", "Х. Итоги", "С. Иванов",
        "5¹. Вставка", "8.1Текст", "яя)", "я) буква", "аа) буква", "А) буква", "ё) буква", "(1) пункт",
        "\uf0b7\tЗначок", "o\tКружок", "▪ Квадрат", "−минус", "Приложение 1", "Приложение № 2а",
        "Приложение А", "(обязательное)", "Приложение № 5 (обязательное)", "1\tСтаж:\t5", "общий\t5",
        "2\tОпыт:", "слово о 20 м²", "слово¹", "Директор\tП. О’Нил", "Врио     Й. де Брюйн-Кант",
    ]
)  # fmt: skip
# Acts leave a line empty under a table whose cells stand on lines of their own.
_LAST_CELL = re.compile(r"(?m)^(\t[^\n]*(?:\nпродолжение)*)\n(?!\t|\n|продолжение)")
TEXTS = st.lists(LINES, max_size=25).map("\n".join).map(partial(_LAST_CELL.sub, r"\1\n\n"))
ANY_TEXTS = st.lists(st.one_of(LINES, st.text(max_size=12)), max_size=25).map("\n".join)


def bare(text):
    return "".join(text.split())


@settings(max_examples=300, deadline=None)
@given(ANY_TEXTS)
def test_no_character_is_lost_or_added_and_anchors_are_unique(text):
    act = parse(text)
    assert bare(words(act)) == bare(text)
    assert len(act.anchors) == len(set(act.anchors))
    warnings(act)


@settings(max_examples=300, deadline=None)
@example("ПРИЛОЖЕНИЕ № 1\n1\tСтаж:\t5\n5¹. Вставка\n2\tОпыт:\nПОЛОЖЕНИЕ")
@given(TEXTS)
def test_parsing_what_was_parsed_changes_nothing(text):
    act = parse(text)
    assert parse(plain(act)) == act


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from(["", "1", "–", "слово"]), min_size=1, max_size=5), min_size=1)
)
def test_a_table_keeps_every_cell_that_says_something(rows):
    width = max(map(len, rows))
    padded = tuple((*row, *[""] * (width - len(row))) for row in rows)
    table = grid(padded)
    shown = [cell.text for row in (*table.head, *table.body) for cell in row if cell.text]
    assert sorted(shown) == sorted(cell for row in padded for cell in row if cell)


def anchors(text):
    return parse(text).anchors


@pytest.mark.req("C-1")
def test_letters_inside_items_inside_clauses_get_anchors_from_their_numbers():
    text = "11. Материалы:\n5) характеристика.\nДолжна содержать:\nа) раз;\nб) два;\nв) три.\n12. Этапы."
    assert anchors(text) == ["p-11", "p-11-5", "p-11-5-a", "p-11-5-b", "p-11-5-v", "p-12"]


def test_a_paragraph_after_a_list_belongs_to_the_clause():
    clause = (
        parse("14. Критерии:\n1) речь;\n2) смысл.\nОценка от 0 до 10.\n15. Дальше.")
        .parts[0]
        .blocks[0]
    )
    assert [child.kind for child in clause.children] == [Kind.CLAUSE, Kind.CLAUSE, Kind.PARAGRAPH]


def test_a_paragraph_between_items_belongs_to_the_item():
    clause = parse("1. Перечень:\n1) раз.\nПояснение.\n2) два.").parts[0].blocks[0]
    assert [child.label for child in clause.children] == ["1)", "2)"]
    assert clause.children[0].children[0].text == "Пояснение."


def test_a_number_without_a_full_stop_after_it_is_a_chapter_when_its_clauses_follow():
    part = parse("1. Общие положения\n1.1. Текст.\n1.2. Ещё.\n2. Просто пункт.").parts[0]
    assert [block.kind for block in part.blocks] == [Kind.CHAPTER, Kind.CLAUSE]
    assert parse("5.1 Без точки.").anchors == ["p-5-1"]


def test_a_date_at_the_beginning_of_a_line_is_no_clause():
    assert anchors("27.05.2024 начинается приём.\n2024. Не пункт.") == []


def test_a_repeated_number_gets_a_suffix_and_a_warning():
    act = parse("1. Раз.\n2. Два.\n2. Ещё два.\n1) подпункт.")
    assert act.anchors == ["p-1", "p-2", "p-2--2", "p-2--2-1"]
    assert warnings(act) == ["пункт 2 встречается ещё раз"]


@pytest.mark.parametrize(
    ("text", "warning"),
    [
        ("1. Раз.\n3. Три.", "перед «пункт 3» нет «пункт 2»"),
        ("I. Раз\n1. Пункт.\nIII. Три\n2. Пункт.", "перед «глава 3» нет «глава 2»"),
        ("1. Раз:\n1) а;\n3) б.", "пункт 1: перед «подпункт 3)» нет «подпункт 2)»"),
        ("1. Раз:\nа) а;\nв) б.", "пункт 1: после подпункт а) стоит подпункт в)"),
        ("Текст.\nПриложение № 2", "перед «приложение № 2» нет «приложение № 1»"),
    ],
)
def test_gaps_are_pointed_out(text, warning):
    assert warnings(parse(text)) == [warning]


def test_letters_that_acts_leave_out_are_no_gap():
    assert warnings(parse("1. Перечень:\nз) раз;")) != []
    letters = "\n".join(f"{letter}) слово;" for letter in "абвгдежзик")
    assert warnings(parse(f"1. Перечень:\n{letters}")) == []


def test_appendices_and_approved_acts_keep_their_clauses_apart():
    act = parse(
        "ПРИКАЗ\n\n1. Утвердить.\n\nУТВЕРЖДЕНО\nприказом\n\nПОЛОЖЕНИЕ\n\n1. Текст.\n\n"
        "ПРИЛОЖЕНИЕ № 1\nк положению\n\nФОРМА\n\n1. Поле.\n\n_________\n\nУТВЕРЖДЕН\n\nСОСТАВ\n"
    )
    assert [part.kind for part in act.parts] == [
        PartKind.MAIN, PartKind.ACT, PartKind.APPENDIX, PartKind.ACT,
    ]  # fmt: skip
    assert act.anchors == [
        "p-1", "act-1", "act-1-p-1", "act-1-appendix-1", "act-1-appendix-1-p-1", "act-2",
    ]  # fmt: skip


def test_both_layouts_of_a_table_give_the_same_rows():
    in_cells = "\t1\n\tСтаж\n\t\n\n\t2\n\tОпыт\nработы\n\t\n"
    in_lines = "1\tСтаж\t\n2\tОпыт\vработы\t\n"
    assert parse(in_cells) == parse(in_lines)
    assert parse(in_lines).parts[0].blocks[0].cells == (
        ("1", "Стаж", ""),
        ("2", "Опыт\vработы", ""),
    )


def test_an_indented_paragraph_is_no_table():
    blocks = parse("Вводный абзац.\n\tПервый абзац текста.\n\tВторой абзац текста.").parts[0].blocks
    assert {block.kind for block in blocks} == {Kind.PARAGRAPH}


def test_two_heading_rows_span_as_they_look():
    rows = (("Дата", "", "Место"), ("Приёма", "Увольнения", ""))
    head = grid(rows).head
    assert [(cell.text, cell.colspan, cell.rowspan) for cell in head[0]] == [
        ("Дата", 2, 1), ("Место", 1, 2),
    ]  # fmt: skip
    assert [cell.text for cell in head[1]] == ["Приёма", "Увольнения"]


def test_empty_text_is_an_act_without_parts():
    assert parse(" \n\n").parts == ()
