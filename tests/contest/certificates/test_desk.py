"""The desk of certificates: who opens it, the table of names, issues, files (X-4, X-7)."""

import pytest

from contest.certificates import services
from contest.certificates.models import Certificate, CertificateIssue
from core import files
from tests.contest.desk import EVERYBODY
from tests.contest.factories import ContestFactory

pytestmark = pytest.mark.django_db
LIST = "/cms/contest/certificates/"
OTHERS = [name for name in EVERYBODY if name not in ("secretary", "other-secretary", "anonymous")]


@pytest.fixture
def secretary(people):
    return people["secretary"]


@pytest.fixture
def desk(browser_of):
    """The secretary's browser."""
    return browser_of("secretary")


@pytest.fixture
def printed(issued):
    issue = issued("Белова", "Чернова")
    services.print_certificates.call(issue.pk)
    return issue


def page_of(contest, action="inspect", *parts):
    keys = "/".join(str(key) for key in (contest.pk, *parts))
    return f"{LIST}{action}/{keys}/"


def words_of(response):
    return " ".join(response.content.decode().split())


def addresses_of(contest, issue):
    certificate = issue.certificates.first().pk
    plain = (
        "inspect",
        "history",
        "confirm-names",
        "issue-participants",
        "issue-places",
        "admitted",
    )
    of_issue, of_certificate = ("whole", "archive", "hand-out"), ("paper", "replace", "revoke")
    return [
        *(page_of(contest, action) for action in plain),
        *(page_of(contest, action, issue.pk) for action in of_issue),
        *(page_of(contest, action, certificate) for action in of_certificate),
    ]


@pytest.mark.req("X-7")
def test_only_the_secretary_of_the_operator_opens_its_pages(contest, printed, browser_of):
    addresses = addresses_of(contest, printed)
    own = browser_of("secretary")
    assert {address: own.get(address).status_code for address in addresses} == dict.fromkeys(
        addresses, 200
    )
    for name in [*OTHERS, "other-secretary"]:
        browser = browser_of(name)
        for address in addresses:
            assert browser.get(address).status_code == 404, (name, address)
            assert browser.post(address).status_code in (404, 405), (name, address)


@pytest.mark.req("X-7")
def test_an_issue_of_another_contest_is_not_there(contest, printed, desk):
    other = ContestFactory(operator=contest.operator)
    for action in ("whole", "archive", "hand-out"):
        assert desk.get(page_of(other, action, printed.pk)).status_code == 404
    certificate = printed.certificates.first().pk
    for action in ("paper", "replace", "revoke"):
        assert desk.get(page_of(other, action, certificate)).status_code == 404


@pytest.mark.req("C-15")
def test_names_are_corrected_and_confirmed_in_one_table(contest, finalist, desk):
    one, other = finalist("Непомнящая"), finalist("Белова")
    form = desk.get(page_of(contest, "confirm-names")).context_data["form"]
    sent = {
        "revision": form["revision"].value(),
        f"name-{one.pk}": "Непомнящей Анне Ивановне",
        f"tick-{one.pk}": "on",
        f"name-{other.pk}": form[f"name-{other.pk}"].value(),
    }
    response = desk.post(page_of(contest, "confirm-names"), sent, follow=True)
    assert "Подтверждено имён: 1." in words_of(response)
    confirmed = {row.dative: row.is_confirmed for row in services.proposals(contest)}
    assert confirmed == {"Непомнящей Анне Ивановне": True, "Беловой Анне Ивановне": False}


