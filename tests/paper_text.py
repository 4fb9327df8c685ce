"""The words of a printed paper, as a reader finds them."""

import io

from pypdf import PdfReader


def text_of(pdf: bytes) -> str:
    """All words of a PDF, with single spaces between them."""
    pages = PdfReader(io.BytesIO(pdf)).pages
    return " ".join(" ".join(page.extract_text() for page in pages).split())
