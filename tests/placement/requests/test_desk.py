"""«Заявки работодателей»: who sees them, what is decided, new data taken over (P-F2, X-4, X-7)."""

import datetime as dt
import re

import pytest

from core import clock, roles
from core.models import HistoryRecord
from forms_app import reading, services
from forms_app.lifecycle import State
from forms_app.services.locking import progress_of
from placement.vacancies.lifecycle import VacancyState
from placement.vacancies.models import Vacancy
from tests.factories import OrganisationFactory
from tests.forms_app.helpers import said
from tests.placement.factories import EmployerFactory, VacancyFactory
from tests.placement.requests import helpers as req

pytestmark = pytest.mark.django_db
LIST = "/cms/placement/requests/"


@pytest.fixture
def people(centre, make_user):
    return {
        "specialist": make_user(roles.PLACEMENT_SPECIALIST, organisation=centre),
        "deputy": make_user(roles.DEPUTY_DIRECTOR, organisation=centre),
        "director": make_user(roles.DIRECTOR, organisation=centre),
        "stranger": make_user(roles.PLACEMENT_SPECIALIST, organisation=OrganisationFactory()),
        "editor": make_user(roles.CONTENT_EDITOR, organisation=centre),
    }


@pytest.fixture
def known(centre):
    return EmployerFactory(inn=req.INN, full_name="ООО «Василёк»", head_post="директор")


@pytest.mark.req("P-F2", "X-7")
@pytest.mark.parametrize(
    ("who", "sees", "works"),
    [
        ("specialist", True, True),
        ("deputy", True, True),
        ("director", True, False),
        ("stranger", False, False),
        ("editor", False, False),
    ],
)
def test_requests_open_by_duty_and_organisation(who, sees, works, browser_of):
    submission = req.sent()
    browser = browser_of(who)
    assert browser.get(f"{LIST}inspect/{submission.pk}/").status_code == (200 if sees else 404)
    for page in ("register", "return", "withdraw", "take-over", "take-over-contact"):
        status = browser.get(f"{LIST}{page}/{submission.pk}/").status_code
        assert status == (200 if works else 404), page
    if who == "stranger":
        assert submission.title not in said(browser.get(LIST))


@pytest.mark.req("X-4", "X-7")
def test_the_board_counts_the_requests_to_ones_own_organisation(browser_of):
    submission = req.sent()
    for who, count in (("specialist", "1"), ("stranger", "0")):
        desk = said(browser_of(who).get("/cms/"))
        assert (submission.title in desk) is (who == "specialist")
        assert (submission.reference in desk) is (who == "specialist")
        queues = desk.partition("Работодатели и вакансии")[2]
        assert re.findall(r"<strong>(\d+)</strong>", queues)[0] == count


