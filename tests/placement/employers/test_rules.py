"""ИНН, ОГРН and ОГРНИП by their checksums; names that are alike; many compared with many."""

import random
import time

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from placement.common.rules import identifiers
from placement.employers.rules import duplicates, names
from placement.employers.rules.duplicates import Facts, alike, partners, reasons
from tests.placement.factories import inn, ogrn, person_inn, person_ogrn

numbers = st.integers(min_value=0, max_value=99_999)
# Published numbers of large organisations and of the standard's own examples.
REAL_INNS = ["7707083893", "7736050003", "7702070139", "500100732259"]
REAL_OGRNS = ["1027700132195", "1022200525819", "1027739609391", "304500116000157"]


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize("number", REAL_INNS)
def test_real_inns_pass(number):
    assert identifiers.inn_problem(number) == ""


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize("number", REAL_OGRNS)
def test_real_ogrns_pass(number):
    assert identifiers.ogrn_problem(number) == ""


@pytest.mark.req("P-2.2a")
@given(numbers)
def test_every_number_with_right_check_digits_passes(n):
    for number in (inn(n), person_inn(n)):
        assert identifiers.inn_problem(number) == ""
    for number in (ogrn(n), person_ogrn(n)):
        assert identifiers.ogrn_problem(number) == ""


def changed(number: str, place: int, step: int) -> str:
    """The number with one digit changed."""
    place %= len(number)
    digit = (int(number[place]) + 1 + step) % 10
    return f"{number[:place]}{digit}{number[place + 1 :]}"


def remainder(number: str) -> int:
    """What the check digit is the last digit of."""
    if len(number) == 10:
        weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
        return sum(w * int(d) for w, d in zip(weights, number[:-1], strict=True)) % 11
    return int(number[:-1]) % (11 if len(number) == 13 else 13)


@pytest.mark.req("P-2.2a")
@given(
    number=st.one_of(numbers.map(inn), numbers.map(ogrn), numbers.map(person_ogrn)),
    place=st.integers(0, 14),
    step=st.integers(0, 8),
)
def test_one_changed_digit_fails_where_the_checksum_guarantees_it(number, place, step):
    wrong = changed(number, place, step)
    # Two remainders share a last digit (0 and 10, 1 and 11, …): those the checksum cannot tell.
    blind = remainder(number) != remainder(wrong) and (
        remainder(number) % 10 == remainder(wrong) % 10
    )
    assume(not blind)
    check = identifiers.inn_problem if len(number) == 10 else identifiers.ogrn_problem
    assert check(wrong)


@pytest.mark.req("P-2.2a")
@given(number=numbers.map(person_inn), place=st.integers(0, 11), step=st.integers(0, 8))
def test_one_changed_digit_of_a_persons_inn_fails(number, place, step):
    wrong = changed(number, place, step)
    # Two check digits: only where both are blind at once can a change pass.
    first = (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)
    sums = [
        sum(w * int(d) for w, d in zip(first, one[:10], strict=True)) % 11
        for one in (number, wrong)
    ]
    assume(sums[0] == sums[1] or sums[0] % 10 != sums[1] % 10)
    assume(place < 10 or sums[0] == sums[1])
    assert identifiers.inn_problem(wrong) or place == 10


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize("remainder_by_13", [10, 11, 12])
def test_an_entrepreneur_with_a_remainder_of_two_digits_is_not_refused(remainder_by_13):
    body = next(n for n in range(30447 * 10**9, 30447 * 10**9 + 13) if n % 13 == remainder_by_13)
    assert identifiers.ogrn_problem(f"{body}{remainder_by_13 % 10}") == ""


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("", "только из цифр"),
        ("77070838AB", "только из цифр"),
        ("٧٧٠٧٠٨٣٨٩٣", "только из цифр"),
        ("770708389", "ноль в начале"),
        ("77070838933", "10 цифр"),
        ("0000000000", "не сходится"),
        ("7707083894", "не сходится"),
    ],
)
def test_a_wrong_inn_is_told_what_is_wrong(number, said):
    assert said in identifiers.inn_problem(number)


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize(
    ("number", "said"),
    [
        ("10277001321", "13 цифр"),
        ("1027700132196", "не сходится"),
        ("0027700132195", "не сходится"),
        ("504500116000157", "не сходится"),
        ("1027700132195\n", "только из цифр"),
    ],
)
def test_a_wrong_ogrn_is_told_what_is_wrong(number, said):
    assert said in identifiers.ogrn_problem(number)


@given(st.sampled_from([" ", "\u00a0", "\u202f", "-", "–", "\t", "\ufeff"]), st.integers(0, 10))
def test_spaces_and_hyphens_in_numbers_do_not_matter(separator, place):
    typed = f" {REAL_INNS[0][:place]}{separator}{REAL_INNS[0][place:]} "
    assert identifiers.compact(typed) == REAL_INNS[0]


