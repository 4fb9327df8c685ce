"""Consents on paper, filled as far as the centre knows, to be signed by hand (P-F4, P-F5)."""

from core import clock, paper
from forms_app import consents
from placement.grants import wording
from placement.grants.models import Grant, Representative

# What the signer writes by hand: a passport and an address need more room than other places.
LONG_LINE = "_" * 70
DATE_LINE = "«____» ______________ 20___ г."
# The last paragraphs of each wording stay together: a signature never stands on a page of its own.
SIGNING = 5


def consent(grant: Grant, representative: Representative | None) -> paper.Paper:
    """The consent for one signer; what is not known is a line to write on."""
    now = clock.now()
    text = wording.text_of(grant, representative, clock.local_day(now))
    signer = representative.full_name if representative else grant.graduate.full_name
    filled = consents.fill(text.body, _values(grant, representative, signer))
    paragraphs = filled.split("\n\n")
    context = {
        "heading": text.title,
        "paragraphs": paragraphs[:-SIGNING],
        "signing": paragraphs[-SIGNING:],
        "is_demo": grant.graduate.is_demo,
    }
    return paper.render(
        "placement/grants/papers/consent.html", context, title=text.title, made_at=now
    )


def _values(grant: Grant, representative: Representative | None, signer: str) -> dict[str, str]:
    """What fills the places; date and signature are lines, as the approved forms have them."""
    values = wording.values(
        grant,
        representative,
        identity_document=LONG_LINE,
        address=LONG_LINE,
        signature=f"{consents.BLANK} / {signer} /",
    )
    for place in ("representative_document", "representative_address"):
        if place in values:
            values[place] = values[place] or LONG_LINE
    return values | {"signed_on": DATE_LINE}


def file_name(grant: Grant, representative: Representative | None) -> str:
    """«Согласие – Передача резюме работодателям – Пробнова А. И.»."""
    signer = representative.full_name if representative else grant.graduate.short_name
    return f"Согласие – {grant.get_purpose_display()} – {signer}"
