"""Acts as lawyers write them: recognised, or pointed out line by line, never swallowed (C-1)."""

import pytest
from hypothesis import given, settings

from home.regulation_forms import lines_help
from home.rules.regulation_text import Kind, doubts, marks, parse, warnings
from home.templatetags.regulation import act_text
from tests.home.test_regulation_parser import ANY_TEXTS, anchors

pytestmark = pytest.mark.req("C-1")


def blocks(text):
    return [block for part in parse(text).parts for block in part.walk()]


def labels(text, kind=Kind.CLAUSE):
    return [block.label for block in blocks(text) if block.kind is kind]


def advice(text):
    return [slip.text for slip in doubts(parse(text), text)]


@pytest.mark.parametrize(
    ("line", "label", "anchor"),
    [
        ("Приложение 1", "Приложение 1", "appendix-1"),
        ("Приложение № 2а", "Приложение № 2а", "appendix-2a"),
        ("Приложение А", "Приложение А", "appendix-a"),
        ("Приложение № II", "Приложение № II", "appendix-2"),
        ("Приложение ІІ", "Приложение ІІ", "appendix-2"),
        ("Приложение № 5 (обязательное)", "Приложение № 5 (обязательное)", "appendix-5"),
        ("ПРИЛОЖЕНИЕ 3 к положению", "ПРИЛОЖЕНИЕ 3", "appendix-3"),
        ("Приложение № 2.1", "Приложение № 2.1", "appendix-2-1"),
    ],
)
def test_an_appendix_is_one_however_it_is_numbered(line, label, anchor):
    part = parse(f"1. Текст.\n\n{line}\n\nФОРМА\n\n1. Поле.").parts[1]
    assert (part.label, part.anchor) == (label, anchor)
    assert part.blocks[-1].anchor == f"{anchor}-p-1"


def test_what_an_appendix_is_may_stand_on_lines_of_its_own():
    part = parse("Текст.\n\nПриложение Б\n(обязательное)\nк положению\n\nФОРМА").parts[1]
    assert (part.label, part.of) == ("Приложение Б", "(обязательное)\vк положению")


def test_a_sentence_about_an_appendix_is_no_heading():
    assert (
        len(parse("1. Текст.\nПриложение 1 содержит форму.\nПриложение № 2 прилагается").parts) == 1
    )


def test_gaps_between_appendices_are_seen_whatever_their_numbers():
    numbered = "Т.\n\nПриложение № 1\n\nПриложение № 1а\n\nПриложение № 2\n\nПриложение № IV"
    assert warnings(parse(numbered)) == ["перед «приложение № IV» нет «приложение № 3»"]
    lettered = "Т.\n\nПриложение А\n\nПриложение В"
    assert warnings(parse(lettered)) == ["после приложение А стоит приложение В"]


def test_the_title_of_a_chapter_may_stand_under_its_number():
    text = "ГЛАВА 1\n\nОБЩИЕ\nПОЛОЖЕНИЯ\n1. Текст.\nГлава 2\nПорядок проведения\nи итоги\n2. Текст."
    chapters = [block for block in blocks(text) if block.kind is Kind.CHAPTER]
    assert [(it.label, it.text, it.anchor) for it in chapters] == [
        ("ГЛАВА 1", "ОБЩИЕ ПОЛОЖЕНИЯ", "chapter-1"),
        ("Глава 2", "Порядок проведения и итоги", "chapter-2"),
    ]


def test_a_chapter_without_a_title_does_not_swallow_its_first_clause():
    text = "ГЛАВА 1\n1. Текст.\nГЛАВА 2\nАбзац без номера, который кончается точкой."
    assert [block.text for block in blocks(text) if block.kind is Kind.CHAPTER] == ["", ""]
    assert labels(text) == ["1."]


def test_clauses_of_articles_are_numbered_anew():
    text = "Глава 1. Общие\nСтатья 5. Права\n1. Раз:\n1) а.\nСтатья 6.\nОбязанности\n1. Два."
    assert anchors(text) == [
        "chapter-1", "article-5", "article-5-p-1", "article-5-p-1-1", "article-6", "article-6-p-1",
    ]  # fmt: skip
    assert warnings(parse(text)) == ["перед «статья 5» нет «статья 1»"]
    chapter = parse(text).parts[0].blocks[0]
    assert [child.name for child in chapter.children] == ["Статья 5", "Статья 6"]
    assert chapter.children[0].children[0].name == "статья 5, пункт 1"


def test_paragraphs_and_divisions_are_headings():
    text = "Часть 2.\nРаздел III. Виды\n§ 1. Общие\nТекст.\n§ 2. Частные"
    assert labels(text, Kind.CHAPTER) == ["Часть 2.", "Раздел III.", "§ 1.", "§ 2."]
    assert anchors(text) == ["division-2", "chapter-3", "section-1", "section-2"]


@pytest.mark.parametrize(
    "line",
    [
        "Статья 5 Федерального закона об образовании",
        "Часть 2 статьи 5 закона",
        "Глава 1 настоящего положения применяется ко всем.",
        "§§ 1–5 инструкции",
    ],
)
def test_a_sentence_that_names_an_article_is_no_heading(line):
    assert labels(f"1. Раз.\n{line}", Kind.CHAPTER) == []


