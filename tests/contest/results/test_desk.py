"""«Итоги» in the back office: who opens what, the way to the site, the board (X-4, X-7)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from contest.results.models import ResultsOrder
from core import roles
from core.models import ReadRecord
from tests.contest.factories import ContestFactory
from tests.contest.results.conftest import agree
from tests.core import file_samples
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
LIST = "/cms/contest/results/"
DIRECTOR = "директор"
SEES = {"Рощин", "Луговая", "Тропинина", "Озерова", DIRECTOR}
CONFIRMS = {"Рощин", "Луговая", "Тропинина", DIRECTOR}
WORKS = {"Тропинина"}
# Address → who opens it.
PAGES = {
    "inspect/{pk}/": SEES,
    "history/{pk}/": SEES,
    "publish/{pk}/": CONFIRMS,
    "send-back/{pk}/": CONFIRMS,
    "file/{pk}/": WORKS,
    "discard/{pk}/": WORKS,
}


@pytest.fixture
def browser(users, contest, make_user, client_of):
    """``browser("Рощин")``: the client of a member by surname, or of the operator's director."""
    director = make_user(roles.DIRECTOR, organisation=contest.operator)
    return lambda name: client_of(director if name == DIRECTOR else users[name])


@pytest.fixture
def desk(browser) -> Client:
    """The secretary's."""
    return browser("Тропинина")


def text_of(response) -> str:
    return response.content.decode().replace("\xa0", " ")


@pytest.mark.req("X-7", "C-19")
@pytest.mark.parametrize(
    "who", [*sorted(SEES), "other-secretary", "other-director", "other-member", "staff"]
)
def test_an_order_is_there_only_for_its_commission_and_operator(
    who, draft, browser, make_user, client_of
):
    other = {"organisation": ContestFactory().operator}
    strangers = {
        "other-secretary": lambda: make_user(roles.CONTEST_SECRETARY, **other),
        "other-director": lambda: make_user(roles.DIRECTOR, **other),
        "other-member": lambda: make_user(roles.COMMISSION_MEMBER),
        "staff": lambda: make_user(roles.OPERATOR_STAFF, organisation=draft.contest.operator),
    }
    person = browser(who) if who in SEES else client_of(strangers[who]())
    for page, allowed in PAGES.items():
        address = LIST + page.format(pk=draft.pk)
        assert person.get(address).status_code == (200 if who in allowed else 404), page
        if who not in allowed:
            assert person.post(address).status_code in (404, 405), page
    assert ResultsOrder.objects.get().state == "draft"


@pytest.mark.req("C-19", "C-K6", "X-5")
def test_from_the_draft_to_the_published_page(signed, contest, desk, browser, publish):
    page = publish(contest)
    waiting = text_of(desk.get("/cms/"))
    assert "протокол подписан, подготовьте приказ" in waiting
    answer = desk.post(f"{LIST}prepare/", {"contest": contest.pk}, follow=True)
    order = ResultsOrder.objects.get()
    shown = text_of(answer)
    assert "Проект приказа (Word)" in shown
    assert "без имени" in shown
    for name, kind in (("draft", "application/pdf"), ("draft-docx", "wordprocessingml")):
        paper = desk.get(f"{LIST}{name}/{order.pk}/")
        assert kind in paper["Content-Type"]
        assert "no-store" in paper["Cache-Control"]
    assert ReadRecord.objects.filter(what="проект приказа").count() == 2
    scan = SimpleUploadedFile("приказ.pdf", file_samples.pdf(), "application/pdf")
    typed = {"number": "77-нпа", "signed_on": "14.09.2026", "scan": scan}
    desk.post(f"{LIST}file/{order.pk}/", typed)
    assert "Подтвердить и опубликовать" not in text_of(desk.get(f"{LIST}inspect/{order.pk}/"))
    chair = browser("Рощин")
    assert "Приказ внесён, ждёт подтверждения" in text_of(chair.get("/cms/"))
    checked = text_of(chair.get(f"{LIST}publish/{order.pk}/"))
    assert "Белова Анна Ивановна" in checked
    assert b"%PDF" in b"".join(chair.get(f"{LIST}scan/{order.pk}/"))
    assert ReadRecord.objects.filter(what="скан приказа").exists()
    chair.post(f"{LIST}publish/{order.pk}/")
    order.refresh_from_db()
    assert (order.state, order.number) == ("published", "77-нпа")
    assert "Выписка на сайте" in text_of(desk.get(f"{LIST}inspect/{order.pk}/"))
    assert "77-нпа" in text_of(Client().get(page.url))
    assert "Итоги конкурса" not in text_of(desk.get("/cms/"))


def test_what_is_no_paper_is_refused_beside_the_field_and_kept_nowhere(draft, desk):
    typed = {"number": "77", "signed_on": "14.09.2026"}
    junk = SimpleUploadedFile("приказ.pdf", b"no paper at all", "application/pdf")
    answer = desk.post(f"{LIST}file/{draft.pk}/", {**typed, "scan": junk})
    assert answer.context_data["form"].errors["scan"]
    assert 'value="77"' in text_of(answer)
    late = SimpleUploadedFile("приказ.pdf", file_samples.pdf(), "application/pdf")
    answer = desk.post(
        f"{LIST}file/{draft.pk}/", {**typed, "signed_on": "01.09.2026", "scan": late}
    )
    assert answer.context_data["form"].errors["signed_on"]
    assert not draft.key.files.exists()


def test_the_page_says_who_will_be_named_on_the_site(draft, finalists, desk):
    agree(finalists[0])
    agree(finalists[1], place=False)
    shown = text_of(desk.get(f"{LIST}inspect/{draft.pk}/"))
    assert "с именем" in shown
    assert "имя только в списке II этапа" in shown


@pytest.mark.req("X-7")
def test_a_member_is_offered_nothing_to_do(draft, browser):
    shown = text_of(browser("Озерова").get(f"{LIST}inspect/{draft.pk}/"))
    for act in ("file", "publish", "send-back", "discard"):
        assert f"{LIST}{act}/" not in shown


def test_lists_stay_flat(published, correction, desk):
    with_two = page_queries(desk, LIST)
    ResultsOrder.objects.exclude(pk=published.pk).delete()
    assert page_queries(desk, LIST) == with_two
