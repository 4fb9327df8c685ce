"""The vacancy register: every move by the table and no other, and what the public sees of it."""

from itertools import product

import pytest
from django.core.management import call_command

from core import roles
from core.errors import Refused, TransitionRefused
from core.lifecycle import APPLICANT, STAFF, SYSTEM
from core.models import HistoryRecord
from core.text import search_key
from home import cache
from placement.employers import services as employers
from placement.employers.record import EMPLOYERS
from placement.vacancies import services
from placement.vacancies.lifecycle import VACANCY, VacancyState
from placement.vacancies.models import Vacancy
from placement.vacancies.record import VACANCIES
from tests.placement.factories import EmployerFactory, ProfessionFactory, VacancyFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.4b")]
OPEN_STATES = (VacancyState.PUBLISHED, VacancyState.PAUSED)
ENDED = (VacancyState.FILLED, VacancyState.EXPIRED, VacancyState.WITHDRAWN)
FLAG = [{"field": "duties", "text": "девушка", "reason": "пол"}]
CALLS = {
    "publish": services.publish,
    "pause": services.pause,
    "resume": services.resume,
    "fill": lambda **kw: services.fill(hired=1, **kw),
    "withdraw": lambda **kw: services.withdraw(reason="передумали", **kw),
    "expire": services.expire,
    "reopen": lambda **kw: services.reopen(why="закрыта по ошибке", **kw),
}
# Without an actor these are the employer's, this one the system's, and the rest are staff's alone.
WITHOUT_ACTOR = {"fill": APPLICANT, "withdraw": APPLICANT, "expire": SYSTEM}
MOVES = [
    (state, action, who)
    for state, action in product(VacancyState, CALLS)
    for who in (STAFF, WITHOUT_ACTOR.get(action))
    if who
]


def data(**fields):
    values = {
        "title": "Уборщик территории",
        "address": "Мга, Комсомольский проспект, 1",
        "district": "lo-kirovsk",
        "schedule": Vacancy.Schedule.FULL,
    }
    return Vacancy(**{**values, **fields})


def history_of(vacancy):
    return list(HistoryRecord.objects.about(vacancy))


@pytest.mark.parametrize("way", ["renamed", "merged"])
def test_a_vacancy_is_found_by_the_present_name_of_its_employer(way, specialist):
    employer = EmployerFactory(full_name="ООО «Ромашка»", short_name="")
    vacancy = VacancyFactory(employer=employer)
    if way == "renamed":
        renamed = EMPLOYERS.copy(employer, full_name="ООО «Василёк»")
        employers.update_employer(employer=employer, data=renamed, actor=specialist)
    else:
        kept = EmployerFactory(full_name="ООО «Василёк»", short_name="ООО «Василёк»")
        employers.merge_employers(keep=kept, merge=employer, actor=specialist)
    vacancy.refresh_from_db()
    assert search_key("Василёк") in vacancy.search_key


@pytest.mark.parametrize(("state", "action", "who"), MOVES)
def test_every_move_is_one_of_the_table_and_is_written_down(state, action, who, specialist):
    vacancy = VacancyFactory(state=state)
    actor = specialist if who == STAFF else None
    allowed = [r for r in VACANCY.transitions if r.action == action and who in r.who]
    target = next((r.target for r in allowed if state in r.sources), None)
    if target is None:
        with pytest.raises(TransitionRefused):
            CALLS[action](vacancy=vacancy, actor=actor)
        vacancy.refresh_from_db()
        assert vacancy.state == state
        assert history_of(vacancy) == []
        return
    CALLS[action](vacancy=vacancy, actor=actor)
    vacancy.refresh_from_db()
    assert vacancy.state == target
    (record,) = history_of(vacancy)
    assert (record.action, record.from_state, record.to_state) == (action, state, target)
    label = {STAFF: specialist.full_name, APPLICANT: "работодатель", SYSTEM: "система"}[who]
    assert record.actor_label == label


def test_the_table_has_no_action_without_a_test():
    assert {row.action for row in VACANCY.transitions} == set(CALLS)
    for row in VACANCY.transitions:
        assert row.who <= {STAFF, APPLICANT, SYSTEM}


