"""Which versions somebody has to ask about: the same on the board and in the list (P-F3)."""

import datetime as dt

from django.db import models
from django.db.models import QuerySet

from core import back_office, clock
from core.text import plural
from placement.centre.terms.models import current_terms
from placement.grants.rules.capacity import Signer
from placement.resumes import letters
from placement.resumes.models import Resume, ResumeQuerySet

# After «дольше».
DAYS = ("дня", "дней", "дней")


class Attention(models.TextChoices):
    """Why a row needs a look."""

    UNANSWERED = "unanswered"

    @property
    def label(self) -> str:
        """With the centre's own term in it."""
        return f"Резюме не согласовано дольше {plural(current_terms().resume_days, *DAYS)}"


def waiting_too_long(now: dt.datetime) -> ResumeQuerySet:
    """The versions that were offered so long ago and that nobody has approved or sent back."""
    return Resume.objects.waiting_since(now - dt.timedelta(days=current_terms().resume_days))


def awaited_from(resume: Resume) -> str:
    """Whose word is missing."""
    wanted = letters.deciders(resume.graduate) or {Signer.PERSON}
    words = []
    if Signer.PERSON in wanted and resume.person_agreed_at is None:
        words.append("выпускник")
    if Signer.REPRESENTATIVE in wanted and resume.representative_agreed_at is None:
        words.append("законный представитель")
    return " и ".join(words)


class AttentionFilter(back_office.AttentionFilter):
    """The kinds of attention, as filters of the list."""

    kinds = Attention

    def narrow(self, rows: QuerySet, value: str) -> QuerySet:
        return rows.filter(pk__in=waiting_too_long(clock.now()).values("pk"))
