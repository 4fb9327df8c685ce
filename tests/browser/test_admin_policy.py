"""Wagtail's admin works under a Content-Security-Policy; ``watch`` reports whatever breaks it."""

import pytest
from playwright.sync_api import Page, expect

from tests.browser.hands import Staff

SCREENS = {
    "chief-editor": (
        "/cms/account/",
        "/cms/images/multiple/add/",
        "/cms/documents/multiple/add/",
        "/cms/redirects/add/",
        "/cms/reports/site-history/",
        "/cms/snippets/forms_app/consenttext/add/",
        "/cms/settings/home/sitesettings/",
    ),
    "admin": ("/cms/users/new/", "/cms/contest/contests/create/", "/cms/records/calendar/create/"),
}


@pytest.mark.req("X-7")
@pytest.mark.parametrize("login", SCREENS)
def test_no_screen_of_the_admin_breaks_its_policy(staff: Staff, login: str) -> None:
    page = staff(login)
    for address in SCREENS[login]:
        answer = page.goto(address)
        assert answer is not None
        assert answer.status == 200, address
        assert "default-src 'none'" in answer.headers["content-security-policy"]
        page.wait_for_load_state("networkidle")


@pytest.mark.req("X-7")
def test_pages_are_edited_and_previewed_under_the_policy(staff: Staff) -> None:
    page = staff("chief-editor")
    page.goto("/cms/reports/aging-pages/")
    page.locator('a[href$="/edit/"]').first.click()
    _add(page, "Текст")
    page.locator(".public-DraftEditor-content").last.click()
    page.keyboard.type("Приём до конца дня 27 мая")
    _add(page, "Таблица")
    expect(page.locator(".handsontable").first).to_be_visible()
    page.get_by_label("Переключить предварительный просмотр").click()
    expect(
        page.frame_locator("iframe[title='Предпросмотр']").last.locator("h1").first
    ).to_be_attached()


def _add(page: Page, block: str) -> None:
    page.get_by_title("Вставить блок").last.click()
    page.get_by_role("option", name=block, exact=True).click()
