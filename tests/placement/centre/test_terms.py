"""The centre sets its own terms; what that destroys is read before, and comes after a while (X-5)."""

import datetime as dt
import re
from html import unescape

import pytest

from core import clock
from core.errors import Refused
from core.models import HistoryRecord
from core.tick import Pieces
from forms_app.models import DestructionAct
from placement import retention
from placement.cases.lifecycle import CaseState
from placement.cases.models import Case
from placement.centre.terms import services
from placement.centre.terms.models import Terms, current_terms, terms_on
from placement.graduates.lifecycle import GraduateState
from placement.graduates.models import Graduate
from tests.boards import panel
from tests.placement.desk import EVERYBODY, READERS, opens_exactly
from tests.placement.graduates.factories import GraduateFactory
from tests.placement.resumes.factories import ResumeFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-5")]
LIST = "/cms/placement/terms/"
TODAY = dt.date(2026, 9, 1)
PAGES = {LIST: READERS, f"{LIST}export/?format=csv": READERS, f"{LIST}create/": {"deputy"}}


@pytest.fixture(autouse=True)
def _today(organisation):
    with clock.at(dt.datetime(2026, 9, 1, 9, tzinfo=dt.UTC)):
        yield


@pytest.fixture
def deputy(browser_of):
    return browser_of("deputy")


@pytest.fixture
def over(specialist) -> Graduate:
    """Somebody whose accompaniment ended two and a half years ago."""
    row = GraduateFactory(left_year=2022)
    Case.objects.create(
        graduate=row,
        specialist=specialist,
        opened_on=dt.date(2022, 9, 1),
        ended_on=dt.date(2024, 3, 1),
        state=CaseState.STOPPED,
        outcome=Case.Outcome.OTHER,
    )
    return row


def typed(page: str, **values: object) -> dict[str, object]:
    """What the form holds, but for what is typed into it."""
    form = page[page.index('<form method="post"\n        class="desk-form"') :]
    shown = {}
    for tag in re.findall(r"<input[^>]*>", form):
        name, value = (re.search(rf' {of}="([^"]*)"', tag) for of in ("name", "value"))
        if name and name[1] != "is_confirmed":
            shown[name[1]] = unescape(value[1]) if value else ""
    needed = {"effective_from": "01.10.2026", "ground": "Приказ от 01.09.2026 № 15"}
    return {**shown, **needed, **values}


def opened(browser, **values):
    return typed(browser.get(f"{LIST}create/").content.decode(), **values)


def destroyed(day: dt.date) -> int:
    with clock.at(dt.datetime.combine(day, dt.time(9), tzinfo=dt.UTC)):
        pieces = Pieces()
        count = retention.destroy_due(clock.now(), pieces)
        pieces.finish()
    return count


@pytest.mark.parametrize("who", EVERYBODY)
def test_the_centre_reads_its_terms_and_who_leads_it_sets_them(browser_of, who):
    opens_exactly(browser_of, who, PAGES)


def test_without_a_set_the_terms_of_before_hold_and_each_names_its_ground(deputy):
    terms = current_terms()
    assert (terms.after_case_years, terms.unconfirmed_years, terms.refused_years) == (3, 1, 1)
    assert (terms.referral_remind_days, terms.referral_silent_days) == (5, 10)
    assert (terms.own_signature_days, terms.resume_days, terms.decision_days) == (60, 7, 5)
    assert "Карточка после последнего сопровождения, лет – 3" in deputy.get(LIST).content.decode()
    page = deputy.get(f"{LIST}create/").content.decode()
    assert page.count("Положение срока не называет.") == 4
    assert 'name="own_signature_days" value="60"' in page


def test_a_longer_term_needs_no_confirmation_and_holds_from_its_day(deputy, over):
    answer = deputy.post(f"{LIST}create/", opened(deputy, after_case_years=5))
    assert answer.status_code == 302
    row = Terms.objects.get()
    assert [terms_on(dt.date(2026, n, 1)).after_case_years for n in (9, 10)] == [3, 5]
    assert destroyed(dt.date(2027, 4, 1)) == 0
    assert HistoryRecord.objects.about(row).get().action == "create"
    page = deputy.get(LIST).content.decode()
    assert "ещё не действуют" in page
    assert "Приказ от 01.09.2026 № 15" in page


