"""What a person with a conflict of interest sees of that participant, in any seat (C-14, X-7)."""

import io
import re

import pytest
from pypdf import PdfReader

from contest.scoring.services import lift, recuse
from core import files, roles
from tests.contest.scoring.conftest import admit
from tests.core import file_samples

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-14", "X-7")]
BASE = "/cms/contest/scoring"


def text(response) -> str:
    assert response.status_code == 200
    return response.content.decode().replace("\xa0", " ")


def rows_of(page: str) -> list[str]:
    """The lines of the ranking as people read them, tags left out."""
    body = re.search(r"<tbody>.*?</tbody>", page, re.DOTALL)[0]
    lines = re.findall(r"<tr>.*?</tr>", body, re.DOTALL)
    return [" ".join(re.sub(r"<[^>]*>", " ", line).split()) for line in lines]


@pytest.fixture
def ranked(commission, contest, window, give):
    """Four entries with marks 9, 8, 7, 6; the second is the one of the conflicts below."""
    window()
    entries = [admit(contest, name) for name in ("Белова", "Абрамова", "Волкова", "Громова")]
    for mark, entry in zip((9, 8, 7, 6), entries, strict=True):
        for member in commission:
            give(member, entry, mark, mark, mark, mark)
    return entries


@pytest.fixture
def table(contest, window, commission, client_of):
    """``table(seat)``: the page of the ranking after the closing, as this member sees it."""

    def page(seat: int) -> str:
        window(24, -1)
        return text(client_of(commission[seat].user).get(f"{BASE}/table/{contest.pk}/"))

    return page


@pytest.mark.parametrize("seat", [0, 1])
def test_chair_and_secretary_see_neither_mark_nor_place_of_whom_they_do_not_mark(
    seat, ranked, commission, table, client_of
):
    closed, member = ranked[1], commission[seat]
    other = 1 - seat
    recuse(entry=closed, member=member, reason="Сестра", actor=member.user)
    own = rows_of(table(seat))
    assert own[-1].startswith("– Абрамова")
    assert own[-1].endswith("вы не оцениваете")
    assert "8,00" not in table(seat)
    assert [line.split()[1] for line in own] == ["Белова", "Волкова", "Громова", "Абрамова"]
    # Whom the conflict does not concern sees the whole.
    assert rows_of(table(other))[1].startswith("2 Абрамова")
    for pk, words in ((member, "вам не показаны"), (commission[other], "8,00")):
        why = f"{BASE}/why/{closed.contest_id}/{closed.pk}/"
        assert words in text(client_of(pk.user).get(why))


def test_a_tie_with_that_participant_is_said_without_names_and_mark(
    ranked, commission, table, contest
):
    contest.stage_two_quota = 1
    type(contest).objects.filter(pk=contest.pk).update(stage_two_quota=1)
    chair = commission[0]
    for sheet in ranked[1].sheets.all():
        sheet.marks.update(steps=9)
    recuse(entry=ranked[1], member=chair, reason="Сестра", actor=chair.user)
    page = table(0)
    assert "На границе II этапа равные баллы" in page
    assert "По 9,00 балла" not in page
    assert "По 9,00 балла" in table(1)


def test_what_that_participant_lacks_is_not_said_either(ranked, commission, table, contest, window):
    admitted = admit(contest, "Данилова")
    recuse(entry=admitted, member=commission[0], reason="Сестра", actor=commission[0].user)
    page = table(0)
    assert "Данилова Анна Ивановна: вы не оцениваете" in page
    assert "Данилова Анна Ивановна: не хватает оценок" in table(1)


def test_where_members_differ_most_leaves_them_out(ranked, commission, table, give):
    for sheet in ranked[1].sheets.filter(member=commission[3]):
        sheet.marks.update(steps=0)
    assert "Где члены комиссии разошлись" in table(0)
    recuse(entry=ranked[1], member=commission[0], reason="Сестра", actor=commission[0].user)
    assert "Где члены комиссии разошлись" not in table(0)


