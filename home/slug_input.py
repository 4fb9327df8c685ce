"""The address of a page as the admin fills it in while the title is typed."""

from typing import Any

from django.db.models import SlugField
from wagtail.admin.forms.models import register_form_field_override
from wagtail.admin.widgets import SlugInput

from home.rules.slugs import LATIN

# Wagtail's field drops Cyrillic letters that are typed into it; with «urlify» it writes them anew.
_ACTIONS = "blur->w-slug#urlify w-sync:check->w-slug#compare w-sync:apply->w-slug#urlify:prevent"


class LatinSlugInput(SlugInput):
    """Writes Russian letters as `latin_slug` does, in the browser."""

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        pairs = [(letter, latin) for low, latin in LATIN.items() for letter in (low, low.upper())]
        super().__init__({"data-action": _ACTIONS, **(attrs or {})}, formatters=pairs)


def connect() -> None:
    """Use it for the addresses of all pages; called once at start."""
    register_form_field_override(SlugField, override={"widget": LatinSlugInput})
