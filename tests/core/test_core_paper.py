"""Papers: tagged, with the font inside, the same bytes in every process, nothing from the network."""

import os
import subprocess
import sys
import unicodedata
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
import time_machine
from django.conf import settings as django_settings
from fontTools.ttLib import TTFont
from pypdf import PdfReader
from pypdf.generic import ByteStringObject, ContentStream, DictionaryObject, TextStringObject
from weasyprint.urls import FatalURLFetchingError

from core import paper, paper_fonts

ROOT = Path(__file__).resolve().parents[2]
MADE_AT = datetime(2026, 11, 22, 9, 30, tzinfo=UTC)
# A letter of Altai in regular and bold type: each is cut out of the fallback.
CONTEXT = {
    "reference": "Заявка З-2026-0012",
    "digest": "1A2B-3C4D",
    "rows": [("ФИО Ӱ", "Ёлкина Ӱӥҕ")],
}
CYRILLIC = ((0x400, 0x52F), (0x1C80, 0x1C8F), (0x2DE0, 0x2DFF), (0xA640, 0xA69F))
EVERY_CYRILLIC_LETTER = [
    chr(code)
    for first, last in CYRILLIC
    for code in range(first, last + 1)
    if unicodedata.category(chr(code)) != "Cn"
]
TEMPLATE = """{% extends "core/papers/base.html" %}
{% block body %}<h1>АНКЕТА</h1>
<table><caption>Показатели</caption>
<thead><tr><th scope="col">Вопрос</th><th scope="col">Ответ</th></tr></thead>
<tbody>{% for label, text in rows %}
<tr><th scope="row">{{ label }}</th><td class="answer">{{ text }}</td></tr>{% endfor %}
</tbody></table>{% endblock %}"""


@pytest.fixture(autouse=True)
def template_folder(tmp_path, settings):
    folder = tmp_path / "templates"
    folder.mkdir()
    (folder / "sample.html").write_text(TEMPLATE, encoding="utf-8")
    engine = {**settings.TEMPLATES[0], "DIRS": [*settings.TEMPLATES[0]["DIRS"], folder]}
    settings.TEMPLATES = [engine]
    return folder


def make(context=CONTEXT, **extra):
    return paper.render(
        "sample.html", {**context, **extra}, title="Анкета участника", made_at=MADE_AT
    )


def pages(made):
    return [page.extract_text() for page in PdfReader(BytesIO(made.pdf)).pages]


def elements(made):
    """Every structure element of the tagged tree, depth first."""

    def walk(node):
        node = node.get_object()
        if isinstance(node, DictionaryObject):
            if "/S" in node:
                yield node
            children = node.get("/K", [])
            children = children.get_object() if hasattr(children, "get_object") else children
            yield from walk_all(children)

    def walk_all(children):
        for child in children if isinstance(children, list) else [children]:
            yield from walk(child) if hasattr(child, "get_object") else ()

    return list(walk(PdfReader(BytesIO(made.pdf)).trailer["/Root"]["/StructTreeRoot"]))


@pytest.mark.req("X-8")
def test_a_paper_is_tagged_in_russian_with_its_title():
    made = make()
    root = PdfReader(BytesIO(made.pdf)).trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "ru"
    assert root["/ViewerPreferences"]["/DisplayDocTitle"]
    assert PdfReader(BytesIO(made.pdf)).metadata.title == "Анкета участника"
    assert b"pdfuaid" in root["/Metadata"].get_data()


@pytest.mark.req("X-8")
def test_header_cells_are_tagged_as_headers():
    kinds = [element["/S"] for element in elements(make())]
    assert kinds.count("/TH") == 3
    assert kinds.count("/TD") == 1
    assert {"/H1", "/Table", "/Caption", "/THead", "/TBody"} <= set(kinds)
    cell = next(element for element in elements(make()) if element["/S"] == "/TD")
    attributes = cell["/A"].get_object()
    attributes = attributes[0].get_object() if isinstance(attributes, list) else attributes
    assert len(attributes["/Headers"]) == 2


def fonts_of(made):
    """The descriptors of the fonts of every page, by the names that the page calls them."""
    for page in PdfReader(BytesIO(made.pdf)).pages:
        for name, font in page["/Resources"]["/Font"].items():
            inner = font.get_object()["/DescendantFonts"][0].get_object()
            yield page, name, inner["/FontDescriptor"].get_object()


def glyphs_shown(page, name):
    """The numbers of the glyphs that a page takes from one of its fonts."""
    current = None
    for operands, operator in ContentStream(page["/Contents"], page.pdf).operations:
        if operator == b"Tf":
            current = operands[0]
        elif operator in (b"Tj", b"TJ") and current == name:
            parts = operands[0] if operator == b"TJ" else operands
            for part in parts:
                if isinstance(part, TextStringObject | ByteStringObject):
                    data = part.original_bytes
                    yield from (int.from_bytes(data[n : n + 2]) for n in range(0, len(data), 2))


@pytest.mark.req("X-8")
def test_only_the_projects_serifs_are_used_and_they_are_embedded():
    plain = [font for *_, font in fonts_of(make(rows=[("ФИО", "Ёлкина")]))]
    assert plain
    assert all("Source-Serif" in font["/FontName"] for font in plain)
    fonts = [font for *_, font in fonts_of(make())]
    assert all(
        "Source-Serif" in font["/FontName"] or "Noto-Serif" in font["/FontName"] for font in fonts
    )
    assert all({"/FontFile2", "/FontFile3"} & set(font) for font in [*plain, *fonts])