@pytest.mark.req("X-5", "X-7")
def test_the_contact_is_for_who_works_and_the_directors_page_hides_it(browser_of):
    submission = req.sent()
    page = said(browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/"))
    assert "Кадрова Анна Сергеевна" in page
    page = said(browser_of("director").get(f"{LIST}inspect/{submission.pk}/"))
    assert "Кадрова" not in page
    assert "паспорт" not in page.casefold()


@pytest.mark.req("P-F2")
@pytest.mark.parametrize("asked", ["ромашка", req.INN, "повар", "РОМАШКА"])
def test_a_request_is_found_by_employer_number_and_post(asked, browser_of):
    submission = req.sent()
    page = said(browser_of("specialist").get(LIST, {"q": asked}))
    assert submission.title in page
    assert submission.title not in said(browser_of("specialist").get(LIST, {"q": "неведомо"}))


def test_a_request_is_found_by_its_reference(browser_of):
    submission = req.sent()
    assert submission.title in said(browser_of("specialist").get(LIST, {"q": submission.reference}))


@pytest.mark.req("P-F2")
def test_the_list_is_filtered_by_what_waits(browser_of, known):
    req.sent()
    browser = browser_of("specialist")
    name = "Василёк"
    assert name in said(browser.get(LIST, {"attention": "changes"}))
    assert name in said(browser.get(LIST, {"attention": "waiting"}))
    assert name not in said(browser.get(LIST, {"attention": "wording"}))
    assert name not in said(browser.get(LIST, {"state": "registered"}))


@pytest.mark.req("X-4")
def test_the_list_stays_flat(browser_of, django_assert_max_num_queries):
    browser = browser_of("specialist")
    req.sent()
    browser.get(LIST)
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    with CaptureQueriesContext(
        connection,
    ) as one:
        browser.get(LIST)
    req.sent()
    req.sent()
    with django_assert_max_num_queries(len(one)):
        browser.get(LIST)


@pytest.mark.req("P-F2", "X-4")
def test_a_request_is_registered_accepted_and_told_in_the_centres_words(browser_of):
    submission = req.sent()
    browser = browser_of("specialist")
    browser.post(f"{LIST}register/{submission.pk}/")
    submission.refresh_from_db()
    assert submission.state == State.REGISTERED
    assert submission.registration.label == "001/Р"
    browser.post(f"{LIST}accept/{submission.pk}/")
    page = said(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert "Принята в реестр" in page
    assert "Допу" not in page
    assert Vacancy.objects.get().state == VacancyState.NEW


@pytest.mark.req("P-F2")
def test_returning_names_the_steps_that_the_request_has(browser_of):
    submission = req.sent()
    page = said(browser_of("specialist").get(f"{LIST}return/{submission.pk}/"))
    assert "Вакансия 1: условия" in page
    assert "Вакансия 2" not in page


@pytest.mark.req("P-F2", "P-2.2a")
def test_new_data_of_an_employer_are_compared_and_taken_over(browser_of, known):
    company = req.known_company(req.INN, "changed", phone="8 813 702-99-88")
    submission = req.sent(company=company)
    browser = browser_of("specialist")
    page = said(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert known.phone in page
    assert "+78137029988" in page
    page = browser.get(f"{LIST}take-over/{submission.pk}/")
    revision = page.context["form"].initial["revision"]
    browser.post(f"{LIST}take-over/{submission.pk}/", {"revision": revision})
    known.refresh_from_db()
    assert known.phone == "+78137029988"
    assert known.full_name == "ООО «Василёк»"
    submission.vacancy_request.refresh_from_db()
    assert not submission.vacancy_request.changes_employer
    history = said(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert "Новые сведения внесены в банк данных" in history


@pytest.mark.req("P-2.2a")
def test_what_a_colleague_has_changed_meanwhile_is_not_overwritten(browser_of, known):
    submission = req.sent(company=req.known_company(req.INN, "changed", head_post="глава"))
    browser = browser_of("specialist")
    revision = browser.get(f"{LIST}take-over/{submission.pk}/").context["form"].initial["revision"]
    known.head_post = "президент"
    known.save()
    page = browser.post(f"{LIST}take-over/{submission.pk}/", {"revision": revision})
    assert page.status_code == 200
    known.refresh_from_db()
    assert known.head_post == "президент"


@pytest.mark.req("P-F2", "C-10")
def test_what_came_on_paper_is_entered_on_behalf(people):
    draft = services.enter_on_behalf(
        journey=req.JOURNEY,
        scope=req.CODE,
        actor=people["specialist"],
        source="paper",
        received_at=dt.datetime.now(dt.UTC) - dt.timedelta(days=1),
    )
    req.fill(draft)
    submission = services.send_draft(
        draft=draft, revision=draft.revision, actor=people["specialist"]
    )
    assert submission.vacancy_request.vacancies.count() == 1
    assert submission.vacancy_request.employer.inn == req.INN


@pytest.fixture
def on_paper(people):
    """A request on paper that the specialist has begun to enter."""
    return services.enter_on_behalf(
        journey=req.JOURNEY,
        scope=req.CODE,
        actor=people["specialist"],
        source="paper",
        received_at=clock.now() - dt.timedelta(days=1),
    )


@pytest.mark.req("P-F2", "X-5")
def test_a_paper_request_needs_no_consent_but_how_the_person_was_informed(
    on_paper, people, browser_of
):
    codes = [state.code for state in progress_of(on_paper, at=clock.now()).states]
    assert "consent" not in codes
    assert codes.index("informed") < codes.index("contact")
    draft = req.fill(on_paper)
    day = f"{req.today() + dt.timedelta(days=2):%d.%m.%Y}"
    for wrong in (
        {"how": "call"},
        {"informed_on": "01.01.2026"},
        {"how": "call", "informed_on": day},
    ):
        assert not req.save(draft, "informed", wrong).complete
    req.save(draft, "informed", {"how": "letter", "informed_on": "15.01.2026"})
    submission = services.send_draft(
        draft=draft, revision=draft.revision, actor=people["specialist"]
    )
    assert not submission.consents.exists()
    page = said(browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/"))
    assert "Сообщил специалист центра письмом" in page
    assert "15.01.2026" in page
    # What was filed is read again as it was filed, the contact person too.
    assert reading.context_of(submission.current).data["contact"]["name"] == req.CONTACT["name"]


@pytest.mark.req("X-5")
@pytest.mark.usefixtures("centre")
def test_who_fills_in_the_form_on_the_site_still_gives_consent():
    codes = [state.code for state in progress_of(req.start(), at=clock.now()).states]
    assert "consent" in codes
    assert "informed" not in codes


@pytest.mark.req("P-F2")
def test_doubtful_wordings_stand_beside_the_vacancy(browser_of):
    submission = req.sent()
    Vacancy.objects.update(wording_flags=[{"field": "duties", "text": "девушка", "reason": "пол"}])
    page = said(browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/"))
    assert "«девушка»" in page
    assert "Пояснения нет" in page


def test_destroyed_requests_can_still_be_opened(browser_of, people):
    submission = req.sent()
    services.withdraw(submission=submission)
    services.destroy_submission(submission=submission, reason="срок прошёл")
    page = browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/")
    assert page.status_code == 200
    assert "Кадрова" not in said(page)


@pytest.mark.req("P-F2", "X-4")
def test_a_request_is_registered_and_accepted_by_one_act_each_step_logged(browser_of, people):
    submission = req.sent()
    browser = browser_of("specialist")
    address = f"{LIST}register-and-accept/{submission.pk}/"
    assert address in said(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert browser.post(address).status_code == 302
    submission.refresh_from_db()
    assert submission.state == State.ACCEPTED
    moves = HistoryRecord.objects.about(submission).exclude(from_state="")
    assert list(moves.values_list("action", "to_state", "actor")) == [
        ("register", State.REGISTERED, people["specialist"].pk),
        ("accept", State.ACCEPTED, people["specialist"].pk),
    ]
    assert address not in said(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert "уже изменилось" in said(browser.post(address))


@pytest.mark.req("P-2.4b", "P-F2")
def test_the_vacancies_of_a_request_are_published_by_one_press_and_those_refused_are_named(
    browser_of,
):
    cook = req.profession()
    job = {"profession": str(cook.pk), "profession_other": ""}
    submission = req.sent(**req.two_vacancies(vacancy_1=job))
    first, second = Vacancy.objects.order_by("number")
    browser = browser_of("specialist")
    page = said(browser.get(f"{LIST}inspect/{submission.pk}/"))
    assert re.search(rf'name="vacancies"\s+value="{first.pk}"[^>]*checked', page)
    assert f'name="profession-{first.pk}"' not in page
    assert f'name="profession-{second.pk}"' in page
    address = f"{LIST}publish-vacancies/{submission.pk}/"
    answer = browser.post(address, {"vacancies": [first.pk, second.pk]}, follow=True)
    assert "Опубликовано вакансий: 1." in said(answer)
    assert f"{second.title}: Выберите профессию" in said(answer)
    states = dict(Vacancy.objects.values_list("pk", "state"))
    assert states == {first.pk: VacancyState.PUBLISHED, second.pk: VacancyState.NEW}
    chosen = {"vacancies": [second.pk], f"profession-{second.pk}": str(cook.pk)}
    answer = browser.post(address, chosen, follow=True)
    assert "Опубликовано вакансий: 1." in said(answer)
    second.refresh_from_db()
    assert (second.state, second.profession) == (VacancyState.PUBLISHED, cook)
    assert "Опубликовать отмеченные" not in said(answer)


@pytest.mark.req("P-2.4b", "X-7")
def test_only_vacancies_of_the_request_are_published_from_its_page(browser_of):
    submission, foreign = req.sent(), VacancyFactory()
    address = f"{LIST}publish-vacancies/{submission.pk}/"
    answer = browser_of("specialist").post(address, {"vacancies": [foreign.pk]})
    assert answer.status_code == 200
    assert browser_of("director").post(address, {}).status_code == 404
    empty = browser_of("specialist").post(address, {})
    assert "Отметьте вакансии" in said(empty)
    foreign.refresh_from_db()
    assert foreign.state == VacancyState.NEW


@pytest.mark.req("X-4")
def test_the_page_begins_with_the_person_the_telephone_and_the_workers_asked_for(browser_of):
    submission = req.sent(**req.two_vacancies())
    page = said(browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/"))
    head = page[page.index('class="desk-brief"') : page.index('class="desk-actions"')]
    for text in ("Кадрова Анна Сергеевна", 'href="tel:+79117654321"', "Повар – 2 места"):
        assert text in head
    assert "Посудомойщик – 1 место" in head
    seen = said(browser_of("director").get(f"{LIST}inspect/{submission.pk}/"))
    assert "Повар – 2 места" in seen
    assert "Кадрова" not in seen


@pytest.mark.req("X-4")
def test_questions_without_an_answer_are_folded_by_their_labels(browser_of):
    submission = req.sent()
    page = said(browser_of("specialist").get(f"{LIST}inspect/{submission.pk}/"))
    answers = page[page.index('id="answers"') : page.index('id="files"')]
    folded = re.findall(r"<details.*?</details>", answers, re.DOTALL)
    assert "слух" not in "".join(folded)
    assert "зрени" in "".join(folded)
    assert "не указано" not in re.sub(r"<details.*?</details>", "", answers, flags=re.DOTALL)
