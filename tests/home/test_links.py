"""The checker of links and the report that editors read."""

import datetime as dt
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.conf import settings
from wagtail.models import Page, PageViewRestriction

from core import clock, roles
from home import link_checks, links
from home.models import PageLink
from home.tasks import check_all_links

pytestmark = pytest.mark.req("X-1")
State = PageLink.State


def text(html):
    return [{"type": "text", "value": html}]


@pytest.fixture
def states(add_page, run_jobs):
    """``states("<a …>")``: state and note of the links of a page, by address, once checked."""

    def check(html):
        page = add_page("Со ссылками", slug="with-links", body=text(html))
        check_all_links(clock.now())
        run_jobs()
        rows = PageLink.objects.filter(page=page)
        return {row.address: (row.state, row.note) for row in rows}

    return check


def test_links_within_the_site_are_opened(states, add_page):
    add_page("О сайте", slug="about", body=[{"type": "heading", "value": {"text": "Раздел"}}])
    html = '<a href="/about/">раз</a> <a href="http://testserver/about/">два</a> <a href="/no/">три</a>'
    assert states(html) == {
        "/about/": (State.GOOD, ""),
        "http://testserver/about/": (State.GOOD, ""),
        "/no/": (State.BROKEN, "такой страницы нет (404)"),
    }


def test_a_link_to_a_page_that_left_is_broken(states, add_page, run_jobs):
    draft, gone = add_page("Черновик", slug="draft"), add_page("Удалённая", slug="gone")
    number = gone.pk
    run_jobs()  # what the index of Wagtail's search still has to do with them
    draft.unpublish()
    gone.delete()
    html = f'<a linktype="page" id="{draft.pk}">раз</a> <a linktype="page" id="{number}">два</a>'
    found = states(html)
    assert found["/draft/"][0] == State.BROKEN
    assert found[links.NOWHERE] == (
        State.BROKEN,
        "страница или документ, куда она вела, удалены",
    )


def test_a_place_that_the_page_has_not_is_broken(states, home_page):
    assert states('<a href="/#main">раз</a> <a href="/#p-11">два</a>') == {
        "/#main": (State.GOOD, ""),
        "/#p-11": (State.BROKEN, "на странице нет места «#p-11»"),
    }


def test_mail_telephones_and_places_of_the_same_page_are_left_alone(states):
    assert states('<a href="mailto:a@b.ru">м</a><a href="tel:+7">т</a><a href="#x">я</a>') == {}


class _Answers(BaseHTTPRequestHandler):
    def do_HEAD(self):
        status = {"/ok": 200, "/gone": 410, "/moved": 302, "/no-head": 405}.get(self.path, 404)
        self.send_response(status)
        if status == 302:
            self.send_header("Location", "http://127.0.0.1:1/inside")
        self.end_headers()

    def do_GET(self):
        self.send_response(200 if self.path == "/no-head" else 404)
        self.end_headers()

    def log_message(self, *args):
        """Say nothing."""


@pytest.fixture
def outside():
    server = HTTPServer(("127.0.0.1", 0), _Answers)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_links_to_other_sites_are_asked_and_redirections_not_followed(states, outside, monkeypatch):
    monkeypatch.setattr(link_checks, "_is_public", lambda host: True)
    paths = ("/ok", "/gone", "/moved", "/no-head", "/нет")
    found = states("".join(f'<a href="{outside}{path}">слова</a>' for path in paths))
    assert [found[f"{outside}{path}"][0] for path in paths] == [
        State.GOOD, State.BROKEN, State.GOOD, State.GOOD, State.BROKEN,
    ]  # fmt: skip
    assert found[f"{outside}/gone"][1] == "страница убрана (410)"
    assert all(row.is_external for row in PageLink.objects.all())


def test_a_site_that_does_not_answer_is_told_apart_from_a_broken_link(states, monkeypatch):
    monkeypatch.setattr(link_checks, "_is_public", lambda host: True)
    assert states('<a href="http://127.0.0.1:1/">раз</a><a href="http://[bad/">два</a>') == {
        "http://127.0.0.1:1/": (State.SILENT, "сайт не ответил"),
        "http://[bad/": (State.SILENT, "сайт не ответил"),
    }


def test_addresses_of_the_own_network_are_not_asked(states, outside):
    assert states(f'<a href="{outside}/ok">раз</a>') == {
        f"{outside}/ok": (State.SILENT, "внутренний адрес, не проверяется")
    }


