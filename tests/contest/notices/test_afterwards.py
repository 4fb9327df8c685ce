"""After the release the list of stage II is the commission's decision (C-15)."""

import pytest

from contest.finalists.models import Finalist
from contest.notices import admission
from contest.notices.models import Notice
from contest.scoring.services import recuse
from contest.setup.models import Contest
from core import outbox
from core.errors import Refused
from core.models import Letter
from forms_app import services as submissions
from forms_app.models import Call
from tests.contest.notices.conftest import in_days

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-15")]


def finalists() -> set[int]:
    return set(Finalist.objects.values_list("entry", flat=True))


def test_nothing_is_said_while_the_list_stands(released, contest):
    assert admission.changes_since(contest) == []


def test_a_withdrawal_warns_names_the_next_and_expels_nobody(released, contest, entries):
    submissions.withdraw(submission=entries[0].submission)
    words = " ".join(admission.changes_since(contest))
    assert "Выбыли из списка II этапа: Абрамова Анна Ивановна." in words
    assert "по баллам теперь проходит Волкова Анна Ивановна" in words
    assert "Вынесите это на заседание" in words
    assert "Замену можно допустить до" in words
    assert finalists() == {entry.pk for entry in entries[:2]}
    assert not Notice.objects.filter(entry=entries[2], verdict="replacement").exists()


def test_a_recusal_that_changes_the_points_warns_and_expels_nobody(
    released, contest, entries, commission, chair
):
    # The chair alone had set Волкова far below.
    for member in commission[1:]:
        sheet = member.sheets.get(entry=entries[2])
        sheet.marks.update(steps=9)
    assert finalists() == {entry.pk for entry in entries[:2]}
    recuse(entry=entries[2], member=commission[0], reason="родня", actor=chair)
    words = " ".join(admission.changes_since(contest))
    assert "теперь проходит Волкова" in words
    assert "больше не проходит Белова Анна Ивановна – из списка это не исключает" in words
    assert finalists() == {entry.pk for entry in entries[:2]}


def test_nothing_is_said_once_stage_two_has_begun(released, contest, entries):
    submissions.withdraw(submission=entries[0].submission)
    Contest.objects.update(stage_two_starts_at=in_days(-1))
    contest.refresh_from_db()
    assert admission.changes_since(contest) == []


def test_a_replacement_is_admitted_by_a_later_decision_with_a_letter_of_its_own(
    released, contest, entries, prepared, release
):
    submissions.withdraw(submission=entries[0].submission)
    row = prepared(entries[1], entries[2])
    release(row)
    notice = row.notices.get()
    assert (notice.entry, notice.verdict) == (entries[2], "replacement")
    assert finalists() == {entry.pk for entry in entries[:3]}
    assert Finalist.objects.get(is_replacement=True).entry == entries[2]
    assert "освободилось место" in outbox.content(notice.letter)[1]
    # The first letter had not gone out yet: it does not any more.
    states = Letter.objects.filter(to="6@example.org").values_list("code", "state")
    assert dict(states) == {
        "contest-stage-two-not-admitted": "cancelled",
        "contest-stage-two-replacement": "waiting",
    }
    assert admission.changes_since(contest) == []


def test_a_call_that_nobody_made_is_replaced_by_the_later_news(
    released, contest, entries, prepared, release
):
    for entry in entries[:2]:
        submissions.withdraw(submission=entry.submission)
    release(prepared(entries[2], entries[3]))
    assert Call.objects.get().letter_code == "contest-stage-two-replacement"


def test_who_is_not_next_by_points_replaces_nobody(released, entries, prepared, release):
    submissions.withdraw(submission=entries[0].submission)
    row = prepared(entries[3])
    with pytest.raises(Refused, match="Громова Анна Ивановна: есть в решении, а по баллам не"):
        release(row)


def test_after_the_term_nobody_is_replaced(released, entries, prepared, release):
    submissions.withdraw(submission=entries[0].submission)
    Contest.objects.update(replacements_until=in_days(-1))
    row = prepared(entries[2])
    with pytest.raises(Refused, match="этот срок прошёл"):
        release(row)
    assert finalists() == {entry.pk for entry in entries[:2]}


def test_a_decision_that_adds_nobody_has_no_letters(released, entries, prepared):
    with pytest.raises(Refused, match="Сообщать некому"):
        prepared(*entries[:2])