@pytest.mark.parametrize("action", [*CALLS, "confirm", "edit", "create"])
@pytest.mark.parametrize("role", [roles.DIRECTOR, roles.EDITOR_IN_CHIEF])
def test_who_does_not_work_with_vacancies_moves_none(action, role, make_user):
    stranger = make_user(role)
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED)
    calls = {
        **CALLS,
        "confirm": services.confirm_actual,
        "edit": lambda **kw: services.update_vacancy(data=VACANCIES.copy(vacancy), **kw),
        "create": lambda vacancy, actor: services.create_vacancy(
            data=data(), employer=vacancy.employer, actor=actor
        ),
    }
    with pytest.raises(Refused, match="нет права"):
        calls[action](vacancy=vacancy, actor=stranger)
    assert history_of(vacancy) == []


def test_publishing_needs_a_profession_of_the_institution(specialist):
    other = VacancyFactory(profession=None, profession_other="Оператор ЭВМ")
    gone = VacancyFactory(profession=ProfessionFactory(is_taught=False))
    for vacancy in (other, gone):
        with pytest.raises(Refused) as refusal:
            services.publish(vacancy=vacancy, actor=specialist)
        assert refusal.value.field == "profession"
    mapped = VACANCIES.copy(other, profession=ProfessionFactory())
    services.update_vacancy(vacancy=other, data=mapped, actor=specialist)
    assert services.publish(vacancy=other, actor=specialist).state == VacancyState.PUBLISHED


@pytest.mark.req("P-F2")
def test_doubtful_wording_is_corrected_or_explained_before_it_is_published(specialist):
    vacancy = VacancyFactory(wording_flags=FLAG)
    with pytest.raises(Refused, match="девушка"):
        services.publish(vacancy=vacancy, actor=specialist)
    Vacancy.objects.filter(pk=vacancy.pk).update(wording_explanation="роль в спектакле")
    with pytest.raises(Refused):
        services.publish(vacancy=vacancy, actor=specialist)
    Vacancy.objects.filter(pk=vacancy.pk).update(wording_ground="nature-of-work")
    assert services.publish(vacancy=vacancy, actor=specialist).state == VacancyState.PUBLISHED


@pytest.mark.req("P-F2")
def test_age_and_sex_change_nothing_about_publishing_and_are_copied_nowhere(specialist):
    vacancy = VacancyFactory(
        age_requirement="от 18 лет", sex_requirement="женский", legal_basis="перечень 512н"
    )
    made = services.publish(vacancy=vacancy, actor=specialist)
    record = history_of(made)[-1]
    said = f"{record.why} {record.details} {made.search_key} {made.end_note}"
    for secret in ("18", "женский", "512н"):
        assert secret not in said


def test_without_a_basis_in_law_neither_age_nor_sex_is_taken(specialist):
    for field in ("age_requirement", "sex_requirement"):
        with pytest.raises(Refused) as refusal:
            services.create_vacancy(
                data=data(**{field: "есть"}), employer=EmployerFactory(), actor=specialist
            )
        assert refusal.value.field == "legal_basis"


@pytest.mark.parametrize("filled", [0, 4, -1])
def test_no_more_places_are_filled_than_there_are_and_at_least_one(filled, specialist):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, places=3)
    with pytest.raises(Refused) as refusal:
        services.fill(vacancy=vacancy, hired=filled, actor=specialist)
    assert refusal.value.field == "hired"


def test_filling_the_last_place_closes_the_vacancy_and_says_how_many_places(specialist):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, places=3)
    made = services.fill(vacancy=vacancy, hired=3, note="двое наших", actor=specialist)
    assert (made.state, made.filled_places, made.end_note) == ("filled", 3, "двое наших")
    assert made.ended_at is not None
    assert history_of(made)[-1].details["filled_places"] == 3


@pytest.mark.parametrize("state", OPEN_STATES)
def test_one_hire_of_two_leaves_the_other_place_open_and_the_next_one_closes(state, specialist):
    vacancy = VacancyFactory(state=state, places=2)
    at = vacancy.confirmed_at
    Vacancy.objects.filter(pk=vacancy.pk).update(asked_at=at, stale_at=at)
    row = services.fill(vacancy=vacancy, hired=1, actor=specialist)
    assert (row.state, row.places, row.filled_places, row.free_places) == (state, 2, 1, 1)
    assert row.ended_at is None
    # Who speaks of a hire has spoken of the vacancy.
    assert row.confirmed_at > at
    assert (row.asked_at, row.stale_at) == (None, None)
    record = history_of(row)[-1]
    assert (record.action, record.details) == ("hire", {"filled_places": 1, "places": [2, 2]})
    with pytest.raises(Refused):
        services.fill(vacancy=row, hired=2, actor=specialist)
    row = services.fill(vacancy=row, hired=1, actor=specialist)
    assert (row.state, row.filled_places) == (VacancyState.FILLED, 2)


