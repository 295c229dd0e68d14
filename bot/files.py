"""The folder of files: each named by the SHA-256 of what it holds, written aside and renamed."""

from __future__ import annotations

import hashlib
import os
import secrets
from pathlib import Path


class Files:
    """`DATA_DIR/files`. Slow: call it from a thread. Raises OSError."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    def put(self, data: bytes) -> str:
        """Store bytes; their name. On disk when this returns, however the machine stops."""
        name = hashlib.sha256(data).hexdigest()
        path = self.folder / name
        if path.exists():
            return name
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        aside = self.folder / f".{name}.{secrets.token_hex(4)}"
        file = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        try:
            with os.fdopen(file, "wb") as out:
                out.write(data)
                out.flush()
                os.fsync(out.fileno())
            aside.rename(path)
        finally:
            aside.unlink(missing_ok=True)
        self._settle()
        return name

    def _settle(self) -> None:
        """The new name itself must outlive a power cut."""
        folder = os.open(self.folder, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def read(self, name: str) -> bytes:
        return (self.folder / name).read_bytes()

    def remove(self, name: str) -> None:
        (self.folder / name).unlink(missing_ok=True)