def test_roman_numbers_may_be_typed_with_cyrillic_letters():
    numbers = ["І.", "ІІ.", "ІІІ.", "ІV.", "V.", "VІ.", "VІІ.", "VІІІ.", "ІХ.", "Х.", "ХІ."]
    text = "\n".join(f"{number} Глава\n{at}. Пункт." for at, number in enumerate(numbers, 1))
    assert labels(text, Kind.CHAPTER) == numbers
    assert "chapter-11" in anchors(text)
    assert warnings(parse(text)) == []


@pytest.mark.parametrize(
    "name", ["С. Иванов пришёл", "М. Горький писал", "Х. Хасанов пел", "C. Джонс"]
)
def test_the_initial_of_a_name_is_no_chapter(name):
    assert labels(f"I. Общие\n{name}", Kind.CHAPTER) == ["I."]
    assert advice(f"I. Общие\n1. Раз.\n{name}") != []


def test_an_inserted_clause_stands_between_its_neighbours():
    text = "5. Пять.\n5¹. Вставка.\n5².1. Ещё.\n6. Шесть:\n1¹) вставка"
    assert anchors("5. Пять.\n5¹. Вставка.\n6. Шесть.") == ["p-5", "p-5-up-1", "p-6"]
    assert labels(text)[:2] == ["5.", "5¹."]
    inserted = "\n".join(f"{number} Текст." for number in ("1.", "2.", "2¹.", "2².", "3."))
    assert warnings(parse(inserted)) == []
    assert warnings(parse("1. Раз.\n1².  Два.")) == ["перед «пункт 1²» нет «пункт 1¹»"]


def test_a_number_may_stand_close_to_its_text():
    assert anchors("8.1Текст.\n8.2. Текст.\n8.3«Текст».") == ["p-8-1", "p-8-2", "p-8-3"]
    assert anchors("2.5кг масла") == []


@pytest.mark.parametrize(
    ("marks_of_list", "anchor"),
    [
        (["А) раз;", "Б) два;"], "p-1-b"),
        (["(1) раз;", "(2) два;"], "p-1-2"),
        (["(а) раз;", "(б) два;"], "p-1-b"),
        (["е) раз;", "ё) два;", "ж) три"], "p-1-zh"),
        (["ю) раз;", "я) два;", "аа) три;", "бб) четыре"], "p-1-bb"),
    ],
)
def test_lists_keep_their_letters_and_brackets(marks_of_list, anchor):
    text = "\n".join(["1. Перечень:", *marks_of_list])
    assert anchors(text)[-1] == anchor
    assert labels(text)[1:] == [line.split(" ")[0] for line in marks_of_list]


def test_a_list_with_yo_has_no_gap():
    letters = "\n".join(f"{letter}) слово;" for letter in "абвгдеёжзик")
    assert warnings(parse(f"1. Перечень:\n{letters}")) == []


def test_doubled_letters_begin_a_list_inside_a_letter():
    text = "1. Перечень:\nа) раз:\nаа) раз;\nбб) два;\nб) два."
    assert anchors(text) == ["p-1", "p-1-a", "p-1-a-aa", "p-1-a-bb", "p-1-b"]
    assert warnings(parse(text)) == []


@pytest.mark.parametrize(
    "bullet", ["\uf0b7\t", "\uf0a7 ", "o\t", "о\t", "▪ ", "−", "− ", "-", "‑ ", "●\t"]
)
def test_bullets_of_word_make_a_list(bullet):
    found = blocks(f"1. Перечень:\n{bullet}Раз;\n{bullet}Два.")
    assert [(block.kind, block.text) for block in found[2:]] == [
        (Kind.DASH, "Раз;"),
        (Kind.DASH, "Два."),
    ]


def test_the_preposition_is_no_bullet():
    assert Kind.DASH not in {
        block.kind for block in blocks("1. Раз.\nо  порядке и о сроках\n-5 градусов")
    }


def test_paragraphs_of_a_cell_stay_in_their_cell():
    text = (
        "№\tКритерий\tБаллы\n1\tСтаж:\nобщий;\nпо специальности\t5\n2\tОпыт\t4\n(до 10)\n"
        "3\tРечь\nи стиль\t1\nТекст после таблицы."
    )
    table, after = parse(text).parts[0].blocks
    assert table.cells == (
        ("№", "Критерий", "Баллы"),
        ("1", "Стаж:\vобщий;\vпо специальности", "5"),
        ("2", "Опыт", "4\v(до 10)"),
        ("3", "Речь\vи стиль", "1"),
    )
    assert after.text == "Текст после таблицы."


def test_a_table_that_may_be_broken_is_pointed_out():
    text = "А\tБ\tВ\nа\tб\nв\tг\tд\nстрока\nе\tж\tз"
    assert [(slip.line, slip.text.split(":")[0]) for slip in doubts(parse(text), text)] == [
        (1, "ячеек в строке 2, а в таблице 3"),
        (3, "строка разрывает таблицу"),
    ]


