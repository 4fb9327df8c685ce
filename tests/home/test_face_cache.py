"""The cache of whole pages: what it keeps, for whom and until when."""

from datetime import timedelta

import pytest
from django.http import HttpResponse
from django.test import Client, RequestFactory
from wagtail.models import PageViewRestriction, Site

from core import clock
from home import cache
from home.closed import section
from home.middleware import PageCacheMiddleware
from home.pages.news import NewsIndexPage
from home.settings import SiteSettings


@pytest.fixture
def deadlines(monkeypatch):
    """The registered deadlines of this test."""
    found: list = []
    monkeypatch.setattr(cache, "_deadlines", found)
    monkeypatch.setattr(cache, "_known", None)
    return found


@pytest.fixture
def ask(deadlines):
    """``ask(view, …)``: one request through the middleware; says whether the view was run."""

    def run(view, *, middleware=None, path="/about/", public=True, **headers):
        if public:
            cache.public_view(view)

        def get_response(request):
            middleware.process_view(request, view, (), {})
            return view(request)

        middleware = middleware or PageCacheMiddleware(None)
        middleware.get_response = get_response
        request = RequestFactory().get(path, **headers)
        request.COOKIES.update(headers.get("cookies", {}))
        return middleware(request), middleware

    return run


class Counter:
    """A view that counts its runs."""

    def __init__(self, **headers):
        self.runs = 0
        self.headers = headers

    def __call__(self, request):
        self.runs += 1
        return HttpResponse(f"run {self.runs}", headers=self.headers)


def runs_of_two_requests(ask, view, **kwargs):
    _, middleware = ask(view, **kwargs)
    ask(view, middleware=middleware, **kwargs)
    return view.runs


def test_a_public_page_is_made_once(ask):
    assert runs_of_two_requests(ask, Counter()) == 1


def test_an_unmarked_view_is_never_stored(ask):
    assert runs_of_two_requests(ask, Counter(), public=False) == 2


def test_each_display_setting_has_its_own_copy(ask):
    view = Counter()
    _, middleware = ask(view)
    ask(view, middleware=middleware, cookies={"display": "150.wide.blue.on"})
    assert view.runs == 2
    ask(view, middleware=middleware, cookies={"display": "nonsense"})
    assert view.runs == 2


@pytest.mark.parametrize(
    "path", ["/forms/x/", "/track/x/", "/cms/", "/accounts/login/", "/documents/1/a.pdf"]
)
def test_private_addresses_are_never_stored(ask, path):
    assert runs_of_two_requests(ask, Counter(), path=path) == 2


@pytest.mark.parametrize("control", ["private", "no-store", "max-age=0, no-cache"])
def test_an_answer_that_calls_itself_private_is_never_stored(ask, control):
    assert runs_of_two_requests(ask, Counter(**{"Cache-Control": control})) == 2


def test_an_answer_that_sets_a_cookie_is_never_stored(ask):
    class Sets(Counter):
        def __call__(self, request):
            response = super().__call__(request)
            response.set_cookie("sessionid", "secret")
            return response

    assert runs_of_two_requests(ask, Sets()) == 2


@pytest.mark.parametrize("cookie", ["sessionid", "csrftoken", "messages", "anything"])
def test_what_was_made_for_a_known_visitor_is_never_stored(ask, cookie):
    assert runs_of_two_requests(ask, Counter(), cookies={cookie: "x"}) == 2


def test_an_error_is_never_stored(ask):
    class Fails(Counter):
        def __call__(self, request):
            super().__call__(request)
            return HttpResponse(status=503)

    assert runs_of_two_requests(ask, Fails()) == 2


def test_another_host_has_its_own_copy(ask):
    view = Counter()
    _, middleware = ask(view)
    ask(view, middleware=middleware, HTTP_HOST="other.example")
    assert view.runs == 2


def test_a_bump_makes_everything_stale(ask):
    view = Counter()
    _, middleware = ask(view)
    cache.bump()
    ask(view, middleware=middleware)
    assert view.runs == 2


def test_another_process_takes_the_page_from_the_shared_cache(ask):
    view = Counter()
    ask(view)
    ask(view)
    assert view.runs == 1


