"""The desk that every domain's desk is made of, on a journey without a domain."""

import pytest
from django.contrib.auth.models import Permission

from core import boxed, pdfs
from core.models import ReadRecord, User
from forms_app import services
from forms_app.lifecycle import State
from tests.factories import UserFactory
from tests.forms_app import helpers

pytestmark = [
    pytest.mark.sqlite,
    pytest.mark.django_db,
    pytest.mark.urls("tests.forms_app.desk_urls"),
]
DESK = "/cms/sample/desk/"
PASSPORT = "123456"


def person(*codenames: str) -> User:
    user = UserFactory()
    user.user_permissions.set(
        Permission.objects.filter(codename__in=["access_admin", "view_journal", *codenames])
    )
    return user


@pytest.fixture
def submission(sample):
    return helpers.sent()


@pytest.mark.req("X-5")
@pytest.mark.parametrize("rights", [(), ("change_journal",), ("review_reads",)])
def test_identity_answers_are_never_in_the_page_unasked(rights, submission, client_of):
    page = client_of(person(*rights)).get(f"{DESK}inspect/{submission.pk}/").content.decode()
    assert "Иванова" in page
    assert PASSPORT not in page
    assert ("Показать паспортные данные" in page) == ("review_reads" in rights)


@pytest.mark.req("X-5")
def test_asking_for_them_needs_the_right_and_leaves_a_record(submission, client_of):
    address = f"{DESK}identity/{submission.pk}/"
    assert client_of(person("change_journal")).post(address).status_code == 404
    page = client_of(person("review_reads")).post(address)
    assert PASSPORT in page.content.decode()
    assert "no-store" in page["Cache-Control"]
    assert ReadRecord.objects.get().what == "ответы: О вас"


@pytest.mark.req("X-7")
def test_the_signed_consent_is_identity_data_by_its_own_key(submission, client_of):
    files = {row.slot: row for row in submission.current.files.all()}
    reader, reviewer = client_of(person()), client_of(person("review_reads"))
    for slot, reader_gets in (("signed", 200), ("agreement", 404)):
        address = f"{DESK}file/{submission.pk}/{files[slot].pk}/"
        assert reader.get(address).status_code == reader_gets
        assert reviewer.get(address).status_code == 200


@pytest.mark.req("X-7")
def test_a_submission_of_another_scope_is_not_there(submission, client_of):
    type(submission).objects.filter(pk=submission.pk).update(scope="other")
    client = client_of(person("change_journal", "review_reads"))
    for page in ("inspect", "history", "register", "pdf"):
        assert client.get(f"{DESK}{page}/{submission.pk}/").status_code == 404
    assert submission.reference not in client.get(DESK).content.decode()


@pytest.mark.req("X-5")
def test_destroyed_data_leave_a_page_without_them(submission, client_of):
    worker = person("change_journal", "review_reads")
    services.withdraw(submission=submission, actor=worker, reason="просьба")
    services.destroy_submission(submission=submission, reason="срок хранения")
    client = client_of(worker)
    page = client.get(f"{DESK}inspect/{submission.pk}/")
    assert page.status_code == 200
    assert "данные уничтожены" in page.content.decode()
    assert "Иванова" not in page.content.decode()
    assert client.get(DESK).status_code == 200


def test_nothing_typed_is_lost_when_the_service_refuses(submission, client_of):
    worker = person("change_journal")
    client = client_of(worker)
    address = f"{DESK}reject/{submission.pk}/"
    page = client.post(address, {"clause": "11", "reason": "Нет подписи руководителя"})
    # It was never registered, so it cannot be rejected yet.
    assert page.status_code == 200
    assert "Нет подписи руководителя" in page.content.decode()
    assert 'role="alert"' in page.content.decode()
    submission.refresh_from_db()
    assert submission.state == State.RECEIVED


@pytest.mark.req("X-4")
def test_when_too_much_is_joined_at_once_it_is_said_where_the_person_was(
    submission, client_of, monkeypatch
):
    def busy(*args):
        raise boxed.Busy

    monkeypatch.setattr(pdfs, "join", busy)
    page = client_of(person()).get(f"{DESK}pdf/{submission.pk}/", follow=True)
    assert page.redirect_chain == [(f"{DESK}inspect/{submission.pk}/", 302)]
    assert "Сейчас обрабатывается много файлов" in page.content.decode()
