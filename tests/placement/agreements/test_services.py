"""Agreements from draft to the end of the term: numbers, repeats, people, merges (P-3.6, P-5.4)."""

import datetime as dt

import pytest
from django.db import connection

from core import crypto, journals
from core.errors import Refused
from core.models import HistoryRecord, Journal, JournalEntry, PersonKey
from core.tick import Pieces
from placement.agreements import services, setting_up
from placement.agreements.lifecycle import AgreementState
from placement.agreements.models import Agreement
from placement.agreements.record import AGREEMENTS
from placement.agreements.services import addenda, reminders
from placement.employers.services import merge_employers
from tests.placement.agreements.conftest import NOON, TODAY
from tests.placement.factories import EmployerFactory, agreement_data
from tests.threads import at_once

pytestmark = pytest.mark.django_db
KIND = Agreement.Kind
DAY = dt.timedelta(days=1)


def labels():
    return list(JournalEntry.objects.order_by("pk").values_list("label", flat=True))


def change(agreement, actor, **changes):
    """What the form would send with these changes."""
    row = Agreement.objects.get(pk=agreement.pk)
    return services.update_agreement(
        agreement=row, data=AGREEMENTS.copy(row, **changes), actor=actor
    )


# --- numbers -------------------------------------------------------------------------------------


@pytest.mark.req("P-3.6")
def test_a_number_is_given_when_the_signed_agreement_is_registered(draft, specialist):
    one = draft()
    assert one.number is None
    assert not JournalEntry.objects.exists()
    services.register(agreement=one, signed_on=TODAY, actor=specialist)
    row = Agreement.objects.get()
    assert (str(row.number), row.state, row.signed_on) == ("1", AgreementState.SIGNED, TODAY)
    assert row.number.journal.title == "Журнал регистрации договоров о сотрудничестве (партнёрстве)"


@pytest.mark.req("P-3.6")
def test_each_kind_has_the_journal_that_the_regulation_names(signed):
    signed()
    signed(kind=KIND.TARGETED)
    signed(kind=KIND.FREE_TRAINING)
    assert sorted(Journal.objects.values_list("title", flat=True)) == [
        (
            "Журнал регистрации договоров о безвозмездном оказании услуг подготовки и обучения"
            " кандидата на замещение вакантной должности"
        ),
        "Журнал регистрации договоров о сотрудничестве (партнёрстве)",
        "Журнал регистрации договоров целевой профессиональной подготовки рабочего/служащего",
    ]
    assert labels() == ["1", "1", "1"]


@pytest.mark.req("P-3.6")
def test_numbers_go_on_from_the_paper_journal(signed):
    journal = setting_up.make_journal(KIND.PARTNERSHIP)
    journal.next_number, journal.number_format = 48, "{number}/С"
    journal.save()
    assert [str(signed().number) for _ in range(2)] == ["48/С", "49/С"]


@pytest.mark.req("P-3.6")
def test_practice_has_no_number_until_its_journal_is_switched_on(signed, deputy, specialist):
    early = signed(kind=KIND.PRACTICE)
    assert early.number is None
    with pytest.raises(Refused, match="нет права"):
        setting_up.switch_on_practice(actor=specialist)
    setting_up.switch_on_practice(actor=deputy)
    assert str(signed(kind=KIND.PRACTICE).number) == "1"
    assert Agreement.objects.get(pk=early.pk).number is None


@pytest.mark.req("P-3.6")
def test_a_mistaken_registration_is_taken_back_and_its_number_is_never_given_again(
    signed, specialist, deputy
):
    row = signed()
    with pytest.raises(Refused, match="нет права"):
        services.annul(agreement=row, why="Ошибка", actor=specialist)
    with pytest.raises(Refused, match="Напишите, почему"):
        services.annul(agreement=row, why=" ", actor=deputy)
    services.annul(agreement=row, why="Подписан другой экземпляр", actor=deputy)
    row = Agreement.objects.get()
    assert (row.state, row.number, row.signed_on) == (AgreementState.DRAFT, None, None)
    assert JournalEntry.objects.get().annulled_why == "Подписан другой экземпляр"
    services.register(agreement=row, signed_on=TODAY, actor=specialist)
    assert labels() == ["1", "2"]


@pytest.mark.req("P-3.6")
def test_the_number_of_an_agreement_is_not_annulled_past_the_agreement(signed, deputy):
    row = signed()
    with pytest.raises(Refused, match="отмените его регистрацию"):
        journals.annul_number(entry=row.number, actor=deputy, why="Ошибка")
    assert JournalEntry.objects.get().annulled_at is None


