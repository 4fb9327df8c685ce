"""Who comes to identity data is announced; passwords are set by their owners alone (X-5, X-7)."""

import re
from urllib.parse import urlsplit

import pytest
from django.conf import settings
from django.contrib.auth.models import Group
from django.core import mail

from core import access, outbox, passwords, roles
from core.errors import Refused
from core.models import HistoryRecord, Letter, User

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db]
READS, PLAIN = (
    (roles.CONTEST_SECRETARY, roles.OPERATOR_STAFF)
    if "contest" in settings.DOMAINS
    else (roles.DEPUTY_DIRECTOR, roles.CONTENT_EDITOR)
)
NEW = {"email": "nina@example.org", "first_name": "Нина", "last_name": "Новикова"}
PASSWORD = "берёза, клён и рябина"


@pytest.fixture
def reviewer(make_user, organisation):
    person = make_user(roles.DIRECTOR if "placement" in settings.DOMAINS else roles.ADMINISTRATOR)
    person.organisation = organisation
    person.save()
    organisation.read_log_reviewer = person
    organisation.save()
    return person


@pytest.fixture
def administrator(make_user, organisation):
    return make_user(roles.ADMINISTRATOR, organisation=organisation)


@pytest.fixture
def worker(make_user, organisation):
    return make_user(PLAIN, organisation=organisation, last_name="Работникова")


def group(name):
    return Group.objects.get(name=name).pk


def edit(client, user, *groups, **changes):
    typed = {
        "email": user.email,
        "first_name": user.first_name,
        "last_name": user.last_name,
        "organisation": user.organisation_id or "",
        "is_active": "on",
        "groups": [group(name) for name in groups],
        **changes,
    }
    answer = client.post(f"/cms/users/edit/{user.pk}/", typed)
    assert answer.status_code == 302, answer.context["form"].errors


def told():
    """Addresses of the letters about access."""
    return sorted(Letter.objects.filter(code="identity-access").values_list("to", flat=True))


# -- access to identity data is announced -------------------------------------------------------
@pytest.mark.req("X-5", "X-7")
def test_who_is_put_into_a_group_that_reads_passports_is_announced(
    client_of, administrator, worker, reviewer
):
    edit(client_of(administrator), worker, PLAIN, READS)
    letter = Letter.objects.get(code="identity-access")
    assert letter.to == reviewer.email
    _, text = outbox.content(letter)
    for words in ("Работникова", READS, administrator.full_name):
        assert words in text
    record = HistoryRecord.objects.about(worker).get(action=access.ACTION)
    assert (record.actor, record.details["groups"]) == (administrator, [READS])
    history = client_of(administrator).get(f"/cms/users/history/{worker.pk}/").content.decode()
    assert "Открыт доступ к личным данным" in history
    assert READS in history


@pytest.mark.req("X-5")
def test_the_reviewer_sees_it_on_the_board_until_the_next_review(
    client_of, administrator, worker, reviewer
):
    board = client_of(reviewer)
    title = "Новый доступ к личным данным"
    assert title not in board.get("/cms/").content.decode()
    edit(client_of(administrator), worker, READS)
    page = board.get("/cms/").content.decode()
    assert title in page
    assert "Работникова" in page
    assert title not in client_of(administrator).get("/cms/").content.decode()
    review = board.get("/cms/records/reads/review/")
    assert "Работникова" in review.content.decode()
    up_to = review.context_data["form"].initial["up_to"].isoformat()
    data = {"organisation": reviewer.organisation_id, "up_to": up_to, "remark": ""}
    board.post("/cms/records/reads/review/", data)
    assert title not in board.get("/cms/").content.decode()


def test_what_opens_no_identity_data_is_not_announced(client_of, administrator, worker, reviewer):
    edit(client_of(administrator), worker, PLAIN, roles.EDITOR_IN_CHIEF)
    assert told() == []
    edit(client_of(administrator), worker, PLAIN, READS)
    edit(client_of(administrator), worker, PLAIN, READS, post="ведущий специалист")
    edit(client_of(administrator), worker, PLAIN)
    assert len(told()) == 1


@pytest.mark.req("X-7")
def test_a_new_account_and_a_new_address_are_announced_too(client_of, administrator, reviewer):
    client = client_of(administrator)
    organisation = administrator.organisation_id
    client.post("/cms/users/new/", {**NEW, "organisation": organisation, "groups": [group(READS)]})
    assert told() == [reviewer.email]
    # Whoever owns the new address would get the link for a password.
    edit(client, User.objects.get(email=NEW["email"]), READS, email="own@example.org")
    assert len(told()) == 2


