"""Documents that would keep their reader for hours, or take all memory there is."""

from __future__ import annotations

import io
import zipfile
import zlib

_TASK = "<w:p><w:r><w:t>1. Trồng cây phân tán. Chủ trì: Sở Y tế</w:t></w:r></w:p>"
_XMLNS = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_MEGABYTE = 2**20


def endless() -> bytes:
    """A Word document of 100 KB with 200,000 tasks in it: minutes of reading."""
    return _word(_TASK * 200_000)


def bloated() -> bytes:
    """A Word document of 140 KB whose empty paragraphs need more than a gigabyte."""
    return _word("<w:p/>" * 12_000_000)


def bloated_pdf() -> bytes:
    """A PDF of 1.5 MB whose only page unpacks to 1.5 GB."""
    packer = zlib.compressobj(9)
    packed = [packer.compress(bytes(_MEGABYTE)) for _ in range(1_500)]
    return _pdf(b"".join((*packed, packer.flush())))


def _word(paragraphs: str) -> bytes:
    import docx

    plain, made = io.BytesIO(), io.BytesIO()
    docx.Document().save(plain)
    body = f"<w:document {_XMLNS}><w:body>{paragraphs}</w:body></w:document>"
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            new.writestr(name, body if name == "word/document.xml" else old.read(name))
    return made.getvalue()


def _pdf(content: bytes) -> bytes:
    """A page with this content, packed; its table of places is found again by the reader."""
    objects = (
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 595 842] /Contents 4 0 R >>",
        b"<< /Filter /FlateDecode /Length %d >>\nstream\n%s\nendstream" % (len(content), content),
    )
    out, places = b"%PDF-1.4\n", []
    for number, one in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%s\nendobj\n" % (number, one)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    head = b"xref\n0 5\n0000000000 65535 f \n"
    tail = b"trailer\n<< /Size 5 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF" % len(out)
    return out + head + table + tail
