"""Accounts of the commission's members: they come from its composition (C-K1…3)."""

from django.contrib.auth.models import Group
from django.db import transaction

from contest.commission.models import CommissionMember
from core import passwords, roles
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


@transaction.atomic
def invite(*, commissionmember: CommissionMember, email: str, actor: User) -> User:
    """Give the member an account with the rights of their seat, and mail the link to enter.

    An account that is there already under this address is theirs; it keeps its password.
    """
    rows = CommissionMember.objects.select_for_update(of=("self",))
    member = rows.get(pk=commissionmember.pk)
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