def test_a_partial_hire_leaves_the_vacancy_published_with_fewer_free_places(specialist):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, places=3)
    made = services.confirm_actual(vacancy=vacancy, places=2, actor=specialist)
    assert (made.state, made.places, made.free_places) == (VacancyState.PUBLISHED, 3, 2)
    assert history_of(made)[-1].details == {"filled_places": 1, "places": [3, 3]}
    for wrong in (0, 4):
        with pytest.raises(Refused):
            services.confirm_actual(vacancy=made, places=wrong, actor=specialist)
    # A worker who left makes a place free again.
    assert services.confirm_actual(vacancy=made, places=3, actor=specialist).filled_places == 0


def test_no_fewer_places_are_wanted_than_are_filled_already(specialist):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED, places=3, filled_places=2)
    with pytest.raises(Refused) as refusal:
        services.update_vacancy(
            vacancy=vacancy, data=VACANCIES.copy(vacancy, places=2), actor=specialist
        )
    assert refusal.value.field == "places"
    assert "занято мест: 2" in refusal.value.message


@pytest.mark.req("P-6.4")
def test_publishing_resuming_and_confirming_count_as_confirmed(specialist):
    vacancy = services.publish(vacancy=VacancyFactory(), actor=specialist)
    assert vacancy.confirmed_at == vacancy.published_at
    for state in OPEN_STATES:
        row = VacancyFactory(state=state)
        stamp = row.confirmed_at
        Vacancy.objects.filter(pk=row.pk).update(asked_at=stamp, stale_at=stamp, hidden_at=stamp)
        act = services.resume if state == VacancyState.PAUSED else services.confirm_actual
        made = act(vacancy=row, actor=specialist)
        assert made.confirmed_at > stamp
        assert (made.asked_at, made.stale_at, made.hidden_at) == (None, None, None)


@pytest.mark.parametrize("state", [VacancyState.NEW, *ENDED])
def test_only_an_open_vacancy_is_confirmed(state, specialist):
    with pytest.raises(Refused):
        services.confirm_actual(vacancy=VacancyFactory(state=state), actor=specialist)


@pytest.mark.parametrize("state", ENDED)
def test_a_closed_vacancy_is_not_edited_but_can_be_opened_anew(state, specialist):
    vacancy = VacancyFactory(state=state)
    with pytest.raises(Refused):
        services.update_vacancy(vacancy=vacancy, data=VACANCIES.copy(vacancy), actor=specialist)
    with pytest.raises(Refused, match="Напишите, почему"):
        services.reopen(vacancy=vacancy, actor=specialist, why=" ")
    made = services.reopen(vacancy=vacancy, actor=specialist, why="работник ушёл")
    assert (made.state, made.ended_at, made.filled_places) == (VacancyState.NEW, None, 0)
    # Its public page still knows that it was there once.
    assert made.published_at == vacancy.published_at
    assert services.publish(vacancy=made, actor=specialist).state == VacancyState.PUBLISHED


def test_staff_say_why_a_vacancy_is_withdrawn(specialist):
    with pytest.raises(Refused) as refusal:
        services.withdraw(vacancy=VacancyFactory(), reason=" ", actor=specialist)
    assert refusal.value.field == "reason"


def test_an_edit_names_the_fields_without_their_values(specialist):
    vacancy = VacancyFactory(places=2)
    new = VACANCIES.copy(vacancy, places=1, sex_requirement="мужской", legal_basis="статья 253 ТК")
    services.update_vacancy(vacancy=vacancy, data=new, actor=specialist)
    (record,) = history_of(vacancy)
    assert record.details == {
        "fields": ["число мест", "пол", "основание в законе"],
        "places": [2, 1],
    }


def test_an_edit_that_changes_nothing_writes_nothing(specialist):
    vacancy = VacancyFactory()
    services.update_vacancy(vacancy=vacancy, data=VACANCIES.copy(vacancy), actor=specialist)
    assert history_of(vacancy) == []


@pytest.mark.parametrize("state", OPEN_STATES)
def test_an_open_vacancy_cannot_be_edited_into_one_that_may_not_be_published(state, specialist):
    vacancy = VacancyFactory(state=state)
    without = VACANCIES.copy(vacancy, profession=None)
    with pytest.raises(Refused) as refusal:
        services.update_vacancy(vacancy=vacancy, data=without, actor=specialist)
    assert refusal.value.field == "profession"


