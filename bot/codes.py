"""The key under which join codes are hashed: a file of the data folder, never in the database."""

from __future__ import annotations

import hashlib
import hmac
import os
import secrets
from collections.abc import Callable
from pathlib import Path

from bot.settings import SettingsWrong

KEY_BYTES = 32


def hasher(data_dir: Path) -> Callable[[str], str]:
    """HMAC-SHA256 of a normalised code; the key is made when it is first needed.

    Several machines on one database need the same key file. Raises SettingsWrong.
    """
    key = key_of(data_dir)

    def hashed(code: str) -> str:
        return hmac.new(key, code.encode(), hashlib.sha256).hexdigest()

    return hashed


def key_of(data_dir: Path) -> bytes:
    """The key of a data folder, made when it is first needed. Raises SettingsWrong."""
    return _key(key_file(data_dir))


def key_file(data_dir: Path) -> Path:
    """Where the key stands in a data folder."""
    return data_dir / "key"


def _key(path: Path) -> bytes:
    try:
        if not path.exists():
            _make(path)
        key = path.read_bytes()
    except OSError as error:
        raise SettingsWrong("DAUMOI_DATA_DIR", "data_dir_unwritable") from error
    if len(key) != KEY_BYTES:
        raise SettingsWrong("DAUMOI_DATA_DIR", "key_broken")
    return key


def _make(path: Path) -> None:
    """Written aside and linked: two programs starting at once end with one whole key."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    aside = path.with_name(f"key.{secrets.token_hex(8)}")
    file = os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    try:
        with os.fdopen(file, "wb") as out:
            out.write(secrets.token_bytes(KEY_BYTES))
            out.flush()
            os.fsync(out.fileno())
        path.hardlink_to(aside)
    except FileExistsError:
        pass  # the other program was quicker: its key is as good
    finally:
        aside.unlink()
