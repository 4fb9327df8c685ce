"""Consents on paper, filled as far as the centre knows, to be signed by hand (P-F4, P-F5)."""

from core import clock, paper
from forms_app import consents
from placement.grants import wording
from placement.grants.models import Grant, Representative


def consent(grant: Grant, representative: Representative | None) -> paper.Paper:
    """The consent for one signer; what is not known is a line to write on."""
    now = clock.now()
    text = wording.text_of(grant, representative, clock.local_day(now))
    filled = consents.fill(text.body, wording.values(grant, representative))
    signer = representative.full_name if representative else grant.graduate.full_name
    context = {
        "heading": text.title,
        "paragraphs": filled.split("\n\n"),
        "signer": signer,
        "is_demo": grant.graduate.is_demo,
    }
    return paper.render(
        "placement/grants/papers/consent.html", context, title=text.title, made_at=now
    )


def file_name(grant: Grant, representative: Representative | None) -> str:
    """«Согласие – Передача резюме работодателям – Пробнова А. И.»."""
    signer = representative.full_name if representative else grant.graduate.short_name
    return f"Согласие – {grant.get_purpose_display()} – {signer}"
