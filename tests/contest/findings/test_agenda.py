"""Findings and proposals reach the agenda and the protocol of a meeting (C-K5)."""

import io

import pytest
from pypdf import PdfReader

from contest.findings import services as findings
from contest.findings.models import Finding
from contest.meetings import papers, services
from contest.meetings.models import Matter, Meeting
from contest.meetings.sitting import sitting_of
from contest.scoring.services import recuse
from core import clock, crypto
from core.errors import Refused
from tests.boards import panel
from tests.contest.meetings.conftest import scan_for

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-K5")]
LIST = "/cms/contest/findings/"


def words_of(meeting: Meeting) -> str:
    """The text of the printed protocol."""
    fresh = Meeting.objects.get(pk=meeting.pk)
    pdf = papers.protocol(fresh, sitting_of(fresh)).pdf
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())


@pytest.fixture
def secretary(commission):
    return commission[1].user


@pytest.fixture
def held(meeting, commission, secretary, at):
    """``held()``: the meeting's questions are gone through and it is closed."""

    def close() -> Meeting:
        services.approve(meeting=meeting, actor=commission[0].user)
        services.convene(meeting=meeting, actor=secretary)
        at(meeting.starts_at)
        services.save_attendance(meeting=meeting, present=commission, actor=secretary)
        services.close(meeting=meeting, actor=secretary)
        return Meeting.objects.get(pk=meeting.pk)

    return close


def test_one_press_on_the_board_makes_a_question_that_names_no_participant(
    meeting, commission, find, secretary, client_of
):
    finding, browser = find(commission[2], text="Даты не сходятся"), client_of(secretary)
    assert f"{LIST}to-agenda/{finding.pk}/" in panel(browser, "findings")
    browser.post(f"{LIST}to-agenda/{finding.pk}/", {"back": "/cms/"})
    item = meeting.items.get()
    number = finding.entry.submission.registration.label
    assert item.subject == f"О достоверности сведений: «Справка», заявка № {number}"
    assert finding.entry.last_name not in item.subject
    assert Matter.objects.get().finding == finding
    assert panel(browser, "findings") == ""


def test_findings_on_one_document_are_one_question(meeting, commission, find, secretary):
    for member in commission[2:]:
        services.take_up(finding=find(member), actor=secretary)
    assert meeting.items.get().matters.count() == 2
    proposal = findings.propose(
        member=commission[2], text="Начать раньше", actor=commission[2].user
    )
    services.take_up(finding=proposal, actor=secretary)
    assert meeting.items.count() == 2
    with pytest.raises(Refused, match="уже в повестке"):
        services.take_up(finding=proposal, actor=secretary)


@pytest.mark.req("X-4", "X-7")
def test_many_are_taken_up_from_the_list_and_only_by_who_prepares_meetings(
    meeting, commission, find, secretary, client_of
):
    pks = [find(member).pk for member in commission[2:]]
    sent = {"action": "to-agenda", "selected": pks}
    for member in (commission[0], commission[2]):
        client_of(member.user).post(f"{LIST}bulk/", sent)
        assert not Matter.objects.exists()
    client_of(secretary).post(f"{LIST}bulk/", sent)
    assert sorted(Matter.objects.values_list("finding", flat=True)) == sorted(pks)
    assert client_of(secretary).get(f"{LIST}?agenda=no").content.decode().count("Справка") == 0


def test_without_a_planned_meeting_it_is_said_what_to_do(commission, find, secretary):
    with pytest.raises(Refused, match="сначала назначьте"):
        services.take_up(finding=find(commission[2]), actor=secretary)


def test_what_is_withdrawn_or_set_aside_reaches_no_agenda(
    meeting, commission, find, entry, secretary
):
    first, second = find(commission[2]), find(commission[3])
    findings.withdraw(finding=first, actor=commission[2].user)
    recuse(entry=entry, member=commission[3], reason="Родственник", actor=secretary)
    for finding in (first, second):
        with pytest.raises(Refused, match="не учитывается"):
            services.take_up(finding=finding, actor=secretary)


def test_only_who_prepares_the_meeting_takes_up(meeting, commission, find):
    finding = find(commission[2])
    for member in (commission[0], commission[2]):
        with pytest.raises(Refused, match="нет права"):
            services.take_up(finding=finding, actor=member.user)


def test_the_meetings_page_offers_and_takes_back(meeting, commission, find, secretary, client_of):
    finding, browser = find(commission[2], text="Даты не сходятся"), client_of(secretary)
    base = f"/cms/contest/meetings/%s/{meeting.pk}/"
    page = browser.get(base % "inspect").content.decode()
    assert "Даты не сходятся" in page
    browser.post(f"{base % 'take-finding'}{finding.pk}/")
    matter = Matter.objects.get()
    assert f"{base % 'put-aside'}{matter.pk}/" in browser.get(base % "inspect").content.decode()
    browser.post(f"{base % 'put-aside'}{matter.pk}/")
    assert not Matter.objects.exists()