@pytest.mark.req("X-8")
def test_every_cyrillic_letter_is_printed_in_both_weights():
    """«Ӱпӱнӥ», «Ҕылыев»: also the marks that stand above or around a letter."""
    each = [
        f"а{c}" if unicodedata.combining(c) or unicodedata.category(c) == "Me" else c
        for c in EVERY_CYRILLIC_LETTER
    ]
    made = make(rows=[(" ".join(each), " ".join(each))])
    text = "".join(pages(made))
    assert paper_fonts.MISSING not in text
    assert set(EVERY_CYRILLIC_LETTER) <= set(unicodedata.normalize("NFC", text)) | set(text)
    for page, name, font in fonts_of(made):
        file = font.get("/FontFile2") or font["/FontFile3"]
        embedded = TTFont(BytesIO(file.get_object().get_data()), lazy=True)
        shown = set(glyphs_shown(page, name))
        assert shown
        assert 0 not in shown, "the glyph «not defined»"
        assert max(shown) < embedded["maxp"].numGlyphs, "a glyph that the font lacks"


def test_cyrillic_text_can_be_copied_out_of_it():
    text = pages(make(rows=[("Ёмкость № 5", "«Щёлково» – подъезд, 100 ₽")]))[0]
    assert "Ёмкость № 5" in text
    assert "«Щёлково» – подъезд, 100 ₽" in text


@pytest.mark.req("X-8")
def test_the_same_input_gives_the_same_bytes_in_every_process(template_folder):
    here = make()
    with time_machine.travel("2031-05-27 10:00", tick=False):
        assert make().pdf == here.pdf
    code = (
        "import sys, django; from django.conf import settings; django.setup();"
        f"settings.TEMPLATES[0]['DIRS'].append({str(template_folder)!r});"
        "from core import paper; from datetime import datetime, UTC;"
        f"made = paper.render('sample.html', {CONTEXT!r}, title='Анкета участника',"
        "made_at=datetime(2026, 11, 22, 9, 30, tzinfo=UTC)); print(made.sha256)"
    )
    environment = {
        **os.environ,
        "PYTHONPATH": f"{ROOT / 'site'}{os.pathsep}{ROOT}",
        "DJANGO_SETTINGS_MODULE": "config.settings.test",
        "TZ": "Asia/Vladivostok",
        "PYTHONHASHSEED": "7",
    }
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == here.sha256


def test_another_input_gives_another_digest():
    assert make().sha256 != make(digest="0000-0000").sha256


@pytest.mark.req("X-8")
def test_a_long_answer_flows_over_pages_with_reference_digest_and_numbers_on_each():
    words = " ".join(f"слово{number}" for number in range(2500))
    made = make(rows=[("Опыт", words), ("Последний", "ответ")])
    texts = pages(made)
    assert len(texts) > 3
    for number, text in enumerate(texts, start=1):
        assert "Заявка З-2026-0012" in text
        assert "1A2B-3C4D" in text
        assert f"страница {number} из {len(texts)}" in text
    everything = " ".join(texts)
    assert all(f"слово{number}" in everything for number in range(2500))
    # The first page is filled before the answer flows on, and the number stands on top from page 2.
    assert "слово100" in texts[0]
    assert not texts[0].startswith("1")
    assert "2" in [line.strip() for line in texts[1].splitlines()]


def test_a_word_without_spaces_stays_on_the_sheet():
    texts = pages(make(rows=[("Сайт", "ы" * 400)]))
    assert "".join("".join(texts).split()).count("ы") >= 400


def test_the_sheet_is_a4():
    box = PdfReader(BytesIO(make().pdf)).pages[0].mediabox
    assert (round(box.width / 72 * 25.4), round(box.height / 72 * 25.4)) == (210, 297)


def test_typed_markup_is_text_in_the_paper():
    made = make(rows=[("Имя", "<script>alert(1)</script><img src=http://example.org/x.png>")])
    assert "<script>alert(1)</script>" in pages(made)[0]


def test_letters_that_the_font_lacks_become_a_sign_and_direction_marks_go():
    assert (
        paper.printable("и\u0306ва 😀漢 a\u202eb\u200d нет\u2011да\tи\n") == "йва ¤¤ ab нет-да\tи\n"
    )
    assert "ab" in pages(make(rows=[("Имя", "😀 a\u202eb")]))[0]


def test_signs_that_cannot_be_printed_are_named():
    text = "Иванова 😀漢 и\u0306 Ӱ\u202e–«»🎉😀 🎂"
    assert paper_fonts.unprintable(text) == ["😀", "漢", "🎉", "🎂"]
    assert paper_fonts.unprintable("".join(EVERY_CYRILLIC_LETTER)) == []


def test_a_paper_never_loads_anything(template_folder):
    for address in ("http://example.org/x.png", "https://example.org/x.png", "file:///etc/hosts"):
        (template_folder / "wrong.html").write_text(f'<img src="{address}">', encoding="utf-8")
        with pytest.raises(FatalURLFetchingError):
            paper.render("wrong.html", {}, title="x", made_at=MADE_AT)


def test_the_html_is_the_papers_text_for_tests_and_previews():
    made = make()
    assert '<html lang="ru">' in made.html
    assert "Ёлкина" in made.html
    assert str(django_settings.BASE_DIR) not in made.html