@pytest.mark.req("X-7")
def test_an_administrator_gives_it_to_nobody_unseen_not_even_to_themselves(
    client_of, administrator, reviewer, organisation
):
    client = client_of(administrator)
    edit(client, administrator, roles.ADMINISTRATOR, READS)
    assert list(administrator.groups.values_list("name", flat=True)) == [roles.ADMINISTRATOR]
    # A reviewer who opens the data to somebody is not the only one who hears of it.
    type(organisation).objects.update(read_log_reviewer=administrator, email="office@example.org")
    client.post(
        "/cms/users/new/", {**NEW, "organisation": organisation.pk, "groups": [group(READS)]}
    )
    assert told() == sorted([administrator.email, "office@example.org"])


def test_where_nobody_is_named_the_organisation_itself_is_told(
    client_of, administrator, worker, organisation
):
    type(organisation).objects.update(email="office@example.org")
    edit(client_of(administrator), worker, READS)
    assert told() == ["office@example.org"]


# -- passwords ----------------------------------------------------------------------------------
@pytest.mark.req("X-7")
def test_nobody_sets_somebody_elses_password(client_of, administrator, worker):
    client = client_of(administrator)
    for address in ("/cms/users/new/", f"/cms/users/edit/{worker.pk}/"):
        assert 'type="password"' not in client.get(address).content.decode()
    before = worker.password
    edit(client, worker, PLAIN, password1=PASSWORD, password2=PASSWORD)
    worker.refresh_from_db()
    assert worker.password == before


def mailed_link(run_jobs, address):
    run_jobs()
    (letter,) = (one for one in mail.outbox if one.to == [address])
    return urlsplit(re.search(r"\S+/accounts/password/link/\S+", letter.body)[0]).path


@pytest.mark.req("X-7")
def test_a_new_worker_sets_a_password_by_the_mailed_link_once(
    client_of, administrator, client, run_jobs, reviewer
):
    client_of(administrator).post("/cms/users/new/", {**NEW, "groups": [group(PLAIN)]})
    user = User.objects.get(email=NEW["email"])
    assert not user.has_usable_password()
    link = mailed_link(run_jobs, user.email)
    form = client.get(link)
    assert form.status_code == 302
    # The token is not in the address of the page that is shown.
    page = client.get(form.url)
    assert "Не короче 12" in page.content.decode().replace("\u00a0", " ")
    refused = client.post(form.url, {"new_password1": "короткий", "new_password2": "короткий"})
    assert "Пароль не сохранён" in refused.content.decode()
    saved = client.post(form.url, {"new_password1": PASSWORD, "new_password2": PASSWORD})
    assert saved.url == "/accounts/login/"
    assert "_auth_user_id" not in client.session
    user.refresh_from_db()
    assert user.check_password(PASSWORD)
    assert "Ссылка не действует" in client.get(link, follow=True).content.decode()
    actions = HistoryRecord.objects.about(user).values_list("action", flat=True)
    assert list(actions) == ["password-link", "password-set"]


@pytest.mark.req("X-7")
def test_a_password_is_reset_by_a_link_and_holds_until_then(
    client_of, administrator, worker, run_jobs, client
):
    worker.set_password(PASSWORD)
    worker.save()
    browser = client_of(administrator)
    address = f"/cms/users/password/{worker.pk}/"
    assert address in browser.get(f"/cms/users/edit/{worker.pk}/").content.decode()
    assert worker.email in browser.get(address).content.decode()
    assert not Letter.objects.exists()
    assert browser.post(address).status_code == 302
    worker.refresh_from_db()
    assert worker.check_password(PASSWORD)
    assert client.get(mailed_link(run_jobs, worker.email)).status_code == 302
    assert client_of(worker).post(address).status_code in (302, 404)
    assert Letter.objects.count() == 1


def test_a_closed_account_gets_no_link(administrator, make_user, superuser, client_of):
    gone = make_user(PLAIN, is_active=False)
    with pytest.raises(Refused):
        passwords.send_link(user=gone, actor=administrator)
    client_of(administrator).post(f"/cms/users/password/{gone.pk}/")
    assert client_of(administrator).post(f"/cms/users/password/{superuser.pk}/").status_code == 404
    assert not Letter.objects.exists()


def test_an_invented_link_opens_nothing(client, worker):
    genuine = urlsplit(passwords.link(worker)).path
    altered = genuine[:-2] + ("a" if genuine[-2] != "a" else "b") + "/"
    for link in (altered, "/accounts/password/link/zz/x-y/"):
        assert "Ссылка не действует" in client.get(link, follow=True).content.decode()
