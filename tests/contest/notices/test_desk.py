"""Letters about decisions in the back office: who opens what, the preview, the press, the board."""

import pytest

from contest.meetings.models import Decision
from contest.notices import services
from contest.notices.models import Release
from contest.scoring.models import Mark
from contest.scoring.services import recuse
from core.models import Letter
from forms_app import links
from forms_app import services as submissions
from forms_app.models import Call
from tests.boards import panel
from tests.contest.meetings.conftest import admit
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
LIST = "/cms/contest/letters/"
HEADS, WORKS = {"chair", "secretary"}, {"secretary"}
PAGES = {
    "inspect/{pk}/": HEADS,
    "history/{pk}/": HEADS,
    "letters/{pk}/": HEADS,
    "release/{pk}/": HEADS,
    "drop/{pk}/": WORKS,
    "resend/{pk}/": WORKS,
}


def text_of(response) -> str:
    return response.content.decode().replace("\xa0", " ")


@pytest.fixture
def row(entries, prepared) -> Release:
    """Prepared by the secretary."""
    return prepared(*entries[:2])


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["chair", "secretary", "member", "other-secretary", "staff"])
def test_letters_are_there_for_who_heads_the_commission_and_who_prepares_them(who, row, browser_of):
    browser = browser_of(who)
    for address, whom in PAGES.items():
        status = browser.get(LIST + address.format(pk=row.pk)).status_code
        assert status == (200 if who in whom else 404), address


def test_the_page_shows_exact_numbers_and_everybody_with_the_way_to_reach_them(
    row, secretary, client_of
):
    page = text_of(client_of(secretary).get(f"{LIST}inspect/{row.pk}/"))
    for words in ("Писем</dt><dd>3", "Позвонить</dt><dd>1", "Не допущен ко II этапу</dt><dd>2"):
        assert words in page
    assert "письмо на 1•" in page
    assert "8@example.org" not in page
    assert "позвонить: телефон не указан" in page
    assert "Отправить письма</a>" not in page
    assert "Прочитать все письма" in page


def test_every_letter_can_be_read_before_it_goes_out(row, secretary, client_of):
    page = text_of(client_of(secretary).get(f"{LIST}letters/{row.pk}/"))
    for notice in services.notices_of(row):
        subject, body = services.preview(notice)
        assert subject in page
        assert body.splitlines()[2] in page
        assert links.token("track", notice.entry.submission) not in page
    assert "Громова" in page
    assert "это нужно сообщить по телефону" in page


def test_the_way_from_the_decision_to_the_letters(
    entries, decided, secretary, colleague, client_of
):
    decided(*entries[:2])
    desk = client_of(secretary)
    answer = desk.post(f"{LIST}prepare/", {"decision": Decision.objects.get().pk}, follow=True)
    assert "Письма подготовлены. Просмотрите их" in text_of(answer)
    row = Release.objects.get()
    address = f"{LIST}release/{row.pk}/"
    page = client_of(colleague).get(address)
    revision = page.context["form"].initial["revision"]
    answer = client_of(colleague).post(address, {"revision": revision}, follow=True)
    assert "Письма поставлены в очередь отправки" in text_of(answer)
    assert Letter.objects.count() == 3
    assert Call.objects.count() == 1
    assert "письмо ожидает отправки" in text_of(answer)


def test_what_keeps_the_letters_back_is_said_on_the_page_and_at_the_press(
    row, entries, colleague, client_of
):
    Mark.objects.filter(sheet__entry=entries[3]).first().delete()
    browser = client_of(colleague)
    page = text_of(browser.get(f"{LIST}inspect/{row.pk}/"))
    assert "балла пока нет (Громова Анна Ивановна)" in page
    answer = browser.post(f"{LIST}release/{row.pk}/", {"revision": services.revision_of(row)})
    assert "балла пока нет (Громова" in text_of(answer)
    assert not Letter.objects.exists()


@pytest.mark.req("C-14", "X-5")
def test_who_is_recused_reads_nothing_of_their_participant_in_what_keeps_letters_back(
    entries, prepared, commission, client_of
):
    chair, secretary = commission[0].user, commission[1].user
    row = prepared(entries[0], entries[2])
    recuse(entry=entries[2], member=commission[0], reason="Родственник", actor=secretary)
    browser, address = client_of(chair), f"{LIST}release/{row.pk}/"
    refused = browser.post(address, {"revision": services.revision_of(row)})
    for page in (browser.get(f"{LIST}inspect/{row.pk}/"), refused):
        assert "по баллам не проходит" not in text_of(page)
        assert "Белова Анна Ивановна: проходит по баллам" in text_of(page)
        assert "касается участника, которого вы не оцениваете" in text_of(page)
    own = text_of(client_of(secretary).get(f"{LIST}inspect/{row.pk}/"))
    assert "Волкова Анна Ивановна: есть в решении, а по баллам не проходит" in own
    assert "которого вы не оцениваете" not in own


@pytest.mark.req("C-14", "X-5")
def test_the_board_does_not_tell_who_is_recused_that_their_participant_moves_up(
    released, entries, commission, client_of
):
    chair, secretary = commission[0].user, commission[1].user
    recuse(entry=entries[2], member=commission[0], reason="Родственник", actor=secretary)
    submissions.withdraw(submission=entries[0].submission)
    words = "по баллам теперь проходит Волкова"
    assert words in panel(client_of(secretary), "letters-about-decisions")
    assert words not in panel(client_of(chair), "letters-about-decisions")


def test_the_board_leads_from_the_decision_to_the_press(
    entries, decided, secretary, chair, client_of
):
    decision = decided(*entries[:2])
    shown = panel(client_of(secretary), "letters-about-decisions")
    assert "Письма не подготовлены" in str(shown)
    assert panel(client_of(chair), "letters-about-decisions") == ""
    row = services.prepare(decision=decision, actor=secretary)
    for who in (secretary, chair):
        assert "Ждут отправки" in str(panel(client_of(who), "letters-about-decisions"))
    services.release(release=row, actor=chair, revision=services.revision_of(row))
    assert panel(client_of(secretary), "letters-about-decisions") == ""


def test_a_withdrawal_after_the_release_is_told_on_the_board_and_the_page(
    released, entries, secretary, client_of
):
    submissions.withdraw(submission=entries[0].submission)
    browser = client_of(secretary)
    board = panel(browser, "letters-about-decisions")
    page = text_of(browser.get(f"{LIST}inspect/{released.pk}/"))
    for text in (board, page):
        assert "по баллам теперь проходит Волкова Анна Ивановна" in text
        assert "Вынесите это на заседание" in text


def test_who_was_called_is_shown_as_told(released, entries, secretary, client_of):
    browser = client_of(secretary)
    address = f"{LIST}inspect/{released.pk}/"
    assert "позвонить: телефон не указан" in text_of(browser.get(address))
    submissions.record_call(
        submission=entries[3].submission,
        actor=secretary,
        called_on=released.released_at.astimezone(released.tz).date(),
    )
    assert "сообщено по телефону" in text_of(browser.get(address))


@pytest.mark.parametrize("address", ["inspect/{pk}/", "release/{pk}/"])
def test_the_page_does_not_ask_more_for_more_participants(
    address, row, mark, browser_of, secretary
):
    browser = browser_of("chair")
    few = page_queries(browser, LIST + address.format(pk=row.pk))
    services.drop(release=row, actor=secretary)
    for number in range(5):
        mark(admit(row.contest, f"Иная-{number}"), 1)
    more = services.prepare(decision=row.decision, actor=secretary)
    assert page_queries(browser, LIST + address.format(pk=more.pk)) <= few
