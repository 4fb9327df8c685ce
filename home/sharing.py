"""What pages say of themselves to search engines and messengers: descriptions, pictures, schema.org."""

from textwrap import shorten
from typing import Any

from django.conf import settings
from django.utils.safestring import SafeString
from wagtail.images.models import AbstractImage
from wagtail.models import Page

from home.rules.typography import marks
from home.settings import SiteSettings
from home.text import json_in_html, stream_text

DESCRIPTION_LENGTH = 200
# What messengers show beside a link.
PICTURE = "fill-1200x630|format-jpeg"
LOGO = "max-600x600"
_SCHEMA = "https://schema.org"


def description(page: Page) -> str:
    """What the page is about: its editors' words for that, its beginning, or what its type says.

    A page type says something by ``default_description``.
    """
    names = ("search_description", "summary", "intro", "lead")
    text: str = next((words for name in names if (words := getattr(page, name, ""))), "")
    if not text and hasattr(page, "body"):
        text = stream_text(page.body)
    text = text or getattr(page, "default_description", "")
    return marks(shorten(text, DESCRIPTION_LENGTH, placeholder=" …"))


def picture(page: Page, found: SiteSettings) -> str:
    """Address of the first picture in the page's text, or of the logo; empty without either."""
    image = next(_pictures(page), found.logo)
    if not isinstance(image, AbstractImage):
        return ""
    rendition = image.get_rendition(LOGO if image == found.logo else PICTURE)
    return absolute(page, rendition.url)


def _pictures(page: Page) -> Any:
    for block in getattr(page, "body", None) or ():
        if block.block_type == "picture" and block.value["image"]:
            yield block.value["image"]


def absolute(page: Page, address: str) -> str:
    """The address with the host of the page's site."""
    if "://" in address:
        return address
    _, root_url, _ = page.get_url_parts() or ("", "", "")
    return f"{root_url or settings.SITE_URL}{address}"


def structured(page: Page, found: SiteSettings) -> SafeString:
    """schema.org data of a page type that has some (``structured_data``), as JSON-LD."""
    if not hasattr(page, "structured_data"):
        return SafeString("")
    data = page.structured_data(found)
    if not data:
        return SafeString("")
    return json_in_html(
        {"@context": _SCHEMA, **{key: value for key, value in data.items() if value}}
    )


def organisation(page: Page, found: SiteSettings) -> dict[str, Any]:
    """The institution that keeps the site."""
    facts = {
        "@type": "GovernmentOrganization",
        "name": marks(found.owner or found.name),
        "url": absolute(page, "/"),
        "address": found.address,
        "telephone": found.phone,
        "email": found.email,
        "logo": absolute(page, found.logo.get_rendition(LOGO).url) if found.logo else "",
    }
    return {name: value for name, value in facts.items() if value}
