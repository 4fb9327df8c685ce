"""Who fills, signs and sees which part of a sheet of recommendations (P-F7).

The right says what somebody is: psychologist, pedagogue. The sheet names who of them writes about this
person; nobody else of the same post sees it.
"""

from django.db.models import Q

from core.models import User
from placement.graduates.rights import APPROVE, HEALTH, WORK
from placement.mentors.lifecycle import SheetState
from placement.mentors.models import PLACES, WRITERS, Part, Recommendations

VIEW = "placement.view_recommendations"
FILL_PSYCHOLOGIST = "placement.fill_psychologist"
FILL_SOCIAL = "placement.fill_social"
FILL_PEDAGOGUE = "placement.fill_pedagogue"
# The educator shares the social pedagogue's part and does not sign it.
SIGN_SOCIAL = "placement.sign_social"

# What somebody has to be whom the sheet names in this place.
NAMED = {
    "psychologist": FILL_PSYCHOLOGIST,
    "social_pedagogue": SIGN_SOCIAL,
    "educator": FILL_SOCIAL,
    "pedagogue": FILL_PEDAGOGUE,
}
# Whose signature stands under the part. The deputy director's is the one under the whole sheet.
_SIGNERS = {
    Part.Kind.PSYCHOLOGIST: "psychologist",
    Part.Kind.SOCIAL: "social_pedagogue",
    Part.Kind.PEDAGOGUE: "pedagogue",
}


def may_fill(user: User, part: Part) -> bool:
    """Whether this part is this person's to write."""
    places = WRITERS.get(part.kind, ())
    if not places:
        return sees_all(user, part.sheet)
    return any(_is_named(user, part.sheet, place) for place in places)


def may_sign(user: User, part: Part) -> bool:
    """Whether this person's signature stands under the part."""
    if part.kind == Part.Kind.CONCLUSIONS:
        return user.has_perm(VIEW) and user.has_perm(APPROVE)
    place = _SIGNERS.get(Part.Kind(part.kind))
    return place is not None and _is_named(user, part.sheet, place)


def may_read(user: User, part: Part) -> bool:
    """Whether this person reads the part: their own, or all of them who leads the person."""
    return may_fill(user, part) or sees_all(user, part.sheet)


def sees_all(user: User, sheet: Recommendations) -> bool:
    """Whether this person leads the graduate, or the centre, and reads what the graduate needs."""
    if not reads_needs(user):
        return False
    leader = sheet.graduate.in_use.responsible_id
    return leader in (None, user.pk) or user.has_perm(APPROVE)


def reads_needs(user: User) -> bool:
    """Whether this person leads graduates at all and reads what they need."""
    return user.has_perm(VIEW) and user.has_perm(WORK) and user.has_perm(HEALTH)


def seen_by(user: User) -> Q:
    """Which sheets there are for this person: who leads sees all of them, a writer those in use."""
    named = Q(*((place, user) for place in PLACES), _connector=Q.OR)
    seen = named & ~Q(state=SheetState.CLOSED)
    if not reads_needs(user):
        return seen
    return Q() if user.has_perm(APPROVE) else seen | _led_by(user)


def _led_by(user: User) -> Q:
    """About people whom this person leads, or nobody; the card in use says it."""
    own, main = "graduate__responsible", "graduate__merged_into__responsible"
    is_in_use = Q(graduate__merged_into=None)
    of_own = is_in_use & (Q((own, None)) | Q((own, user)))
    return of_own | (~is_in_use & (Q((main, None)) | Q((main, user))))


def _is_named(user: User, sheet: Recommendations, place: str) -> bool:
    is_right = user.has_perm(VIEW) and user.has_perm(NAMED[place])
    return is_right and getattr(sheet, f"{place}_id") == user.pk
