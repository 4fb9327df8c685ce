"""Cards that are linked, parted, changed and destroyed at the same moment (P-2.1, X-5)."""

import pytest

from core import clock, imports
from core.errors import Refused
from core.models import HistoryRecord, ImportRun
from placement.cases import services as cases
from placement.cases.models import Case
from placement.consultations.models import Consultation
from placement.consultations.services import record_consultation
from placement.graduates import services
from placement.graduates.importing import GRADUATES_IMPORT
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from placement.graduates.record import GRADUATES
from placement.grants import services as grants
from placement.referrals.models import Referral
from tests.placement.graduates.factories import GraduateFactory, allow
from tests.placement.graduates.test_import import book
from tests.placement.referrals.helpers import open_case, sent
from tests.threads import at_once, within

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.django_db(transaction=True),
    pytest.mark.req("P-2.1", "X-5"),
]
LOGGED = "placement.graduates.services.merging.log"


def reread(*cards: Graduate) -> list[Graduate]:
    return [Graduate.objects.get(pk=card.pk) for card in cards]


def test_a_card_that_is_linked_while_the_other_is_destroyed_is_destroyed_too(
    specialist, organisation
):
    """Nothing of a person outlives the act: neither card is left behind the other's lock."""
    other, kept = GraduateFactory(), GraduateFactory()
    merged, destroyed = within(
        lambda: services.merge_graduates(keep=kept, merge=other, actor=specialist),
        LOGGED,
        lambda: services.destroy_graduate(graduate=kept, reason="срок", actor=None),
    )
    assert isinstance(merged, Graduate)
    assert isinstance(destroyed, Graduate)
    for card in reread(other, kept):
        assert (card.state, card.last_name) == (GraduateState.DESTROYED, "")


def test_a_card_that_moves_with_another_is_not_parted_from_where_it_was(specialist):
    """A is linked to B; B is linked to C while somebody parts A from B."""
    one, middle, last = (GraduateFactory() for _ in range(3))
    services.merge_graduates(keep=middle, merge=one, actor=specialist)
    shown = Graduate.objects.select_related("merged_into").get(pk=one.pk)
    merged, parted = within(
        lambda: services.merge_graduates(keep=last, merge=middle, actor=specialist),
        "placement.graduates.services.merging.GRADUATE.target",
        lambda: services.part_graduates(graduate=shown, actor=specialist),
    )
    assert isinstance(merged, Graduate)
    assert isinstance(parted, Refused)
    assert {card.merged_into_id for card in reread(one, middle)} == {last.pk}


def test_a_withdrawal_and_a_parting_of_linked_cards_do_not_stop_each_other(specialist):
    """What ends a consent of the kept card reaches the other: both cards are locked first."""
    other, kept = GraduateFactory(), GraduateFactory()
    (first,) = allow(kept)
    row = sent(specialist, case=open_case(specialist, other))
    cases.stop(case=row.case, outcome=Case.Outcome.OTHER, actor=specialist)
    services.merge_graduates(keep=kept, merge=other, actor=specialist)
    shown = Graduate.objects.select_related("merged_into").get(pk=other.pk)
    withdrawn, parted = within(
        lambda: grants.withdraw(grant=first, actor=None),
        "placement.grants.services.signing._end",
        lambda: services.part_graduates(graduate=shown, actor=specialist),
    )
    assert not isinstance(withdrawn, Exception)
    assert isinstance(parted, Graduate)
    assert not other.grants.open().exists()
    assert not Referral.objects.open().exists()


def test_who_edits_a_card_that_is_being_linked_is_told(specialist):
    other, kept = GraduateFactory(), GraduateFactory()
    data = GRADUATES.copy(other, last_name="Иная")
    _, edited = within(
        lambda: services.merge_graduates(keep=kept, merge=other, actor=specialist),
        LOGGED,
        lambda: services.update_graduate(graduate=other, data=data, actor=specialist),
    )
    assert isinstance(edited, Refused)
    assert reread(other)[0].last_name == other.last_name


def looked_through(specialist) -> ImportRun:
    return imports.look_through(
        importing=GRADUATES_IMPORT,
        source=book(["Ф.И.О.", "Д.р.", "Группа"], ["Пробнова Мария", "05.05.2005", "К-1"]),
        file_name="список.xlsx",
        subject=None,
        actor=specialist,
    )


def test_one_list_entered_in_two_browsers_comes_in_once(specialist):
    runs = [looked_through(specialist) for _ in range(2)]
    answers = within(
        lambda: imports.enter(run=runs[0], actor=specialist),
        "core.imports.services._remember",
        lambda: imports.enter(run=runs[1], actor=specialist),
    )
    assert answers[0] == 1
    assert isinstance(answers[1], Refused)
    assert Graduate.objects.count() == 1


def test_a_list_taken_back_beside_an_edit_and_a_consultation_loses_nothing(
    specialist, organisation
):
    run = looked_through(specialist)
    imports.enter(run=run, actor=specialist)
    card = Graduate.objects.get()
    edited, undone = within(
        lambda: services.update_graduate(
            graduate=card, data=GRADUATES.copy(card, group="К-2"), actor=specialist
        ),
        "placement.graduates.services.entry.log",
        lambda: imports.undo(run=run, reason="Не тот файл", actor=specialist),
    )
    assert edited.graduate == card
    assert isinstance(undone, imports.HinderedUndo)
    logged = Consultation(graduate=card, held_on=clock.local_day(clock.now()), topic="career")
    destroyed, recorded = within(
        lambda: services.destroy_graduate(graduate=card, reason="срок", actor=None),
        "placement.graduates.services.destroying.write_act",
        lambda: record_consultation(data=logged, actor=specialist),
    )
    assert isinstance(destroyed, Graduate)
    assert isinstance(recorded, Refused)
    assert not Consultation.objects.exists()


def test_of_two_destructions_at_once_one_writes_the_act(organisation):
    card = GraduateFactory()
    at_once(*[lambda: services.destroy_graduate(graduate=card, reason="срок", actor=None)] * 2)
    assert HistoryRecord.objects.about(card).filter(action="destroy").count() == 1
