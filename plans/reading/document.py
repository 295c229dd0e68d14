"""Any file as a document: what it really is, within bounds, and its text fit to be read.

Raises Refusal reading.* with what to do instead.
"""

from __future__ import annotations

import io
import zipfile

from plans.draft import Content
from plans.files import ending
from plans.ground import Refusal
from plans.reading.blocks import Block, Document
from plans.reading.legible import refuse_illegible
from plans.reading.plan import understood

MOST_BYTES = 30 * 1024 * 1024
_MOST_UNPACKED = 96 * 1024 * 1024  # bytes of XML without pictures
_MOST_PARTS = 3_000
_OLE = bytes.fromhex("d0cf11e0")
_PICTURES = (".png", ".jpg", ".jpeg", ".gif", ".emf", ".wmf", ".bmp", ".tif", ".tiff", ".heic")
DOCUMENTS = (".docx", ".pdf", ".xlsx", ".txt", ".md")


def read(name: str, data: bytes) -> Content:
    """A plan document as a draft; its warnings are Notes. Raises Refusal reading.*."""
    return understood(document(name, data))


def document(name: str, data: bytes) -> Document:
    """The document's blocks; raises Refusal reading.*."""
    if not data.strip():
        raise Refusal("reading.empty", name=name)
    if len(data) > MOST_BYTES:
        raise Refusal("reading.too_big", name=name, megabytes=MOST_BYTES // 2**20)
    found = Document(name, _blocks(name, data))
    if not found.text.strip():
        raise Refusal("reading.empty", name=name)
    refuse_illegible(found.text, name)
    return found


def _blocks(name: str, data: bytes) -> tuple[Block, ...]:
    """Read by what the bytes are, whatever the file is called."""
    if data[:1024].lstrip().startswith(b"%PDF"):
        from plans.reading.pdf_file import read_pdf

        return read_pdf(data, name)
    if data.startswith(b"PK"):
        return _packed(name, data)
    if data.startswith(_OLE):
        raise Refusal("reading.old_or_locked", name=name)
    if ending(name) in _PICTURES or data.startswith(
        (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"II*\x00")
    ):
        raise Refusal("reading.scan", name=name)
    if data.startswith((b"{\\rtf", b"Rar!", b"7z\xbc")) or (
        b"\x00" in data[:4096] and not data.startswith((b"\xff\xfe", b"\xfe\xff"))
    ):
        raise Refusal("reading.other_kind", name=name)
    from plans.reading.text_file import read_text

    return read_text(data)


def _packed(name: str, data: bytes) -> tuple[Block, ...]:
    """Word or Excel; a bomb is refused before anything is unpacked."""
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            parts = packed.infolist()
    except (zipfile.BadZipFile, ValueError, NotImplementedError) as error:
        raise Refusal("reading.broken", name=name) from error
    unpacked = sum(one.file_size for one in parts if not one.filename.lower().endswith(_PICTURES))
    if len(parts) > _MOST_PARTS or unpacked > _MOST_UNPACKED:
        raise Refusal("reading.bomb", name=name)
    names = {one.filename for one in parts}
    if "word/document.xml" in names:
        from plans.reading.docx_file import read_docx

        return read_docx(data, name)
    if "xl/workbook.xml" in names:
        from plans.reading.xlsx_file import read_xlsx

        return read_xlsx(data, name)
    raise Refusal("reading.other_kind", name=name)
