"""Contrast, typography and display settings: plain rules."""

import pytest
from django.core.exceptions import ValidationError
from hypothesis import given
from hypothesis import strategies as st

from home.rules import contrast, display
from home.rules.large_letters import loosen
from home.rules.typography import typograph, typograph_html
from home.settings import validate_brand_dark, validate_brand_light

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def test_contrast_of_black_and_white_is_21():
    assert contrast.ratio("#000000", "#ffffff") == pytest.approx(21)


def test_contrast_of_a_known_grey():
    # WebAIM's example: the lightest grey that passes on white.
    assert contrast.ratio("#767676", "#ffffff") == pytest.approx(4.54, abs=0.01)
    assert contrast.ratio("#777777", "#ffffff") < contrast.MINIMUM


@given(colours, colours)
def test_contrast_is_symmetric_and_within_bounds(one, other):
    assert contrast.ratio(one, other) == contrast.ratio(other, one)
    assert 1 <= contrast.ratio(one, other) <= 21


@given(colours)
def test_a_brand_colour_is_accepted_exactly_when_every_surface_has_contrast(colour):
    surfaces = (*contrast.LIGHT_SURFACES, contrast.ON_BRAND_LIGHT)
    readable = all(contrast.ratio(colour, surface) >= 4.5 for surface in surfaces)
    if readable:
        validate_brand_light(colour)
    else:
        with pytest.raises(ValidationError, match="контраст"):
            validate_brand_light(colour)


@pytest.mark.parametrize("text", ["red", "#fff", "#12345", "#0b5566; }", "", "#0b556g"])
def test_what_is_no_colour_is_refused(text):
    for validate in (validate_brand_light, validate_brand_dark):
        with pytest.raises(ValidationError):
            validate(text)
    with pytest.raises(ValueError, match="not a colour"):
        contrast.ratio(text, "#ffffff")


def test_each_theme_needs_its_own_colour():
    validate_brand_light("#0b5566")
    validate_brand_dark("#86cbd9")
    with pytest.raises(ValidationError, match="светлее"):
        validate_brand_dark("#0b5566")
    with pytest.raises(ValidationError, match="темнее"):
        validate_brand_light("#86cbd9")


def test_the_stylesheet_has_the_surfaces_that_colours_are_checked_against(settings):
    css = (settings.BASE_DIR / "static" / "css" / "tokens.css").read_text(encoding="utf-8")
    for colour in (*contrast.LIGHT_SURFACES, *contrast.DARK_SURFACES, contrast.ON_BRAND_DARK):
        assert f": {colour};" in css


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ('конкурс "Лучший специалист"', "конкурс «Лучший специалист»"),
        ("приём - до мая", "приём\u00a0– до\u00a0мая"),
        ("27 мая 2024 года", "27\u00a0мая 2024\u00a0года"),
        ("стаж 3-5 лет", "стаж 3–5\u00a0лет"),
        ("по 12-34-56", "по\u00a012-34-56"),
        ("закон № 1032-1", "закон №\u00a01032-1"),
        ("Номер TT18-7MKQ.", "Номер TT18-7MKQ."),
    ],
)
def test_typography(before, after):
    assert typograph(before) == after


@given(st.text(alphabet='аб в"-–«»(1 2.'))
def test_setting_type_twice_changes_nothing(text):
    once = typograph(text)
    assert typograph(once) == once


def test_tags_attributes_and_code_are_left_alone():
    html = '<p title="a - b">"<b>слово</b>" и <code>"a" - b</code></p>'
    assert typograph_html(html) == (
        '<p title="a - b">«<b>слово</b>» и\u00a0<code>"a" - b</code></p>'
    )


@given(st.text(max_size=40))
def test_any_cookie_gives_some_settings(cookie):
    assert display.parse(cookie).size in display.SIZES


@given(st.builds(display.Display, *(st.sampled_from(list(c)) for c in display.CHOICES.values())))
def test_settings_survive_their_cookie(chosen):
    assert display.parse(str(chosen)) == chosen


def test_text_in_large_letters_breaks_at_spaces_and_syllables():
    shown = loosen('<p title="трудоустройство">не\N{NO-BREAK SPACE}трудоустройство</p>')
    assert shown.startswith('<p title="трудоустройство">не тру')
    assert (
        shown.replace("\N{SOFT HYPHEN}", "") == '<p title="трудоустройство">не трудоустройство</p>'
    )
    assert "\N{SOFT HYPHEN}" in shown


@pytest.mark.parametrize(
    "html",
    [
        "<textarea>трудоустройство\N{NO-BREAK SPACE}</textarea>",
        "<title>трудоустройство</title>",
        '<input value="трудоустройство">',
        "<b>7K2M-9QXD anna@example.org</b>",
    ],
)
def test_what_is_typed_and_what_is_no_word_stays_in_large_letters(html):
    assert loosen(html) == html
