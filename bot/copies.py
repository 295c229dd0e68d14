"""Copies of the data folder, made while the program runs.

A copy is whole or not there: it is written under another name, then renamed. The mark of the last
one is a file of the data folder, so that a script around pg_dump can leave it too (`touch`).
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from plans.ground import local

MARK = "last-backup"
_KEPT = ("key", "working-days.yaml", "files")


def marked(data_dir: Path) -> datetime | None:
    """When the last copy was made, UTC; None when nobody knows."""
    try:
        return datetime.fromtimestamp((data_dir / MARK).stat().st_mtime, UTC)
    except OSError:
        return None


def copy(data_dir: Path, to: Path, now: datetime, store: Callable[[Path], None]) -> Path:
    """Copy a data folder into a new folder of `to`; `store` writes the store's file into it.

    Returns the new folder. Raises OSError; nothing is left behind then.
    """
    made = to / f"daumoi-{local(now):%Y%m%d-%H%M%S}"
    aside = made.with_name(f".{made.name}")
    aside.mkdir(mode=0o700, parents=True)
    try:
        store(aside)  # first: a file it names may come later, but never be missing
        for name in _KEPT:
            _copied(data_dir / name, aside / name)
        aside.rename(made)
    except BaseException:
        shutil.rmtree(aside, ignore_errors=True)
        raise
    (data_dir / MARK).touch()
    return made


def _copied(source: Path, to: Path) -> None:
    if source.is_dir():
        shutil.copytree(source, to)
    elif source.exists():
        shutil.copy2(source, to)
