"""Meetings in the back office: who opens what, the way through a meeting, papers, the board."""

import datetime as dt
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pypdf import PdfReader

from contest.meetings import papers, services
from contest.meetings.models import Decision, Meeting
from contest.meetings.sitting import sitting_of
from core import roles
from tests.boards import panel
from tests.contest.factories import ContestFactory
from tests.contest.meetings.conftest import DURING, NOW, STARTS, admit, fresh
from tests.core import file_samples
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
LIST = "/cms/contest/meetings/"
SEES = {"Рощин", "Луговая", "Тропинина", "Озерова"}
WORKS = {"Тропинина"}
# Address → who opens it.
PAGES = {
    "inspect/{pk}/": SEES,
    "history/{pk}/": SEES,
    "protocol/{pk}/": SEES,
    "approve/{pk}/": {"Рощин"},
    "reschedule/{pk}/": {"Рощин"},
    "confirm/{pk}/": {"Рощин", "Луговая", "Тропинина"},
    "attendance-list/{pk}/": WORKS,
    "set-time/{pk}/": WORKS,
    "add-item/{pk}/": WORKS,
    "convene/{pk}/": WORKS,
    "attendance/{pk}/": WORKS,
    "close/{pk}/": WORKS,
    "file/{pk}/": WORKS,
    "call-off/{pk}/": WORKS,
    "chair-absence/{pk}/": WORKS,
    "edit-item/{pk}/{item}/": WORKS,
    "vote/{pk}/{item}/": WORKS,
    "decide/{pk}/{item}/": WORKS,
    "leave/{pk}/{item}/": WORKS,
}


@pytest.fixture
def browser(users, client_of):
    """``browser("Рощин")``: the client of a member by surname."""
    return lambda name: client_of(users[name])


@pytest.fixture
def desk(browser) -> Client:
    """The secretary's."""
    return browser("Тропинина")


def text_of(response) -> str:
    body = b"".join(response.streaming_content) if response.streaming else response.content
    return body.decode().replace("\xa0", " ")


def words_of(pdf: bytes) -> str:
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.mark.req("X-7", "C-K1")
@pytest.mark.parametrize("who", [*sorted(SEES), "other-secretary", "other-member", "staff"])
def test_a_meeting_is_there_only_for_its_commission_and_who_runs_it(
    who, planned, users, make_user, client_of
):
    meeting = planned()
    strangers = {
        "other-secretary": lambda: make_user(
            roles.CONTEST_SECRETARY, organisation=ContestFactory().operator
        ),
        "other-member": lambda: make_user(roles.COMMISSION_MEMBER),
        "staff": lambda: make_user(roles.OPERATOR_STAFF, organisation=meeting.contest.operator),
    }
    person = client_of(users[who] if who in users else strangers[who]())
    keys = {"pk": meeting.pk, "item": meeting.items.get().pk}
    for page, allowed in PAGES.items():
        response = person.get(LIST + page.format(**keys))
        assert response.status_code == (200 if who in allowed else 404), page
        if who not in allowed:
            assert person.post(LIST + page.format(**keys)).status_code in (404, 405), page
    assert fresh(meeting).state == "planned"


@pytest.mark.req("X-7")
def test_a_question_of_another_meeting_is_not_there(planned, desk):
    one, other = planned(), planned()
    item = other.items.get().pk
    assert desk.get(f"{LIST}vote/{one.pk}/{item}/").status_code == 404


@pytest.mark.req("X-7", "C-K4")
def test_the_deputy_holds_the_chairs_acts_while_the_absence_is_recorded(planned, browser, desk):
    meeting, deputy = planned(), browser("Луговая")
    assert deputy.get(f"{LIST}approve/{meeting.pk}/").status_code == 404
    desk.post(
        f"{LIST}chair-absence/{meeting.pk}/",
        {"starts_on": "01.09.2026", "ends_on": "05.09.2026", "reason": "отпуск"},
    )
    assert "Утвердить повестку" in text_of(deputy.get(f"{LIST}inspect/{meeting.pk}/"))
    deputy.post(f"{LIST}approve/{meeting.pk}/")
    assert fresh(meeting).approved_seat == "deputy"


@pytest.mark.req("C-K4")
def test_the_secretary_is_told_when_nobody_can_approve(planned, desk, commission):
    address = f"{LIST}inspect/{planned().pk}/"
    assert "Утвердить повестку некому" not in text_of(desk.get(address))
    commission[0].user = None
    commission[0].save()
    assert "Утвердить повестку некому" in text_of(desk.get(address))