def test_what_a_shorter_term_destroys_is_shown_first_and_comes_on_its_day(deputy, over):
    begun = opened(deputy, after_case_years=2)
    page = deputy.post(f"{LIST}create/", begun).content.decode()
    words = "01.10.2026 сайт уничтожит данные: 1 карточка после сопровождения."
    assert words in page
    assert not Terms.objects.exists()
    # Nothing typed is lost, and the tick is not set for anybody.
    assert 'value="Приказ от 01.09.2026 № 15"' in page
    assert not re.search(r'name="is_confirmed"[^>]*checked', page)
    again = deputy.post(f"{LIST}create/", typed(page, after_case_years=2))
    assert again.status_code == 200
    sent = typed(page, after_case_years=2, is_confirmed="on")
    assert deputy.post(f"{LIST}create/", sent).status_code == 302
    assert destroyed(dt.date(2026, 9, 30)) == 0
    assert destroyed(dt.date(2026, 10, 1)) == 1
    over.refresh_from_db()
    assert over.state == GraduateState.DESTROYED
    assert "срок хранения: 2 года" in DestructionAct.objects.get().reason


def test_a_tick_for_other_numbers_than_those_that_were_read_counts_for_nothing(deputy, over):
    page = deputy.post(f"{LIST}create/", opened(deputy, after_case_years=2)).content.decode()
    row = GraduateFactory(state=GraduateState.CLAIMED)
    Graduate.objects.filter(pk=row.pk).update(created_at=clock.now() - dt.timedelta(days=400))
    other = Case.objects.get(graduate=over)
    Case.objects.filter(pk=other.pk).update(ended_on=dt.date(2026, 8, 1))
    second = GraduateFactory(left_year=2022)
    for _ in range(2):
        other.pk, other.graduate, other.ended_on = None, second, dt.date(2024, 1, 1)
        second = GraduateFactory(left_year=2022)
        other.save()
    sent = typed(page, after_case_years=2, is_confirmed="on")
    page = deputy.post(f"{LIST}create/", sent).content.decode()
    assert "2 карточки после сопровождения" in page
    assert not Terms.objects.exists()


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"effective_from": "31.08.2026"}, "Этот день уже прошёл."),
        ({"effective_from": "05.09.2026", "after_case_years": 2}, "с 08.09.2026"),
        ({"effective_from": "05.09.2026", "unconfirmed_years": 0}, "Нужно не меньше 1."),
        ({"referral_silent_days": 4}, "«молчание» не короче «напоминания»"),
        ({"ground": ""}, "Требуется заполнить это поле"),
    ],
)
def test_what_cannot_be_is_said_in_words(deputy, values, words):
    page = deputy.post(f"{LIST}create/", opened(deputy, **values)).content.decode()
    assert words in page
    assert not Terms.objects.exists()


def test_two_at_once_do_not_undo_each_other(deputy):
    first, second = (opened(deputy, resume_days=n) for n in (10, 12))
    assert deputy.post(f"{LIST}create/", first).status_code == 302
    assert "изменил кто-то ещё" in deputy.post(f"{LIST}create/", second).content.decode()
    assert Terms.objects.get().resume_days == 10


def test_the_service_itself_asks_for_the_right(specialist):
    data = Terms(effective_from=TODAY, ground="Сама решила")
    with pytest.raises(Refused, match="нет права"):
        services.set_terms(data=data, actor=specialist, based_on=None, shown="")


def test_board_and_list_say_the_number_that_the_centre_has_set(deputy, people):
    at = clock.now() - dt.timedelta(days=3)
    ResumeFactory(state="offered", offered_at=at)
    assert not panel(deputy, "resumes-unanswered")
    Terms.objects.create(
        effective_from=TODAY, ground="Приказ № 15", resume_days=2, created_by=people["deputy"]
    )
    assert "Резюме не согласовано дольше 2 дней" in panel(deputy, "resumes-unanswered")
    assert "дольше 2 дней" in deputy.get("/cms/placement/resumes/").content.decode()
