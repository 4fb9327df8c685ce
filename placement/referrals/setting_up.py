"""The journal in which referrals get their numbers."""

from core.models import Journal

CODE = "referrals"
TITLE = "Журнал направлений"


def make_journal() -> Journal:
    """The journal, made if it is missing; what staff changed in it stays."""
    return Journal.objects.get_or_create(code=CODE, defaults={"title": TITLE})[0]
