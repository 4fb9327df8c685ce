"""The desk of referrals: who opens what, acts, papers, boxes on other pages, the board (X-4)."""

import datetime as dt

import pytest
from django.utils import timezone

from core import clock, journal_paper
from core.models import Letter
from placement.referrals import papers, services
from placement.referrals.lifecycle import ReferralState
from placement.referrals.models import Referral
from placement.referrals.setting_up import make_journal
from tests.boards import panel
from tests.placement.desk import EVERYBODY, READERS, WORKERS, opens_exactly
from tests.placement.factories import EmployerFactory, VacancyFactory
from tests.placement.graduates.factories import GraduateFactory
from tests.placement.referrals import helpers
from tests.placement.referrals.helpers import reread
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("P-2.2b")]
LIST = "/cms/placement/referrals/"
PAGES = {
    LIST: READERS,
    LIST + "export/?format=csv": READERS,
    LIST + "prepare/": WORKERS,
    LIST + "journal/": WORKERS,
    LIST + "inspect/{pk}/": READERS,
    LIST + "history/{pk}/": READERS,
    LIST + "paper/{pk}/": WORKERS,
    **{f"{LIST}{act}/{{pk}}/": WORKERS for act in ("answer", "call-off")},
    f"{LIST}send/{{prepared}}/": WORKERS,
    f"{LIST}take-back/{{declined}}/": WORKERS,
}


def words(response):
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.parametrize("who", EVERYBODY)
def test_each_page_opens_to_whom_it_is_meant(browser_of, specialist, centre, who):
    opens_exactly(
        browser_of,
        who,
        PAGES,
        pk=helpers.sent(specialist).pk,
        prepared=helpers.prepared(specialist).pk,
        declined=helpers.in_state(ReferralState.DECLINED, specialist).pk,
    )


def test_a_referral_is_prepared_sent_and_answered_at_the_desk(visitor, specialist, centre):
    case, vacancy = helpers.open_case(specialist), helpers.open_vacancy()
    helpers.approved_resume(case.graduate)
    form = words(visitor.get(f"{LIST}prepare/?graduate={case.graduate_id}&vacancy={vacancy.pk}"))
    assert str(case.graduate) in form
    assert f"№ {vacancy.pk}" in form
    said = {"case": case.pk, "vacancy": f"№ {vacancy.pk}", "resume": ""}
    answer = visitor.post(f"{LIST}prepare/?graduate={case.graduate_id}", said, follow=True)
    assert "нет действующего договора" in words(answer)
    row = Referral.objects.get()
    visitor.post(f"{LIST}send/{row.pk}/", {"way": "paper", "resume": ""})
    assert reread(row).state == ReferralState.SENT
    visitor.post(f"{LIST}answer/{row.pk}/", {"answer": "decline", "decline_reason": "terms"})
    assert reread(row).state == ReferralState.DECLINED
    visitor.post(f"{LIST}take-back/{row.pk}/", {"why": "Ошибка"})
    visitor.post(f"{LIST}call-off/{row.pk}/", {"why": "Человек передумал"})
    assert reread(row).state == ReferralState.CALLED_OFF
    page = words(visitor.get(f"{LIST}inspect/{row.pk}/"))
    for said in ("Человек передумал", "Не договорились об условиях", "Отменено"):
        assert said in page


def test_only_the_persons_own_approved_versions_are_offered(visitor, specialist, centre):
    row = helpers.prepared(specialist)
    other = helpers.approved_resume(helpers.open_case(specialist).graduate, position="Швея-чужая")
    form = words(visitor.get(f"{LIST}send/{row.pk}/"))
    assert str(row.resume) in form
    assert str(other) not in form
    visitor.post(f"{LIST}send/{row.pk}/", {"way": "link", "resume": other.pk})
    assert reread(row).state == ReferralState.PREPARED


