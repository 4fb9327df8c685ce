"""Whether people have applied for a contest already: much of its set-up stays as it is then."""

from contest.setup.models import Contest
from forms_app.lifecycle import State
from forms_app.models import Draft

# By which people apply for a contest.
JOURNEY = "contest-application"


def has_applications(contest: Contest) -> bool:
    """Whether somebody has applied for ``contest`` or is filling an application in."""
    drafts = Draft.objects.filter(journey=JOURNEY, scope=contest.slug, state=Draft.State.OPEN)
    return contest.entries.exists() or drafts.exists()


def has_live_applications(contest: Contest) -> bool:
    """Whether somebody's application still holds data that a date can destroy."""
    over = (State.WITHDRAWN, State.DESTROYED)
    live = contest.entries.exclude(submission__state__in=over)
    return live.exists()
