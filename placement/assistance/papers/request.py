"""The approved form «Заявление о содействии в трудоустройстве» (P-F1, X-8)."""

from core import paper
from core.clock import MONTHS
from forms_app.answers import short_digest
from forms_app.engine.journey import PaperInput, PaperSpec
from forms_app.engine.values import NOT_GIVEN
from placement.assistance.journey.forms_request import UNDERTAKING


def render(given: PaperInput) -> paper.Paper:
    """The form, filled in; dated by the day of sending, before it the present one."""
    texts = {(a.step, a.code): "" if a.text == NOT_GIVEN else a.text for a in given.answers}
    get = texts.get
    parts = (get(("person", name), "") for name in ("last_name", "first_name", "middle_name"))
    names = [part for part in parts if part]
    day, operator = given.ctx.first_sent_on, given.ctx.about.operator
    is_same = get(("contacts", "same_address")) == "да"
    return paper.render(
        "placement/assistance/papers/request.html",
        {
            "addressee": operator.addressee_lines,
            "institution": operator.short_name,
            "name": " ".join(names),
            "profession": get(("study", "profession")) or get(("study", "profession_other"), ""),
            "undertaking": UNDERTAKING,
            "series": get(("passport", "passport_series"), ""),
            "number": get(("passport", "passport_number"), ""),
            "issued": get(("passport", "passport_issued"), ""),
            "phone": get(("contacts", "phone"), ""),
            "address": get(("contacts", "address"), ""),
            "actual": get(("contacts", "address" if is_same else "actual_address"), ""),
            "day": f"{day.day:02d}",
            "month": MONTHS[day.month - 1],
            "year": day.year,
            "representative": get(("representative", "full_name"), ""),
            "reference": given.reference,
            "digest": short_digest(given.digest),
        },
        title=f"Заявление о содействии в трудоустройстве – {given.reference}",
        made_at=given.made_at,
    )


def spec() -> PaperSpec:
    """The paper; consents are documents of their own and not on it."""
    return PaperSpec(
        code="request",
        title="Заявление о содействии в трудоустройстве",
        slot="signed",
        render=render,
        steps=frozenset(
            {"person", "representative", "passport", "contacts", "study", "undertaking"}
        ),
    )
