"""Processes die in the middle of what the centre does with a graduate: nothing by halves (X-5, X-6)."""

import http.client
from collections.abc import Callable

import pytest
from django.conf import settings

from tests.crash.browser import Browser, Page
from tests.crash.running_site import PlacementSite, RunningSite
from tests.crash.test_crash import persist, wait_for

pytestmark = [
    pytest.mark.xdist_group("crash"),
    pytest.mark.req("X-6"),
    pytest.mark.skipif("placement" not in settings.DOMAINS, reason="walks the centre"),
]
FORM = "/forms/employment-assistance/"
# The job that carries out a letter: the last thing that is written.
JOB = 'INSERT INTO "django_tasks_database_dbtaskresult"'
LETTERS, DESTRUCTION = "letters: sweep", "placement: graduates' data"
CALLED_OFF = 'UPDATE "core_letter" SET "state" = %s, "lease_until"'
CLAIMED = 'UPDATE "core_letter" SET "lease_until"'
SENT = 'UPDATE "core_letter" SET "state" = %s, "sent_at"'


@pytest.fixture(scope="module")
def site_class() -> type[RunningSite]:
    return PlacementSite


@pytest.fixture
def specialist(site) -> Browser:
    return Browser(site.url, site.ground["specialist"])


def press_and_die(site: RunningSite, place: str, press: Callable[[], Page]) -> None:
    """Press, while the process that answers dies at this place: no answer comes."""
    site.die_at(place)
    with pytest.raises((OSError, http.client.HTTPException)):
        press()
    assert site.has_died, place


def on_page(browser: Browser, path: str, **fields: str) -> Callable[[], Page]:
    """What a person does: open the page and press its button."""

    def press() -> Page:
        return browser.post(path, list(fields.items()), page=browser.get(path))

    return press


def counts(site: RunningSite, *tables: str) -> list[int]:
    return [site.rows(f"SELECT COUNT(*) FROM {table}")[0][0] for table in tables]


def letters_to(site: RunningSite, address: str) -> list[tuple[str, str]]:
    return site.rows('SELECT code, state FROM core_letter WHERE "to"=? ORDER BY code', address)


def test_a_request_is_sent_whole_or_not_at_all(site):
    tables = (
        "forms_app_submission",
        "placement_graduate",
        "placement_assistancerequest",
        "core_letter",
        "placement_grant",
        "core_historyrecord",
    )
    before = counts(site, *tables)
    press = on_page(Browser(site.url, site.ground["draft"]), f"{FORM}send/")
    press_and_die(site, JOB, press)
    assert counts(site, *tables) == before
    assert persist(press).path == f"{FORM}done/"
    after = counts(site, *tables)
    # One of each; two purposes besides the accompaniment are wished for.
    assert [new - old for new, old in zip(after[:5], before[:5], strict=True)] == [1, 1, 1, 1, 3]
    assert persist(press).path == f"{FORM}done/"
    assert counts(site, *tables) == after


def test_a_request_is_accepted_with_card_case_and_letter_or_not_at_all(site, specialist):
    key = site.ground["registered"].replace("-", "")
    state = "SELECT state FROM forms_app_submission WHERE id=?"
    tables = ("placement_case", "core_letter", "core_historyrecord")
    before = counts(site, *tables)
    press = on_page(specialist, f"/cms/placement/assistance/accept/{site.ground['registered']}/")
    press_and_die(site, JOB, press)
    assert site.rows(state, key) == [("registered",)]
    assert counts(site, *tables) == before
    persist(press)
    assert site.rows(state, key) == [("accepted",)]
    persist(press)
    assert counts(site, *tables)[:2] == [before[0] + 1, before[1] + 1]
    query = (
        "SELECT g.state FROM placement_case c JOIN placement_graduate g ON g.id=c.graduate_id"
        " WHERE c.submission_id=?"
    )
    assert site.rows(query, key) == [("confirmed",)]


