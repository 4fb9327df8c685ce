"""The centre's people before the pages of a desk."""

from collections.abc import Callable

from django.test import Client

READERS = {"specialist", "deputy", "director"}
WORKERS = {"specialist", "deputy"}
APPROVERS = {"deputy", "director"}
EVERYBODY = [
    "specialist",
    "deputy",
    "director",
    "secretary",
    "editor",
    "administrator",
    "anonymous",
]


def opens_exactly(
    browser_of: Callable[[str], Client], who: str, pages: dict[str, set[str]], **keys: object
) -> None:
    """Assert that of ``pages`` (address: who may) this person opens their own and no other."""
    visitor = browser_of(who)
    opened = set()
    for address in pages:
        answer = visitor.get(address.format(**keys))
        # Who is not logged in is asked to; nobody else learns that there is anything.
        expected = 302 if who == "anonymous" else 404
        assert answer.status_code in (200, expected), address
        if answer.status_code == 200:
            opened.add(address)
    assert opened == {address for address, allowed in pages.items() if who in allowed}