@pytest.fixture
def addresses(ranked):
    """Pages and files of the participant's application and video."""
    submission = ranked[1].submission
    stored = files.store_file(
        key=submission.key,
        name="справка.pdf",
        source=file_samples.pdf(),
        allowed=files.DOCUMENT_TYPES,
        max_size=10**6,
    )
    row = submission.current.files.create(slot="certificate", label="Справка", file=stored)
    base = "/cms/contest/applications"
    return {
        "application": f"{base}/inspect/{submission.pk}/",
        "history": f"{base}/history/{submission.pk}/",
        "file": f"{base}/file/{submission.pk}/{row.pk}/",
        "version": f"{base}/version/{submission.pk}/1/",
        "pdf": f"{base}/pdf/{submission.pk}/",
        "archive": f"{base}/archive/{submission.pk}/",
        "compare": f"{base}/compare/{submission.pk}/",
        "video": f"/cms/contest/videos/inspect/{ranked[1].pk}/",
        "video-history": f"/cms/contest/videos/history/{ranked[1].pk}/",
    }


@pytest.mark.parametrize("seat", [0, 2])
def test_a_recused_member_opens_neither_application_nor_file_nor_video(
    seat, ranked, commission, addresses, client_of
):
    member = commission[seat]
    browser = client_of(member.user)
    before = {name: browser.get(url).status_code for name, url in addresses.items()}
    assert before["application"] == before["file"] == before["video"] == 200
    recusal = recuse(entry=ranked[1], member=member, reason="Сестра", actor=member.user)
    for name, url in addresses.items():
        answer = browser.get(url)
        assert answer.status_code == 404, name
        if name in ("application", "version", "video"):
            assert "Записан ваш конфликт интересов" in answer.content.decode(), name
    # The line stays, and says why.
    assert "закрыта для вас" in text(browser.get("/cms/contest/applications/"))
    lift(recusal=recusal, reason="Ошибка", actor=commission[1].user)
    assert browser.get(addresses["application"]).status_code == 200


def test_the_secretary_goes_on_registering(ranked, commission, addresses, client_of, make_user):
    secretary = commission[1]
    recuse(entry=ranked[1], member=secretary, reason="Сестра", actor=secretary.user)
    browser = client_of(secretary.user)
    for name in ("application", "file", "video"):
        assert browser.get(addresses[name]).status_code == 200, name
    score = f"{BASE}/score/{ranked[1].contest_id}/{ranked[1].pk}/"
    assert "Вы не оцениваете эту заявку" in text(browser.get(score))


@pytest.mark.req("X-8")
def test_the_print_of_a_recusal_says_that_the_duty_to_notify_stays(
    ranked, commission, contest, client_of, make_user
):
    row = recuse(
        entry=ranked[1], member=commission[2], reason="Сестра мужа", actor=commission[1].user
    )
    address = f"{BASE}/recusal/{contest.pk}/{row.pk}/"
    for seat, may in ((0, True), (1, True), (2, True), (3, False)):
        answer = client_of(commission[seat].user).get(address)
        assert answer.status_code == (200 if may else 404), seat
    assert client_of(make_user(roles.COMMISSION_MEMBER)).get(address).status_code == 404
    answer = client_of(commission[2].user).get(address)
    pages = PdfReader(io.BytesIO(b"".join(answer))).pages
    words = " ".join(" ".join(page.extract_text() for page in pages).split())
    for part in ("Озерова Олег Львович", "Абрамова", "Сестра мужа", "уведомить представителя"):
        assert part in words, part
    assert "части 2 статьи 11" in words or "часть 2 статьи 11" in words
    page = text(client_of(commission[2].user).get(f"{BASE}/score/{contest.pk}/{ranked[1].pk}/"))
    assert address in page


def test_who_signed_the_papers_is_suggested(commission, entries, client_of, window, contest):
    window()
    entries[0].signed_by = commission[2].full_name
    entries[0].save()
    page = text(client_of(commission[2].user).get(f"{BASE}/score/{contest.pk}/{entries[0].pk}/"))
    assert "общее имя в подписи" in page
    overview = text(client_of(commission[1].user).get(f"{BASE}/inspect/{contest.pk}/"))
    assert f"{commission[2].full_name} – {entries[0].full_name}: общее имя" in overview
    other = text(client_of(commission[3].user).get(f"{BASE}/score/{contest.pk}/{entries[0].pk}/"))
    assert "общее имя" not in other
