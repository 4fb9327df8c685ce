"""Refusals on paper: the institution's, and the graduate's own; forms of ours (P-3.6, X-8)."""

from core import clock, paper
from placement.assistance.models import AssistanceRefusal, Refusal
from placement.centre import operators
from placement.graduates.models import Graduate

OWN_TITLE = "Отказ от содействия в трудоустройстве"


def institution(refusal: Refusal) -> paper.Paper:
    """«Отказ в содействии в трудоустройстве», for the signature of the deputy director."""
    submission, at = refusal.request.submission, refusal.signed_at or refusal.prepared_at
    graduate = refusal.request.graduate
    return paper.render(
        "placement/assistance/papers/refusal.html",
        {
            "name": graduate.name_on(clock.local_day(at)).full_name,
            "is_demo": graduate.is_demo,
            "operator": operators.operator(),
            "number": submission.registration.label if submission.registration else "",
            "composed_on": clock.format_date(refusal.request.composed_on),
            "ground": refusal.get_ground_display(),
            "deputy": operators.deputy_post(),
            "signer": refusal.signed_by.short_name if refusal.signed_by else "",
            "day": clock.format_date(clock.local_day(at)) if refusal.signed_at else "",
            "reference": submission.reference,
        },
        title="Отказ в содействии в трудоустройстве",
        made_at=at,
    )


def own(graduate: Graduate, refusal: AssistanceRefusal | None = None) -> paper.Paper:
    """The graduate's own refusal: to be filled in by hand, or as it was registered."""
    operator = operators.operator()
    day = refusal.refused_on if refusal else clock.local_day(clock.now())
    return paper.render(
        "placement/assistance/papers/own_refusal.html",
        {
            "addressee": operator.addressee_lines if operator else [],
            "name": graduate.name_on(refusal.refused_on if refusal else None).full_name,
            "is_demo": graduate.is_demo,
            "number": refusal.number.label if refusal else "",
            "day": clock.format_date(refusal.refused_on) if refusal else "",
            "reason": str(refusal.reason) if refusal else "",
            "representatives": [
                one for one in graduate.representatives.all() if one.is_acting(day)
            ],
        },
        title=OWN_TITLE,
        made_at=refusal.created_at if refusal else clock.now(),
    )
