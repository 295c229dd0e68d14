"""The data folder: rights, room on its disk, the key of join codes, the last backup."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryFile

from bot.cli.checks.finding import Finding, good, mend, note
from bot.codes import KEY_BYTES, key_file
from bot.copies import marked
from bot.settings import Settings
from plans.ground import local

FULL_MB, LOW_MB = 200, 1000
BACKUP_LASTS = timedelta(days=2)
_OTHERS = 0o007
_ALL_BUT_OWNER = 0o077


def data_folder(settings: Settings) -> Iterator[Finding]:
    """Can the program write there, and nobody else read; is there room?"""
    folder = settings.data_dir.absolute()
    place = next(one for one in (folder, *folder.parents) if one.exists())
    if _takes_files(place):
        yield good("data_dir", folder=folder)
    else:
        yield mend("data_dir_unwritable", folder=folder)
    if folder.exists() and folder.stat().st_mode & _OTHERS:
        yield note("data_dir_open", folder=folder)
    yield room(shutil.disk_usage(place).free)


def _takes_files(place: Path) -> bool:
    """Tried, not asked: root may write anywhere by its rights, yet not in /proc."""
    try:
        with TemporaryFile(dir=place):
            return True
    except OSError:
        return False


def room(free: int) -> Finding:
    """Whether so many free bytes are enough."""
    megabytes = free // 2**20
    if megabytes < FULL_MB:
        return mend("disk_full", free=megabytes)
    if megabytes < LOW_MB:
        return note("disk_low", free=megabytes)
    return good("disk", free=f"{free / 2**30:.1f}".replace(".", ","))


def key(settings: Settings, codes: int) -> Iterator[Finding]:
    """The key of join codes; `codes`: how many made with it are still to be used."""
    path = key_file(settings.data_dir)
    if not path.exists():
        if codes:
            yield mend("key_lost", path=path, count=codes)
        return
    state = path.stat()
    if state.st_size != KEY_BYTES:
        yield mend("key_broken", path=path)
    if state.st_mode & _ALL_BUT_OWNER:
        yield mend("key_open", path=path)


def backup(folder: Path, now: datetime) -> Finding:
    """When a copy was last made, as far as this program knows."""
    last = marked(folder)
    if last is None:
        return note("backup_none")
    at = f"{local(last):%H:%M %d/%m/%Y}"
    age = now - last
    return (
        note("backup_old", at=at, days=age.days) if age > BACKUP_LASTS else good("backup", at=at)
    )
