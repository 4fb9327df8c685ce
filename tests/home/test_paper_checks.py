"""«/papers/»: anybody checks a paper, nobody learns whose it is (DESIGN §5)."""

import datetime as dt

import pytest
from django.utils import timezone

from core import issued_papers, journals
from core.models import Journal
from home import paper_checks
from tests.factories import UserFactory

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-8")]
URL = "/papers/"


@pytest.fixture
def paper(home_page, person_key):
    actor = UserFactory()
    journal = Journal.objects.create(code="c", title="Сертификаты", number_format="{number:03d}/26")
    entry = journals.take_number(journal=journal, actor=actor, at=timezone.now())
    return issued_papers.issue(
        kind="certificate",
        title="Сертификат участника",
        issuer="Министерство труда",
        entry=entry,
        issued_on=dt.date(2026, 9, 10),
        facts={"name": "Непомнящей Анне"},
        key=person_key,
        actor=actor,
    )


def ask(client, number, digest):
    return client.get(URL, {"number": number, "digest": digest})


def words_of(response):
    return response.content.decode().replace("\xa0", " ")


def test_a_paper_in_force_is_named_without_its_owner(client, paper):
    response = ask(client, paper.number, issued_papers.shown_digest(paper.digest))
    page = words_of(response)
    for words in (
        "Действует",
        "Сертификат участника",
        "Министерство труда",
        "10 сентября 2026 года",
    ):
        assert words in page
    assert "Непомнящей" not in page
    assert "no-store" in response["Cache-Control"]
    assert "noindex" in response["X-Robots-Tag"]


def test_replaced_and_revoked_papers_say_so(client, paper):
    issued_papers.end(paper=paper, why="Ошибка в отчестве Ивановна", actor=UserFactory())
    page = words_of(ask(client, paper.number, paper.digest))
    assert "Не действует" in page
    assert "Ивановна" not in page
    paper.refresh_from_db()
    paper.replaced_by = paper
    paper.save()
    assert "Заменена" in ask(client, paper.number, paper.digest).content.decode()


def test_a_wrong_number_and_a_wrong_digest_get_the_same_answer(client, paper):
    wrong = [ask(client, "999/26", paper.digest), ask(client, paper.number, "0" * 16)]
    errors = [response.context_data["form"].errors for response in wrong]
    assert errors[0] == errors[1] == {"__all__": [paper_checks.NO_SUCH]}
    assert [response.status_code for response in wrong] == [200, 200]


def test_what_is_missing_or_too_short_is_said_at_its_field_and_the_rest_stays(client, home_page):
    response = ask(client, "", "ab12")
    assert set(response.context_data["form"].errors) == {"number", "digest"}
    assert 'value="ab12"' in response.content.decode()


def test_the_empty_page_asks_and_checks_nothing(client, home_page):
    response = client.get(URL)
    assert not response.context_data["form"].is_bound
    assert "Контрольная сумма" in response.content.decode()


def test_guessing_is_stopped(client, paper, monkeypatch):
    monkeypatch.setattr(paper_checks, "TRIES_PER_NUMBER", 2)
    for _ in range(2):
        ask(client, paper.number, "0" * 16)
    stopped = ask(client, paper.number, paper.digest)
    assert "Слишком много попыток" in stopped.content.decode()
    assert "Действует" not in words_of(stopped)
    monkeypatch.setattr(paper_checks, "TRIES_PER_ADDRESS", 3)
    assert "Слишком много попыток" in ask(client, "другой", paper.digest).content.decode()


def test_a_strangers_guesses_do_not_keep_the_holder_from_checking(client, paper):
    for _ in range(paper_checks.TRIES_PER_ADDRESS_AND_NUMBER + 5):
        guess = client.get(
            URL, {"number": paper.number, "digest": "0" * 16}, REMOTE_ADDR="203.0.113.7"
        )
    assert "Слишком много попыток" in guess.content.decode()
    assert "Действует" in words_of(ask(client, paper.number, paper.digest))


def test_the_spelling_of_a_number_gives_no_further_tries(client, paper, monkeypatch):
    monkeypatch.setattr(paper_checks, "TRIES_PER_ADDRESS_AND_NUMBER", 2)
    for number in ("001/26", "№ 001/26"):
        ask(client, number, "0" * 16)
    assert "Слишком много попыток" in ask(client, "N 001/26", paper.digest).content.decode()


@pytest.mark.parametrize("typed", ["№ 001/26", "№001/26", "№ № 001/26"])
def test_a_number_that_is_typed_with_its_sign_is_shown_with_one(client, paper, typed):
    page = words_of(ask(client, typed, paper.digest))
    assert "Бумага № 001/26<" in page
    assert "№ №" not in page


def test_a_sign_alone_is_no_number(client, home_page):
    errors = ask(client, "№", "0" * 16).context_data["form"].errors
    assert errors == {"number": ["Введите номер бумаги."]}


def test_the_sitemap_names_the_page(client, site_pages):
    assert "/papers/</loc>" in client.get("/sitemap.xml").content.decode()
