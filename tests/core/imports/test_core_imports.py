"""An import: looked through, entered once, taken back whole or not at all."""

import datetime as dt

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext

from core import clock, imports, journals, keyring, roles
from core.errors import Refused
from core.imports import Entered, HinderedUndo, declare
from core.models import HistoryRecord, ImportRun, Journal, PersonKey

from .samples import JOURNALS, importing, table

pytestmark = [pytest.mark.sqlite, pytest.mark.django_db]
State = ImportRun.State


def look(actor, *rows, subject=None):
    return imports.look_through(
        importing=declare.importing_of("sample-journals"),
        source=table(*rows),
        file_name="C:\\журналы.xlsx",
        subject=subject,
        actor=actor,
    )


def entered(actor, *rows):
    run = look(actor, *rows)
    imports.enter(run=run, actor=actor)
    run.refresh_from_db()
    return run


@pytest.fixture
def as_a_whole(monkeypatch):
    monkeypatch.setitem(declare._importings, JOURNALS.code, importing(is_all_or_nothing=True))


# --- looking and entering --------------------------------------------------------------------------


@pytest.mark.req("X-4")
def test_looking_enters_nothing_and_says_how_many_rows_are_what(administrator):
    Journal.objects.create(code="old", title="Старый")
    run = look(administrator, ["a", "А"], ["old", "Старый"], ["1", ""], ["b", "Б?"])
    assert (run.good, run.skipped, run.bad) == (2, 1, 1)
    assert (run.state, run.file_name) == (State.LOOKED, "журналы.xlsx")
    assert Journal.objects.count() == 1


@pytest.mark.req("X-4")
def test_good_rows_are_entered_though_others_are_bad_and_the_bad_ones_are_kept(administrator):
    run = entered(administrator, ["a", "А", 7], ["1", ""], ["b", "Б"])
    assert list(Journal.objects.order_by("code").values_list("code", "title", "next_number")) == [
        ("a", "А", 7),
        ("b", "Б", 1),
    ]
    assert (run.state, run.rows.count()) == (State.ENTERED, 2)
    [bad] = imports.bad_rows(run)
    assert bad.number == 3
    assert set(bad.errors) == {"code", "title"}
    record = HistoryRecord.objects.about(run).get()
    assert (record.action, record.details) == ("enter", {"rows": 2})


def test_a_second_press_enters_nothing(administrator):
    run = look(administrator, ["a", "А"])
    assert imports.enter(run=run, actor=administrator) == 1
    with pytest.raises(Refused, match="уже внесена"):
        imports.enter(run=run, actor=administrator)
    assert Journal.objects.count() == 1


def test_a_yearly_table_is_entered_whole_or_not_at_all(administrator, as_a_whole):
    run = look(administrator, ["a", "А"], ["1", ""])
    with pytest.raises(Refused, match="только целиком"):
        imports.enter(run=run, actor=administrator)
    assert not Journal.objects.exists()
    assert imports.enter(run=look(administrator, ["a", "А"]), actor=administrator) == 1


def test_what_the_noun_refuses_leaves_nothing_behind(administrator):
    run = look(administrator, ["a", "А"], ["b", "нельзя"])
    with pytest.raises(Refused, match="быть не может"):
        imports.enter(run=run, actor=administrator)
    assert not Journal.objects.exists()
    run.refresh_from_db()
    assert (run.state, run.rows.count()) == (State.LOOKED, 0)


def test_a_row_that_has_appeared_meanwhile_is_refused_in_words(administrator):
    run = look(administrator, ["a", "А"], ["b", "Б"])
    Journal.objects.create(code="b", title="Уже есть")
    with pytest.raises(Refused, match="появилась такая же запись"):
        imports.enter(run=run, actor=administrator)
    assert Journal.objects.count() == 1


def test_a_table_without_good_rows_is_not_entered(administrator):
    with pytest.raises(Refused, match="нет строк, которые можно внести"):
        imports.enter(run=look(administrator, ["1", ""]), actor=administrator)


@pytest.mark.req("X-7")
def test_only_whoever_has_the_right_looks_and_only_whoever_looked_enters(administrator, make_user):
    with pytest.raises(Refused, match="нет права"):
        look(make_user(roles.CONTENT_EDITOR), ["a", "А"])
    run = look(administrator, ["a", "А"])
    with pytest.raises(Refused, match="нет права"):
        imports.enter(run=run, actor=make_user(roles.CONTENT_EDITOR))
    with pytest.raises(Refused, match="устарел"):
        imports.enter(run=run, actor=make_user(roles.ADMINISTRATOR))
    assert not Journal.objects.exists()


