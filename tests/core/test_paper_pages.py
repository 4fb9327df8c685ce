"""A long paper cut into its pages: each tagged, titled, itself (X-8)."""

import io

import pikepdf
import pytest
from pypdf import PdfReader
from weasyprint import HTML

from core import paper_pages

pytestmark = pytest.mark.req("X-8")
PART = "<section style='break-after: page'><h1>Лист {}</h1><p>Слова <b>листа</b> {}</p></section>"


def made(count: int) -> bytes:
    body = "".join(PART.format(number, number) for number in range(count))
    html = f"<html lang='ru'><head><title>Все</title></head><body>{body}</body></html>"
    return HTML(string=html).write_pdf(pdf_variant="pdf/ua-1")


def test_each_page_is_a_paper_with_its_words_tags_and_title():
    singles = list(paper_pages.cut(made(3), ["а", "б", "в"]))
    for number, single in enumerate(singles):
        (page,) = PdfReader(io.BytesIO(single)).pages
        text = " ".join(page.extract_text().split())
        assert text == f"Лист {number} Слова листа {number}"
        with pikepdf.open(io.BytesIO(single)) as pdf:
            assert pdf.docinfo.Title == "абв"[number]
            assert (pdf.Root.Lang, pdf.Root.MarkInfo.Marked) == ("ru", True)
            (document,) = pdf.Root.StructTreeRoot.K
            (section,) = document.K
            assert [str(child.S) for child in section.K] == ["/H1", "/P"]
            assert section.K[0].Pg.objgen == pdf.pages[0].obj.objgen
            marks, owners = pdf.Root.StructTreeRoot.ParentTree.Nums
            assert (marks, pdf.pages[0].obj.StructParents) == (0, 0)
            # Every marked piece of the page leads to its element, and that knows it.
            for mark, owner in enumerate(owners):
                assert mark in [kid for kid in owner.K if isinstance(kid, int)]


def test_the_same_page_gives_the_same_bytes():
    whole = made(2)
    titles = ["а", "б"]
    assert list(paper_pages.cut(whole, titles)) == list(paper_pages.cut(whole, titles))


@pytest.mark.parametrize("titles", [["а"], ["а", "б", "в"]])
def test_as_many_pages_as_titles(titles):
    with pytest.raises(ValueError, match="2 pages"):
        list(paper_pages.cut(made(2), titles))
