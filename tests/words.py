"""The words of a page, as a reader has them."""

import re


def plain(page: str) -> str:
    """No markup, ordinary spaces."""
    text = re.sub(r"<(script|style|head).*?</\1>", " ", page, flags=re.DOTALL)
    return " ".join(re.sub(r"<[^>]+>", " ", text).replace("\xa0", " ").split())