def test_a_refused_registration_takes_no_number(draft, specialist):
    row = draft()
    with pytest.raises(Refused, match="ещё не наступил") as refusal:
        services.register(agreement=row, signed_on=TODAY + DAY, actor=specialist)
    assert refusal.value.field == "signed_on"
    assert not JournalEntry.objects.exists()
    services.register(agreement=row, signed_on=TODAY, actor=specialist)
    with pytest.raises(Refused, match="недоступно"):
        services.register(agreement=row, signed_on=TODAY, actor=specialist)
    assert labels() == ["1"]


# --- repeats -------------------------------------------------------------------------------------


@pytest.mark.req("P-5.4")
@pytest.mark.parametrize("kind", KIND.values)
def test_a_second_one_for_an_overlapping_term_is_refused_unless_said_why(draft, kind):
    first = draft(kind=kind)
    again = {
        "kind": kind,
        "employer": first.employer,
        "starts_on": dt.date(2027, 8, 31),
        "ends_on": dt.date(2028, 8, 31),
    }
    with pytest.raises(Refused, match="Такой договор уже есть") as refusal:
        draft(**again)
    assert refusal.value.field == "duplicate_reason"
    draft(**again, duplicate_reason="Другой филиал")
    assert Agreement.objects.count() == 2


@pytest.mark.req("P-5.4")
@pytest.mark.parametrize(
    ("kind", "different"),
    [
        (KIND.PARTNERSHIP, {"starts_on": dt.date(2027, 9, 1), "ends_on": None}),
        (KIND.TARGETED, {"people_names": "Пробная Анна Ивановна"}),
        (KIND.FREE_TRAINING, {"people_names": "Пробная Анна Ивановна"}),
        (KIND.PRACTICE, {"group": "ПК-22"}),
        (KIND.PRACTICE, {"practice_kind": Agreement.Practice.INDUSTRIAL}),
    ],
)
def test_what_differs_in_its_key_or_term_is_no_repeat(draft, kind, different):
    first = draft(kind=kind)
    draft(kind=kind, employer=first.employer, **different)
    draft(kind=kind)
    assert Agreement.objects.count() == 3


@pytest.mark.req("P-5.4")
def test_a_person_is_recognised_however_the_name_is_typed(draft):
    first = draft(kind=KIND.TARGETED, people_names="Семёнов Пётр Ильич")
    with pytest.raises(Refused, match="Такой договор уже есть"):
        draft(
            kind=KIND.TARGETED,
            employer=first.employer,
            people_names="Другой Олег Олегович\n  СЕМЕНОВ  Петр   Ильич ",
        )


@pytest.mark.req("P-5.4")
def test_a_terminated_one_stands_in_the_way_only_until_its_last_day(signed, draft, specialist):
    row = signed()
    last = dt.date(2026, 9, 20)
    services.terminate(agreement=row, ended_on=last, why="По соглашению", actor=specialist)
    with pytest.raises(Refused, match="Такой договор уже есть"):
        draft(employer=row.employer, starts_on=last)
    draft(employer=row.employer, starts_on=last + DAY)


@pytest.mark.req("P-5.4")
def test_a_change_is_checked_for_repeats_too(draft, specialist):
    first = draft()
    other = draft(employer=first.employer, starts_on=dt.date(2028, 1, 1), ends_on=None)
    with pytest.raises(Refused, match="Такой договор уже есть"):
        change(other, specialist, starts_on=dt.date(2027, 1, 1))
    with pytest.raises(Refused, match="Такой договор уже есть"):
        change(draft(), specialist, employer=first.employer)
    change(other, specialist, starts_on=dt.date(2027, 9, 1))


@pytest.mark.req("P-5.4")
def test_a_prolongation_is_checked_for_repeats_whatever_explained_the_old_term(
    signed, draft, specialist
):
    row = signed(duplicate_reason="Отдельный договор филиала")
    draft(employer=row.employer, starts_on=dt.date(2027, 9, 1), ends_on=None)
    longer = {"signed_on": TODAY, "ends_on": dt.date(2028, 8, 31), "actor": specialist}
    with pytest.raises(Refused, match="Такой договор уже есть"):
        addenda.prolong(agreement=row, **longer)
    addenda.prolong(agreement=row, duplicate_reason="Старый ещё исполняется", **longer)
    row.refresh_from_db()
    assert row.duplicate_reason == "Старый ещё исполняется"
    assert row.ends_on == dt.date(2028, 8, 31)