@pytest.mark.req("X-5")
def test_what_was_looked_through_is_encrypted_and_forgotten_after_a_day(administrator):
    run = look(administrator, ["abcdef", "Тайное название"])
    assert b"abcdef" not in bytes(run.payload)
    done = entered(administrator, ["b", "Б"], ["1", ""])
    keys = [keyring.path_of(run.key), keyring.path_of(done.key)]
    assert imports.purge(clock.now() + dt.timedelta(hours=23)) == 0
    assert imports.purge(clock.now() + dt.timedelta(hours=25)) == 2
    assert imports.purge(clock.now() + dt.timedelta(hours=25)) == 0
    assert not ImportRun.objects.filter(pk=run.pk).exists()
    done.refresh_from_db()
    assert (done.payload, done.key, done.state) == (None, None, State.ENTERED)
    assert imports.bad_rows(done) == []
    assert PersonKey.objects.filter(destroyed_at__isnull=False).count() == len(keys)


# --- taking back ---------------------------------------------------------------------------------


def undo(run, actor, reason="не тот файл"):
    return imports.undo(run=run, reason=reason, actor=actor)


@pytest.mark.req("X-4")
def test_an_import_is_taken_back_with_its_reason(administrator):
    Journal.objects.create(code="old", title="Старый")
    run = entered(administrator, ["a", "А"], ["old", "Новый"])
    assert Journal.objects.get(code="old").title == "Новый"
    assert undo(run, administrator) == 2
    assert list(Journal.objects.values_list("code", "title")) == [("old", "Старый")]
    run.refresh_from_db()
    assert (run.state, run.undone_by) == (State.UNDONE, administrator)
    record = HistoryRecord.objects.about(run).get(action="undo")
    assert (record.why, record.from_state, record.to_state) == ("не тот файл", "entered", "undone")
    assert HistoryRecord.objects.filter(action="undo-import").count() == 1
    with pytest.raises(Refused, match="уже отменена"):
        undo(run, administrator)


@pytest.mark.req("X-4")
def test_it_is_not_taken_back_in_part_and_every_row_in_the_way_is_named(administrator):
    run = entered(administrator, ["a", "А"], ["b", "Б"], ["c", "В"], ["d", "Г"])
    changed, used, deleted, _ = Journal.objects.order_by("code")
    changed.title = "Другое"
    changed.save()
    journals.take_number(journal=used, actor=administrator, at=clock.now())
    Journal.objects.filter(pk=used.pk).update(next_number=1)
    deleted.delete()
    with pytest.raises(HinderedUndo, match="только целиком") as hindered:
        undo(run, administrator)
    assert hindered.value.hindrances == [
        (2, "Другое", "изменена после загрузки"),
        (3, "Б", "на неё ссылаются: записи журнала"),
        (4, "", "уже удалена"),
    ]
    assert Journal.objects.count() == 3
    run.refresh_from_db()
    assert run.state == State.ENTERED


def test_rows_that_were_there_before_keep_an_import_that_cannot_restore_them(
    administrator, monkeypatch
):
    Journal.objects.create(code="old", title="Старый")
    monkeypatch.setitem(declare._importings, JOURNALS.code, importing(restore=None))
    run = entered(administrator, ["old", "Новый"])
    with pytest.raises(HinderedUndo) as hindered:
        undo(run, administrator)
    assert "до загрузки" in hindered.value.hindrances[0][2]


@pytest.mark.req("X-7")
def test_only_whoever_may_enter_may_take_back(administrator, make_user):
    run = entered(administrator, ["a", "А"])
    with pytest.raises(Refused, match="нет права"):
        undo(run, make_user(roles.CONTENT_EDITOR))
    assert undo(run, make_user(roles.ADMINISTRATOR)) == 1


def test_what_only_was_looked_through_cannot_be_taken_back(administrator):
    with pytest.raises(Refused, match="ещё не внесена"):
        undo(look(administrator, ["a", "А"]), administrator)


def test_queries_of_entering_and_undoing_do_not_grow_with_rows(administrator, monkeypatch):
    def many(lines, subject, actor):
        rows = [Journal(code=line.values["code"], title=line.values["title"]) for line in lines]
        Journal.objects.bulk_create(rows)
        return [Entered(line.number, row) for line, row in zip(lines, rows, strict=True)]

    def remove(rows, actor):
        Journal.objects.filter(pk__in=[row.pk for row in rows]).delete()

    monkeypatch.setitem(declare._importings, JOURNALS.code, importing(enter=many, remove=remove))

    def queries(letters: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            run = entered(administrator, *([letter * 3, letter] for letter in letters))
            undo(run, administrator)
        assert not Journal.objects.exists()
        return len(captured)

    queries("a")
    assert queries("ab") == queries("abcdefgh")


def test_two_imports_of_one_code_are_an_error_of_the_programmer():
    assert declare.register(JOURNALS) == JOURNALS
    with pytest.raises(ValueError, match="sample-journals"):
        declare.register(importing(title="Другое"))


def test_the_database_holds_states_and_their_instants_together(administrator):
    run = look(administrator, ["a", "А"])
    for wrong in ({"state": "entered"}, {"undone_at": clock.now()}, {"key": None}):
        with pytest.raises(IntegrityError), transaction.atomic():
            ImportRun.objects.filter(pk=run.pk).update(**wrong)
