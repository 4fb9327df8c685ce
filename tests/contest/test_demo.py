"""The demonstration: two contests, invented people, and nothing that doubles when run again."""

import datetime as dt
import io
import zoneinfo

import pytest

from contest import demo
from contest.applications.demo.applications import load_applications
from contest.applications.demo.people import PEOPLE, Fate
from contest.applications.models import Entry
from contest.commission.models import CommissionMember
from contest.public.pages import ContestPage
from contest.setup.demo import contests
from contest.setup.models import Contest, EmploymentCentre, Indicator, Stage, StateService
from core import demo as core_demo
from core.models import Organisation, User
from forms_app.lifecycle import State
from forms_app.models import Submission

NOVOSIBIRSK = zoneinfo.ZoneInfo("Asia/Novosibirsk")


@pytest.fixture
def load(demo_staff, home_page, monkeypatch):
    """``load()`` loads the contests without their participants; returns what it said."""
    monkeypatch.setattr(demo, "load_applications", lambda contest, stdout: None)
    monkeypatch.setattr(demo, "load_ended", lambda stdout: None)

    def run() -> str:
        said = io.StringIO()
        demo.load(said)
        return said.getvalue()

    return run


@pytest.mark.req("C-12")
def test_the_contest_of_2024_has_the_dates_of_the_source(load):
    load()
    contest = Contest.objects.get(slug="spec-2024")
    assert contest.applications_close_at == dt.datetime(2024, 5, 28, tzinfo=NOVOSIBIRSK)
    assert contest.ceremony_on is None
    assert not contest.is_demo
    stages = contest.stages.values_list("form", "starts_on", "ends_on")
    assert list(stages) == [
        ("заочная", dt.date(2024, 5, 27), dt.date(2024, 6, 10)),
        ("", dt.date(2024, 6, 11), dt.date(2024, 6, 18)),
        ("очная", dt.date(2024, 6, 21), dt.date(2024, 6, 21)),
    ]
    assert not contest.is_accepting()
    assert not contest.entries.exists()


@pytest.mark.req("C-K1")
def test_the_composition_of_2024_is_that_of_the_source(load):
    load()
    commission = Contest.objects.get(slug="spec-2024").commission.all()
    assert [member.last_name for member in commission] == [
        "Лаврова",
        "Кошелева",
        "Климахина",
        "Борисова",
        "Довгаль",
        "Касаткина",
        "Никитина",
    ]
    assert [m.seat for m in commission[:4]] == ["chair", "deputy", "secretary", "member"]
    assert [m.last_name for m in commission if m.by_agreement] == [
        "Борисова",
        "Довгаль",
        "Касаткина",
    ]
    assert all(member.user is None for member in commission)


@pytest.mark.req("C-K1")
def test_this_years_people_are_invented_and_have_accounts(load):
    load()
    contest = Contest.objects.get(is_demo=True)
    real = set(
        CommissionMember.objects.filter(contest__slug="spec-2024").values_list(
            "last_name", flat=True
        )
    )
    commission = contest.commission.select_related("user")
    assert not real & {member.last_name for member in commission}
    assert all("вымышлен" in member.post for member in commission)
    for member in commission:
        if member.seat != "member":
            assert member.user is not None
            assert member.user.is_demo
            assert member.user.last_name == member.last_name


@pytest.mark.req("C-7")
def test_both_contests_have_the_same_rules_as_their_own_rows(load):
    load()
    past, now = Contest.objects.order_by("year")
    rules = ["nomination", "min_experience_years", "max_winners", "max_prize_winners"]
    assert all(getattr(past, name) == getattr(now, name) for name in rules)
    assert list(past.roles.values_list("code", "title")) == list(
        now.roles.values_list("code", "title")
    )
    assert past.journal != now.journal
    assert past.operator.code == now.operator.code == "crss"


def test_the_window_of_this_year_follows_today(load, at):
    at(dt.datetime(2026, 11, 22, 12, tzinfo=NOVOSIBIRSK))
    load()
    at(dt.datetime(2026, 12, 1, 12, tzinfo=NOVOSIBIRSK))
    load()
    contest = Contest.objects.get(slug="spec-2026")
    assert contest.applications_open_at == dt.datetime(2026, 11, 17, tzinfo=NOVOSIBIRSK)
    assert contest.applications_close_at == dt.datetime(2026, 12, 23, tzinfo=NOVOSIBIRSK)
    assert contest.stages.count() == 3
    assert Contest.objects.count() == 2


