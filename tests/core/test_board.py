"""The administrator's part of the board: letters, looks, accounts, journals (X-4)."""

import re

import pytest
from allauth.mfa.models import Authenticator
from django.contrib.contenttypes.models import ContentType
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from core import history, journals, roles
from core.models import Journal, Letter
from tests.queries import page_queries

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db, pytest.mark.req("X-4")]
BOARD = "/cms/"


@pytest.fixture
def administrator(make_user, organisation):
    return make_user(roles.ADMINISTRATOR, organisation=organisation, last_name="Админова")


@pytest.fixture
def visitor(administrator, client_of):
    return client_of(administrator)


def board_of(visitor) -> str:
    return visitor.get(BOARD).content.decode()


def count_of(page: str, title: str) -> int:
    """The number above the words in the row of counts."""
    return int(re.search(rf"<strong>(\d+)</strong>{title}<", page)[1])


@pytest.fixture
def fail(organisation, person_key):
    """``fail()``: one more letter that could not be sent."""

    def failed_letter() -> Letter:
        return Letter.objects.create(
            code="x",
            to="person@example.org",
            operator=organisation,
            key=person_key,
            content=b"",
            content_type=ContentType.objects.get_for_model(organisation),
            object_id=str(organisation.pk),
            next_attempt_at=timezone.now(),
            state=Letter.State.FAILED,
            last_error="нет такого ящика",
        )

    return failed_letter


@pytest.mark.req("X-6")
def test_letters_that_failed_stand_with_the_reason_and_lead_to_sending_again(visitor, fail):
    assert count_of(board_of(visitor), "Неотправленные письма") == 0
    waiting, letter = fail(), fail()
    Letter.objects.filter(pk=waiting.pk).update(state=Letter.State.WAITING)
    page = board_of(visitor)
    assert count_of(page, "Неотправленные письма") == 1
    assert "нет такого ящика" in page
    assert f'href="/cms/records/letters/retry/{letter.pk}/"' in page


def test_accounts_that_a_password_alone_opens_are_named(
    visitor, administrator, make_user, client_of
):
    protected = make_user(roles.CONTENT_EDITOR, last_name="Защищённая")
    for kind in (Authenticator.Type.TOTP, Authenticator.Type.RECOVERY_CODES):
        Authenticator.objects.create(user=protected, type=kind, data={})
    only_codes = make_user(roles.CONTENT_EDITOR, last_name="Запасная")
    Authenticator.objects.create(user=only_codes, type=Authenticator.Type.RECOVERY_CODES, data={})
    make_user(roles.CONTENT_EDITOR, last_name="Уволенная", is_active=False)
    make_user(last_name="Посторонняя")
    page = board_of(visitor)
    assert count_of(page, "Учётные записи без второго фактора") == 2
    assert f'href="/cms/users/edit/{only_codes.pk}/"' in page
    for name in ("Защищённая", "Уволенная", "Посторонняя"):
        assert name not in page
    assert "без второго фактора" not in board_of(client_of(only_codes))


@pytest.mark.req("X-5")
@pytest.mark.parametrize("role", [roles.ADMINISTRATOR, roles.DIRECTOR])
def test_the_named_reviewer_is_reminded_of_the_looks_since_the_last_review(
    role, make_user, client_of, organisation
):
    reviewer = make_user(role, organisation=organisation)
    visitor = client_of(reviewer)
    history.log_read(organisation, actor=reviewer, what="паспорт", organisation=organisation)
    assert "Непроверенные просмотры" not in board_of(visitor)
    organisation.read_log_reviewer = reviewer
    organisation.save()
    assert count_of(board_of(visitor), "Непроверенные просмотры личных данных") == 1
    up_to = visitor.get("/cms/records/reads/review/").context_data["form"].initial["up_to"]
    data = {"organisation": organisation.pk, "up_to": up_to.isoformat(), "remark": ""}
    visitor.post("/cms/records/reads/review/", data)
    assert "Непроверенные просмотры" not in board_of(visitor)


def test_journals_stand_with_the_last_number_given(visitor, administrator):
    journal = Journal.objects.create(code="j", title="Журнал пробный", number_format="{number}/П")
    assert "Журнал пробный" in board_of(visitor)
    for _ in range(2):
        journals.take_number(journal=journal, actor=administrator, at=timezone.now())
    page = board_of(visitor)
    assert "2/П" in page
    assert "1/П" not in page


def test_the_board_asks_the_same_however_much_waits(visitor, make_user, fail):
    def fill(n: int) -> None:
        fail()
        make_user(roles.CONTENT_EDITOR)
        Journal.objects.create(code=f"j{n}", title=f"Журнал {n}")

    fill(1)
    one = page_queries(visitor, BOARD)
    fill(2)
    fill(3)
    assert page_queries(visitor, BOARD) == one <= 20


def test_pages_in_hand_stand_only_before_who_works_on_pages(
    home_page, visitor, make_user, client_of
):
    asked = "wagtailcore_pagelogentry"
    for client, is_asked in ((visitor, False), (client_of(make_user(roles.CONTENT_EDITOR)), True)):
        with CaptureQueriesContext(connection) as queries:
            client.get(BOARD)
        assert any(asked in query["sql"] for query in queries) is is_asked
