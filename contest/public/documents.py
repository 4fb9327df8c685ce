"""The documents of a contest's page: acts of the site and files."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.template.defaultfilters import filesizeformat
from django.urls import reverse
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock


class ActsBlock(blocks.StreamBlock):
    """Acts of the site and files."""

    act = blocks.PageChooserBlock("home.RegulationPage", label="Приказ или положение")
    file = DocumentChooserBlock(label="Файл")


@dataclass(frozen=True)
class Shown:
    """A document of the page: ``note`` says a file's type and size, ``pdf`` is an act's PDF."""

    title: str
    url: str
    note: str = ""
    pdf: str = ""


def shown_documents(acts: Any, request: HttpRequest) -> list[Shown]:
    """What editors have named, without acts that are not public and files that are gone."""
    documents = []
    for block in acts:
        if block.value is None:
            continue
        if block.block_type == "file":
            documents.append(shown_file(block.value))
        elif block.value.live:
            documents.append(_act(block.value, request))
    return documents


def _act(page: Any, request: HttpRequest) -> Shown:
    pdf = reverse("home:regulation_pdf", args=[page.slug, page.slug])
    return Shown(page.title, page.get_url(request), pdf=pdf)


def shown_file(document: Any) -> Shown:
    """A file with its type and size."""
    size = filesizeformat(document.get_file_size())
    return Shown(document.title, document.url, note=f"{document.file_extension.upper()}, {size}")
