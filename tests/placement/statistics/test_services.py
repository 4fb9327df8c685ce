"""Who enters, approves, publishes and corrects the figures, and what never changes."""

import datetime as dt

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from core import roles
from core.errors import Refused
from core.models import HistoryRecord
from placement.statistics import services
from placement.statistics.lifecycle import SNAPSHOT, SnapshotState
from placement.statistics.models import Snapshot, SnapshotRow
from tests.placement.desk import APPROVERS, WORKERS
from tests.placement.statistics.helpers import (
    COOK,
    TAILOR,
    drafted,
    enter,
    programme,
    published,
    start,
)

pytestmark = pytest.mark.django_db


@pytest.fixture
def draft(people, cookery):
    return drafted(people["specialist"], [(cookery, COOK)])


@pytest.fixture
def approved(draft, people):
    return services.approve(snapshot=draft, actor=people["director"])


@pytest.fixture
def out(approved, people):
    return services.publish(snapshot=approved, actor=people["director"])


# Service → fixture it works on, further arguments, who may.
SERVICES = {
    "start_snapshot": (None, {}, WORKERS),
    "enter_row": ("draft", {"graduates": 0, "counts": {}}, WORKERS),
    "import_rows": ("draft", {}, WORKERS),
    "edit_snapshot": ("draft", {"source": "другая таблица"}, WORKERS),
    "remove_row": ("draft", {}, WORKERS),
    "discard": ("draft", {"why": "лишний"}, WORKERS),
    "approve": ("draft", {}, APPROVERS),
    "reopen": ("approved", {"why": "опечатка"}, APPROVERS),
    "publish": ("approved", {}, APPROVERS),
    "withdraw": ("out", {"reason": "ошибка"}, APPROVERS),
    "start_correction": ("out", {"correction": "Опечатка"}, WORKERS),
}
EVERYBODY = ["specialist", "deputy", "director", "secretary", "editor", "administrator"]


def call(name: str, snapshot, actor, cookery, arguments):
    if name == "start_snapshot":
        return start(actor, 2019)
    if name == "import_rows":
        arguments = {"lines": [services.Line(cookery, *COOK)]}
    if name in ("enter_row", "remove_row"):
        arguments = {**arguments, "programme": cookery}
    return getattr(services, name)(snapshot=snapshot, actor=actor, **arguments)


@pytest.mark.req("X-7", "P-2.4d")
@pytest.mark.parametrize("who", EVERYBODY)
@pytest.mark.parametrize("name", SERVICES)
def test_each_role_does_exactly_what_its_duty_needs(request, people, cookery, name, who):
    needs, arguments, allowed = SERVICES[name]
    snapshot = request.getfixturevalue(needs) if needs else None
    if who in allowed:
        call(name, snapshot, people[who], cookery, arguments)
        return
    before = list(Snapshot.objects.values())
    with pytest.raises(Refused, match="нет права"):
        call(name, snapshot, people[who], cookery, arguments)
    assert list(Snapshot.objects.values()) == before


ACTIONS = sorted({row.action for row in SNAPSHOT.transitions} - {"supersede"})


@pytest.mark.parametrize("action", ACTIONS)
@pytest.mark.parametrize("state", SnapshotState)
def test_a_move_that_the_table_lacks_is_refused(request, people, action, state):
    snapshot = request.getfixturevalue({"draft": "draft", "approved": "approved"}.get(state, "out"))
    if state == SnapshotState.SUPERSEDED:
        correct(snapshot, people)
    if state == SnapshotState.WITHDRAWN:
        services.withdraw(snapshot=snapshot, reason="ошибка", actor=people["director"])
    snapshot.refresh_from_db()
    assert snapshot.state == state
    if action in SNAPSHOT.actions(source=state, who="staff"):
        return
    arguments = {"reopen": {"why": "так"}, "withdraw": {"reason": "так"}}.get(action, {})
    with pytest.raises(Refused):
        getattr(services, action)(snapshot=snapshot, actor=people["director"], **arguments)


def correct(snapshot, people, figures=(9, {"employed": 5, "will_study": 4})):
    made = services.start_correction(
        snapshot=snapshot, correction="Один выпускник показан дважды.", actor=people["specialist"]
    )
    enter(made, made.rows.get().programme, figures, people["specialist"])
    services.approve(snapshot=made, actor=people["deputy"])
    return services.publish(snapshot=made, actor=people["deputy"])


