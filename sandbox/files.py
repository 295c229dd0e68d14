"""Bytes that people and bots send, kept in memory."""

from __future__ import annotations

import mimetypes
import struct
from pathlib import PurePosixPath

from sandbox.model import StoredFile

MOST_DOWNLOAD = 20 * 1024 * 1024
MOST_UPLOAD = 50 * 1024 * 1024
MOST_PHOTO = 10 * 1024 * 1024
_FRAMES = {*range(0xC0, 0xD0)} - {0xC4, 0xC8, 0xCC}


class FileShelf:
    """Files by id and by the path that getFile gives."""

    def __init__(self) -> None:
        self._by_id: dict[str, StoredFile] = {}
        self._by_path: dict[str, StoredFile] = {}

    def put(
        self, name: str, data: bytes, mime: str = "", size: tuple[int, int] = (0, 0)
    ) -> StoredFile:
        """Keep `data`. A `size` (width, height) makes it a picture."""
        number = len(self._by_id) + 1
        folder = "photos" if size[0] else "documents"
        path = f"{folder}/file_{number}{PurePosixPath(name).suffix[:10]}"
        mime = mime or mimetypes.guess_type(name)[0] or "application/octet-stream"
        stored = StoredFile(
            f"BQACAgUAAxk{number:012d}",
            f"AgAD{number:09d}",
            name,
            mime,
            data,
            path,
            len(data),
            *size,
        )
        self._by_id[stored.id] = stored
        self._by_path[path] = stored
        return stored

    def get(self, file_id: str) -> StoredFile | None:
        """By file_id."""
        return self._by_id.get(file_id)

    def at(self, path: str) -> StoredFile | None:
        """By file_path."""
        return self._by_path.get(path)


def picture_size(data: bytes) -> tuple[int, int] | None:
    """Width and height of a PNG or JPEG; None for anything else."""
    if data.startswith(b"\x89PNG\r\n\x1a\n") and len(data) >= 24:
        width, height = struct.unpack(">II", data[16:24])
        return width, height
    return _jpeg_size(data) if data.startswith(b"\xff\xd8\xff") else None


def _jpeg_size(data: bytes) -> tuple[int, int] | None:
    at = 2
    while at + 9 <= len(data) and data[at] == 0xFF:
        if data[at + 1] in _FRAMES:
            height, width = struct.unpack(">HH", data[at + 5 : at + 9])
            return width, height
        at += 2 + int(struct.unpack(">H", data[at + 2 : at + 4])[0])
    return None