@pytest.mark.req("P-5.4", "P-2.2a")
def test_a_merge_of_employers_is_refused_while_agreements_repeat_unexplained(draft, specialist):
    kept, gone = draft(), draft()
    merge = {"keep": kept.employer, "merge": gone.employer, "actor": specialist}
    with pytest.raises(Refused, match="договоры об одном"):
        merge_employers(**merge)
    assert Agreement.objects.get(pk=gone.pk).employer == gone.employer
    change(gone, specialist, duplicate_reason="Заключён с филиалом")
    merge_employers(**merge)
    assert set(Agreement.objects.values_list("employer", flat=True)) == {kept.employer_id}


def test_a_merged_employers_agreements_are_found_by_the_name_that_stays(draft, specialist):
    gone, keep = draft(), EmployerFactory(short_name="ООО «Новое имя»")
    merge_employers(keep=keep, merge=gone.employer, actor=specialist)
    assert "новое имя" in Agreement.objects.get().search_key


# --- people --------------------------------------------------------------------------------------


@pytest.mark.req("X-5")
def test_names_lie_encrypted_under_the_agreements_own_key(draft):
    row = draft(kind=KIND.TARGETED, people_names="Секретная Мария Ивановна")
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM placement_agreement")
        stored = b" ".join(
            value.tobytes() if isinstance(value, memoryview) else str(value).encode()
            for line in cursor.fetchall()
            for value in line
        )
    assert "Секретная".encode() not in stored
    assert "секретная".encode() not in stored
    assert Agreement.objects.get().people == ["Секретная Мария Ивановна"]
    crypto.destroy_key(row.key, at=NOON)
    assert Agreement.objects.get().people_names == ""


@pytest.mark.req("X-5")
def test_a_discarded_draft_takes_the_names_with_it_and_leaves_its_history(
    draft, signed, specialist
):
    row = draft(kind=KIND.TARGETED)
    pk = row.pk
    services.discard(agreement=row, actor=specialist)
    assert not Agreement.objects.exists()
    assert PersonKey.objects.get().destroyed_at is not None
    actions = HistoryRecord.objects.filter(object_id=str(pk)).values_list("action", flat=True)
    assert list(actions) == ["create", "discard"]
    with pytest.raises(Refused, match="только проект"):
        services.discard(agreement=signed(), actor=specialist)


# --- what may be said, and when -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"subject": " "}, "subject"),
        ({"ends_on": dt.date(2026, 8, 31)}, "ends_on"),
        ({"kind": KIND.TARGETED, "ends_on": None}, "ends_on"),
        ({"kind": KIND.TARGETED, "people_names": " \n"}, "people_names"),
        ({"kind": KIND.FREE_TRAINING, "people_names": ""}, "people_names"),
        ({"kind": KIND.PRACTICE, "group": ""}, "group"),
        ({"kind": KIND.PRACTICE, "practice_kind": ""}, "practice_kind"),
    ],
)
def test_what_an_agreement_of_its_kind_cannot_lack_is_asked_for(draft, fields, field):
    with pytest.raises(Refused) as refusal:
        draft(**fields)
    assert refusal.value.field == field
    assert not Agreement.objects.exists()


def test_what_the_signed_paper_says_is_not_changed_past_it(signed, specialist):
    row = signed()
    for changes in (
        {"kind": KIND.PRACTICE},
        {"employer": EmployerFactory()},
        {"subject": "Другое"},
        {"starts_on": TODAY},
        {"ends_on": TODAY},
        {"group": "Другая"},
    ):
        with pytest.raises(Refused, match="дополнительным соглашением") as refusal:
            change(row, specialist, **changes)
        assert refusal.value.field in changes
    change(row, specialist, people_count=7)
    assert Agreement.objects.get().people_count == 7


def test_of_an_agreement_that_is_over_nothing_changes(signed, specialist):
    row = signed()
    services.terminate(agreement=row, ended_on=TODAY, why="По соглашению", actor=specialist)
    with pytest.raises(Refused, match="уже не действует"):
        change(row, specialist, people_count=7)


def test_nobody_undoes_what_another_has_just_changed(draft, specialist):
    row = draft()
    seen = AGREEMENTS.revision(Agreement.objects.get())
    change(row, specialist, people_count=3)
    with pytest.raises(Refused, match="изменил кто-то ещё"):
        services.update_agreement(
            agreement=row, data=AGREEMENTS.copy(row), actor=specialist, revision=seen
        )


