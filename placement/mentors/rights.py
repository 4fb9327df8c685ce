"""Who fills, signs and sees which part of a sheet of recommendations (P-F7)."""

from core.models import User
from placement.graduates.rights import APPROVE, HEALTH, WORK
from placement.mentors.models import Part

VIEW = "placement.view_recommendations"
FILL_PSYCHOLOGIST = "placement.fill_psychologist"
FILL_SOCIAL = "placement.fill_social"
FILL_PEDAGOGUE = "placement.fill_pedagogue"
# The educator shares the social pedagogue's part and does not sign it.
SIGN_SOCIAL = "placement.sign_social"

_FILL = {
    Part.Kind.GENERAL: WORK,
    Part.Kind.PSYCHOLOGIST: FILL_PSYCHOLOGIST,
    Part.Kind.SOCIAL: FILL_SOCIAL,
    Part.Kind.PEDAGOGUE: FILL_PEDAGOGUE,
    Part.Kind.CONCLUSIONS: WORK,
}
# The deputy director's signature under the conclusions is the one under the whole sheet.
_SIGN = {
    Part.Kind.PSYCHOLOGIST: FILL_PSYCHOLOGIST,
    Part.Kind.SOCIAL: SIGN_SOCIAL,
    Part.Kind.PEDAGOGUE: FILL_PEDAGOGUE,
    Part.Kind.CONCLUSIONS: APPROVE,
}


def may_fill(user: User, kind: str) -> bool:
    """Whether this part is this person's to write."""
    return user.has_perm(VIEW) and user.has_perm(_FILL[Part.Kind(kind)])


def may_sign(user: User, kind: str) -> bool:
    """Whether this person's signature stands under the part."""
    right = _SIGN.get(Part.Kind(kind))
    return right is not None and user.has_perm(VIEW) and user.has_perm(right)


def may_read(user: User, kind: str) -> bool:
    """Whether this person reads the part: their own, or all of them at the centre."""
    return may_fill(user, kind) or sees_all(user)


def sees_all(user: User) -> bool:
    """Whether this person leads graduates and reads what they need."""
    return user.has_perm(WORK) and user.has_perm(HEALTH)
