"""Names of files as people send them."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.file_names import clean_name, download_name
from core.file_types import TYPES


@pytest.mark.parametrize(
    ("name", "clean"),
    [
        ("Анкета Ёлкиной.pdf", "Анкета Ёлкиной.pdf"),
        ("C:\\Users\\me\\скан.pdf", "скан.pdf"),
        ("../../etc/passwd", "passwd"),
        ("a\0b\r\n.pdf", "ab.pdf"),
        ("\u202efdp.exe", "fdp.exe"),
        ("a\u200f\u2066b.pdf", "ab.pdf"),
        ('a<b>:"c|?*.pdf', "a_b___c___.pdf"),
        ("😀 фото.jpg", "😀 фото.jpg"),
        ("  . скан .pdf. ", "скан.pdf"),
        ("", "файл"),
        ("///", "файл"),
        (".pdf", "pdf"),
        ("й\u0306".replace("й", "и") + ".pdf", "й.pdf"),
        ("bad\ud800.pdf", "bad.pdf"),
    ],
)
def test_a_name_keeps_only_what_is_safe(name, clean):
    assert clean_name(name) == clean


def test_a_long_name_is_cut_before_its_ending():
    name = clean_name("я" * 300 + ".pdf")
    assert len(name) == 255
    assert name.endswith("я.pdf")


@pytest.mark.parametrize(
    ("name", "code", "clean"),
    [
        ("scan.exe", "pdf", "scan.exe.pdf"),
        ("photo.jpg", "png", "photo.png"),
        ("photo.JPG", "jpeg", "photo.JPG"),
        ("photo", "heic", "photo.heic"),
        ("Приказ от 21.06.2024", "pdf", "Приказ от 21.06.2024.pdf"),
    ],
)
def test_the_ending_says_what_the_content_is(name, code, clean):
    assert clean_name(name, TYPES[code]) == clean


@given(st.text(max_size=400), st.sampled_from([None, *TYPES.values()]))
def test_every_name_becomes_a_short_visible_one(name, kind):
    clean = clean_name(name, kind)
    assert 0 < len(clean) <= 255
    assert not any(unicodedata.category(char)[0] == "C" or char in "/\\" for char in clean)
    assert kind is None or clean.lower().endswith(kind.suffixes)
    assert clean_name(clean, kind) == clean


@pytest.mark.parametrize(
    ("title", "suffix", "name"),
    [
        ("Согласие – Иванова М. С.", ".pdf", "Согласие – Иванова М. С.pdf"),
        ("Договор № 5/2026 – ООО «Пример»", ".docx", "Договор № 5-2026 – ООО «Пример».docx"),
        ("Реестр.xlsx", ".xlsx", "Реестр.xlsx"),
        ("v. 2.1", ".pdf", "v. 2.1.pdf"),
    ],
)
def test_what_is_saved_has_one_dot_and_lies_in_no_folder(title, suffix, name):
    assert download_name(title, suffix) == name
