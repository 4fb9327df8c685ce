"""What a contest is judged by is data, and stays once marking has begun (C-2, C-7, C-15, C-17)."""

import datetime as dt
from decimal import Decimal
from fractions import Fraction

import pytest
from django.core.exceptions import ValidationError

from contest.finalists.models import Finalist
from contest.setup.models import Criterion, RankedGroup, StateService
from contest.setup.models.contests import QUESTIONS_STAY
from contest.setup.services import Plan, contest_like, contest_of_2024
from contest.stage_two.models import TestResult
from core import clock
from core.errors import Refused
from core.models import HistoryRecord
from tests.contest.desk import form_of
from tests.contest.factories import NOVOSIBIRSK, ContestFactory
from tests.contest.scoring.conftest import admit
from tests.factories import UserFactory

pytestmark = pytest.mark.django_db

NEXT = Plan("next", 2031, dt.date(2031, 5, 1), dt.date(2031, 5, 27))


def begin(contest):
    """Marking has begun an hour ago."""
    contest.scoring_opens_at = clock.now() - dt.timedelta(hours=1)
    contest.scoring_closes_at = clock.now() + dt.timedelta(days=7)
    contest.save()


def address(contest):
    return f"/cms/contest/contests/edit/{contest.pk}/"


@pytest.fixture
def fields(browser_of, contest, people):
    """What the secretary's browser sends of the contest's form."""
    contest.stages.create(title="I этап", starts_on="2030-05-01", ends_on="2030-05-02")
    return lambda: form_of(browser_of("secretary"), address(contest))


@pytest.mark.req("C-2", "C-7")
def test_a_contest_begins_with_a_group_per_role_and_the_criteria_of_the_regulation(contest):
    made = contest_of_2024(NEXT, operator=contest.operator, founder=contest.founder)
    assert [str(g) for g in made.groups.all()] == [r.title for r in made.roles.order_by("order")]
    for role in made.roles.all():
        assert {service.group.title for service in role.services.all()} == {role.title}
    assert list(made.criteria.filter(part="video").values_list("title", flat=True)) == [
        "содержательность и аргументированность",
        "ораторское мастерство",
        "артистичность",
        "оригинальность",
    ]
    assert made.criteria.filter(part="role-play").count() == 3
    assert {(c.most_steps, c.exact_step) for c in made.criteria.all()} == {(10, Fraction(1))}
    assert made.get_joining_display() == "видеообращение + тест + ролевая игра (0–30 баллов)"


@pytest.mark.req("C-7")
def test_next_years_contest_takes_over_groups_criteria_and_rules(contest):
    contest.joining, contest.majority, contest.video_tolerance = "stages", "all", 3
    contest.scoring_opens_at = contest.applications_close_at + dt.timedelta(days=14)
    contest.scoring_closes_at = contest.applications_close_at + dt.timedelta(days=22)
    contest.save()
    criterion = contest.criteria.first()
    criterion.step = Decimal("0.5")
    criterion.save()
    career = contest.roles.get(code="career").services.get()
    career.group = StateService.objects.get(role__contest=contest, role__code="recruitment").group
    career.save()
    made = contest_like(contest, NEXT)
    assert (made.joining, made.majority, made.video_tolerance) == ("stages", "all", 3)
    assert made.criteria.first().exact_step == Fraction(1, 2)
    assert made.criteria.count() == contest.criteria.count() == 7
    services = StateService.objects.filter(role__contest=made)
    assert {s.group.contest_id for s in services} == {made.pk}
    assert services.get(role__code="career").group.title == "Кадровый консультант"
    assert contest.groups.count() == made.groups.count()
    # The same hour of the contest's clock, as far from the last day of applications.
    assert made.scoring_opens_at == dt.datetime(2031, 6, 11, tzinfo=NOVOSIBIRSK)
    assert made.scoring_closes_at == dt.datetime(2031, 6, 19, tzinfo=NOVOSIBIRSK)


@pytest.mark.parametrize(("maximum", "step"), [("10", "3"), ("1", "0.3")])
def test_a_scale_is_reached_by_whole_steps(contest, maximum, step):
    row = Criterion(contest=contest, title="ясность", maximum=Decimal(maximum), step=Decimal(step))
    with pytest.raises(ValidationError, match="делиться на шаг"):
        row.full_clean()


