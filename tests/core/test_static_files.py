"""What visitors load beside pages: one small sheet, one small font, packed and kept for a year."""

import io
import shutil
from types import SimpleNamespace

import pytest
import tinycss2
from django.conf import settings as site_settings
from django.core.management import CommandError, call_command
from django.test import override_settings
from fontTools import subset
from fontTools.ttLib import TTFont

from core.management.commands import serve
from core.static_files import fonts, minify, storage

RUSSIAN = "АБВГДЕЁЖЗИЙКЛМНОПРСТУФХЦЧШЩЪЫЬЭЮЯабвгдеёжзийклмнопрстуфхцчшщъыьэюя"
SHEETS = sorted((storage.SOURCES / "css").glob("*.css"))


def letters(face):
    return set(subset.parse_unicodes(face.letters.replace("U+", "")))


def words(css):
    """The tokens that are no spaces, however deep."""
    for node in tinycss2.parse_component_value_list(css, skip_comments=True):
        inner = getattr(node, "content", getattr(node, "arguments", None))
        if inner is not None:
            yield node.type
            yield from words(tinycss2.serialize(inner))
        elif node.type != "whitespace":
            yield node.serialize()


def collecting_into(folder):
    """The settings with which our own files, and no package's, are collected."""
    return {
        "STATIC_ROOT": folder,
        "STATICFILES_FINDERS": ["django.contrib.staticfiles.finders.FileSystemFinder"],
        "STORAGES": {
            **site_settings.STORAGES,
            "staticfiles": {"BACKEND": "core.static_files.storage.SiteStaticStorage"},
        },
    }


@pytest.fixture
def to_be_collected(settings, tmp_path):
    """An empty folder for our own files."""
    for name, value in collecting_into(tmp_path / "static").items():
        setattr(settings, name, value)
    return settings.STATIC_ROOT


def test_nothing_is_served_before_the_files_are_collected(to_be_collected, monkeypatch):
    monkeypatch.setattr(serve.earlier, "trouble", lambda connection: "")
    monkeypatch.setattr(serve, "connection", SimpleNamespace(close=lambda: None))
    with pytest.raises(CommandError, match="Run collectstatic first"):
        call_command("serve")


@pytest.fixture(scope="module")
def collected_once(tmp_path_factory):
    """Our own files: packing them takes seconds."""
    folder = tmp_path_factory.mktemp("static")
    with override_settings(**collecting_into(folder)):
        call_command("collectstatic", interactive=False, verbosity=0)
    return folder


@pytest.fixture
def collected(to_be_collected, collected_once):
    """The folder into which our own files were collected."""
    return shutil.copytree(collected_once, to_be_collected)


def test_a_space_that_stands_for_inside_stays():
    assert minify.css(".field :is(a , b) { color: red; }") == ".field :is(a,b){color: red;}"
    assert minify.css("p { margin: calc( 1px + 2px ) -1px } /* why */") == (
        "p{margin: calc(1px + 2px) -1px}"
    )


@pytest.mark.parametrize("path", SHEETS, ids=lambda path: path.stem)
def test_a_small_sheet_says_the_same(path):
    source = path.read_text(encoding="utf-8")
    small = minify.css(source)
    assert list(words(small)) == list(words(source))
    assert "/*" not in small


def test_every_sheet_of_the_public_site_is_in_the_one_that_pages_load():
    of_admin = {"back_office", "back_office_object", "back_office_lists"}
    assert {path.stem for path in SHEETS} - of_admin == set(storage.PARTS)


def test_the_order_of_layers_comes_before_all_else():
    assert storage.sheet().startswith("@layer reset,tokens,base,components,utilities,print;")


def test_our_files_are_hashed_and_packed_and_small(collected):
    (sheet,) = collected.glob("css/site.*.css")
    (font,) = collected.glob("fonts/heading-????????.*.woff2")
    packed = sheet.with_name(f"{sheet.name}.br")
    assert packed.stat().st_size + font.stat().st_size <= 30_000
    assert sheet.with_name(f"{sheet.name}.gz").exists()
    assert font.name in sheet.read_text(encoding="utf-8")


def test_collecting_again_changes_nothing(collected):
    before = {path: path.read_bytes() for path in collected.rglob("*") if path.is_file()}
    call_command("collectstatic", interactive=False, verbosity=0)
    assert before == {path: path.read_bytes() for path in collected.rglob("*") if path.is_file()}


def test_files_of_packages_are_not_packed_twice_as_long(collected, settings, tmp_path):
    theirs = tmp_path / "theirs"
    theirs.mkdir()
    (theirs / "library.js").write_text("// a comment\nlet a = 1;\n" * 99, encoding="utf-8")
    settings.STATICFILES_DIRS = [*settings.STATICFILES_DIRS, theirs]
    call_command("collectstatic", interactive=False, verbosity=0)
    (hashed,) = collected.glob("library.*.js")
    assert hashed.read_text(encoding="utf-8").startswith("// a comment")
    assert hashed.with_name(f"{hashed.name}.gz").exists()
    assert not hashed.with_name(f"{hashed.name}.br").exists()


@pytest.mark.parametrize("face", fonts.FACES, ids=lambda face: face.name)
def test_a_font_has_every_letter_that_its_rule_promises(face):
    with TTFont(io.BytesIO(fonts.cut(face))) as font:
        assert letters(face) - set(font.getBestCmap()) == set()


def test_every_cyrillic_letter_is_promised_once():
    promised = [code for face in fonts.FACES for code in letters(face)]
    assert len(promised) == len(set(promised))
    assert set(range(0x400, 0x530)) <= set(promised)
    assert set(map(ord, RUSSIAN)) <= letters(fonts.FACES[0])
