"""The pages of a paper made of many, each as a paper of its own: tagged, with its own title (X-8).

Laying out one long document and cutting it costs a fraction of rendering each page by itself.
"""

import io
from collections.abc import Iterator, Sequence
from typing import Any
from xml.sax.saxutils import escape

import pikepdf
from pikepdf import Array, Dictionary, Name


def cut(pdf: bytes, titles: Sequence[str]) -> Iterator[bytes]:
    """The pages one by one, under ``titles``; what stands on each is one child of the document.

    Raises ValueError where pages, parts and titles are not as many.
    """
    with pikepdf.open(io.BytesIO(pdf)) as whole:
        (document,) = whole.Root.StructTreeRoot.K
        if not len(whole.pages) == len(document.K) == len(titles):
            raise ValueError(f"{len(whole.pages)} pages, {len(document.K)} parts, {len(titles)}")
        for number, title in enumerate(titles):
            yield _page(whole, number, document.K[number], title)


def _page(whole: pikepdf.Pdf, number: int, part: Any, title: str) -> bytes:
    single = pikepdf.new()
    single.pages.append(whole.pages[number])
    page = single.pages[0].obj
    page.StructParents = 0
    tree = single.make_indirect(Dictionary(Type=Name.StructTreeRoot))
    document = single.make_indirect(Dictionary(Type=Name.StructElem, S=Name.Document, P=tree))
    marked: dict[int, Any] = {}
    document.K = Array([_copied(part, single, document, page, marked)])
    tree.K = Array([document])
    owners = Array([marked[mark] for mark in sorted(marked)])
    tree.ParentTree = single.make_indirect(Dictionary(Nums=Array([0, owners])))
    single.Root.StructTreeRoot = tree
    # Bookmarks stay behind: they lead to other pages.
    single.Root.Lang = str(whole.Root.Lang)
    single.Root.MarkInfo = Dictionary(Marked=True)
    single.Root.ViewerPreferences = Dictionary(DisplayDocTitle=True)
    _entitle(whole, single, title)
    written = io.BytesIO()
    # The identifier follows from the content: the same page, the same bytes.
    single.save(written, deterministic_id=True, fix_metadata_version=False)
    return written.getvalue()


def _copied(
    element: Any, single: pikepdf.Pdf, parent: Any, page: Any, marked: dict[int, Any]
) -> Any:
    """The element of the structure with all beneath it, in the tree of the new paper."""
    copy = single.make_indirect(Dictionary(Type=Name.StructElem, S=element.S, P=parent, Pg=page))
    children = Array()
    for child in element.get("/K", Array()):
        if isinstance(child, int):
            marked[child] = copy
            children.append(child)
        else:
            children.append(_copied(child, single, copy, page, marked))
    copy.K = children
    return copy


def _entitle(whole: pikepdf.Pdf, single: pikepdf.Pdf, title: str) -> None:
    """What a reader calls the paper, in both places where a PDF says it."""
    info = {name: str(value) for name, value in whole.docinfo.items()}
    former, info["/Title"] = info["/Title"], title
    single.trailer.Info = single.make_indirect(Dictionary(info))
    # The renderer writes the title into its metadata once, as the text of an element.
    described = whole.Root.Metadata.read_bytes().decode()
    described = described.replace(f">{escape(former)}<", f">{escape(title)}<", 1)
    single.Root.Metadata = single.make_stream(
        described.encode(), Type=Name.Metadata, Subtype=Name.XML
    )
