"""The desk «Сопровождение»: pages, list, board (P-2.2b, X-4)."""

import datetime as dt
import re

import pytest

from core import clock
from core.models import ReadRecord
from placement.cases import services
from placement.cases.models import Case, Step, StepKind
from placement.graduates.models import Graduate
from tests.boards import panel
from tests.placement.factories import EmployerFactory
from tests.placement.graduates.factories import GraduateFactory, allow

LIST = "/cms/placement/cases/"


def led(specialist, **fields) -> Case:
    row = GraduateFactory(**fields)
    allow(row)
    return services.open_case(graduate=row, specialist=specialist, actor=specialist)


@pytest.fixture
def case(specialist) -> Case:
    return led(specialist, last_name="Ведомый")


def test_a_case_is_begun_from_the_graduates_card_and_led_to_the_end(visitor, specialist):
    row = GraduateFactory()
    allow(row)
    card = visitor.get(f"/cms/placement/graduates/inspect/{row.pk}/").content.decode()
    address = f"{LIST}create/?graduate={row.pk}"
    assert address in card
    assert str(row) in visitor.get(address).content.decode()
    typed = {"graduate": row.pk, "specialist": specialist.pk, "opened_on": "01.11.2026"}
    visitor.post(address, typed)
    case = Case.objects.get()
    assert case.opened_on == dt.date(2026, 11, 1)
    kind = StepKind.objects.create(name="Пробный звонок")
    due_on = f"{clock.local_day(clock.now()):%d.%m.%Y}"
    visitor.post(
        f"{LIST}add-step/{case.pk}/", {"kind": kind.pk, "due_on": due_on, "note": "Про график"}
    )
    step = case.steps.get()
    done = {"done_on": due_on, "source": "person", "note": "Договорились"}
    visitor.post(f"{LIST}complete-step/{case.pk}/{step.pk}/", done)
    page = visitor.get(f"{LIST}inspect/{case.pk}/").content.decode()
    assert "Договорились" in page
    assert "выполнено" in page
    employer = EmployerFactory()
    job = {
        "employer": employer.inn,
        "position": "повар",
        "started_on": due_on,
        "is_in_profession": "yes",
        "source": "employer",
    }
    visitor.post(f"{LIST}hire/{case.pk}/", job)
    page = visitor.get(f"{LIST}inspect/{case.pk}/").content.decode()
    assert "12 месяцев работы" in page
    visitor.post(f"{LIST}settle/{case.pk}/", {"ended_on": due_on})
    case.refresh_from_db()
    assert case.outcome == Case.Outcome.SETTLED


def test_what_was_spoken_is_shown_to_who_may_read_it_and_each_look_is_logged(
    case, visitor, browser_of
):
    services.tell(case=case, text="Мне тяжело стоять")
    assert "Мне тяжело стоять" in visitor.get(f"{LIST}inspect/{case.pk}/").content.decode()
    assert ReadRecord.objects.filter(object_id=str(case.graduate_id)).count() == 1
    seen = browser_of("director").get(f"{LIST}inspect/{case.pk}/").content.decode()
    assert "Мне тяжело стоять" not in seen
    assert ReadRecord.objects.count() == 1


@pytest.mark.parametrize("count", [1, 3])
def test_list_and_page_stay_flat(visitor, specialist, count, django_assert_max_num_queries):
    cases = [led(specialist) for _ in range(count)]
    kind = StepKind.objects.create(name="Пробный звонок")
    day = clock.local_day(clock.now()) - dt.timedelta(days=1)
    for case in cases:
        for n in range(count):
            services.add_step(case=case, kind=kind, due_on=day, note=f"слова {n}", actor=specialist)
    with django_assert_max_num_queries(15):
        text = visitor.get(LIST).content.decode()
    assert "просрочено" in text
    with django_assert_max_num_queries(40):
        visitor.get(f"{LIST}inspect/{cases[0].pk}/")