@pytest.mark.req("P-2.4d", "P-6.4")
def test_entering_and_approving_are_different_people(people, cookery):
    draft = drafted(people["deputy"], [(cookery, COOK)])
    with pytest.raises(Refused, match="другой работник"):
        services.approve(snapshot=draft, actor=people["deputy"])
    assert services.approve(snapshot=draft, actor=people["director"]).state == "approved"


@pytest.mark.req("P-2.4d")
def test_who_typed_one_number_does_not_approve_the_rest(people, draft):
    tailor = programme("Швея", code="19601")
    enter(draft, tailor, TAILOR, people["deputy"])
    with pytest.raises(Refused, match="другой работник"):
        services.approve(snapshot=draft, actor=people["deputy"])


@pytest.mark.req("P-2.4d", "P-6.4")
@pytest.mark.parametrize(
    "work",
    [
        lambda draft, who, spare: services.edit_snapshot(
            snapshot=draft, actor=who, counting_rule=["employed"]
        ),
        lambda draft, who, spare: services.remove_row(snapshot=draft, programme=spare, actor=who),
        lambda draft, who, spare: enter(draft, spare, TAILOR, who),
    ],
)
def test_who_changed_any_figures_does_not_approve_them_whoever_came_after(people, draft, work):
    spare = programme("Швея", code="19601")
    enter(draft, spare, (0, {}), people["specialist"])
    work(draft, people["deputy"], spare)
    services.edit_snapshot(snapshot=draft, actor=people["specialist"], source="другая таблица")
    enter(draft, spare, TAILOR, people["specialist"])
    with pytest.raises(Refused, match="другой работник"):
        services.approve(snapshot=draft, actor=people["deputy"])
    services.approve(snapshot=draft, actor=people["director"])


@pytest.mark.req("P-2.4d")
def test_the_only_person_of_the_office_may_approve_and_it_is_recorded(
    make_user, cookery, superuser
):
    alone = make_user(roles.DEPUTY_DIRECTOR)
    draft = drafted(alone, [(cookery, COOK)])
    services.approve(snapshot=draft, actor=alone)
    assert HistoryRecord.objects.about(draft).filter(why="единственный работник").exists()


@pytest.mark.req("P-2.4d", "P-6.4")
def test_each_step_keeps_who_and_when(people, out):
    assert (out.approved_by, out.published_by) == (people["director"],) * 2
    assert out.entered_by == people["specialist"]
    assert out.entered_at <= out.approved_at <= out.published_at
    records = HistoryRecord.objects.about(out).order_by("pk")
    steps = [(r.action, r.from_state, r.to_state, r.actor) for r in records if r.to_state]
    assert steps == [
        ("start", "", "draft", people["specialist"]),
        ("approve", "draft", "approved", people["director"]),
        ("publish", "approved", "published", people["director"]),
    ]


@pytest.mark.req("P-2.4d")
def test_a_correction_is_a_new_snapshot_and_the_old_one_stays_as_it_was(people, out):
    before = Snapshot.objects.filter(pk=out.pk).values("digest", "as_of", "source").get()
    rows = list(out.rows.values())
    made = correct(out, people)
    assert (made.version, made.corrects, made.state) == (2, out, "published")
    assert made.rows.get().t1 == 5
    out.refresh_from_db()
    assert out.state == SnapshotState.SUPERSEDED
    assert (out.superseded_by, out.superseded_at) == (people["deputy"], made.published_at)
    assert Snapshot.objects.filter(pk=out.pk).values("digest", "as_of", "source").get() == before
    assert list(out.rows.values()) == rows
    assert out.compute_digest() == out.digest


@pytest.mark.req("P-2.4d")
@pytest.mark.parametrize("name", ["approved", "out"])
def test_approved_figures_cannot_be_changed(request, people, cookery, name):
    snapshot = request.getfixturevalue(name)
    for service, arguments in (
        ("enter_row", {"graduates": 0, "counts": {}}),
        ("remove_row", {}),
        ("edit_snapshot", {"counting_rule": ["employed"]}),
        ("import_rows", {}),
        ("discard", {"why": "x"}),
    ):
        with pytest.raises(Refused):
            call(service, snapshot, people["specialist"], cookery, arguments)
    row = snapshot.rows.get()
    with pytest.raises(Refused, match="не меняются"):
        row.save()
    with pytest.raises(Refused, match="не меняются"):
        row.delete()