@pytest.mark.req("P-2.2a")
def test_a_companys_inn_does_not_go_with_a_persons_ogrn():
    assert identifiers.pair_problem(inn(1), person_ogrn(1))
    assert identifiers.pair_problem(person_inn(1), ogrn(1))
    assert not identifiers.pair_problem(inn(1), ogrn(1))
    assert not identifiers.pair_problem(person_inn(1), person_ogrn(1))
    assert not identifiers.pair_problem("", person_ogrn(1))


# --- names ---------------------------------------------------------------------------------------


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("ООО «Ромашка»", "Ромашка"),
        ("ООО «Ромашка»", "Общество с ограниченной ответственностью „РОМАШКА“"),
        ("ООО «Пекарня Всеволожская»", "Всеволожская пекарня, ООО"),
        ("ООО «Стройсервис»", "ООО «Стройсервиз»"),
        ("ИП Иванова Мария Петровна", "Иванова Мария Петровна"),
        ("МБУ «Школа № 5»", "Школа 5"),
        ("ООО «Мёдовый дом»", "ООО «Медовый дом»"),
    ],
)
def test_like_names_are_alike(one, other):
    assert alike(names.employer_key(one), names.employer_key(other))


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("МБУ «Школа № 5»", "МБУ «Школа № 6»"),
        ("ООО «Ромашка»", "ООО «Рубашка»"),
        ("ООО «Лента»", "ООО «Лань»"),
        ("ООО «Торговый дом Альфа»", "ООО «Торговый дом Бета»"),
        ("Всеволожская районная больница", "Всеволожская районная библиотека"),
        ("ООО «Хлебозавод»", "ООО «Кирпичный завод»"),
        ("ИП Иванов Иван Иванович", "ИП Петров Пётр Петрович"),
    ],
)
def test_other_names_are_not(one, other):
    assert not alike(names.employer_key(one), names.employer_key(other))


@pytest.mark.req("P-2.2a")
def test_each_reason_is_said_and_what_is_unknown_is_no_reason():
    mine = Facts("ромашка", inn="1", ogrn="2", phone="3")
    assert reasons(mine, Facts("лютик", inn="1")) == [duplicates.SAME_INN]
    assert reasons(mine, Facts("лютик", ogrn="2")) == [duplicates.SAME_OGRN]
    assert reasons(mine, Facts("лютик", phone="3")) == [duplicates.SAME_PHONE]
    assert reasons(mine, Facts("ромашка", phone="3")) == [
        duplicates.SAME_PHONE,
        duplicates.LIKE_NAME,
    ]
    assert reasons(Facts("ромашка"), Facts("лютик")) == []
    assert reasons(Facts(""), Facts("")) == []


words = st.text(alphabet="абвгд", min_size=1, max_size=5)
keys = st.lists(words, min_size=1, max_size=3).map(" ".join)


@pytest.mark.req("P-2.2a")
@given(
    st.lists(st.tuples(keys, st.sampled_from(["", "1", "2"])), max_size=12),
    st.sets(st.tuples(st.integers(0, 11), st.integers(0, 11)), max_size=12),
)
def test_many_with_many_finds_exactly_who_has_a_likeness_and_was_not_marked_as_different(
    rows, pairs
):
    facts = {n: Facts(key, phone=phone) for n, (key, phone) in enumerate(rows)}
    apart = {n: {b for a, b in pairs if a == n} | {a for a, b in pairs if b == n} for n in facts}
    expected = {
        one
        for one in facts
        if any(reasons(facts[one], facts[other]) for other in facts.keys() - apart[one] - {one})
    }
    found = partners(facts, apart)
    assert set(found) == expected
    for one, partner in found.items():
        assert partner.key not in apart[one]
        assert partner.reason in reasons(facts[one], facts[partner.key])


@pytest.mark.req("P-2.2a")
@pytest.mark.parametrize("name", ["предприятие пример{}", "предприятие пример {} вымышленное"])
def test_five_thousand_names_that_are_nearly_alike_are_compared_in_a_moment(name):
    letters = random.Random(1)
    endings = ("".join(letters.choices("абвгдежзик", k=3)) for _ in range(5000))
    rows = {n: Facts(name.format(ending)) for n, ending in enumerate(endings)}
    start = time.process_time()
    assert len(partners(rows)) > 4000
    # Each with each would take minutes.
    assert time.process_time() - start < 10


@pytest.mark.parametrize(
    ("full", "short"),
    [
        ("Общество с ограниченной ответственностью «Пекарня»", "ООО «Пекарня»"),
        ("ИНДИВИДУАЛЬНЫЙ ПРЕДПРИНИМАТЕЛЬ Иванов И. И.", "ИП Иванов И. И."),
        ("ООО «Ромашка»", "ООО «Ромашка»"),
        ("Архив акционерного общества", "Архив акционерного общества"),
    ],
)
def test_a_long_legal_form_is_shortened_where_names_are_listed(full, short):
    assert names.shortened(full) == short