def test_the_board_shows_each_their_own_and_the_deputy_all(
    case, specialist, people, browser_of, settings
):
    settings.CASES_PER_SPECIALIST = 0
    kind = StepKind.objects.create(name="Пробный звонок")
    day = clock.local_day(clock.now()) - dt.timedelta(days=1)
    services.add_step(case=case, kind=kind, due_on=day, actor=specialist)
    services.tell(case=case, text="Потерял работу")
    own = panel(browser_of("specialist"), "case-steps")
    assert "Ведомый" in own
    assert "просрочено" in own
    messages = panel(browser_of("specialist"), "case-messages")
    assert "Ведомый" in messages
    assert "Потерял работу" not in messages
    assert "больше нормы" in panel(browser_of("deputy"), "case-load")
    assert not panel(browser_of("specialist"), "case-load")
    services.hand_over(case=case, to=people["deputy"], promised="ничего", actor=specialist)
    assert not panel(browser_of("specialist"), "case-steps")
    assert "Ведомый" in panel(browser_of("deputy"), "case-steps")


def load(browser, address, user) -> str:
    """What a form says of a specialist whom it offers."""
    page = browser.get(address).content.decode()
    option = re.search(rf'<option value="{user.pk}"[^>]*>([^<]+)</option>', page)
    return option[1].removeprefix(f"{user.full_name}: ")


def test_who_leads_many_is_warned_of_before_one_more_is_given_to_them(
    case, visitor, specialist, people, settings
):
    settings.CASES_PER_SPECIALIST = 2
    other = GraduateFactory()
    allow(other)
    forms = (f"{LIST}create/?graduate={other.pk}", f"{LIST}hand-over/{case.pk}/")
    for address in forms:
        assert load(visitor, address, specialist) == "ведёт выпускников – 1"
        assert load(visitor, address, people["deputy"]) == "ведёт выпускников – 0"
    led(people["deputy"])
    ended = led(people["deputy"])
    moved = {"outcome": Case.Outcome.MOVED, "ended_on": ended.opened_on, "why": ""}
    services.stop(case=ended, actor=people["deputy"], **moved)
    settings.CASES_PER_SPECIALIST = 1
    for address in forms:
        for user in (specialist, people["deputy"]):
            words = "ведёт выпускников – 1, ещё один будет сверх нормы (1)"
            assert load(visitor, address, user) == words
    # A warning, no refusal.
    visitor.post(forms[1], {"to": people["deputy"].pk, "promised": "Позвонить"})
    case.refresh_from_db()
    assert case.specialist == people["deputy"]
    typed = {"graduate": other.pk, "specialist": people["deputy"].pk, "opened_on": "01.11.2026"}
    visitor.post(forms[0], typed)
    assert other.cases.get().specialist == people["deputy"]


def test_an_overdue_step_is_found_by_the_filter(case, visitor, specialist):
    led(specialist, last_name="Прочий")
    day = clock.local_day(clock.now()) - dt.timedelta(days=1)
    kind = StepKind.objects.create(name="Пробный звонок")
    services.add_step(case=case, kind=kind, due_on=day, actor=specialist)
    overdue = visitor.get(f"{LIST}?attention=overdue").content.decode()
    assert "Ведомый" in overdue
    assert "Прочий" not in overdue
    assert "Прочий" in visitor.get(f"{LIST}?attention=idle").content.decode()


def test_a_stranger_finds_no_step_of_another_case(case, visitor, specialist):
    other = led(specialist)
    kind = StepKind.objects.create(name="Пробный звонок")
    step = services.add_step(
        case=other, kind=kind, due_on=clock.local_day(clock.now()), actor=specialist
    )
    assert visitor.get(f"{LIST}complete-step/{case.pk}/{step.pk}/").status_code == 404
    assert Step.objects.filter(done_on=None).count() == 1
    assert Graduate.objects.count() == 2


def test_words_about_a_step_that_was_called_off_meanwhile_are_shown_back(case, visitor, specialist):
    kind = StepKind.objects.create(name="Пробный звонок")
    today = clock.local_day(clock.now())
    step = services.add_step(case=case, kind=kind, due_on=today, actor=specialist)
    address = f"{LIST}complete-step/{case.pk}/{step.pk}/"
    services.drop_step(step=step, why="Не нужен", actor=specialist)
    said = {"done_on": f"{today:%d.%m.%Y}", "source": "person", "note": "Договорились о встрече"}
    page = visitor.post(address, said)
    assert page.status_code == 409
    assert "Договорились о встрече" in page.content.decode()
    assert f"{LIST}inspect/{case.pk}/" in page.content.decode()
    assert visitor.get(address).status_code == 404
    assert visitor.post(f"{LIST}complete-step/9999/{step.pk}/", said).status_code == 404
