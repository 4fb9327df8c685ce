"""Marks as exact fractions, against an independent calculation; what is shown of them (C-14, C-16)."""

import statistics
from fractions import Fraction

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from contest.scoring.rules import kinship
from contest.scoring.rules.joining import mark_of_test, total
from contest.scoring.rules.marks import EMPTY, Scale, entry_mark
from contest.scoring.rules.progress import Progress, progress
from contest.scoring.rules.shown import plain, shown_together
from contest.setup.rules.choices import Joining

steps = st.sampled_from([Fraction(1), Fraction(1, 2), Fraction(1, 10), Fraction(1, 4), Fraction(2)])
MEMBERS = range(1, 8)


@st.composite
def marked(draw):
    """A scale and the whole sheets of some members: {member: {criterion: steps}}."""
    scale = Scale(dict(enumerate(draw(st.lists(steps, min_size=1, max_size=5)), start=10)))
    members = draw(st.sets(st.sampled_from(MEMBERS), min_size=1))
    one = st.fixed_dictionaries({c: st.integers(0, 100) for c in scale.steps})
    return scale, {member: draw(one) for member in members}


def by_hand(scale: Scale, sheets: dict, counted: set) -> Fraction:
    """The regulation's words, without the rule: mean over criteria, then over members."""
    means = [
        statistics.mean([scale.steps[c] * given for c, given in sheets[member].items()])
        for member in counted
    ]
    return statistics.mean(means)


def mark(scale, sheets, **who):
    summed = {member: scale.sheet(given) for member, given in sheets.items()}
    return entry_mark(scale, summed, members=sheets, **who)


@pytest.mark.req("C-14")
@given(case=marked(), left_out=st.sets(st.sampled_from(MEMBERS)))
def test_an_entrys_mark_is_the_mean_of_the_means_of_those_not_recused(case, left_out):
    scale, sheets = case
    counted = set(sheets) - left_out
    found = mark(scale, sheets, recused=left_out)
    assert found.members == counted
    assert found.value == (by_hand(scale, sheets, counted) if counted else None)
    for member, given_marks in sheets.items():
        own = scale.member_mark(scale.sheet(given_marks))
        assert own == by_hand(scale, {member: given_marks}, {member})


@pytest.mark.req("C-14")
@given(case=marked(), other=st.integers(0, 100), data=st.data())
def test_a_recused_member_has_no_influence(case, other, data):
    scale, sheets = case
    member = data.draw(st.sampled_from(sorted(sheets)))
    before = mark(scale, sheets, recused={member})
    changed = {**sheets, member: dict.fromkeys(scale.steps, other)}
    assert mark(scale, changed, recused={member}) == before
    without = {m: given_marks for m, given_marks in sheets.items() if m != member}
    assert mark(scale, without).value == before.value


@pytest.mark.req("C-14")
@given(case=marked(), data=st.data())
def test_a_missing_mark_blocks_until_it_is_given_or_its_member_recused(case, data):
    scale, sheets = case
    member = data.draw(st.sampled_from(sorted(sheets)))
    gap = data.draw(st.sampled_from(sorted(scale.steps)))
    holed = {**sheets, member: {c: v for c, v in sheets[member].items() if c != gap}}
    assert mark(scale, holed).value is None
    assert mark(scale, holed).missing == {member}
    assert not mark(scale, holed).is_nobodys
    assert mark(scale, holed, recused={member}).missing == frozenset()
    # A zero is a mark.
    zero = {**sheets, member: {**sheets[member], gap: 0}}
    assert mark(scale, zero).value is not None


@pytest.mark.req("C-14")
@given(case=marked(), data=st.data())
def test_absence_spares_what_is_not_marked_and_takes_no_mark_away(case, data):
    scale, sheets = case
    member = data.draw(st.sampled_from(sorted(sheets)))
    assert mark(scale, sheets, excused={member}) == mark(scale, sheets)
    unmarked = {**sheets, member: {}}
    assert (
        mark(scale, unmarked, excused={member}).value == mark(scale, sheets, recused={member}).value
    )


def test_of_an_entry_from_which_all_are_recused_there_is_no_mark_and_nothing_breaks():
    scale = Scale({1: Fraction(1)})
    sheets = {1: scale.sheet({1: 9}), 2: EMPTY}
    found = entry_mark(scale, sheets, members=[1, 2], recused={1, 2})
    assert (found.value, found.missing) == (None, frozenset())
    assert found.is_nobodys
    assert entry_mark(scale, {}, members=[]).is_nobodys
    # Nobody can mark where there is nothing to mark.
    assert entry_mark(Scale({}), {1: EMPTY}, members=[1]).value is None


@pytest.mark.req("C-16")
@given(of=st.integers(1, 500), data=st.data())
def test_the_share_of_right_answers_is_brought_to_ten(of, data):
    right = data.draw(st.integers(0, of))
    found = mark_of_test(right=right, of=of)
    assert found * of == 10 * right
    assert 0 <= found <= 10