@pytest.mark.parametrize("field", ["title", "address", "district", "schedule"])
def test_what_every_vacancy_says_is_asked_for(field, specialist):
    with pytest.raises(Refused) as refusal:
        services.create_vacancy(
            data=data(**{field: ""}), employer=EmployerFactory(), actor=specialist
        )
    assert refusal.value.field == field


def test_an_employer_s_vacancy_is_created_without_staff_and_waits(specialist):
    vacancy = services.create_vacancy(data=data(), employer=EmployerFactory(), actor=None)
    assert (vacancy.state, vacancy.published_at) == (VacancyState.NEW, None)
    assert history_of(vacancy)[0].actor_label == "работодатель"
    assert not Vacancy.objects.public().exists()


# What is done, and to which vacancy, so that the public sees a difference.
SEEN = [
    ("publish", VacancyState.NEW),
    ("pause", VacancyState.PUBLISHED),
    ("resume", VacancyState.PAUSED),
    ("fill", VacancyState.PUBLISHED),
    ("withdraw", VacancyState.PUBLISHED),
    ("expire", VacancyState.PUBLISHED),
]


@pytest.mark.req("X-2")
@pytest.mark.parametrize(("action", "state"), SEEN)
def test_stored_pages_become_stale_when_the_public_sees_a_difference(action, state, specialist):
    vacancy = VacancyFactory(state=state)
    before = cache.version()
    CALLS[action](vacancy=vacancy, actor=specialist)
    assert cache.version() != before


@pytest.mark.req("X-2")
def test_an_edit_of_a_published_vacancy_makes_stored_pages_stale(specialist):
    vacancy = VacancyFactory(state=VacancyState.PUBLISHED)
    before = cache.version()
    new = VACANCIES.copy(vacancy, title="Швея")
    services.update_vacancy(vacancy=vacancy, data=new, actor=specialist)
    assert cache.version() != before


def test_one_row_is_public_exactly_when_the_set_has_it():
    ProfessionFactory()
    for state in VacancyState:
        VacancyFactory(state=state)
        VacancyFactory(state=state, profession=None)
        row = VacancyFactory(state=state)
        Vacancy.objects.filter(pk=row.pk).update(hidden_at=row.created_at)
    public = set(Vacancy.objects.public().values_list("pk", flat=True))
    rows = {row.pk for row in Vacancy.objects.all() if row.is_public}
    assert rows == public
    assert len(public) == 1


def test_one_row_lacks_an_explanation_exactly_when_the_set_has_it():
    VacancyFactory()
    said = [("", ""), ("", "роль в спектакле"), ("nature-of-work", "роль в спектакле")]
    rows = [
        VacancyFactory(wording_flags=FLAG, wording_ground=ground, wording_explanation=text)
        for ground, text in said
    ]
    found = set(Vacancy.objects.with_unexplained_wording())
    assert found == {row for row in Vacancy.objects.all() if row.has_unexplained_wording}
    assert found == set(rows[:2])


def test_a_vacancy_that_is_gone_is_said_to_be_gone(specialist):
    vacancy = VacancyFactory()
    stale = Vacancy.objects.get(pk=vacancy.pk)
    vacancy.delete()
    with pytest.raises(Refused, match="больше нет"):
        services.publish(vacancy=stale, actor=specialist)


def test_the_diagrams_of_the_centre_in_the_documents_are_the_tables():
    with pytest.raises(SystemExit) as left:
        call_command("lifecycle_diagram", "vacancy", "snapshot", "--check")
    assert left.value.code == 0


def test_a_diagram_that_differs_is_named(settings, tmp_path, capsys):
    settings.BASE_DIR = tmp_path
    (tmp_path / "docs").mkdir()
    with pytest.raises(SystemExit) as left:
        call_command("lifecycle_diagram", "vacancy", "--check")
    assert left.value.code == 1
    assert "lifecycle-vacancy.md" in capsys.readouterr().out
    call_command("lifecycle_diagram", "vacancy")
    text = (tmp_path / "docs" / "lifecycle-vacancy.md").read_text(encoding="utf-8")
    for row in VACANCY.transitions:
        for source in row.sources:
            assert f"{source} --> {row.target}: {row.action} (" in text
