"""The resume that was written together with the request becomes a draft when the consent is signed (P-F3)."""

from typing import Any

from forms_app import reading
from forms_app.engine.context import JourneyContext
from forms_app.lifecycle import State
from placement.consents import ASSISTANCE
from placement.grants.models import Grant
from placement.resumes import services as resumes
from placement.resumes.content import Content
from placement.resumes.journey_steps import content_of

_ALIVE = [State.RECEIVED, State.REGISTERED, State.RETURNED, State.ACCEPTED]


def resume_of(ctx: JourneyContext) -> Content | None:
    """What the pages of the resume say, with the contacts of the request; None where it is for later."""
    contacts = ctx.data["contacts"]
    return content_of(
        ctx.data,
        address=contacts["address"],
        phone=contacts["phone"],
        email=contacts["email"],
    )


def write_draft(grant: Grant, **kwargs: Any) -> None:
    """Nothing is kept of a resume before the consent to accompaniment is signed; then it is a draft.

    Once: whoever has a resume by then goes on with that one.
    """
    graduate = grant.graduate
    if grant.purpose != ASSISTANCE or graduate.resumes.exists():
        return
    requests = graduate.assistance_requests.filter(submission__state__in=_ALIVE)
    request = requests.select_related("submission__key").order_by("-pk").first()
    if request is None:
        return
    content = resume_of(reading.context_of(request.submission.current))
    if content is not None:
        resumes.create_resume(graduate=graduate, content=content, actor=None)