def test_what_the_consent_does_not_allow_is_said_at_the_form(visitor, specialist, centre):
    row = helpers.prepared(specialist)
    row.graduate.grants.update(complete_at=None)
    answer = words(visitor.post(f"{LIST}send/{row.pk}/", {"way": "link", "resume": ""}))
    assert "Нет действующего согласия" in answer
    assert not Letter.objects.exists()


def test_the_page_says_what_is_missing_before_it_is_sent(visitor, specialist, centre):
    row = helpers.prepared(specialist)
    address = f"{LIST}inspect/{row.pk}/"
    assert "Передать пока нельзя" not in words(visitor.get(address))
    row.graduate.grants.update(complete_at=None)
    row.resume.state, row.resume.offered_at = "offered", clock.now()
    row.resume.save()
    page = words(visitor.get(address))
    assert "нет действующего согласия «Передача резюме работодателям»" in page
    assert "не согласовано человеком" in page
    assert "нет действующего договора" in page


def test_words_that_fit_several_vacancies_list_them(visitor, specialist, centre):
    case = helpers.open_case(specialist)
    employer = EmployerFactory(short_name="ООО «Ромашка»")
    rows = [helpers.open_vacancy(employer=employer, title=f"Повар {n}") for n in range(2)]
    VacancyFactory(employer=employer, title="Повар закрытый", state="filled")
    answer = visitor.post(f"{LIST}prepare/?case={case.pk}", {"case": case.pk, "vacancy": "повар"})
    text = words(answer)
    for row in rows:
        assert f"№ {row.pk}" in text
    assert "закрытый" not in text
    assert not Referral.objects.exists()


def test_the_list_is_found_by_person_and_flat(visitor, specialist, centre):
    rows = [helpers.sent(specialist)]
    one = page_queries(visitor, LIST)
    rows += [helpers.sent(specialist) for _ in range(2)]
    assert page_queries(visitor, LIST) == one
    found = words(visitor.get(LIST, {"q": rows[0].graduate.last_name}))
    assert rows[0].vacancy.title in found
    assert rows[1].vacancy.title not in found


def test_the_export_holds_no_birth_date_and_no_contacts(visitor, specialist, centre):
    row = helpers.sent(specialist)
    answer = visitor.get(f"{LIST}export/?format=csv")
    text = b"".join(answer.streaming_content).decode()
    assert row.vacancy.title in text
    for secret in ("2004", "15.03", str(row.graduate.phone), str(row.graduate.email)):
        assert secret not in text


def test_the_box_stands_on_the_vacancys_page_and_is_flat(visitor, specialist, centre):
    vacancy = helpers.open_vacancy(places=9)
    address = f"/cms/placement/vacancies/inspect/{vacancy.pk}/"
    row = helpers.sent(specialist, vacancy=vacancy)
    one = page_queries(visitor, address)
    helpers.sent(specialist, vacancy=vacancy)
    helpers.sent(specialist, vacancy=vacancy)
    assert page_queries(visitor, address) == one
    page = words(visitor.get(address))
    assert str(row.graduate) in page
    assert f"{LIST}prepare/?vacancy={vacancy.pk}" in page


def test_the_box_stands_on_the_persons_page_and_is_flat(visitor, specialist, centre):
    row = helpers.sent(specialist)
    address = f"/cms/placement/graduates/inspect/{row.graduate.pk}/"
    one = page_queries(visitor, address)
    for _ in range(2):
        helpers.sent(specialist, case=row.case)
    assert page_queries(visitor, address) == one
    page = words(visitor.get(address))
    assert row.vacancy.title in page
    assert f"{LIST}prepare/?graduate={row.graduate.pk}" in page


def test_the_box_stands_on_the_page_of_the_case(visitor, specialist, centre):
    row = helpers.sent(specialist)
    page = words(visitor.get(f"/cms/placement/cases/inspect/{row.case_id}/"))
    assert row.vacancy.title in page
    assert f"{LIST}inspect/{row.pk}/" in page