def test_a_link_that_was_put_right_leaves_the_list(add_page, run_jobs, home_page):
    page = add_page("Со ссылками", body=text('<a href="/no/">раз</a><a href="/">два</a>'))
    check_all_links(clock.now())
    run_jobs()
    kept = PageLink.objects.get(address="/")
    page.body = text('<a href="/">два</a>')
    page.save()
    check_all_links(clock.now())
    run_jobs()
    assert list(PageLink.objects.all()) == [kept]


@pytest.fixture
def broken(add_page, run_jobs):
    page = add_page("Со ссылками", slug="with-links", body=text('<a href="/no/">раз</a>'))
    check_all_links(clock.now())
    run_jobs()
    return page


@pytest.mark.parametrize("role", [roles.CONTENT_EDITOR, roles.EDITOR_IN_CHIEF])
def test_editors_read_the_report(broken, role, make_user, client_of):
    editor = client_of(make_user(role))
    html = editor.get("/cms/reports/links/").content.decode()
    assert "Со ссылками" in html
    assert f"/cms/pages/{broken.pk}/edit/" in html
    assert "/no/" in html
    assert "такой страницы нет (404)" in html
    assert "/cms/reports/links/" in editor.get("/cms/").content.decode()
    assert "/no/" not in editor.get("/cms/reports/links/?state=good").content.decode()
    sheet = editor.get("/cms/reports/links/?export=csv").getvalue().decode()
    assert "Со ссылками" in sheet
    Page.objects.get(pk=broken.pk).unpublish()
    assert "/no/" not in editor.get("/cms/reports/links/").content.decode()


def test_others_do_not_see_it(broken, make_user, client_of):
    staff = roles.OPERATOR_STAFF if "contest" in settings.DOMAINS else roles.PLACEMENT_SPECIALIST
    other = client_of(make_user(staff))
    assert other.get("/cms/reports/links/").status_code in (302, 403, 404)
    assert other.post("/cms/reports/links/check/").status_code == 302


def test_the_check_can_be_asked_for_now(add_page, make_user, client_of, run_jobs):
    add_page("Новая", body=text('<a href="/no/">раз</a>'))
    editor = client_of(make_user(roles.CONTENT_EDITOR))
    said = editor.post("/cms/reports/links/check/", follow=True).content.decode()
    assert "Проверка началась" in said
    run_jobs()
    assert PageLink.objects.get().state == State.BROKEN


def test_pages_due_for_review_stand_in_a_report(add_page, make_user, client_of):
    today = clock.local_day(clock.now())
    add_page("Льготы", slug="a", review_on=today - dt.timedelta(days=1))
    add_page("Будущая", slug="b", review_on=today + dt.timedelta(days=30))
    add_page("Без срока", slug="c")
    add_page("Черновик", slug="d", live=False, review_on=today)
    editor = client_of(make_user(roles.CONTENT_EDITOR))
    html = editor.get("/cms/reports/review/").content.decode()
    assert "Льготы" in html
    assert "Будущая" not in html
    later = editor.get("/cms/reports/review/?coming=true").content.decode()
    assert "Будущая" in later
    for hidden in ("Без срока", "Черновик"):
        assert hidden not in later
    assert "Льготы" in editor.get("/cms/reports/review/?export=csv").getvalue().decode()
    assert "/cms/reports/review/" in editor.get("/cms/").content.decode()


def test_acts_can_be_due_too(add_page, make_user, client_of):
    from home.models import RegulationIndexPage, RegulationPage
    from tests.factories import OrganisationFactory

    acts = add_page("Документы", model=RegulationIndexPage, slug="regulations")
    add_page(
        "Правила",
        parent=acts,
        model=RegulationPage,
        slug="rules",
        kind="regulation",
        organisation=OrganisationFactory(),
        approved_by="Директор",
        review_on=dt.date(2026, 1, 1),
    )
    editor = client_of(make_user(roles.CONTENT_EDITOR))
    assert "Правила" in editor.get("/cms/reports/review/").content.decode()


@pytest.mark.parametrize("count", [1, 3])
def test_the_reports_stay_flat(
    count, add_page, client_of, superuser, django_assert_max_num_queries
):
    for number in range(count):
        page = add_page(f"П {number}", slug=f"p{number}", review_on=dt.date(2026, 1, 1))
        PageLink.objects.create(page=page, address="/", words=str(number))
    editor = client_of(superuser)
    editor.get("/cms/reports/links/")
    with django_assert_max_num_queries(20):
        editor.get("/cms/reports/links/")
    with django_assert_max_num_queries(20):
        editor.get("/cms/reports/review/")


def test_a_closed_page_is_no_broken_link(states, add_page):
    closed = add_page("Закрытая", slug="closed")
    PageViewRestriction.objects.create(page=closed, restriction_type="login")
    assert states('<a href="/closed/">раз</a>')["/closed/"] == (State.GOOD, "")
