"""The states of a referral to an employer (invariant 1, P-2.2b)."""

from django.db import models

from core.lifecycle import APPLICANT, STAFF, SYSTEM, Lifecycle


class ReferralState(models.TextChoices):
    """From its making to the employer's answer."""

    PREPARED = "prepared", "Подготовлено"
    SENT = "sent", "Передано работодателю"
    INVITED = "invited", "Приглашён"
    HIRED = "hired", "Принят на работу"
    DECLINED = "declined", "Отказ работодателя"
    NO_SHOW = "no-show", "Не пришёл"
    CALLED_OFF = "called-off", "Отменено"


AWAITED = [ReferralState.SENT, ReferralState.INVITED]
OPEN = [ReferralState.PREPARED, *AWAITED]

REFERRAL = Lifecycle(
    "referral",
    ReferralState,
    begins="prepare",
    tones={
        ReferralState.PREPARED: "waiting",
        ReferralState.SENT: "waiting",
        ReferralState.INVITED: "ok",
        ReferralState.HIRED: "accepted",
        ReferralState.DECLINED: "withdrawn",
        ReferralState.NO_SHOW: "warning",
        ReferralState.CALLED_OFF: "withdrawn",
    },
)
REFERRAL.allow("send", sources=[ReferralState.PREPARED], target=ReferralState.SENT, who=[STAFF])
# The employer answers by the link without an account, or by the return slip that staff enter.
for _answer, _target in (
    ("invite", ReferralState.INVITED),
    ("hire", ReferralState.HIRED),
    ("decline", ReferralState.DECLINED),
    ("no-show", ReferralState.NO_SHOW),
):
    _sources = [ReferralState.SENT] if _answer == "invite" else AWAITED
    REFERRAL.allow(_answer, sources=_sources, target=_target, who=[STAFF, APPLICANT])
# The consent was withdrawn, the person changed their mind, the vacancy is gone.
REFERRAL.allow(
    "call-off",
    sources=OPEN,
    target=ReferralState.CALLED_OFF,
    who=[STAFF, APPLICANT, SYSTEM],
)
# Answered by mistake.
REFERRAL.allow(
    "take-back",
    sources=[
        ReferralState.INVITED,
        ReferralState.HIRED,
        ReferralState.DECLINED,
        ReferralState.NO_SHOW,
    ],
    target=ReferralState.SENT,
    who=[STAFF],
)