@pytest.mark.req("C-K5")
def test_members_read_the_agenda_and_are_offered_nothing_to_do(running, browser, vote):
    meeting = running("results")
    page = text_of(browser("Озерова").get(f"{LIST}inspect/{meeting.pk}/"))
    assert "1. Вопрос results" in page
    for act in ("vote", "decide", "leave", "attendance", "close", "told"):
        assert f"{LIST}{act}/" not in page


@pytest.mark.req("C-K4", "C-K5", "C-K6", "C-K7", "C-K8")
def test_a_meeting_from_its_plan_to_the_confirmed_protocol(desk, browser, commission, came, at):
    one, two = came("Белова"), came("Волкова")
    chair = browser("Рощин")
    desk.post(
        f"{LIST}plan/",
        {"contest": commission[0].contest_id, "starts_at": "10.09.2026 10:00", "place": "каб. 5"},
    )
    meeting = Meeting.objects.get()
    # Typed on the contest's clock, whatever the clock of the member of staff.
    assert meeting.starts_at == STARTS

    def do(act, data=None, *, part="", by=desk):
        address = f"{LIST}{act}/{meeting.pk}/{f'{part}/' if part else ''}"
        response = by.post(address, data or {}, follow=True)
        errors = response.context_data.get("form") and response.context_data["form"].errors
        assert not errors, (act, errors)
        return text_of(response)

    do("add-item", {"kind": "results", "subject": "Об итогах", "speaker": "О. И. Тропинина"})
    do("approve", by=chair)
    page = do("convene")
    assert "сообщите по телефону" in page
    do("told", part=meeting.summonses.filter(letter=None).first().pk)
    at(DURING)
    page = do("attendance", {"present": [one.pk for one in commission[:5]]})
    assert "присутствуют: 5, нужно не меньше 4: кворум есть" in page
    assert "нужно 3 голоса «за» из 5 (присутствующих), не хватает 3" in page
    item = meeting.items.get().pk
    page = do(
        "leave",
        {"member": commission[4].pk, "cause": "conflict", "reason": "Тайна"},
        part=item,
    )
    assert "Вышел из зала (вопрос 1): Каменев" in page
    form = text_of(desk.get(f"{LIST}vote/{meeting.pk}/{item}/"))
    assert "checked" not in form
    assert f"member-{commission[4].pk}" not in form
    ballots = {f"member-{one.pk}": "for" for one in commission[:3]}
    do("vote", {**ballots, f"member-{commission[3].pk}": "abstained"}, part=item)
    page = do(
        "decide",
        {"wording": "Утвердить итоги.", "chosen": two.pk, "chosen_2": one.pk},
        part=item,
    )
    assert "за – 3, против – 0, воздержались – 1" in page
    assert "Победитель (I место): Волкова Анна Ивановна" in page
    page = do("close")
    assert "Номер протокола" in page
    scan = SimpleUploadedFile("п.pdf", file_samples.pdf(), "application/pdf")
    # Who filed it is not offered to confirm it.
    assert "Подтвердить подписание" not in do("file", {"signed_on": "10.09.2026", "scan": scan})
    assert "Подтвердить подписание" in text_of(chair.get(f"{LIST}inspect/{meeting.pk}/"))
    assert desk.get(f"{LIST}scan/{meeting.pk}/").status_code == 200
    do("confirm", by=chair)
    meeting = fresh(meeting)
    assert meeting.state == "signed"
    assert Decision.objects.signed().adopted().get().wording == "Утвердить итоги."


@pytest.mark.req("C-K7")
def test_what_a_decision_lacks_is_said_beside_the_field_and_nothing_typed_is_lost(
    running, vote, desk, came
):
    one, two = came("Белова"), came("Волкова")
    meeting = running("results")
    item = meeting.items.get()
    vote(item, "+++++++")
    address = f"{LIST}decide/{meeting.pk}/{item.pk}/"
    response = desk.post(address, {"wording": "Утвердить.", "chosen": one.pk, "chosen_3": two.pk})
    assert response.context_data["form"].errors == {"chosen_2": ["Это место пропущено."]}
    response = desk.post(address, {"wording": "Утвердить.", "chosen": one.pk, "chosen_2": one.pk})
    assert response.context_data["form"].errors == {"chosen": ["Один участник выбран дважды."]}
    assert "Утвердить." in text_of(response)
    assert not Decision.objects.exists()


@pytest.mark.req("C-17", "C-18")
@pytest.mark.parametrize("kind", ["results", "nominee", "tie-prize"])
def test_the_form_says_that_nobody_came_to_stage_two(kind, running, vote, desk, came):
    meeting = running(kind)
    admit(meeting.contest, "Белова")
    item = meeting.items.get()
    vote(item, "+++++++")
    address = f"{LIST}decide/{meeting.pk}/{item.pk}/"
    page = text_of(desk.get(address))
    assert "никто не отмечен явившимся на II этап" in page
    assert "Белова" not in page
    came("Волкова")
    page = text_of(desk.get(address))
    assert "никто не отмечен явившимся" not in page
    assert "Волкова" in page


