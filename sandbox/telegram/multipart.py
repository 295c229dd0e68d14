"""multipart/form-data, read whole: uploads are at most 50 MB and stay in memory anyway."""

from __future__ import annotations

import re
from email.message import Message as Header
from typing import NamedTuple

_BOUNDARY = re.compile(r'boundary="?([^";,]+)"?', re.IGNORECASE)


class Upload(NamedTuple):
    """A part that carried a file name."""

    name: str
    mime: str
    data: bytes


def read_multipart(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    """Plain fields and uploads by field name. ValueError for a body that is no multipart."""
    found = _BOUNDARY.search(content_type)
    if found is None:
        raise ValueError("no boundary")
    mark = b"--" + found[1].strip().encode("latin-1")
    if not body.startswith(mark):
        raise ValueError("no first boundary")
    fields: dict[str, str] = {}
    uploads: dict[str, Upload] = {}
    for piece in (b"\r\n" + body).split(b"\r\n" + mark)[1:]:
        if piece.startswith(b"--"):
            return fields, uploads
        head, _, data = piece.removeprefix(b"\r\n").partition(b"\r\n\r\n")
        _add(_header(head), data, fields, uploads)
    raise ValueError("no last boundary")


def _header(head: bytes) -> Header:
    header = Header()
    for line in head.decode("utf-8", "replace").split("\r\n"):
        name, _, value = line.partition(":")
        header[name.strip()] = value.strip()
    return header


def _add(header: Header, data: bytes, fields: dict[str, str], uploads: dict[str, Upload]) -> None:
    name = header.get_param("name", header="content-disposition")
    if not isinstance(name, str):
        raise ValueError("a part without a name")  # noqa: TRY004 -- the sender's fault
    file_name = header.get_filename()
    if file_name is None:
        fields[name] = data.decode("utf-8", "replace")
    else:
        mime = header.get_content_type() if "content-type" in header else ""
        uploads[name] = Upload(file_name.replace("%22", '"'), mime, data)
