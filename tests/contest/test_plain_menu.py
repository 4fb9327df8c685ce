"""Without scripts the menu is a page, and every page leads to it."""

import re

import pytest

from core import roles

pytestmark = [pytest.mark.django_db, pytest.mark.everywhere]


def links(page: str) -> set[str]:
    return set(re.findall(r'href="(/cms/[^"]*)"', page.partition('class="plain-sections"')[2]))


@pytest.mark.req("X-2", "X-7")
def test_each_role_finds_the_links_of_its_own_menu(make_user, client_of):
    secretary = client_of(make_user(roles.CONTEST_SECRETARY))
    administrator = client_of(make_user(roles.ADMINISTRATOR))
    own = links(secretary.get("/cms/menu/").content.decode())
    others = links(administrator.get("/cms/menu/").content.decode())
    assert "/cms/contest/applications/" in own - others
    assert "/cms/users/" in others - own


def test_every_page_of_the_admin_leads_to_it(make_user, client_of):
    secretary = client_of(make_user(roles.CONTEST_SECRETARY))
    for address in ("/cms/", "/cms/contest/applications/", "/cms/menu/"):
        without_scripts = secretary.get(address).content.decode().split("<noscript>")[1]
        assert 'href="/cms/menu/"' in without_scripts
        assert 'href="/accounts/logout/"' in without_scripts
