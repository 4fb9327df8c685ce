"""Letters about the outcome of the contest: after the published order, to every finalist (C-17, C-19)."""

import datetime as dt

import pytest

from contest.finalists.models import Finalist, NoShow
from contest.notices import services
from contest.notices.desk import scope
from contest.notices.models import Verdict
from contest.results import services as results
from contest.results.models import ResultsOrder
from contest.setup.models import Contest
from core import outbox
from core.errors import Refused
from core.models import Letter
from tests.contest.results.conftest import NUMBER, TODAY

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-17")]


@pytest.fixture
def corrected(told, correction, file, chair) -> ResultsOrder:
    """After the letters another order turns the first two places round."""
    return results.publish(resultsorder=file(correction, "78-нпа"), actor=chair)


@pytest.fixture
def decided_again(decided, addressed, at):
    """``decided_again(0, 2, 1)``: a later meeting gives the places to these of the five."""

    def make(*numbers: int):
        meeting = decided(results=[addressed[number] for number in numbers])
        at(TODAY)
        return meeting

    return make


def letters():
    """Those that go out: an earlier one that has not left yet is called off by the next."""
    return Letter.objects.filter(code__startswith="contest-results").exclude(state="cancelled")


def codes(entries) -> list[str]:
    """The letter to each, without what all codes begin with."""
    by_address = dict(letters().values_list("to", "code"))
    return [
        by_address.get(entry.submission.email, "").removeprefix("contest-results-")
        for entry in entries
    ]


def body(entry) -> str:
    """The letter to this participant."""
    rows = letters().select_related("key").filter(to=entry.submission.email)
    return outbox.content(rows.get())[1]


def test_letters_on_the_results_wait_for_the_published_order(addressed, signed, prepare, press):
    row = prepare(signed)
    with pytest.raises(Refused, match="ещё не опубликован"):
        press(row)
    assert not letters().exists()


def test_letters_prepared_before_the_order_go_out_after_it(
    addressed, signed, prepare, press, request
):
    row = prepare(signed)
    request.getfixturevalue("published")
    press(row)
    assert letters().count() == 4


def test_each_finalist_is_told_the_own_outcome(told, addressed):
    assert codes(addressed) == ["winner", "prize", "prize", "took-part", ""]
    call = addressed[4].submission.calls.get()
    assert call.letter_code == "contest-results-took-part"


def test_the_letter_says_the_place_the_order_and_the_way_to_the_marks(told, addressed):
    assert "победитель (I место) в номинации" in body(addressed[0])
    second = body(addressed[1])
    assert "II место в номинации" in second
    assert f"приказом от 14 сентября 2026 года № {NUMBER}" in second
    assert "/results/" in second
    assert "III место" in body(addressed[2])
    last = body(addressed[3])
    assert "сертификат участника II этапа" in last
    assert "номинации" not in last


@pytest.mark.parametrize(("day", "is_said"), [(13, False), (14, True), (20, True)])
def test_the_ceremony_is_announced_while_it_is_to_come(addressed, published, request, day, is_said):
    Contest.objects.update(ceremony_on=dt.date(2026, 9, day))
    request.getfixturevalue("told")
    words = f"Торжественное подведение итогов – {day} сентября 2026 года."
    assert (words in body(addressed[0])) is is_said


def test_who_did_not_appear_has_no_place_and_no_certificate(
    addressed, signed, published, secretary, request
):
    absent = addressed[3].finalist
    Finalist.objects.filter(pk=absent.pk).update(attended=False)
    NoShow.objects.create(
        finalist=absent, number="5", decided_on=TODAY, recorded_at=TODAY, recorded_by=secretary
    )
    request.getfixturevalue("told")
    assert codes(addressed)[3] == "no-show"
    assert "сертификат" not in body(addressed[3])


def test_the_preview_of_a_result_is_the_letter_that_goes_out(
    addressed, signed, published, prepare, press
):
    row = prepare(signed)
    notice = next(one for one in services.notices_of(row) if one.entry == addressed[1])
    _, shown = services.preview(notice)
    assert "II место" in shown
    press(row)
    assert [line for line in body(addressed[1]).splitlines() if "/track/" not in line] == [
        line for line in shown.splitlines() if "/track/" not in line
    ]


@pytest.mark.req("C-19")
def test_a_correcting_order_is_told_only_to_those_whose_outcome_changed(
    corrected, addressed, prepare, press
):
    row = prepare(corrected.decision.item.meeting)
    assert dict(row.notices.values_list("entry", "verdict")) == {
        addressed[1].pk: Verdict.WINNER,
        addressed[0].pk: Verdict.PRIZE,
    }
    press(row)
    assert Letter.objects.filter(code__startswith="contest-results").count() == 4 + 2
    assert "78-нпа" in body(addressed[0])
    assert "II место" in body(addressed[0])


def test_the_earlier_order_does_not_let_letters_about_a_later_decision_out(
    told, correction, prepare, press
):
    assert ResultsOrder.objects.published().count() == 1
    with pytest.raises(Refused, match="ещё не опубликован"):
        press(prepare(correction.decision.item.meeting))


def test_places_that_change_among_the_prize_winners_are_told_too(
    told, addressed, decided_again, prepare
):
    """Both stay prize-winners: the place is what differs."""
    told_anew = prepare(decided_again(0, 2, 1)).notices.values_list("entry", flat=True)
    assert set(told_anew) == {addressed[1].pk, addressed[2].pk}


def test_a_later_decision_with_the_same_outcome_asks_for_no_letters(
    told, decided_again, prepare, secretary, rf
):
    later = decided_again(0, 1, 2)
    with pytest.raises(Refused, match="Сообщать некому"):
        prepare(later)
    request = rf.get("/")
    request.user = secretary
    assert scope.untold(request) == []


@pytest.mark.req("X-4")
def test_who_phones_reads_the_place(told, client_of, secretary):
    page = client_of(secretary).get(f"/cms/contest/letters/inspect/{told.pk}/").content.decode()
    for words in ("Победитель (I место)", "II место", "III место", "без призового места"):
        assert words in page.replace("\xa0", " ")
