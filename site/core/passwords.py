"""Staff set their passwords themselves, by a mailed link that opens once (X-7)."""

from django.conf import settings
from django.contrib.auth.tokens import default_token_generator
from django.db import transaction
from django.urls import reverse
from django.utils.encoding import force_bytes
from django.utils.http import urlsafe_base64_encode

from core import crypto, history, outbox
from core.errors import Refused
from core.letters import LetterText
from core.models import Letter, User
from core.text import plural

LETTER = LetterText(
    "password-link",
    "Работнику: ссылка, чтобы задать пароль",
    "Задайте пароль для входа на сайт",
    "Здравствуйте!\n\n"
    "Для вас есть учётная запись на сайте {site}: {account}.\n\n"
    "Задайте пароль по этой ссылке: {link}\n\n"
    "Ссылка действует {term} и открывается один раз. Не пересылайте её. Если ссылка уже не"
    " действует, попросите у администратора сайта новую.\n\n"
    "Если вы об этом не просили и у вас уже есть пароль, он действует по-прежнему. Сообщите"
    " администратору сайта, что получили это письмо.",
    ("account", "link", "term", "site"),
)


@transaction.atomic
def send_link(*, user: User, actor: User) -> Letter:
    """Mail the account's owner a link to set a password; the present one holds until they do."""
    if not user.is_active:
        raise Refused("Учётная запись отключена: сначала включите её.")
    history.log_change(user, actor=actor, action="password-link")
    days = settings.PASSWORD_RESET_TIMEOUT // (24 * 60 * 60)
    return outbox.enqueue(
        code=LETTER.code,
        to=user.email,
        about=user,
        key=crypto.new_key(),
        operator=user.organisation,
        context={
            "account": user.email,
            "link": link(user),
            "term": plural(days, "день", "дня", "дней"),
            "site": settings.SITE_URL,
        },
    )


def link(user: User) -> str:
    """The absolute address that sets the account's password once: a set password makes it void."""
    keys = {
        "uidb64": urlsafe_base64_encode(force_bytes(user.pk)),
        "token": default_token_generator.make_token(user),
    }
    return f"{settings.SITE_URL}{reverse('account_password_link', kwargs=keys)}"
