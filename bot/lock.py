"""One running program a data folder: a lock the system itself releases, also after a kill."""

from __future__ import annotations

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from bot.settings import SettingsWrong

LOCK_FILE = "daumoi.lock"


class DataLocked(Exception):
    """Another program holds the data folder; `pid` 0 when it has not yet said its number."""

    def __init__(self, folder: Path, pid: int) -> None:
        super().__init__(folder, pid)
        self.folder = folder
        self.pid = pid


class DataLock:
    """Holds a data folder while it is entered.

    Raises DataLocked when another program holds it, SettingsWrong when it cannot be written.
    """

    def __init__(self, data_dir: Path) -> None:
        self._folder = data_dir
        self._file: int | None = None

    def __enter__(self) -> Self:
        path = self._folder / LOCK_FILE
        file = _opened(path)
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            os.close(file)
            raise DataLocked(self._folder.absolute(), _pid(path)) from None
        os.ftruncate(file, 0)
        os.write(file, f"{os.getpid()}\n".encode())
        self._file = file
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        if self._file is not None:
            os.ftruncate(self._file, 0)
            os.close(self._file)
            self._file = None


def holder(data_dir: Path) -> int | None:
    """The number of the program that holds a data folder; None when nobody does."""
    path = data_dir / LOCK_FILE
    pid = _pid(path)
    if not pid:
        return None
    try:
        file = os.open(path, os.O_RDONLY)
    except OSError:
        return None
    try:
        fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
    except BlockingIOError:
        return pid
    finally:
        os.close(file)
    return None


def _opened(path: Path) -> int:
    try:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        return os.open(path, os.O_RDWR | os.O_CREAT, 0o600)
    except OSError as error:
        raise SettingsWrong("DAUMOI_DATA_DIR", "data_dir_unwritable") from error


def _pid(path: Path) -> int:
    try:
        return int(path.read_text())
    except (OSError, ValueError):
        return 0