@pytest.mark.req("C-17")
def test_what_a_contest_is_judged_by_stays_once_marking_has_begun(contest):
    begin(contest)
    criterion, group = contest.criteria.first(), contest.groups.first()
    service = StateService.objects.filter(role__contest=contest).first()
    criterion.step, group.title = Decimal("0.5"), "Другая"
    service.group = contest.groups.exclude(pk=service.group_id).first()
    contest.joining = "stages"
    refused = [
        contest.save,
        criterion.save,
        group.save,
        service.save,
        criterion.delete,
        group.delete,
        lambda: Criterion.objects.create(contest=contest, title="ясность"),
    ]
    for change in refused:
        with pytest.raises(Refused, match="Оценка началась"):
            change()
    criterion.refresh_from_db()
    assert criterion.exact_step == 1
    # Dates are not rules, and what stays as it is may be saved.
    contest.refresh_from_db()
    contest.ceremony_on = dt.date(2030, 1, 1)
    contest.save()
    criterion.save()


def test_a_first_mark_locks_whatever_the_dates_say(contest):
    contest.rules_locked_at = clock.now()
    contest.save()
    contest.stage_two_quota = 6
    with pytest.raises(Refused, match="Оценка началась"):
        contest.save()


@pytest.mark.req("C-17")
def test_the_form_of_a_locked_contest_keeps_its_rules(browser_of, contest, fields):
    begin(contest)
    kept = contest.criteria.first().title
    typed = {**fields(), "joining": "stages", "stage_two_quota": 9, "criteria-0-title": "другое"}
    assert browser_of("secretary").post(address(contest), typed).status_code == 302
    contest.refresh_from_db()
    assert (contest.joining, contest.stage_two_quota) == ("sum", 5)
    more = {"groups-TOTAL_FORMS": "4", "groups-3-title": "Ещё одна", "groups-3-ORDER": "4"}
    for changed in (more, {"groups-0-DELETE": "on"}, {"criteria-0-DELETE": "on"}):
        page = browser_of("secretary").post(address(contest), {**fields(), **changed})
        assert page.status_code == 200
        assert "Оценка началась: критерии" in page.content.decode()
    assert contest.criteria.first().title == kept
    assert contest.groups.count() == 3


@pytest.mark.req("C-7")
def test_dates_move_by_an_order_that_the_history_keeps(browser_of, contest, fields):
    begin(contest)
    window = (contest.scoring_opens_at, contest.scoring_closes_at)
    typed = {**fields(), "ceremony_on": "01.06.2030", "scoring_closes_at": "01.01.2031 00:00"}
    page = browser_of("secretary").post(address(contest), typed)
    assert "сроки меняют приказом" in page.content.decode()
    typed |= {"order_number": "№ 12-П от 03.06.2030"}
    assert browser_of("secretary").post(address(contest), typed).status_code == 302
    contest.refresh_from_db()
    assert contest.ceremony_on == dt.date(2030, 6, 1)
    # The window of a scoring that has begun is a decision of its own.
    assert (contest.scoring_opens_at, contest.scoring_closes_at) == window
    assert HistoryRecord.objects.about(contest).last().why == "приказ № 12-П от 03.06.2030"
    stages = {**fields(), "stages-0-ends_on": "03.05.2030"}
    assert browser_of("secretary").post(address(contest), stages).status_code == 200


@pytest.mark.parametrize(
    ("typed", "said"),
    [
        ({"scoring_opens_at": "01.06.2030 00:00"}, "Укажите оба срока оценки"),
        (
            {"scoring_opens_at": "09.06.2030 00:00", "scoring_closes_at": "01.06.2030 00:00"},
            "Оценка заканчивается раньше",
        ),
        (
            {"scoring_opens_at": "09.06.2020 00:00", "scoring_closes_at": "01.06.2030 00:00"},
            "Это время уже прошло",
        ),
        ({"groups-0-DELETE": "on"}, "относятся услуги"),
        ({"criteria-0-step": "3"}, "делиться на шаг"),
    ],
)
def test_a_window_or_scale_that_cannot_be_is_said_beside_it(
    browser_of, contest, fields, typed, said
):
    page = browser_of("secretary").post(address(contest), {**fields(), **typed})
    assert page.status_code == 200
    assert said in page.content.decode()
    assert contest.groups.count() == 3


