"""Papers of stage II: the list to sign, sheets of the test, the order of the draw (C-16, X-8)."""

import io

import pytest
from pypdf import PdfReader

from contest.finalists import services as lists
from contest.stage_two import papers
from core import roles

pytestmark = [pytest.mark.django_db, pytest.mark.req("C-16")]


def html(contest, code: str) -> str:
    contest.refresh_from_db()
    return papers.render(contest, papers.SHEETS[code]).html


def test_the_attendance_list_has_a_row_to_sign_for_each_who_is_expected(contest, finalists, worker):
    rows = finalists(3)
    decided = contest.applications_open_at.date()
    lists.record_no_show(
        finalist=rows[0], number="5", decided_on=decided, reason="болезнь", actor=worker
    )
    page = html(contest, "attendance")
    assert "Подпись" in page
    assert "Допущено участников: 2" in page
    assert rows[0].entry.full_name not in page
    assert rows[1].entry.full_name in page


def test_the_order_of_the_draw_is_printed(contest, finalists, worker):
    rows = finalists(3)
    assert not papers.SHEETS["draw"].is_ready(contest)
    numbers = {one.pk: 3 - place for place, one in enumerate(rows)}
    lists.record_draw(contest=contest, numbers=numbers, actor=worker)
    page = html(contest, "draw")
    places = [page.index(one.entry.full_name) for one in reversed(rows)]
    assert places == sorted(places)


@pytest.mark.parametrize("code", ["answers", "key"])
def test_the_sheets_of_the_test_have_a_row_for_each_question(contest, finalists, code):
    finalists(1)
    assert html(contest, code).count("<tr>") == 1 + 30


@pytest.mark.req("X-8")
def test_a_paper_comes_as_a_tagged_pdf(contest, finalists, make_user, client_of):
    finalists(1)
    clerk = client_of(make_user(roles.CONTEST_SECRETARY, organisation=contest.operator))
    answer = clerk.get(f"/cms/contest/stage-two/paper/{contest.pk}/answers/")
    assert answer["Content-Type"] == "application/pdf"
    pdf = PdfReader(io.BytesIO(answer.content))
    assert pdf.trailer["/Root"]["/MarkInfo"]["/Marked"]
    assert "БЛАНК ОТВЕТОВ НА ТЕСТ" in pdf.pages[0].extract_text()
    assert clerk.get(f"/cms/contest/stage-two/paper/{contest.pk}/nothing/").status_code == 404