def test_what_differs_from_the_approved_is_not_published(people, approved):
    # Past every guard, straight in the database.
    SnapshotRow.objects.filter(snapshot=approved).update(t1=0)
    with pytest.raises(Refused, match="отличаются от утверждённых"):
        services.publish(snapshot=approved, actor=people["director"])


@pytest.mark.req("P-2.4d")
def test_wrong_sums_are_refused_by_service_and_database(people, draft, cookery):
    with pytest.raises(Refused, match="не распределено 1"):
        enter(draft, cookery, (11, COOK[1]), people["specialist"])
    row = draft.rows.get()
    assert row.graduates == 10
    for wrong in ({"graduates": 11}, {"t1": 11}, {"in_profession": 7}):
        with pytest.raises(IntegrityError), transaction.atomic():
            SnapshotRow.objects.filter(pk=row.pk).update(**wrong)


@pytest.mark.req("P-2.4d")
def test_a_programme_without_figures_stops_the_approval(people, draft):
    tailor = programme("Швея", code="")
    programme("Закрытая", last_year=2024)
    with pytest.raises(Refused, match="Швея"):
        services.approve(snapshot=draft, actor=people["director"])
    enter(draft, tailor, (0, {}), people["specialist"])
    services.approve(snapshot=draft, actor=people["director"])


@pytest.mark.req("P-2.4d")
def test_the_counting_rule_counts_anew_in_a_draft_and_is_fixed_after(people, cookery, draft):
    figures = (9, {"employed": 3, "continued_education": 4, "conscripted": 2})
    enter(draft, cookery, figures, people["specialist"])
    assert draft.rows.get().t1 == 3
    services.edit_snapshot(
        snapshot=draft, actor=people["specialist"], counting_rule=["conscripted", "employed"]
    )
    draft.refresh_from_db()
    assert draft.counting_rule == ["employed", "conscripted"]
    assert draft.rows.get().t1 == 5
    with pytest.raises(Refused, match="хотя бы одну"):
        services.edit_snapshot(snapshot=draft, actor=people["specialist"], counting_rule=[])


def test_all_rows_of_a_table_or_none(people, draft, cookery):
    tailor = programme("Швея", code="")
    lines = [services.Line(tailor, *TAILOR), services.Line(cookery, 3, {"employed": 1})]
    with pytest.raises(Refused, match="не распределено 2"):
        services.import_rows(snapshot=draft, lines=lines, actor=people["specialist"])
    assert draft.rows.get().programme == cookery


def test_one_snapshot_a_year_is_in_work(people, out):
    with pytest.raises(Refused, match="уже есть"):
        start(people["specialist"], out.year)
    services.start_correction(snapshot=out, correction="а", actor=people["specialist"])
    with pytest.raises(Refused, match="уже готовятся"):
        services.start_correction(snapshot=out, correction="б", actor=people["specialist"])


def test_a_correction_says_what_and_why(people, out):
    with pytest.raises(Refused, match="что и почему"):
        services.start_correction(snapshot=out, correction="  ", actor=people["specialist"])


def test_a_renamed_programme_leaves_the_published_words(people, out, cookery):
    cookery.name = "Повар-кондитер"
    cookery.save()
    assert out.rows.get().name == "Повар"


def test_another_year_does_not_touch_this_one(people, out, cookery):
    published(people["specialist"], people["deputy"], [(cookery, COOK)], year=2026)
    assert [snapshot.year for snapshot in Snapshot.objects.public()] == [2026, 2025]


@pytest.mark.req("P-2.4d")
@pytest.mark.parametrize("values", [{"year": 1999}, {"year": 2026, "as_of": "2025-09-01"}])
def test_the_database_holds_no_figures_of_an_impossible_year(draft, values):
    with pytest.raises(IntegrityError, match="snapshot_year_is_possible"), transaction.atomic():
        Snapshot.objects.filter(pk=draft.pk).update(**values)


def test_the_constraint_speaks_russian(draft):
    draft.year = 2099
    with pytest.raises(ValidationError, match="Год выпуска"):
        draft.validate_constraints()


def test_a_day_before_the_year_has_begun_is_refused(people, draft):
    early = dt.date(2024, 12, 31)
    with pytest.raises(Refused, match="ещё не могло быть"):
        services.edit_snapshot(snapshot=draft, actor=people["specialist"], as_of=early)