@pytest.mark.parametrize("days", range(0, 365, 13))
def test_the_dates_of_this_year_can_always_be_kept(db, days):
    from contest.setup.rules import conflicts
    from contest.setup.rules.timetable import Span

    today = dt.date(2026, 1, 1) + dt.timedelta(days=days)
    dates = contests.current_dates(today)
    opens, closes = dates.window()
    noon = dt.datetime.combine(today, dt.time(12), NOVOSIBIRSK)
    assert opens <= noon < closes
    second = Span("II этап", dates.second_stage, dates.second_stage)
    stages = (Span("I этап", *dates.video), Span("Оценка", *dates.scoring), second)
    plan = conflicts.Plan(dates.last_day, stages, ceremony_on=dates.ceremony)
    assert conflicts.find_conflicts(plan) == []


def test_a_second_run_adds_nothing_and_keeps_what_staff_changed(load):
    load()
    centre = EmploymentCentre.objects.get(name__contains="Бердска")
    centre.address = "Исправлено"
    centre.save()
    chair = CommissionMember.objects.get(contest__is_demo=True, seat="chair")
    chair.post = "исправленная должность"
    chair.save()
    page = ContestPage.objects.get(contest__is_demo=True)
    page.lead = "Исправленное вступление"
    page.save_revision().publish()
    contest = page.contest
    contest.short_title = "Исправленное название"
    contest.save()
    role = contest.roles.get(code="career")
    role.title = "Исправленная роль"
    role.save()
    indicator = role.indicators.first()
    indicator.label = "Исправленная подпись"
    indicator.save()
    service = role.services.first()
    service.title = "Исправленная услуга"
    service.save()
    stage = Contest.objects.get(slug="spec-2024").stages.first()
    stage.ends_on = dt.date(2024, 6, 11)
    stage.save()
    models = (
        Contest,
        Stage,
        CommissionMember,
        EmploymentCentre,
        ContestPage,
        Indicator,
        StateService,
    )
    before = [model.objects.count() for model in models]
    load()
    assert [model.objects.count() for model in models] == before
    for row, field, value in (
        (centre, "address", "Исправлено"),
        (chair, "post", "исправленная должность"),
        (page, "lead", "Исправленное вступление"),
        (contest, "short_title", "Исправленное название"),
        (role, "title", "Исправленная роль"),
        (indicator, "label", "Исправленная подпись"),
        (service, "title", "Исправленная услуга"),
        (stage, "ends_on", dt.date(2024, 6, 11)),
    ):
        row.refresh_from_db()
        assert getattr(row, field) == value


def test_invented_addresses_say_so(load):
    load()
    centres = EmploymentCentre.objects.all()
    assert centres.count() > 30
    assert all("адрес демонстрационный" in centre.address for centre in centres)


def test_the_pages_stand_at_their_addresses_with_the_acts(load, client):
    load()
    for address in ("/contests/", "/contests/spec-2024/"):
        assert client.get(address).status_code == 200
    html = client.get("/contests/spec-2024/").content.decode().replace("\xa0", " ")
    # The regulation of 2024 names the last day of applications only.
    assert "13 мая 2024" not in html
    assert "До конца дня" in html
    assert 'href="/regulations/polozhenie-o-konkurse/"' in html
    assert "Демонстрационные данные" not in html
    year = Contest.objects.get(is_demo=True).year
    assert "Демонстрационные данные" in client.get(f"/contests/spec-{year}/").content.decode()


def test_applications_reach_every_state_by_the_services_and_only_once(load):
    load()
    contest = Contest.objects.get(is_demo=True)
    load_applications(contest, io.StringIO())
    states = set(Submission.objects.values_list("state", flat=True))
    assert states == set(State.values)
    assert Submission.objects.count() == len(PEOPLE)
    assert set(Submission.objects.values_list("source", flat=True)) == {"site", "email", "paper"}
    numbers = sorted(contest.journal.entries.values_list("number", flat=True))
    assert numbers == list(range(1, len(numbers) + 1))
    load_applications(contest, io.StringIO())
    assert Submission.objects.count() == len(PEOPLE)
    assert not Entry.objects.filter(contest__slug="spec-2024").exists()


def test_without_the_demonstration_accounts_there_are_no_applications(load):
    load()
    User.objects.update(is_demo=False)
    said = io.StringIO()
    load_applications(Contest.objects.get(is_demo=True), said)
    assert not Submission.objects.exists()
    assert "left out" in said.getvalue()


def test_every_fate_has_somebody():
    assert {person.fate for person in PEOPLE} == set(Fate)


def test_somebody_may_open_the_log_of_reads_of_each_operator(demo_staff):
    for code in ("crss", "mc-siti"):
        reviewer = Organisation.objects.get(code=code).read_log_reviewer
        assert reviewer.is_demo
        assert reviewer.has_perm("core.review_reads")
        assert reviewer.organisation.code == code
    named = User.objects.get(username="operator@example.org")
    Organisation.objects.filter(code="crss").update(read_log_reviewer=named)
    core_demo.load(io.StringIO())
    assert Organisation.objects.get(code="crss").read_log_reviewer == named