def test_the_paper_has_the_slip_and_nothing_that_the_person_keeps(visitor, specialist, centre):
    row = helpers.sent(specialist)
    made = papers.render(row, tz=centre.tz)
    for said in (
        f"НАПРАВЛЕНИЕ № {row.number}",
        f"ОБРАТНЫЙ ТАЛОН К НАПРАВЛЕНИЮ № {row.number}",
        row.graduate.full_name,
        row.vacancy.employer.full_name,
        "Приняли на работу",
        "Место уже занято",
    ):
        assert said in made.html
    for secret in ("15.03.2004", str(row.graduate.phone), str(row.graduate.email)):
        assert secret not in made.html
    answer = visitor.get(f"{LIST}paper/{row.pk}/")
    assert answer["Content-Type"] == "application/pdf"
    assert visitor.get(f"{LIST}paper/{helpers.prepared(specialist).pk}/").status_code == 404


def test_the_journal_lists_what_went_out_in_the_order_of_numbers(visitor, specialist, centre):
    rows = [helpers.sent(specialist) for _ in range(2)]
    services.call_off(referral=rows[0], actor=specialist, why="Ошибка")
    first, second = journal_paper.rows_of(make_journal(), None, centre.tz)
    assert [first[1], second[1]] == ["1", "2"]
    assert str(rows[0].graduate) in first
    assert "Отменено" in first
    answer = visitor.post(f"{LIST}journal/", {"year": ""})
    assert answer["Content-Type"] == "application/pdf"


def test_the_board_names_the_employers_who_do_not_answer(
    browser_of, specialist, centre, monkeypatch
):
    row = helpers.sent(specialist)
    browser = browser_of("specialist")
    assert panel(browser, "silent-employers") == ""
    later = timezone.now() + dt.timedelta(days=11)
    monkeypatch.setattr(clock, "now", lambda: later)
    shown = panel(browser, "silent-employers")
    for said in (str(row.graduate), row.vacancy.title, f"{LIST}answer/{row.pk}/"):
        assert said in shown
    assert panel(browser_of("director"), "silent-employers") == ""
    narrowed = words(browser.get(LIST, {"attention": "silent"}))
    assert row.vacancy.title in narrowed


def test_a_letter_that_did_not_go_is_on_the_board_and_sent_again(browser_of, specialist, centre):
    row = helpers.sent(specialist)
    letter = Letter.objects.about(row).get()
    Letter.objects.filter(pk=letter.pk).update(state=Letter.State.FAILED, last_error="нет ящика")
    browser = browser_of("specialist")
    assert f"{LIST}inspect/{row.pk}/" in panel(browser, "failed-letters")
    browser.post(f"{LIST}retry/{row.pk}/{letter.pk}/")
    letter.refresh_from_db()
    assert letter.state == Letter.State.WAITING


def test_who_is_referred_is_found_by_typing_among_those_whom_one_leads(
    visitor, specialist, people, centre
):
    mine = [
        helpers.open_case(specialist, GraduateFactory(last_name="Чижова", first_name=name))
        for name in ("Анна", "Вера")
    ]
    other = helpers.open_case(
        people["deputy"], GraduateFactory(last_name="Чижова", first_name="Рита")
    )
    vacancy = helpers.open_vacancy()
    address = f"{LIST}prepare/"
    flat = page_queries(visitor, address)
    assert "Чижова" not in words(visitor.get(address))
    page = words(visitor.post(address, {"case": "чижова", "vacancy": f"№ {vacancy.pk}"}))
    assert page.count('type="radio" name="case-choice"') == 2
    assert "Рита" not in page
    wrong = {"case": f"{other.graduate_id}", "vacancy": f"№ {vacancy.pk}"}
    assert "такого человека нет" in words(visitor.post(address, wrong))
    visitor.post(address, {"case": "чижова вера", "vacancy": f"№ {vacancy.pk}"})
    assert Referral.objects.get().case == mine[1]
    assert page_queries(visitor, address) == flat
