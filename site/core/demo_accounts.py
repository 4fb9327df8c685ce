"""Accounts of the demonstration: one per group, invented people, one password per machine."""

import hashlib
import secrets
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.contrib.auth.models import Group
from django.db import transaction

from core import roles
from core.models import Organisation, User


@dataclass(frozen=True)
class Person:
    """An invented member of staff."""

    group: str
    login: str
    name: str
    post: str
    organisation: str

    @property
    def email(self) -> str:
        """The address they log in by; example.org receives no mail."""
        return f"{self.login}@example.org"


PEOPLE = [
    Person(
        roles.CONTENT_EDITOR,
        "editor",
        "Ручейкова Вера Павловна",
        "редактор сайта (вымышл.)",
        "crss",
    ),
    Person(
        roles.EDITOR_IN_CHIEF,
        "chief-editor",
        "Берёзкина Анна Львовна",
        "главный редактор сайта (вымышл.)",
        "crss",
    ),
    Person(
        roles.CONTEST_SECRETARY,
        "secretary",
        "Тропинина Ольга Сергеевна",
        "секретарь комиссии (вымышл.)",
        "crss",
    ),
    Person(
        roles.OPERATOR_STAFF, "operator", "Полянский Илья Андреевич", "методист (вымышл.)", "crss"
    ),
    Person(
        roles.COMMISSION_MEMBER,
        "member",
        "Озерова Дарья Игоревна",
        "член комиссии (вымышл.)",
        "mintrud-nso",
    ),
    Person(
        roles.CHAIR,
        "chair",
        "Рощин Пётр Николаевич",
        "председатель комиссии (вымышл.)",
        "mintrud-nso",
    ),
    Person(
        roles.DEPUTY_CHAIR,
        "deputy-chair",
        "Луговая Елена Викторовна",
        "заместитель председателя комиссии (вымышл.)",
        "mintrud-nso",
    ),
    Person(
        roles.PLACEMENT_SPECIALIST,
        "specialist",
        "Садовникова Юлия Петровна",
        "специалист центра (вымышл.)",
        "mc-siti",
    ),
    Person(
        roles.DEPUTY_DIRECTOR,
        "deputy-director",
        "Заречный Олег Иванович",
        "заместитель директора (вымышл.)",
        "mc-siti",
    ),
    Person(roles.DIRECTOR, "director", "Боровая Инна Алексеевна", "директор (вымышл.)", "mc-siti"),
    Person(
        roles.PSYCHOLOGIST,
        "psychologist",
        "Ясенева Марина Олеговна",
        "психолог (вымышл.)",
        "mc-siti",
    ),
    Person(
        roles.SOCIAL_PEDAGOGUE,
        "social-pedagogue",
        "Рябинина Галина Юрьевна",
        "социальный педагог (вымышл.)",
        "mc-siti",
    ),
    Person(roles.EDUCATOR, "educator", "Липов Сергей Ильич", "воспитатель (вымышл.)", "mc-siti"),
    Person(
        roles.PEDAGOGUE,
        "pedagogue",
        "Кленова Ирина Сергеевна",
        "педагог (вымышл.)",
        "mc-siti",
    ),
    Person(
        roles.ADMINISTRATOR,
        "admin",
        "Ключников Денис Олегович",
        "администратор сайта (вымышл.)",
        "crss",
    ),
]


def password() -> str:
    """Return this machine's password of all demonstration accounts; made once, kept under ``var/``."""
    path = Path(settings.VAR_DIR) / "secrets" / "demo_password"
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text("-".join(secrets.token_hex(2) for _ in range(4)), encoding="ascii")
    return path.read_text(encoding="ascii").strip()


def account_of(group: str) -> User | None:
    """The demonstration account of a group; None where there is none."""
    return User.objects.filter(is_demo=True, groups__name=group).first()


@transaction.atomic
def make_accounts() -> list[Person]:
    """Make or repair the account of every group that exists; none where DEMO_ACCOUNTS is off."""
    if not settings.DEMO_ACCOUNTS:
        return []
    groups = {group.name: group for group in Group.objects.all()}
    secret = password()
    # A salt that follows from the password lets a second run see that nothing has changed.
    encoded = make_password(secret, salt=hashlib.sha256(secret.encode()).hexdigest()[:22])
    people = [person for person in PEOPLE if person.group in groups]
    for person in people:
        last_name, first_name, middle_name = person.name.split()
        user, _ = User.objects.update_or_create(
            username=person.email,
            defaults={
                "email": person.email,
                "password": encoded,
                "last_name": last_name,
                "first_name": first_name,
                "middle_name": middle_name,
                "post": person.post,
                "organisation": Organisation.objects.filter(code=person.organisation).first(),
                "is_active": True,
                "is_demo": True,
            },
        )
        user.groups.set([groups[person.group]])
    return people