@pytest.mark.parametrize(
    "words", ["площадь 20 м²", "объём 5 см³", "10¹² штук", "пункт 5¹ положения"]
)
def test_measures_and_powers_are_no_footnotes(words):
    text = f"1. Участок: {words}.\n¹ Первая.\n² Вторая.\n³ Третья."
    part = parse(text).parts[0]
    assert "note-mark" not in act_text(part.blocks[0].text, part)


def test_a_mark_leads_only_to_a_footnote_that_exists():
    part = parse("1. Раз¹ и два² и десять¹⁰.\n¹ Сноска.\n¹⁰ Десятая.").parts[0]
    html = act_text(part.blocks[0].text, part)
    assert 'href="#note-1"' in html
    assert 'href="#note-10"' in html
    assert "note-2" not in html
    assert "два²" in html


def test_footnotes_without_marks_and_marks_without_footnotes_are_pointed_out():
    assert advice("1. Раз².\n¹ Сноска.") == [
        "знак сноски 2: самой сноски ниже нет",
        "на сноску 1 ничто не указывает: в тексте нет её знака",
    ]


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Министр\tА.Б. Петрова-Водкина", "А.Б. Петрова-Водкина"),
        ("Министр\t\t\tА. Б. Салтыков – Щедрин", "А. Б. Салтыков – Щедрин"),
        ("Директор      П. О’Нил", "П. О’Нил"),
        ("Директор\tЙ.Я. де Брюйн", "Й.Я. де Брюйн"),
        ("Врио директора ____ В.Г. фон Берг", "В.Г. фон Берг"),
    ],
)
def test_a_signature_is_one_whatever_the_name(line, name):
    signature = blocks(f"1. Раз.\n\n{line}")[-1]
    assert signature.kind is Kind.SIGNATURE
    assert signature.cells[0][2] == name


@pytest.mark.parametrize(
    "line",
    [
        "5 Участники подают заявку.",
        "5 . Участники",
        "5.) Участники",
        "01. Участники",
        "II Порядок проведения",
        "II) Порядок",
        "a) латинская",
        "o кружок",
        "*  звёздочка",
        "→ стрелка",
        "--два дефиса",
        "-5 градусов",
        "Глава 3 порядок проведения",
        "Статья 5 Права участников",
        "Приложение № 1. Форма заявки",
        "Директор      Иванова Е.В.",
    ],
)
def test_what_is_not_understood_is_pointed_out_and_kept(line):
    text = f"1. Раз.\n{line}"
    assert [slip.line for slip in doubts(parse(text), text)] == [1]
    assert marks(text)[1].name.startswith("не узнано, обычный текст")
    assert "".join(line.split()) in "".join(blocks(text)[-1].text.split())


@pytest.mark.parametrize(
    "line",
    [
        "Обычный абзац.",
        "С 1 января 2024 года действует порядок.",
        "27.05.2024 начинается приём.",
        "Глава муниципального образования решает.",
        "Статья 5 закона устанавливает порядок.",
        "I этап проводится заочно.",
        "«Цитата» в кавычках",
        "№ 5 от 20.06.2023",
        "15 мая 2024 года",
    ],
)
def test_plain_text_raises_no_doubt(line):
    assert advice(f"1. Раз.\n{line}") == []


@settings(max_examples=200, deadline=None)
@given(ANY_TEXTS)
def test_every_line_is_accounted_for(text):
    lines = text.replace("\r\n", "\n").replace("\r", "\n").split("\n")
    found = marks(text)
    assert [mark.number for mark in found] == list(range(1, len(lines) + 1))
    assert all(mark.name for mark in found if mark.text)
    covered = {at for block in blocks(text) for at in range(*block.lines)}
    covered |= {at for part in parse(text).parts for at in range(*part.lines)}
    for at, line in enumerate(lines):
        if line.strip() and at not in covered:
            assert found[at].name.startswith("черта")


def test_the_editor_is_told_the_line():
    said = lines_help("1. Раз.\n\n3. Три.\nСтатья 5 Права")
    assert "строка 3 («3. Три.») – перед «пункт 3» нет «пункт 2»" in said
    assert "строка 4 («Статья 5 Права») – похоже на заголовок" in said


def test_marks_say_what_each_line_is():
    text = (
        "ПОЛОЖЕНИЕ\n\nГЛАВА II\nОБЩИЕ ПОЛОЖЕНИЯ\n3.1. Текст¹:\n- раз\nАбзац.\n№\tГод\tМесто\n1\tа\tб\n"
        "¹ Сноска.\nМинистр\tА.Б. Иванова\n____\n(подпись)\n\nПриложение № 1"
    )
    assert [mark.name for mark in marks(text) if mark.text] == [
        "название",
        "заголовок: глава II",
        "заголовок: глава II",
        "пункт 3.1",
        "перечень, пункт 3.1",
        "обычный текст, пункт 3.1",
        "таблица, пункт 3.1",
        "таблица, пункт 3.1",
        "сноска 1",
        "подпись",
        "место для подписи или записи",
        "место для подписи или записи",
        "приложение № 1",
    ]