def test_a_refused_scan_leaves_no_file(held, desk):
    meeting = held()
    scan = SimpleUploadedFile("п.pdf", file_samples.pdf(), "application/pdf")
    response = desk.post(f"{LIST}file/{meeting.pk}/", {"signed_on": "11.09.2026", "scan": scan})
    assert "signed_on" in response.context_data["form"].errors
    assert not meeting.key.files.exists()


# --- papers --------------------------------------------------------------------------------------


@pytest.mark.req("C-K6", "C-K7", "X-8")
def test_the_protocol_tells_who_came_what_was_asked_how_each_voted_and_by_what_rules(
    running, vote, secretary, commission, admitted
):
    tied = [admitted("Белова"), admitted("Волкова")]
    meeting = running("tie-stage-two", "other", present=6)
    first, second = meeting.items.all()
    services.leave(
        item=first, member=commission[5], cause="conflict", reason="Секрет", actor=secretary
    )
    vote(first, "++++-")
    proposal = services.Proposal("Допустить обоих.", among=tied, admits_all=True)
    services.decide(item=first, proposal=proposal, actor=secretary)
    services.close(meeting=meeting, actor=secretary)
    meeting = fresh(meeting)
    made = papers.protocol(meeting, sitting_of(meeting))
    words = words_of(made.pdf)
    for part in (
        "ПРОТОКОЛ",
        f"№ {meeting.number.label}",
        "10 сентября 2026 года",
        "Председательствующий: Рощин",
        "Секретарь: Тропинина",
        "Отсутствовали: Перелескова",
        "Всего членов комиссии: 7, присутствуют: 6, нужно не меньше 4: кворум есть",
        "больше половины голосов присутствующих",
        "голос председательствующего является решающим",
        "не определяет ни большинства",
        "ПОВЕСТКА ДНЯ",
        "СЛУШАЛИ",
        "Ольховский Ольга Игоревна: конфликт интересов",
        "Всего членов комиссии: 7, присутствуют: 5, нужно не меньше 4: кворум есть",
        "за – 4, против – 1, воздержались – 0",
        "Допустить обоих.",
        "отступление от пункта 15",
        "Решение по этому вопросу не принималось",
        "О. И. Рощин",
        "О. И. Тропинина",
    ):
        assert part in words, part
    assert "Секрет " not in words
    assert second.subject in words
    again = papers.protocol(meeting, sitting_of(meeting))
    assert again.sha256 == made.sha256


@pytest.mark.req("X-8")
def test_another_fact_is_another_checksum(running, vote, secretary):
    meeting = running()
    before = papers.protocol_digest(meeting, sitting_of(meeting))
    vote(meeting.items.get(), "+++++++")
    assert papers.protocol_digest(meeting, sitting_of(meeting)) != before


def test_the_sheet_to_sign_on_names_all_members(convened, desk):
    meeting = convened()
    response = desk.get(f"{LIST}attendance-list/{meeting.pk}/")
    words = words_of(b"".join(response))
    assert words.count("Ольга Игоревна") == 7
    assert "не меньше 4" in words


# --- lists and the board -------------------------------------------------------------------------


@pytest.mark.req("C-K4", "C-K8")
def test_the_board_shows_meetings_ahead_and_the_deadlines(planned, browser, contest):
    contest.ceremony_on = dt.date(2026, 9, 30)
    contest.save()
    meeting = planned()
    for name in ("Тропинина", "Рощин"):
        shown = panel(browser(name), "meetings")
        assert f"{LIST}inspect/{meeting.pk}/" in shown
        assert "18 сентября 2026 года" in panel(browser(name), "meeting-deadlines")
    assert panel(browser("Озерова"), "meetings")
    assert panel(browser("Озерова"), "meeting-deadlines") == ""


@pytest.mark.req("X-4")
def test_lists_stay_flat(planned, desk):
    planned()
    before = page_queries(desk, LIST)
    planned()
    planned()
    assert page_queries(desk, LIST) <= before


@pytest.mark.req("X-4")
def test_the_page_of_a_meeting_stays_flat(running, vote, desk, secretary):
    def queries(*kinds):
        meeting = running(*kinds)
        for item in meeting.items.all():
            vote(item, "+++++++")
            services.decide(item=item, proposal=services.Proposal("Да."), actor=secretary)
        Meeting.objects.exclude(pk=meeting.pk).update(starts_at=NOW)
        return page_queries(desk, f"{LIST}inspect/{meeting.pk}/")

    one = queries("other")
    # The history is a line longer for each question; only its names are read once.
    assert queries("other", "other", "other") <= one
