"""How long a video may be, and how sizes and lengths are said (C-A6)."""

import datetime as dt
from fractions import Fraction
from types import SimpleNamespace

import pytest

from contest.setup.rules.deadlines import stage_one
from contest.video import rules
from core.errors import Refused
from tests.contest.factories import NOVOSIBIRSK

pytestmark = pytest.mark.req("C-A6")


@pytest.mark.parametrize("length", [Fraction(1), Fraction(120), Fraction(123), Fraction(2460, 20)])
def test_two_minutes_and_a_little_are_taken(length):
    rules.check_length(length, tolerance=3)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (Fraction(150), "2 мин 30 с"),
        (Fraction(1231, 10), "2 мин 3 с"),
        (Fraction(3600), "60 мин"),
    ],
)
def test_longer_ones_are_refused_with_the_measured_length(length, said):
    with pytest.raises(Refused, match=rf"длится {said}, а должно не больше 2 минут"):
        rules.check_length(length, tolerance=3)


def test_the_tolerance_is_data():
    rules.check_length(Fraction(130), tolerance=10)
    with pytest.raises(Refused):
        rules.check_length(Fraction(121), tolerance=0)


def test_what_is_over_the_limit_never_reads_as_the_limit():
    with pytest.raises(Refused, match="2 мин 1 с"):
        rules.check_length(Fraction(1204, 10), tolerance=0)


@pytest.mark.parametrize(
    ("length", "said"),
    [
        (Fraction(1, 10), "1 с"),
        (Fraction(59), "59 с"),
        (Fraction(60), "1 мин"),
        (Fraction(895, 10), "1 мин 30 с"),
        (Fraction(120), "2 мин"),
    ],
)
def test_lengths_in_words(length, said):
    assert rules.length_words(length) == said


@pytest.mark.parametrize(
    ("size", "said"),
    [(1024**3, "1 ГБ"), (1536 * 1024**2, "1,5 ГБ"), (350 * 1024**2, "350 МБ"), (900, "900 байт")],
)
def test_sizes_in_words(size, said):
    assert rules.size_words(size) == said


@pytest.mark.req("C-13")
def test_stage_one_is_the_first_and_lasts_to_the_end_of_its_last_day():
    stages = [
        SimpleNamespace(starts_on=dt.date(2024, 6, 11), ends_on=dt.date(2024, 6, 18)),
        SimpleNamespace(starts_on=dt.date(2024, 5, 27), ends_on=dt.date(2024, 6, 10)),
    ]
    window = stage_one(stages, NOVOSIBIRSK)
    assert window.opens_at == dt.datetime(2024, 5, 27, tzinfo=NOVOSIBIRSK)
    assert window.closes_at == dt.datetime(2024, 6, 11, tzinfo=NOVOSIBIRSK)
    assert stage_one([], NOVOSIBIRSK) is None
