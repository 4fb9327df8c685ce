"""The states of an agreement and who may move it where (invariant 1)."""

from django.db import models

from core.lifecycle import STAFF, SYSTEM, Lifecycle


class AgreementState(models.TextChoices):
    """From the draft to the end of the term (P-5.4)."""

    DRAFT = "draft", "Проект"
    SIGNED = "signed", "Действует"
    ENDED = "ended", "Срок истёк"
    TERMINATED = "terminated", "Расторгнут"


AGREEMENT = Lifecycle(
    "agreement",
    AgreementState,
    tones={
        AgreementState.DRAFT: "waiting",
        AgreementState.SIGNED: "ok",
        AgreementState.ENDED: "accepted",
        AgreementState.TERMINATED: "withdrawn",
    },
)
AGREEMENT.allow(
    "register", sources=[AgreementState.DRAFT], target=AgreementState.SIGNED, who=[STAFF]
)
# The paper of a prolongation may come in after the day on which the old term ended.
AGREEMENT.allow(
    "prolong",
    sources=[AgreementState.SIGNED, AgreementState.ENDED],
    target=AgreementState.SIGNED,
    who=[STAFF],
)
AGREEMENT.allow("amend", sources=[AgreementState.SIGNED], target=AgreementState.SIGNED, who=[STAFF])
AGREEMENT.allow(
    "terminate", sources=[AgreementState.SIGNED], target=AgreementState.TERMINATED, who=[STAFF]
)
AGREEMENT.allow("end", sources=[AgreementState.SIGNED], target=AgreementState.ENDED, who=[SYSTEM])
# Registered by mistake: the number is annulled and never given again.
AGREEMENT.allow("annul", sources=[AgreementState.SIGNED], target=AgreementState.DRAFT, who=[STAFF])
