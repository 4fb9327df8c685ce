"""The states of a resume's version (invariant 1)."""

from django.db import models

from core.lifecycle import APPLICANT, STAFF, SYSTEM, Lifecycle


class ResumeState(models.TextChoices):
    """Only an approved version goes out."""

    DRAFT = "draft", "Составляется"
    OFFERED = "offered", "На согласовании"
    APPROVED = "approved", "Согласована"
    RETIRED = "retired", "Больше не используется"


RESUME = Lifecycle(
    "resume",
    ResumeState,
    tones={
        ResumeState.DRAFT: "waiting",
        ResumeState.OFFERED: "warning",
        ResumeState.APPROVED: "ok",
        ResumeState.RETIRED: "withdrawn",
    },
)
RESUME.allow("offer", sources=[ResumeState.DRAFT], target=ResumeState.OFFERED, who=[STAFF])
# By the person's link, or on a printed copy that staff hold in their hands.
RESUME.allow(
    "approve", sources=[ResumeState.OFFERED], target=ResumeState.APPROVED, who=[APPLICANT, STAFF]
)
RESUME.allow(
    "send-back", sources=[ResumeState.OFFERED], target=ResumeState.DRAFT, who=[APPLICANT, STAFF]
)
RESUME.allow(
    "retire",
    sources=[ResumeState.DRAFT, ResumeState.OFFERED, ResumeState.APPROVED],
    target=ResumeState.RETIRED,
    who=[STAFF, SYSTEM],
)