def test_the_protocol_says_who_found_and_proposed_what(meeting, commission, find, secretary, held):
    finding = find(commission[2], text="Даты не сходятся")
    services.take_up(finding=finding, actor=secretary)
    proposal = findings.propose(
        member=commission[3], text="Начать раньше", actor=commission[3].user
    )
    services.take_up(finding=proposal, actor=secretary)
    printed = words_of(held())
    said = (
        f"{commission[2].full_name} («Справка», {finding.entry.full_name}):"
        " есть сомнение в достоверности: Даты не сходятся"
    )
    assert said in printed
    assert f"{commission[3].full_name}: Начать раньше" in printed


def test_until_the_protocol_is_numbered_the_author_changes_it_then_not(
    meeting, commission, find, secretary, held
):
    finding = find(commission[2], text="Первое")
    services.take_up(finding=finding, actor=secretary)
    find(commission[2], text="Второе")
    closed = held()
    assert "Второе" in words_of(closed)
    for act in (
        lambda: find(commission[2], text="Третье"),
        lambda: findings.withdraw(finding=finding, actor=commission[2].user),
    ):
        with pytest.raises(Refused, match="протокол закрытого заседания"):
            act()
    services.reopen(meeting=closed, why="Опечатка", actor=secretary)
    find(commission[2], text="Третье")
    services.close(meeting=closed, actor=secretary)
    printed = words_of(closed)
    assert "Третье" in printed
    assert "Второе" not in printed


def test_another_finding_gives_the_protocol_another_checksum(meeting, commission, find, secretary):
    services.take_up(finding=find(commission[2], text="Первое"), actor=secretary)
    before = papers.protocol_digest(meeting, sitting_of(meeting))
    find(commission[2], text="Второе")
    assert papers.protocol_digest(meeting, sitting_of(meeting)) != before


def test_the_protocol_outlives_the_participants_data(meeting, commission, find, secretary, held):
    finding = find(commission[2], text="Даты не сходятся")
    services.take_up(finding=finding, actor=secretary)
    entry, closed = finding.entry, held()
    digest = papers.protocol_digest(closed, sitting_of(closed))
    findings.destroy_of(entry, clock.now())
    crypto.destroy_key(entry.submission.key, at=clock.now())
    assert "Даты не сходятся" in words_of(closed)
    assert papers.protocol_digest(closed, sitting_of(closed)) == digest
    assert str(Finding.objects.get().text) == ""


@pytest.mark.req("C-14")
def test_a_finding_set_aside_before_the_closing_is_not_in_the_protocol(
    meeting, commission, find, secretary, held
):
    finding = find(commission[2], text="Даты не сходятся")
    services.take_up(finding=finding, actor=secretary)
    recuse(entry=finding.entry, member=commission[2], reason="Родственник", actor=secretary)
    assert "Даты не сходятся" not in words_of(held())


@pytest.mark.req("C-14", "X-7")
def test_a_recused_member_sees_that_there_is_a_finding_and_not_what_it_says(
    meeting, commission, find, secretary, client_of
):
    finding = find(commission[2], text="Даты не сходятся")
    services.take_up(finding=finding, actor=secretary)
    recuse(entry=finding.entry, member=commission[3], reason="Родственник", actor=secretary)
    address = f"/cms/contest/meetings/inspect/{meeting.pk}/"
    closed = client_of(commission[3].user).get(address).content.decode()
    assert "которого вы не оцениваете" in closed
    assert "Даты не сходятся" not in closed
    assert "Даты не сходятся" in client_of(commission[0].user).get(address).content.decode()


@pytest.mark.req("C-14", "X-5")
def test_a_protocol_that_is_not_signed_opens_to_nobody_recused_from_whom_its_findings_name(
    commission, find, entry, held, client_of
):
    secretary = commission[1].user
    services.take_up(finding=find(commission[2], text="Даты не сходятся"), actor=secretary)
    recuse(entry=entry, member=commission[0], reason="Родственник", actor=secretary)
    row = held()
    address, page = (f"/cms/contest/meetings/{name}/{row.pk}/" for name in ("protocol", "inspect"))
    chair, keeper = client_of(commission[0].user), client_of(secretary)
    answer = chair.get(address, follow=True)
    assert answer.redirect_chain == [(page, 302)]
    assert "которого вы не оцениваете" in answer.content.decode()
    assert address not in answer.content.decode()
    assert keeper.get(address)["Content-Type"] == "application/pdf"
    services.file_protocol(meeting=row, signed_on=row.day, scan=scan_for(row), actor=secretary)
    assert chair.get(address)["Content-Type"] == "application/pdf"
