"""«Сравнить версии» on the page of an application: what changed, masked as the page is (X-4, X-5)."""

import re

import pytest

from forms_app import services
from tests.contest.desk import LIST
from tests.contest.factories import as_typed, typed_steps, upload_all
from tests.queries import page_queries

pytestmark = [pytest.mark.django_db, pytest.mark.req("X-4")]
PAPERS = ("application", "questionnaire", "consent")


def correct(application, actor, contest, **typed: str):
    """One more version, with another number and another passport."""
    services.return_for_correction(
        submission=application,
        actor=actor,
        remarks=[
            services.RemarkText("проверьте", step=step) for step in ("participant", "passport")
        ],
        slots=list(PAPERS),
    )
    draft = services.start_correction(submission=application)
    for step in ("participant", "passport"):
        data = {
            **typed_steps(contest)[step],
            **{k: v for k, v in typed.items() if k in typed_steps(contest)[step]},
        }
        draft = services.save_step(
            draft=draft, revision=draft.revision, step=step, data=as_typed(data)
        ).draft
    for scan in draft.uploads.filter(slot__in=PAPERS):
        services.drop_upload(draft=draft, upload_id=scan.pk)
    upload_all(draft, *PAPERS)
    return services.send_draft(draft=draft, revision=draft.revision)


@pytest.fixture
def corrected(application, people, contest):
    return correct(
        application,
        people["secretary"],
        contest,
        phone="8 913 765-43-21",
        middle_name="Дмитриевна",
        passport_number="654321",
    )


def parts_of(page: str) -> tuple[str, str]:
    """The text of what changed, and of what did not."""
    changed, same = page.split('id="part-2"')
    clean = [re.sub(r"\s+", " ", re.sub("<[^>]+>", " ", part)) for part in (changed, same)]
    return clean[0].partition("Что изменилось")[2], clean[1]


def test_only_what_changed_is_open_the_rest_is_folded(corrected, browser_of):
    page = browser_of("secretary").get(f"{LIST}compare/{corrected.pk}/").content.decode()
    changed, same = parts_of(page)
    assert "Дмитриевна" in changed
    assert "Д&#x27;Артаньяновна" in changed
    assert "+7 913 123-45-67" in changed
    assert "+7 913 765-43-21" in changed
    assert "Новосибирский государственный университет" in same
    assert "Новосибирский государственный университет" not in changed
    assert page.count('<th scope="row">') > 10
    assert "<details>" in page


@pytest.mark.req("X-5")
@pytest.mark.parametrize(
    ("who", "sees_phone"), [("secretary", True), ("staff", True), ("member", False)]
)
def test_what_the_page_hides_is_hidden_here_too(who, sees_phone, corrected, browser_of):
    page = browser_of(who).get(f"{LIST}compare/{corrected.pk}/").content.decode()
    assert "654321" not in page
    assert "123456" not in page.replace("1234567", "")
    assert "Горького" not in page
    assert ("+7 913 765-43-21" in page) == sees_phone
    assert "скрыто" in parts_of(page)[0]


def test_two_versions_are_chosen_by_the_address(corrected, people, contest, browser_of):
    correct(corrected, people["secretary"], contest, middle_name="Олеговна")
    browser = browser_of("secretary")
    last = browser.get(f"{LIST}compare/{corrected.pk}/").content.decode()
    assert "Дмитриевна" in last
    assert "Артаньяновна" not in last
    first = browser.get(f"{LIST}compare/{corrected.pk}/?old=1&new=3").content.decode()
    assert "Артаньяновна" in first
    assert "Дмитриевна" not in first
    for wrong in ("old=99&new=x", "old=²", "old=-1"):
        answer = browser.get(f"{LIST}compare/{corrected.pk}/?{wrong}")
        assert answer.status_code == 200


def test_documents_stand_with_their_digests_and_say_which_were_replaced(corrected, browser_of):
    page = browser_of("secretary").get(f"{LIST}compare/{corrected.pk}/").content.decode()
    table = page.split('id="files-title"')[1]
    for file in corrected.current.files.select_related("file"):
        assert file.file.sha256 in table
    assert table.count("тот же") + table.count("изменён") == 5


@pytest.mark.req("X-7")
@pytest.mark.parametrize("who", ["other-secretary", "other-member", "administrator", "editor"])
def test_others_find_no_versions(who, application, browser_of):
    assert browser_of(who).get(f"{LIST}compare/{application.pk}/").status_code == 404


def test_a_single_version_has_nothing_beside_it(application, browser_of):
    page = browser_of("secretary").get(f"{LIST}compare/{application.pk}/").content.decode()
    assert "Версия одна" in page
    assert (
        "compare/"
        not in browser_of("secretary").get(f"{LIST}inspect/{application.pk}/").content.decode()
    )


def test_the_page_of_the_application_leads_there(corrected, browser_of):
    page = browser_of("secretary").get(f"{LIST}inspect/{corrected.pk}/").content.decode()
    assert f"{LIST}compare/{corrected.pk}/" in page


def test_more_versions_cost_no_more_queries(corrected, people, contest, browser_of):
    browser, address = browser_of("secretary"), f"{LIST}compare/{corrected.pk}/"
    few = page_queries(browser, address)
    correct(corrected, people["secretary"], contest, middle_name="Олеговна")
    assert page_queries(browser, address) == few