@pytest.mark.parametrize(("right", "of"), [(1, 0), (-1, 5), (6, 5), (0, -1)])
def test_answers_that_cannot_be_are_refused(right, of):
    with pytest.raises(ValueError, match="of"):
        mark_of_test(right=right, of=of)


@pytest.mark.req("C-17")
def test_the_parts_join_as_the_contest_has_chosen():
    parts = {"video": Fraction(25, 3), "test": Fraction(9), "role_play": Fraction(15, 2)}
    assert total(Joining.SUM, **parts) == Fraction(149, 6)
    assert total(Joining.STAGES, **parts) == Fraction(25, 3) + Fraction(33, 4)
    for part in parts:
        assert total(Joining.SUM, **{**parts, part: None}) is None
    with pytest.raises(ValueError, match="other"):
        total("other", **parts)


fractions = st.fractions(min_value=0, max_value=10, max_denominator=252)


@given(marks=st.sets(fractions, min_size=1, max_size=40))
def test_different_marks_look_different_and_in_their_order(marks):
    shown = shown_together(marks)
    texts = {mark: shown.text(mark) for mark in marks}
    assert len(set(texts.values())) == len(marks)
    numbers = [float(texts[mark].replace(",", ".")) for mark in sorted(marks)]
    assert numbers == sorted(numbers)
    for mark, text in texts.items():
        error = abs(Fraction(text.replace(",", ".")) - mark)
        assert error <= Fraction(1, 2 * 10**shown.digits)


def test_two_digits_are_enough_where_marks_are_far_apart():
    shown = shown_together([Fraction(33, 4), Fraction(25, 3), None])
    assert [shown.text(Fraction(33, 4)), shown.text(Fraction(25, 3))] == ["8,25", "8,33"]
    assert shown.text(None) == "–"
    near = shown_together([Fraction(8), Fraction(8) + Fraction(1, 1000)])
    assert near.text(Fraction(8) + Fraction(1, 1000)) == "8,001"
    # A half goes up, and up into the next whole number.
    assert shown.text(Fraction(8125, 1000)) == "8,13"
    assert shown.text(Fraction(9999, 1000)) == "10,00"


def test_a_number_of_the_scale_is_written_without_needless_digits():
    assert [plain(Fraction(n, 4)) for n in (0, 2, 4, 41)] == ["0", "0,5", "1", "10,25"]


def test_recusal_comes_before_marks_and_marks_before_absence():
    def state(given, **who):
        facts = {"is_recused": False, "is_excused": False, **who}
        return progress(given=given, criteria=4, **facts)

    assert [state(n) for n in (0, 1, 3, 4)] == ["untouched", "partial", "partial", "complete"]
    assert state(4, is_recused=True) == Progress.RECUSED
    assert state(4, is_excused=True) == Progress.COMPLETE
    assert state(3, is_excused=True) == Progress.EXCUSED
    assert [p for p in Progress if p.is_awaited] == ["untouched", "partial"]


@pytest.mark.parametrize(
    ("member", "participant", "is_common"),
    [
        ("Иванов", "Иванова", True),
        ("Королёва", "Королев", True),
        ("Непомнящая", "Непомнящий", True),
        ("Островская", "Островский", True),
        ("Бондаренко", "Бондаренко", True),
        ("Иванов", "Ивановский", False),
        ("Ли", "Лис", False),
    ],
)
def test_one_surname_of_a_man_and_a_woman_is_suggested(member, participant, is_common):
    found = kinship.suggestions(
        member_surname=member, post="начальник отдела", surname=participant, employer="«Центр»"
    )
    assert (kinship.SAME_SURNAME in found) == is_common


def test_the_same_employer_is_suggested_by_the_name_in_its_quotes():
    post = (
        "начальник отдела Государственного казенного учреждения Новосибирской области "
        "«Центр занятости населения города Новосибирска»"
    )

    def common(employer):
        return kinship.suggestions(
            member_surname="А", post=post, surname="Б", employer=employer
        ) == [kinship.SAME_EMPLOYER]

    assert common("ГКУ НСО «Центр занятости населения города Новосибирска»")
    assert not common("ГКУ НСО «Центр занятости населения Бердска»")
    assert not common("")


@given(case=marked())
def test_the_order_of_the_input_changes_nothing(case):
    scale, sheets = case
    assume(len(sheets) > 1)
    turned = dict(reversed([(m, dict(reversed(g.items()))) for m, g in sheets.items()]))
    assert mark(scale, turned) == mark(scale, sheets)


@pytest.mark.parametrize(
    ("signer", "is_common"),
    [
        ("Петров Пётр Ильич", True),
        ("ПЕТРОВ Петр Ильич", True),
        ("Петров П. И.", True),
        ("Петров П.И.", True),
        ("Петров", True),
        ("Петров Павел Ильич", False),
        ("Петрова Пётр Ильич", False),
        ("", False),
    ],
)
def test_who_signed_the_papers_is_suggested_by_their_name(signer, is_common):
    found = kinship.suggestions(
        member_surname="А",
        post="начальник",
        surname="Б",
        employer="«Центр»",
        member="Петров Пётр Ильич",
        signed_by=signer,
    )
    assert found == ([kinship.SIGNED] if is_common else [])