def test_a_bump_inside_a_transaction_is_repeated_at_its_end(db, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        cache.bump()
        inside = cache.version()
    assert cache.version() != inside


def test_a_page_dies_at_the_next_deadline(ask, deadlines, time_machine_at):
    now = clock.now()
    instants = [now + timedelta(seconds=30), now + timedelta(days=1)]
    cache.register_deadline(lambda at: next((i for i in instants if i > at), None))
    view = Counter()
    _, middleware = ask(view)
    with time_machine_at(now + timedelta(seconds=29)):
        ask(view, middleware=middleware)
        assert view.runs == 1
    with time_machine_at(now + timedelta(seconds=31)):
        ask(view, middleware=middleware)
        ask(view, middleware=middleware)
        assert view.runs == 2


def test_without_deadlines_a_page_still_grows_old(ask, deadlines, time_machine_at):
    view = Counter()
    _, middleware = ask(view)
    with time_machine_at(clock.now() + cache.LIFETIME + timedelta(seconds=1)):
        ask(view, middleware=middleware)
    assert view.runs == 2


@pytest.fixture
def time_machine_at():
    """``with time_machine_at(instant)``: the clock stands there."""
    import time_machine

    return lambda instant: time_machine.travel(instant, tick=False)


def test_a_known_page_is_answered_with_not_modified(ask):
    view = Counter()
    first, middleware = ask(view)
    again, _ = ask(view, middleware=middleware, HTTP_IF_NONE_MATCH=first["ETag"])
    assert again.status_code == 304
    assert again["ETag"] == first["ETag"]
    assert not again.content


def test_the_packed_copy_says_the_same(ask):
    import gzip

    plain, middleware = ask(Counter())
    packed, _ = ask(Counter(), middleware=middleware, HTTP_ACCEPT_ENCODING="br, gzip")
    assert packed["Content-Encoding"] == "gzip"
    assert gzip.decompress(packed.content) == plain.content


def test_a_stored_page_costs_no_query(home_page, django_assert_num_queries, client):
    first = client.get("/")
    with django_assert_num_queries(0):
        second = client.get("/")
    assert first.content == second.content
    assert "Content-Security-Policy" in second


@pytest.mark.req("X-1")
def test_publishing_shows_at_once(add_page, client):
    page = add_page("Старое название", slug="about")
    assert "Старое название" in client.get("/about/").content.decode()
    page.title = "Новое название"
    page.save_revision()
    assert "Старое название" in client.get("/about/").content.decode()
    page.get_latest_revision().publish()
    assert "Новое название" in client.get("/about/").content.decode()
    page.unpublish()
    assert client.get("/about/").status_code == 404


def test_changed_settings_show_at_once(home_page, client):
    client.get("/")
    SiteSettings.objects.create(site=Site.objects.get(), name="Центр занятости")
    assert "Центр занятости" in client.get("/").content.decode()


@pytest.mark.req("X-7")
def test_a_page_with_a_view_restriction_is_never_stored(add_page, superuser, client_of, client):
    page = add_page("Для своих", slug="inner")
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client_of(superuser).get("/inner/").status_code == 200
    assert client.get("/inner/").status_code == 302
    # A password in the session opens it for one visitor only.
    assert client_of(superuser).get("/inner/").status_code == 200
    assert client.get("/inner/").status_code == 302


def test_restricting_a_stored_page_closes_it_at_once(add_page, client):
    page = add_page("Открытая", slug="open")
    assert client.get("/open/").status_code == 200
    PageViewRestriction.objects.create(page=page, restriction_type="login")
    assert client.get("/open/").status_code == 302


def test_public_pages_set_no_cookie_and_know_no_user(news_index, superuser, client_of):
    anonymous = Client().get("/news/")
    known = client_of(superuser).get("/news/")
    assert not anonymous.cookies
    assert not known.cookies
    assert anonymous.content == known.content


def test_a_section_is_asked_for_once_while_nothing_changes(news_index, django_assert_num_queries):
    assert section(NewsIndexPage) == news_index
    with django_assert_num_queries(0):
        assert section(NewsIndexPage) == news_index
        assert section(NewsIndexPage) == news_index
    PageViewRestriction.objects.create(page=news_index.get_parent(), restriction_type="login")
    assert section(NewsIndexPage) is None


def test_an_uncached_page_stays_lean(add_page, news_index, django_assert_max_num_queries, client):
    add_page("О сайте", slug="about", show_in_menus=True)
    cache.bump()
    # The first page of a content version also reads settings, menu, restrictions, deadlines, and
    # which pages have photographs.
    with django_assert_max_num_queries(16):
        client.get("/about/")
    with django_assert_max_num_queries(8):
        client.get("/about/?new=1")