def test_the_secretary_sets_criteria_and_window_before_marking_begins(browser_of, contest, fields):
    typed = {
        **fields(),
        "criteria-0-step": "0,5",
        "scoring_opens_at": "11.06.2030 09:00",
        "scoring_closes_at": "19.06.2030 00:00",
    }
    assert browser_of("secretary").post(address(contest), typed).status_code == 302
    contest.refresh_from_db()
    assert contest.scoring_opens_at == dt.datetime(2030, 6, 11, 9, tzinfo=NOVOSIBIRSK)
    assert contest.criteria.first().exact_step == Fraction(1, 2)


def role_address(role):
    return f"/cms/contest/roles/edit/{role.pk}/"


@pytest.mark.req("C-2")
def test_services_of_several_roles_may_be_ranked_together(browser_of, contest, people):
    role = contest.roles.get(code="career")
    together = RankedGroup.objects.create(contest=contest, title="Все консультанты")
    strange = ContestFactory().groups.first()
    browser = browser_of("secretary")
    typed = form_of(browser, role_address(role))
    refused = browser.post(role_address(role), {**typed, "services-0-group": strange.pk})
    assert refused.status_code == 200
    typed["services-0-group"] = together.pk
    assert browser.post(role_address(role), typed).status_code == 302
    assert role.services.get().group == together
    begin(contest)
    typed["services-0-group"] = contest.groups.exclude(pk=together.pk).first().pk
    page = browser.post(role_address(role), typed)
    assert "Оценка началась" in page.content.decode()
    assert role.services.get().group == together


@pytest.mark.req("C-16")
def test_the_window_of_the_role_plays_stays_once_their_scoring_has_begun(
    browser_of, contest, fields
):
    begin(contest)
    contest.role_play_opens_at = clock.now() + dt.timedelta(days=8)
    contest.role_play_closes_at = clock.now() + dt.timedelta(days=9)
    contest.save()
    typed = {"role_play_closes_at": "01.01.2031 00:00"}
    page = browser_of("secretary").post(address(contest), {**fields(), **typed})
    assert "сроки меняют приказом" in page.content.decode()
    by_order = {**fields(), **typed, "order_number": "№ 12-П"}
    assert browser_of("secretary").post(address(contest), by_order).status_code == 302
    contest.refresh_from_db()
    assert contest.role_play_closes_at == dt.datetime(2031, 1, 1, tzinfo=NOVOSIBIRSK)
    contest.role_play_opens_at = clock.now() - dt.timedelta(hours=1)
    contest.save()
    later = {**fields(), "role_play_closes_at": "01.02.2031 00:00", "order_number": "№ 13-П"}
    assert browser_of("secretary").post(address(contest), later).status_code == 302
    contest.refresh_from_db()
    # By a decision alone, on the screen of the scoring.
    assert contest.role_play_closes_at == dt.datetime(2031, 1, 1, tzinfo=NOVOSIBIRSK)


@pytest.mark.req("C-16")
def test_the_number_of_questions_stays_after_the_first_result(browser_of, contest, fields):
    finalist = Finalist.objects.create(
        contest=contest,
        entry=admit(contest, "Абрамова"),
        admitted_at=clock.now(),
        admitted_by=UserFactory(),
        attended=True,
    )
    typed = {**fields(), "test_questions": "30"}
    assert browser_of("secretary").post(address(contest), typed).status_code == 302
    TestResult.objects.create(
        finalist=finalist, right=20, entered_at=clock.now(), entered_by=UserFactory()
    )
    typed = {**fields(), "test_questions": "40"}
    assert browser_of("secretary").post(address(contest), typed).status_code == 302
    contest.refresh_from_db()
    assert contest.test_questions == 30
    page = browser_of("secretary").get(address(contest)).content.decode()
    assert QUESTIONS_STAY in page
    contest.test_questions = 40
    with pytest.raises(Refused, match="вопрос"):
        contest.save()