def test_a_name_that_was_changed_and_not_ticked_is_said_at_its_row_and_stays(
    contest, finalist, desk
):
    one = finalist("Непомнящая")
    form = desk.get(page_of(contest, "confirm-names")).context_data["form"]
    sent = {"revision": form["revision"].value(), f"name-{one.pk}": "Непомнящей Анне"}
    response = desk.post(page_of(contest, "confirm-names"), sent)
    assert response.context_data["form"].errors == {
        f"tick-{one.pk}": ["Имя изменено: отметьте, что оно проверено."]
    }
    assert response.context_data["form"][f"name-{one.pk}"].value() == "Непомнящей Анне"
    assert "Непомнящей Анне</textarea>" in response.content.decode()
    sent[f"tick-{one.pk}"], sent[f"name-{one.pk}"] = "on", "12"
    response = desk.post(page_of(contest, "confirm-names"), sent)
    assert f"name-{one.pk}" in response.context_data["form"].errors


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ("- -", "в каждом – буквы"),
        (f"Анне {'а' * 220}", "не больше 40 знаков"),
        ("Анне " * 40, "150"),
    ],
)
def test_what_cannot_be_printed_as_a_name_is_said_at_its_row_and_stays(
    contest, finalist, desk, wrong, said
):
    one = finalist("Белова")
    form = desk.get(page_of(contest, "confirm-names")).context_data["form"]
    sent = {"revision": form["revision"].value(), f"tick-{one.pk}": "on", f"name-{one.pk}": wrong}
    form = desk.post(page_of(contest, "confirm-names"), sent).context_data["form"]
    assert set(form.errors) == {f"name-{one.pk}"}
    assert said in form.errors[f"name-{one.pk}"][0]
    assert form[f"name-{one.pk}"].value() == wrong


@pytest.mark.req("C-15")
def test_certificates_are_given_out_from_the_page_which_tells_how_far_the_files_are(
    contest, finalist, confirm, desk
):
    finalist("Белова")
    confirm()
    finalist("Чернова")
    address = page_of(contest, "issue-participants")
    wrong = desk.post(address, {"issued_on": "01.01.2030"})
    assert "Этот день ещё не наступил" in words_of(wrong)
    page = words_of(desk.post(address, {"issued_on": "20.09.2026"}, follow=True))
    assert "файлы готовятся: 0 из 1" in page
    assert "Имя ещё не подтверждено: 1." in page
    assert "№ 001/2026 – Беловой Анне Ивановне" in page
    issue = CertificateIssue.objects.get()
    services.print_certificates.call(issue.pk)
    page = words_of(desk.get(page_of(contest)))
    assert "файлы готовы" in page
    assert page_of(contest, "archive", issue.pk) in page


def test_the_files_are_downloads_under_russian_names(contest, printed, desk):
    whole = desk.get(page_of(contest, "whole", printed.pk))
    assert b"".join(whole.streaming_content).startswith(b"%PDF")
    archive = desk.get(page_of(contest, "archive", printed.pk))
    assert archive["Content-Type"] == "application/zip"
    for response in (whole, archive):
        assert response["Content-Disposition"].startswith("attachment; filename*=utf-8''")
        assert "no-store" in response["Cache-Control"]
    paper = Certificate.objects.first().paper
    single = desk.get(page_of(contest, "paper", paper.certificate.pk))
    assert b"".join(single.streaming_content) == files.read_file(paper.content)


def test_removed_files_are_not_there_and_are_ordered_again_by_a_press(contest, printed, desk, at):
    at(printed.issued_at + services.printing.KEPT)
    services.remove_old(printed.issued_at + services.printing.KEPT)
    assert desk.get(page_of(contest, "whole", printed.pk)).status_code == 404
    page = words_of(desk.get(page_of(contest)))
    assert "файлы удалены" in page
    desk.post(page_of(contest, "order-files", printed.pk), {"back": page_of(contest)})
    assert "файлы готовятся: 0 из 2" in words_of(desk.get(page_of(contest)))


@pytest.mark.req("X-8")
def test_a_replaced_certificate_names_the_other(contest, printed, desk):
    old = printed.certificates.first()
    address = page_of(contest, "replace", old.pk)
    page = words_of(desk.post(address, {"why": "Опечатка"}, follow=True))
    assert "заменён на № 003/2026" in page
    assert "Причина: Опечатка" in page
    assert desk.get(address).status_code == 404


@pytest.mark.sqlite
def test_pages_cost_the_same_for_any_number(contest, issued, desk, django_assert_max_num_queries):
    counts = []
    for surnames in (["Белова"], ["Чернова", "Рыжова", "Серова"]):
        issued(*surnames)
        desk.get(page_of(contest))
        for address in (LIST, page_of(contest), page_of(contest, "confirm-names")):
            with django_assert_max_num_queries(60) as seen:
                assert desk.get(address).status_code == 200
            counts.append(len(seen))
    assert counts[:3] == counts[3:]
