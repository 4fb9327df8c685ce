"""Guesses at a password: counted for each account, and told to whom it concerns (X-7)."""

import hashlib

from django.conf import settings
from django.core.cache import cache
from django.db import transaction

from core import crypto, history, outbox, roles
from core.letters import LetterText
from core.models import User

DAY = 24 * 60 * 60
# Wrong passwords for one account within a day, from whatever addresses: nobody mistypes so often.
MANY = 20

LETTER = LetterText(
    "password-guesses",
    "Кто-то подбирает пароль к учётной записи сотрудника",
    "К учётной записи {account} подбирают пароль",
    "Здравствуйте!\n\n"
    "За сутки при входе на сайт {site} для учётной записи {account} {attempts} раз указали "
    "неверный пароль. Учётная запись не заблокирована: с других адресов и с ключом доступа войти "
    "можно.\n\n"
    "Если это вы забыли пароль, обратитесь к администратору сайта. Если нет – проверьте, что к "
    "учётной записи подключён второй фактор, и смените пароль, если им пользуетесь где-то ещё.\n\n"
    "Письмо отправлено автоматически, не чаще раза в сутки.",
    ("account", "attempts", "site"),
)


def note(email: str) -> None:
    """Count a wrong password for an account, whether it exists or not; tell of many, once a day."""
    key = f"guesses:{hashlib.sha256(email.lower().encode()).hexdigest()}"
    cache.add(key, 0, timeout=DAY)
    try:
        attempts = cache.incr(key)
    except ValueError:  # it was dropped between the two calls
        return
    if attempts == MANY:
        user = User.objects.filter(email__iexact=email, is_active=True).first()
        if user is not None:
            tell(user, attempts)


@transaction.atomic
def tell(user: User, attempts: int) -> None:
    """Write to the account's owner and to the administrators, and into the account's history."""
    history.log_change(user, actor=None, action="password-guesses", details={"attempts": attempts})
    administrators = User.objects.filter(groups__name=roles.ADMINISTRATOR, is_active=True)
    addresses = {user.email, *administrators.values_list("email", flat=True)}
    key = crypto.new_key()
    for address in sorted(addresses):
        outbox.enqueue(
            code=LETTER.code,
            to=address,
            about=user,
            key=key,
            operator=user.organisation,
            context={"account": user.email, "attempts": attempts, "site": settings.SITE_URL},
        )
