"""Control sums, the counting rule, shares and what small numbers give away."""

import datetime as dt
import itertools

import pytest
from hypothesis import given
from hypothesis import strategies as st

from placement.statistics.rules import figures as rules
from placement.statistics.rules.dates import awaited, publish_by
from placement.statistics.rules.suppression import SMALL, publish

people = st.integers(min_value=0, max_value=40)


@st.composite
def right_rows(draw):
    """v1 and counts that pass the control sums."""
    counts = {code: draw(people) for code in rules.EXCLUSIVE}
    for code in rules.PARTS:
        counts[code] = draw(st.integers(0, counts[rules.BY_CODE[code].part_of]))
    return rules.distributed(counts), counts


any_rows = st.tuples(
    st.integers(-2, 60),
    st.dictionaries(st.sampled_from([c.code for c in rules.CATEGORIES]), st.integers(-2, 9)),
)
some_rules = st.sets(st.sampled_from(rules.COUNTABLE), min_size=1)


@pytest.mark.req("P-2.4d")
@given(row=st.one_of(right_rows(), any_rows), rule=some_rules)
def test_any_row_that_passes_has_right_sums_and_t1_within_v1(row, rule):
    graduates, counts = row
    if rules.check(graduates, counts):
        return
    assert graduates == sum(counts.get(code, 0) for code in rules.EXCLUSIVE)
    assert all(number >= 0 for number in counts.values())
    for code in rules.PARTS:
        assert counts.get(code, 0) <= counts.get("employed", 0)
    assert 0 <= rules.employed(counts, rule) <= graduates
    # What the others do is exactly the rest.
    others = rules.fates([counts], rule)
    assert sum(others.values()) == graduates - rules.employed(counts, rule)


@given(row=right_rows())
def test_right_rows_pass(row):
    assert rules.check(*row) == []


def test_each_contradiction_is_said_at_its_column():
    found = rules.check(5, {"employed": 3, "in_profession": 4})
    assert [finding.column for finding in found] == ["in_profession", "graduates"]
    assert "не распределено 2" in found[1].text
    assert rules.check(2, {"employed": 3})[0].text.count("лишних 1") == 1
    assert rules.check(-1, {})[0].column == "graduates"


def test_the_form_has_all_categories_of_the_monitoring():
    groups = {group: sum(c.group is group for c in rules.CATEGORIES) for group in rules.Group}
    assert list(groups.values()) == [9, 4, 6, 6]
    assert rules.DEFAULT_RULE == ("employed", "entrepreneur", "self_employed")


@pytest.mark.parametrize("codes", [[], ["informal"], ["in_profession"], ["employed", "x"]])
def test_a_counting_rule_is_chosen_from_occupied_people_counted_once(codes):
    with pytest.raises(ValueError, match="countable"):
        rules.rule_of(codes)


def test_the_rule_is_said_in_words():
    assert rules.rule_in_words(["self_employed", "employed"]) == (
        "Трудоустроенными считаются выпускники: работающие по договору и самозанятые."
    )


@pytest.mark.parametrize(
    ("part", "whole", "share"),
    [
        (0, 0, None),
        (0, 5, 0),
        (5, 5, 100),
        (1, 3, 33),
        (2, 3, 67),
        (1, 200, 1),
        (299, 300, 99),
        (1, 8, 13),
    ],
)
def test_shares_are_whole_and_only_all_is_a_hundred(part, whole, share):
    assert rules.share(part, whole) == share


# --- suppression -----------------------------------------------------------------------------------


def seen(cells: tuple[int, ...]) -> tuple:
    """All that is published of a breakdown, by place; its sum is public anyway."""
    told = publish(dict(enumerate(cells)))
    return tuple(sorted(told.shown.items())), told.hidden, told.together


@pytest.mark.req("P-2.4d")
@pytest.mark.parametrize("parts", [2, 3, 4])
def test_no_hidden_number_can_be_worked_out_even_by_who_knows_the_rule(parts):
    """Every table that is published alike is considered: each hidden cell has several values."""
    alike: dict[tuple, list[tuple[int, ...]]] = {}
    for cells in itertools.product(range(SMALL + 4), repeat=parts):
        alike.setdefault(seen(cells), []).append(cells)
    for (_, hidden, _), tables in alike.items():
        for place in hidden:
            assert len({cells[place] for cells in tables}) > 1


@pytest.mark.req("P-2.4d")
@given(cells=st.lists(st.integers(0, 30), min_size=2, max_size=8))
def test_hidden_numbers_cannot_be_recovered_by_subtraction(cells):
    told = publish(dict(enumerate(cells)))
    assert sum(told.shown.values()) + told.together == sum(cells)
    assert len(told.hidden) != 1
    if any(cells):
        assert all(number >= SMALL for number in told.shown.values())
    for place, other in itertools.permutations(told.hidden, 2):
        # Exchanged with another hidden number, the publication is the same to the last sign.
        table = [*cells]
        table[place], table[other] = table[other], table[place]
        assert seen(tuple(table)) == seen(tuple(cells))


def test_nobody_at_all_and_large_numbers_are_shown():
    assert publish({"a": 0, "b": 0}).hidden == ()
    assert publish({"a": 5, "b": 12}).hidden == ()
    assert publish({"a": 3, "b": 6, "c": 20}).hidden == ("a", "b")


# --- dates -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("today", "year", "late"),
    [
        (dt.date(2026, 8, 31), 2025, True),
        (dt.date(2026, 9, 1), 2026, False),
        (dt.date(2026, 10, 1), 2026, False),
        (dt.date(2026, 10, 2), 2026, True),
        (dt.date(2027, 1, 10), 2026, True),
    ],
)
def test_figures_are_asked_for_in_autumn(today, year, late):
    asked = awaited(today)
    assert (asked.year, asked.is_late(today)) == (year, late)


@pytest.mark.req("P-6.4")
def test_what_is_approved_is_published_within_ten_working_days():
    # 12 June is a free day.
    assert publish_by(dt.date(2024, 5, 31)) == dt.date(2024, 6, 17)
