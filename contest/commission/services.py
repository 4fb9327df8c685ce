"""Accounts of the commission's members: they come from its composition (C-K1…3)."""

import datetime as dt
from dataclasses import dataclass

from django.contrib.auth.models import Group
from django.db import transaction

from contest.commission.models import CommissionMember
from contest.setup.models import Contest
from core import clock, passwords, roles
from core.errors import Refused
from core.history import log_change
from core.models import User

Seat = CommissionMember.Seat
# The secretary reads passports: that account is made by the administrator.
GROUPS = {
    Seat.CHAIR: roles.CHAIR,
    Seat.DEPUTY: roles.DEPUTY_CHAIR,
    Seat.MEMBER: roles.COMMISSION_MEMBER,
}


@dataclass(frozen=True)
class Newcomer:
    """Who comes into the commission by an order, as the composition names them."""

    last_name: str
    first_name: str
    middle_name: str
    post: str
    by_agreement: bool


@dataclass(frozen=True)
class Order:
    """The order that replaces a member, and what it says of the marks given before."""

    number: str
    signed_on: dt.date
    keeps_marks: bool


@transaction.atomic
def replace(
    *, commissionmember: CommissionMember, newcomer: Newcomer, order: Order, actor: User
) -> CommissionMember:
    """Put another person into a member's seat by an order; returns the new line of the composition.

    The account of the former member opens nothing of this contest any more.
    """
    # The contest's row is the lock of its scoring: no mark passes the replacement.
    contest = Contest.objects.select_for_update().get(pk=commissionmember.contest_id)
    old = CommissionMember.objects.select_for_update(of=("self",)).get(pk=commissionmember.pk)
    if not old.is_serving:
        raise Refused("Этот член комиссии уже заменён.")
    if order.signed_on > clock.in_zone(clock.now(), contest.tz).date():
        raise Refused("Этот день ещё не наступил.", field="signed_on")
    old.replaced_on, old.replaced_order = order.signed_on, order.number
    old.keeps_marks = order.keeps_marks
    old.save(update_fields=["replaced_on", "replaced_order", "keeps_marks"])
    new = CommissionMember.objects.create(
        contest=contest,
        seat=old.seat,
        last_name=newcomer.last_name,
        first_name=newcomer.first_name,
        middle_name=newcomer.middle_name,
        post=newcomer.post,
        by_agreement=newcomer.by_agreement,
        order=old.order,
        replaces=old,
    )
    log_change(old, actor=actor, action="replace", why=old.replacement_words)
    log_change(new, actor=actor, action="come-in", why=f"приказ № {order.number}")
    return new


@transaction.atomic
def invite(*, commissionmember: CommissionMember, email: str, actor: User) -> User:
    """Give the member an account with the rights of their seat, and mail the link to enter.

    An account that is there already under this address is theirs; it keeps its password.
    """
    rows = CommissionMember.objects.select_for_update(of=("self",))
    member = rows.get(pk=commissionmember.pk)
    if not member.is_serving:
        raise Refused("Этот человек больше не член комиссии.")
    if member.user_id is not None:
        raise Refused("У этого члена комиссии уже есть учётная запись.")
    group = GROUPS.get(Seat(member.seat))
    if group is None:
        raise Refused(
            "Секретарь видит паспортные данные: его учётную запись заводит администратор."
        )
    address = email.lower()
    user = User.objects.select_for_update().filter(email__iexact=address).first()
    if user is not None and (not user.is_active or user.is_superuser):
        raise Refused(
            "Учётную запись с этим адресом использовать нельзя: обратитесь к администратору.",
            field="email",
        )
    is_new = user is None
    if user is None:
        user = User.objects.create_user(
            username=address,
            email=address,
            last_name=member.last_name,
            first_name=member.first_name,
            middle_name=member.middle_name,
        )
    elif CommissionMember.objects.filter(contest=member.contest_id, user=user).exists():
        raise Refused(
            "У этой учётной записи уже есть место в комиссии этого конкурса.", field="email"
        )
    user.groups.add(Group.objects.get(name=group))
    member.user = user
    member.save(update_fields=["user"])
    log_change(member, actor=actor, action="invite")
    if is_new:
        passwords.send_link(user=user, actor=actor)
    return user
