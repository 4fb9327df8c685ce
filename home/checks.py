"""Whether the site has its pages: told to monitoring and by ``check --deploy``."""

from typing import Any

from django.core.checks import CheckMessage, register
from django.core.checks import Warning as Problem
from django.db import DatabaseError

from home import setting_up
from home.models import HomePage

HINT = "Run: python manage.py setup_site"


def pages() -> str:
    """Trouble with the pages that the site cannot do without, or an empty string."""
    return ", ".join(setting_up.missing())


@register(deploy=True)
def site_is_made(**kwargs: Any) -> list[CheckMessage]:
    """The home page, the sections and the texts are there, and links lead to SITE_URL."""
    try:
        lacks = [*setting_up.missing(), *_texts(), *_address()]
    except DatabaseError:
        return []  # core.checks says that there are no tables
    return [Problem(f"The site has {lack}.", hint=HINT, id="home.W001") for lack in lacks]


def _texts() -> list[str]:
    home = HomePage.objects.first()
    return (
        [f"no page /{facts['slug']}/" for facts in setting_up.missing_texts(home)] if home else []
    )


def _address() -> list[str]:
    site, wanted = setting_up.site_record(), setting_up.site_address()
    if site is None or (site.hostname, site.port) == wanted:
        return []
    return [f"the address {site.root_url} in its pages, and SITE_URL another"]
