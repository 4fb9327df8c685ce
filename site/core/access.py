"""Who may read identity data: whoever comes to it is announced to the organisation's reviewer (X-5).

An administrator manages accounts and may put anybody into any group. That cannot happen unseen:
the person who goes through the log of reads gets a letter and sees it on the board.
"""

from collections.abc import Iterable
from typing import NamedTuple

from django.conf import settings
from django.db.models import Q, QuerySet
from wagtail.log_actions import log

from core import crypto, history, outbox
from core.letters import LetterText
from core.models import HistoryRecord, Organisation, User
from core.rights import identity_rights

ACTION = "identity-access"
# The same event in Wagtail's own history of the account, where administrators look.
LOGGED = "core.identity_access"

LETTER = LetterText(
    "identity-access",
    "Проверяющему: работник получил доступ к личным данным",
    "{person}: открыт доступ к личным данным",
    "Здравствуйте!\n\n"
    "Работник {person} ({email}, организация: {organisation}) получил доступ к паспортным и другим"
    " личным данным.\nГруппы: {groups}\nКто открыл доступ: {actor}\n\n"
    "Если вы не знаете, зачем это сделано, спросите того, кто открыл доступ, и сообщите"
    " руководителю. Кто и когда смотрит данные, видно в журнале просмотров: {site}/cms/\n\n"
    "Письмо отправлено автоматически: вы проверяете журнал просмотров.",
    ("person", "email", "organisation", "groups", "actor", "site"),
)


class Access(NamedTuple):
    """One way by which an account reads identity data; another address may be another person."""

    group: str
    organisation: int | None
    email: str


def access_of(user: User) -> frozenset[Access]:
    """By which groups the account reads whose identity data now."""
    if not user.is_active or user.pk is None:
        return frozenset()
    opening = Q()
    for right in identity_rights():
        app_label, _, codename = right.partition(".")
        opening |= Q(permissions__content_type__app_label=app_label, permissions__codename=codename)
    groups = user.groups.filter(opening) if opening else user.groups.none()
    names = groups.distinct().values_list("name", flat=True)
    return frozenset(Access(name, user.organisation_id, user.email) for name in names)


def announce(*, user: User, before: Iterable[Access], actor: User) -> list[str]:
    """Tell of what the account can read now and could not ``before``; returns the groups' names.

    Call inside the transaction that changes the account.
    """
    gained = sorted({access.group for access in access_of(user) - frozenset(before)})
    if not gained:
        return []
    history.log_change(
        user,
        actor=actor,
        action=ACTION,
        details={"groups": gained, "organisation": user.organisation_id},
    )
    log(user, LOGGED, user=actor, data={"groups": gained})
    key = crypto.new_key()
    for address in sorted(_addresses(user, actor)):
        outbox.enqueue(
            code=LETTER.code,
            to=address,
            about=user,
            key=key,
            operator=user.organisation,
            context={
                "person": user.full_name,
                "email": user.email,
                "organisation": user.organisation or "не указана",
                "groups": ", ".join(gained),
                "actor": actor.full_name,
                "site": settings.SITE_URL,
            },
        )
    return gained


def announced(organisations: Iterable[Organisation]) -> QuerySet[HistoryRecord]:
    """What the reviewer of ``organisations`` has not gone through yet, the newest first.

    ``organisations`` come with the instant ``reviewed_to`` of the last review. An account without
    an organisation concerns all of them.
    """
    concerns = Q(pk__in=[])
    for one in organisations:
        own = Q(details__organisation=one.pk) | Q(details__organisation=None)
        concerns |= own & Q(at__gt=one.reviewed_to)  # type: ignore[attr-defined]
    records = HistoryRecord.objects.filter(concerns, action=ACTION)
    return records.select_related("actor").order_by("-at", "-pk")


def _addresses(user: User, actor: User) -> set[str]:
    """The reviewers', and the organisation's own where there is no other person to tell."""
    organisations = Organisation.objects.select_related("read_log_reviewer")
    if user.organisation_id is not None:
        organisations = organisations.filter(pk=user.organisation_id)
    addresses = set()
    for one in organisations:
        reviewer = one.read_log_reviewer
        if reviewer is not None and reviewer.is_active:
            addresses.add(reviewer.email)
        if reviewer is None or not reviewer.is_active or reviewer in (user, actor):
            addresses.add(one.email)
    return addresses - {""}