def test_a_referral_goes_out_with_one_number_and_one_letter(site, specialist, mail):
    row = site.ground["referrals"][0]
    before = counts(site, "core_journalentry")
    press = on_page(specialist, f"/cms/placement/referrals/send/{row['key']}/", way="link")
    press_and_die(site, JOB, press)
    state = "SELECT state, number_id FROM placement_referral WHERE id=?"
    assert site.rows(state, row["key"]) == [("prepared", None)]
    assert counts(site, "core_journalentry") == before
    assert letters_to(site, row["employer"]) == []
    # The worker dies with the letter in its hands, then when it has just sent it.
    site.die_at(CLAIMED)
    mail.start()
    persist(press)
    wait_for(lambda: site.has_died)
    site.die_at(SENT)
    site.let_an_hour_pass(work=LETTERS)
    wait_for(lambda: site.has_died)
    site.let_an_hour_pass(work=LETTERS)
    wait_for(lambda: letters_to(site, row["employer"]) == [("referral-sent", "sent")])
    numbers = site.rows(
        "SELECT n.number FROM placement_referral r JOIN core_journalentry n ON n.id=r.number_id"
        " WHERE r.id=?",
        row["key"],
    )
    assert (numbers, counts(site, "core_journalentry")) == ([(1,)], [before[0] + 1])
    # Sent a second time it is the same letter: mail systems drop the copy.
    assert len({one["Message-ID"] for one in mail.to(row["employer"])}) == 1


def test_what_is_taken_back_is_taken_back_whole_and_no_letter_leaves_after_it(
    site, specialist, mail
):
    row = site.ground["referrals"][1]
    persist(on_page(specialist, f"/cms/placement/referrals/send/{row['key']}/", way="link"))
    tried = 'SELECT attempts FROM core_letter WHERE "to"=? AND attempts>0'
    wait_for(lambda: site.rows(tried, row["employer"]))
    press = on_page(
        specialist, f"/cms/placement/grants/withdraw/{row['grant']}/", why="заявление от 20.11.2026"
    )
    press_and_die(site, CALLED_OFF, press)
    taken_back = (
        "SELECT g.withdrawn_at IS NULL, r.state FROM placement_referral r, placement_grant g"
        " WHERE r.id=? AND g.id=?"
    )
    keys = (row["key"], row["grant"])
    assert site.rows(taken_back, *keys) == [(1, "sent")]
    assert letters_to(site, row["employer"]) == [("referral-sent", "waiting")]
    # Another worker dies with the letter in its hands while the consent ends.
    site.die_at(CLAIMED)
    site.let_an_hour_pass(work=LETTERS)
    wait_for(lambda: site.has_died)
    persist(press)
    assert site.rows(taken_back, *keys) == [(0, "called-off")]
    mail.start()
    site.let_an_hour_pass(work=LETTERS)
    wait_for(lambda: site.health() == "ok")
    assert letters_to(site, row["employer"]) == [("referral-sent", "cancelled")]
    assert mail.to(row["employer"]) == []


def test_data_are_destroyed_whole_with_one_act_or_not_at_all(site):
    ground = site.ground["destroyed"]
    key, file = (next(site.folder.rglob(ground[name])) for name in ("key", "file"))
    state = "SELECT state FROM placement_graduate WHERE id=?"
    acts = counts(site, "forms_app_destructionact")
    site.write("UPDATE placement_grant SET destroy_by='2020-01-01' WHERE id=?", ground["grant"])
    # The act is written after everything is emptied.
    site.die_at('INSERT INTO "forms_app_destructionact"')
    site.let_an_hour_pass(work=DESTRUCTION, is_killed=True)
    wait_for(lambda: site.has_died)
    assert site.rows(state, ground["graduate"]) == [("confirmed",)]
    assert (key.exists(), file.exists()) == (True, True)
    assert counts(site, "forms_app_destructionact") == acts
    # Committed, and killed before anything is deleted: what is left is swept up.
    site.die_at("delete")
    site.let_an_hour_pass(work=DESTRUCTION, is_killed=True)
    wait_for(lambda: site.has_died)
    assert site.rows(state, ground["graduate"]) == [("destroyed",)]
    site.let_an_hour_pass(work="files: orphans")
    wait_for(lambda: not key.exists())
    site.let_an_hour_pass(work=DESTRUCTION)
    assert counts(site, "forms_app_destructionact") == [acts[0] + 1]
    names = "SELECT last_name, first_name FROM placement_graduate WHERE id=?"
    assert site.rows(names, ground["graduate"]) == [("", "")]
