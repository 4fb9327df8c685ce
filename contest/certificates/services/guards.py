"""Who may give certificates out."""

from contest.setup.models import Contest
from core.errors import Refused
from core.models import User

ISSUE = "contest.issue_certificates"


def require_issuer(actor: User, contest: Contest) -> None:
    """Refuse who does not give out the certificates of the contest's operator."""
    if not (actor.has_perm(ISSUE) and actor.organisation_id == contest.operator_id):
        raise Refused("У вас нет права на это действие.")


def locked_contest(contest: Contest) -> Contest:
    """The contest's row, locked to the end of the transaction."""
    rows = Contest.objects.select_related("operator", "founder")
    row: Contest = rows.select_for_update(of=("self",)).get(pk=contest.pk)
    return row
