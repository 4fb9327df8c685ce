"""The board after login, panel by panel."""

import re

from django.test import Client


def panel(browser: Client, code: str) -> str:
    """The panel with this code on this person's board; nothing where it is not shown."""
    page = browser.get("/cms/").content.decode().replace("\xa0", " ")
    match = re.search(rf'<section class="desk-panel" id="{code}".*?</section>', page, re.DOTALL)
    return match[0] if match else ""