def test_termination_has_a_reason_and_a_day_within_the_term(signed, specialist):
    row = signed()
    for values, field in (
        ({"ended_on": TODAY, "why": " "}, "why"),
        ({"ended_on": dt.date(2026, 8, 31), "why": "Причина"}, "ended_on"),
        ({"ended_on": TODAY + DAY, "why": "Причина"}, "ended_on"),
    ):
        with pytest.raises(Refused) as refusal:
            services.terminate(agreement=row, actor=specialist, **values)
        assert refusal.value.field == field
    services.terminate(agreement=row, ended_on=TODAY, why="По соглашению", actor=specialist)
    assert Agreement.objects.get().state == AgreementState.TERMINATED


@pytest.mark.req("P-5.4")
def test_an_agreement_ends_with_its_last_day_once(signed):
    row = signed(ends_on=TODAY)
    assert reminders.end_due(NOON, Pieces()) == 0
    assert reminders.end_due(NOON + DAY, Pieces()) == 1
    assert reminders.end_due(NOON + DAY, Pieces()) == 0
    row = Agreement.objects.get(pk=row.pk)
    assert (row.state, row.ended_on) == (AgreementState.ENDED, TODAY)
    assert list(HistoryRecord.objects.about(row).values_list("action", flat=True)) == [
        "create",
        "register",
        "end",
    ]


@pytest.mark.parametrize("role", ["Директор", "Администратор"])
def test_who_only_reads_changes_nothing(draft, signed, make_user, role):
    reader, row, registered = make_user(role), draft(), signed()
    for act in (
        lambda: services.create_agreement(data=agreement_data(responsible=reader), actor=reader),
        lambda: change(row, reader, people_count=1),
        lambda: services.register(agreement=row, signed_on=TODAY, actor=reader),
        lambda: services.discard(agreement=row, actor=reader),
        lambda: services.terminate(agreement=registered, ended_on=TODAY, why="А", actor=reader),
        lambda: services.annul(agreement=registered, why="А", actor=reader),
        lambda: addenda.amend(agreement=registered, signed_on=TODAY, subject="А", actor=reader),
    ):
        with pytest.raises(Refused, match="нет права"):
            act()


# --- at once -------------------------------------------------------------------------------------


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-5.4", "X-6")
def test_of_two_equal_agreements_entered_at_once_one_is_refused(specialist):
    employer = EmployerFactory()
    data = [agreement_data(employer=employer, responsible=specialist) for _ in range(2)]
    answers = at_once(
        *(lambda one=one: services.create_agreement(data=one, actor=specialist) for one in data)
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert Agreement.objects.count() == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-5.4", "X-6")
def test_a_draft_and_a_prolongation_at_once_do_not_overlap_unsaid(signed, specialist):
    row = signed()
    data = agreement_data(
        employer=row.employer, responsible=specialist, starts_on=dt.date(2027, 9, 1), ends_on=None
    )
    answers = at_once(
        lambda: services.create_agreement(data=data, actor=specialist),
        lambda: addenda.prolong(
            agreement=row, signed_on=TODAY, ends_on=dt.date(2028, 8, 31), actor=specialist
        ),
    )
    assert sum(isinstance(answer, Refused) for answer in answers) == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-3.6", "X-6")
def test_numbers_taken_at_once_have_no_gap_and_are_given_once(draft, specialist):
    rows = [draft() for _ in range(4)]
    calls = [
        lambda row=row: services.register(agreement=row, signed_on=TODAY, actor=specialist)
        for row in rows
    ]
    # One of them is registered by two people at the same moment.
    answers = at_once(*calls, calls[0])
    assert sum(isinstance(answer, Refused) for answer in answers) == 1
    assert sorted(map(int, labels())) == [1, 2, 3, 4]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.req("P-5.4", "X-6")
def test_an_agreement_entered_during_a_merge_is_not_left_behind(specialist):
    keep, gone = EmployerFactory(), EmployerFactory()
    data = agreement_data(employer=gone, responsible=specialist)
    answers = at_once(
        lambda: merge_employers(keep=keep, merge=gone, actor=specialist),
        lambda: services.create_agreement(data=data, actor=specialist),
    )
    assert not any(isinstance(answer, Exception) for answer in answers)
    assert Agreement.objects.get().employer == keep
