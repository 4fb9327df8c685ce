"""PDFs as people have them, and as networks, scanners and jokers spoil them."""

import io
import random

import pikepdf

OWNER, OPENING = {"owner": "замок"}, {"owner": "замок", "user": "1234"}


def pdf(pages: int = 1, *, content: bytes = b"", padding: int = 3000, **saved: object) -> bytes:
    """So many pages, drawn by ``content``, with some incompressible bytes in it."""
    out = io.BytesIO()
    with pikepdf.new() as made:
        for number in range(pages):
            made.add_blank_page(page_size=(200, 100))
            noise = random.Random(number).randbytes(padding).hex().encode()
            drawn = content or b"0 0 10 10 re f\n%" + noise
            made.pages[-1].obj["/Contents"] = made.make_stream(drawn)
        made.save(out, **saved)
    return out.getvalue()


def locked() -> bytes:
    """With a password that is asked for when it is opened."""
    return pdf(encryption=pikepdf.Encryption(**OPENING))


def owners() -> bytes:
    """Anybody may read it; who wants to change it needs a password."""
    return pdf(encryption=pikepdf.Encryption(**OWNER))


def for_the_web() -> bytes:
    """With a table of its first page at the beginning."""
    return pdf(6, linearize=True)


def changed_later(content: bytes) -> bytes:
    """With a second version behind the first, as programs write that sign."""
    with pikepdf.open(io.BytesIO(content)) as first:
        size, root = first.trailer["/Size"], first.Root.objgen
    at = int(content[content.rindex(b"startxref") :].split()[1])
    added = b"%d 0 obj\n<< /Note (%s) >>\nendobj\n" % (size, b"x" * 2000)
    table = b"xref\n%d 1\n%010d 00000 n \ntrailer\n" % (size, len(content))
    trailer = b"<< /Size %d /Root %d %d R /Prev %d >>\n" % (size + 1, *root, at)
    end = b"startxref\n%d\n%%%%EOF\n" % (len(content) + len(added))
    return content + added + table + trailer + end


def with_annotations(kind: str) -> bytes:
    """``/Annots`` as some programs write it: null, or a list with a null in it."""
    out = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf())) as made:
        # A null that stands in the file itself: as a value it would be left out.
        made.pages[0].obj["/Annots"] = pikepdf.Array([pikepdf.Name("/Nothing")])
        made.save(out, object_stream_mode=pikepdf.ObjectStreamMode.disable)
    return out.getvalue().replace(b"[ /Nothing ]", {"null": b"null", "list": b"[ null ]"}[kind])


def without_its_drawing() -> bytes:
    """The page names a drawing that is not there: a piece of the file is lost."""
    whole = pdf()
    start = whole.index(b"stream\n")
    return whole[: start + 7] + b"\0" * 800 + whole[start + 807 :]


def without_pages() -> bytes:
    return pdf(0)
