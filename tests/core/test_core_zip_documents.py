"""DOCX and ODT are read whole at upload: what is locked, damaged or a trap is told in words."""

import zipfile
from io import BytesIO

import pytest

from core import file_types, files, zip_documents
from core.errors import Refused
from tests.core.file_samples import GOOD, ODT, ole
from tests.core.zip_faults import FAULTS, encrypted, packed

DOCX_ENTRIES = {"[Content_Types].xml": b"<Types/>" * 9, "word/document.xml": b"<w/>" * 99}
ODT_ENTRIES = {"mimetype": ODT.encode(), "content.xml": b"<o/>" * 99}
PASSWORD = "закрыт паролем"


def sniffed(content: bytes) -> file_types.FileType | None:
    return file_types.sniff(BytesIO(content))


@pytest.mark.django_db
@pytest.mark.parametrize("fault", sorted(FAULTS))
@pytest.mark.parametrize("entries", [DOCX_ENTRIES, ODT_ENTRIES], ids=["docx", "odt"])
def test_an_archive_that_cannot_be_read_whole_is_refused_with_words(fault, entries, person_key):
    with pytest.raises(Refused) as refusal:
        files.store_file(
            key=person_key,
            name="Анкета.docx",
            source=FAULTS[fault](entries),
            allowed=files.DOCUMENT_TYPES,
            max_size=1024 * 1024,
        )
    assert refusal.value.message.startswith("Файл «Анкета.docx» не принят")


def test_the_same_archives_without_a_fault_are_taken():
    assert sniffed(packed(DOCX_ENTRIES)) == file_types.TYPES["docx"]
    assert sniffed(packed(ODT_ENTRIES, zipfile.ZIP_STORED)) == file_types.TYPES["odt"]


@pytest.mark.parametrize(
    "content",
    [
        encrypted(DOCX_ENTRIES),
        # So Word and LibreOffice keep documents with a password.
        ole("EncryptedPackage"),
        packed({**ODT_ENTRIES, "META-INF/manifest.xml": b"<manifest:encryption-data/>"}),
    ],
    ids=["zip", "word", "libreoffice"],
)
def test_a_document_with_a_password_is_called_so(content):
    with pytest.raises(Refused, match=PASSWORD):
        sniffed(content)


def test_a_document_that_unpacks_into_too_much_is_refused(monkeypatch):
    monkeypatch.setattr(zip_documents, "MAX_UNPACKED", 10_000)
    with pytest.raises(Refused, match="слишком велик"):
        sniffed(packed({**DOCX_ENTRIES, "word/media/1.emf": b"\0" * 10_000}))
    assert sniffed(GOOD["docx"])


def test_a_document_of_too_many_parts_is_refused(monkeypatch):
    monkeypatch.setattr(zip_documents, "MAX_ENTRIES", 5)
    with pytest.raises(Refused, match="слишком велик"):
        sniffed(packed({**DOCX_ENTRIES, **{f"word/{n}.xml": b"" for n in range(4)}}))
