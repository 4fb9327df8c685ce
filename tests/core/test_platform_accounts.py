"""Staff login: by e-mail, with a second factor where the settings ask for it."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    hotp_value,
    yield_hotp_counters_from_time,
)
from allauth.mfa.webauthn.internal import auth as webauthn
from django.core import mail
from django.test import Client
from django.urls import reverse

from core import guesses, roles
from core.models import HistoryRecord, Letter

pytestmark = [pytest.mark.everywhere, pytest.mark.django_db]
PASSWORD = "три сосны и озеро"


@pytest.fixture
def editor(make_user):
    user = make_user(roles.CONTENT_EDITOR, email="editor@example.org")
    user.set_password(PASSWORD)
    user.save()
    return user


@pytest.fixture
def stranger(make_user):
    """An account without any group."""
    return make_user(email="stranger@example.org")


def log_in(client, email="editor@example.org", password=PASSWORD, **extra):
    return client.post(
        reverse("account_login"), {"login": email, "password": password, **extra}, follow=False
    )


def confirm(client):
    """Give the password again, as the screens that change the second factor ask."""
    client.post(reverse("account_reauthenticate"), {"password": PASSWORD})


def code_of(secret):
    """The code that an authenticator app shows now."""
    return format_hotp_value(hotp_value(secret, next(yield_hotp_counters_from_time())))


def test_an_anonymous_person_is_led_to_the_login(client):
    answer = client.get("/cms/")
    assert answer.status_code == 302
    assert answer["Location"] == "/accounts/login/?next=/cms/"


@pytest.mark.parametrize(
    "address", ["/cms/login/", "/cms/login/?next=/cms/pages/", "/_util/login/"]
)
def test_wagtails_own_login_is_closed(client, editor, address):
    assert client.get(address)["Location"].startswith("/accounts/login/")
    client.post(address, {"username": editor.username, "password": PASSWORD})
    assert "_auth_user_id" not in client.session


@pytest.mark.parametrize(
    "address",
    [
        "/cms/password_reset/",
        "/cms/password_reset/done/",
        "/accounts/signup/",
        "/accounts/password/reset/",
        "/accounts/email/",
    ],
)
def test_nobody_signs_up_or_resets_a_password_by_themselves(client, address):
    assert client.get(address).status_code == 404


def test_an_editor_logs_in_by_email_in_any_case(client, editor):
    answer = log_in(client, email="Editor@Example.org", next="/cms/")
    assert answer.status_code == 302
    assert answer["Location"] == "/cms/"
    assert client.get("/cms/").status_code == 200


def test_a_wrong_password_says_nothing_of_the_account(client, editor):
    wrong = log_in(client, password="не тот пароль")
    nobody = log_in(client, email="nobody@example.org")
    assert wrong.status_code == nobody.status_code == 200
    assert wrong.context["form"].errors == nobody.context["form"].errors


def test_guessing_a_password_is_throttled(client, editor):
    for _ in range(10):
        log_in(client, password="наугад")
    log_in(client)
    assert "_auth_user_id" not in client.session


STRANGER = "203.0.113.7"


def test_a_strangers_guesses_do_not_lock_the_account_elsewhere(client, editor):
    stranger = Client(REMOTE_ADDR=STRANGER)
    for _ in range(10):
        log_in(stranger, password="наугад")
    assert log_in(client)["Location"] == "/cms/"
    log_in(stranger)
    assert "_auth_user_id" not in stranger.session


def test_a_passkey_opens_an_account_whose_password_is_throttled(client, editor, monkeypatch):
    key = Authenticator.objects.create(user=editor, type=Authenticator.Type.WEBAUTHN, data={})
    for name, value in (
        ("parse_authentication_response", None),
        ("extract_user_from_response", editor),
        ("complete_authentication", key),
    ):
        monkeypatch.setattr(webauthn, name, lambda *args, value=value: value)
    for _ in range(10):
        log_in(client, password="наугад")
    assert "Войти с ключом доступа" in log_in(client).content.decode()
    client.post(reverse("mfa_login_webauthn"), {"credential": '{"id": "1"}'})
    assert client.get("/cms/").status_code == 200


def test_many_guesses_are_told_to_the_owner_and_the_administrators_once(
    editor, make_user, run_jobs
):
    administrator = make_user(roles.ADMINISTRATOR, email="admin@example.org")
    for number in range(2 * guesses.MANY):
        log_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), password="наугад")
    assert HistoryRecord.objects.about(editor).get().action == "password-guesses"
    run_jobs()
    assert sorted(letter.to[0] for letter in mail.outbox) == [administrator.email, editor.email]
    assert f"{guesses.MANY} раз" in mail.outbox[0].body


def test_guesses_at_an_account_that_does_not_exist_tell_nobody(db):
    for number in range(guesses.MANY):
        log_in(Client(REMOTE_ADDR=f"203.0.113.{number}"), email="nobody@example.org")
    assert not Letter.objects.exists()


@pytest.mark.req("X-7")
def test_an_account_without_the_right_finds_no_desk(client_of, stranger):
    client = client_of(stranger)
    for address in ("/cms/", "/cms/pages/", "/cms/snippets/core/lettertemplate/"):
        assert client.get(address).status_code == 404


def test_without_the_setting_a_password_is_enough(client_of, editor):
    assert client_of(editor).get("/cms/").status_code == 200


@pytest.mark.req("X-7")
def test_staff_must_set_up_a_second_factor_first(client_of, editor, settings):
    settings.MFA_REQUIRED = True
    client = client_of(editor)
    for address in ("/cms/", "/cms/pages/", "/cms/images/"):
        answer = client.get(address)
        assert answer.status_code == 302
        assert answer["Location"] == reverse("mfa_index")
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    assert client.get("/cms/").status_code == 200


def test_recovery_codes_alone_are_no_second_factor(client_of, editor, settings):
    settings.MFA_REQUIRED = True
    RecoveryCodes.activate(editor)
    assert client_of(editor).get("/cms/").status_code == 302


def test_the_second_factor_is_asked_for_at_login(client, editor, settings):
    settings.MFA_REQUIRED = True
    secret = "JBSWY3DPEHPK3PXP"
    TOTP.activate(editor, secret)
    answer = log_in(client)
    assert answer["Location"].startswith(reverse("mfa_authenticate"))
    assert client.get("/cms/")["Location"].startswith("/accounts/login/")
    assert client.get(reverse("mfa_authenticate")).status_code == 200
    client.post(reverse("mfa_authenticate"), {"code": code_of(secret)})
    assert client.get("/cms/").status_code == 200


def test_an_app_with_codes_is_connected_on_the_page(client, editor):
    log_in(client)
    assert client.get(reverse("mfa_activate_totp")).status_code == 302
    confirm(client)
    page = client.get(reverse("mfa_activate_totp"))
    assert 'src="data:image/svg' in page.content.decode()
    secret = page.context["form"].secret
    client.post(reverse("mfa_activate_totp"), {"code": code_of(secret)})
    assert "Подключено" in client.get(reverse("mfa_index")).content.decode()


@pytest.mark.parametrize(
    "name",
    [
        "mfa_index",
        "mfa_activate_totp",
        "mfa_add_webauthn",
        "mfa_list_webauthn",
        "account_change_password",
        "account_logout",
        "account_reauthenticate",
    ],
)
def test_each_screen_of_the_account_opens_without_inline_scripts(client, editor, name):
    log_in(client)
    confirm(client)
    answer = client.get(reverse(name), follow=True)
    assert answer.status_code == 200
    assert "'unsafe-inline'" not in answer["Content-Security-Policy"]
    assert "onclick" not in answer.content.decode()
    assert 'rel="stylesheet"' in answer.content.decode()


@pytest.mark.parametrize(
    "name",
    ["mfa_deactivate_totp", "mfa_view_recovery_codes", "mfa_generate_recovery_codes"],
)
def test_each_screen_of_the_second_factor_opens(client, editor, name):
    log_in(client)
    confirm(client)
    TOTP.activate(editor, "JBSWY3DPEHPK3PXP")
    RecoveryCodes.activate(editor)
    assert client.get(reverse(name)).status_code == 200
    assert client.get(reverse("mfa_reauthenticate")).status_code == 200


def test_a_changed_password_works(client, editor):
    log_in(client)
    new = "берёза, клён и рябина"
    client.post(
        reverse("account_change_password"),
        {"oldpassword": PASSWORD, "password1": new, "password2": new},
    )
    editor.refresh_from_db()
    assert editor.check_password(new)


def test_logging_out_needs_a_post(client, editor):
    log_in(client)
    client.get(reverse("account_logout"))
    assert "_auth_user_id" in client.session
    client.post(reverse("account_logout"))
    assert "_auth_user_id" not in client.session


def test_someone_elses_form_cannot_log_in():
    strict = Client(enforce_csrf_checks=True)
    assert log_in(strict).status_code == 403
