"""What commands share: settings, the store, and how a "no" is told."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

import click

from bot.cli.texts import complain, say

if TYPE_CHECKING:
    from bot.settings import Settings
    from dialogues.catalogue import Catalogue
    from plans.ground import Clock, Refusal
    from plans.yamlfile import Problem
    from storage.database import Database, Unit

T = TypeVar("T")


@dataclass(frozen=True)
class Office:
    """An open store and what goes with it."""

    settings: Settings
    db: Database
    clock: Clock

    def reading(self) -> AbstractAsyncContextManager[Unit]:
        """A unit that only reads."""
        return self.db.reading(self.clock.now())

    def writing(self) -> AbstractAsyncContextManager[Unit]:
        """A unit that may write; the command commits."""
        return self.db.unit(self.clock.now())


Work = Callable[[Office], Awaitable[T]]


def at_work(work: Work[T], *, make: bool = False, check: bool = True) -> T:
    """Do a piece of work in the store; with `make`, a store that is not there yet is made.

    Whatever stands in the way is told in a sentence: exit 2 for a setting, 1 for the rest.
    """
    return guarded(lambda settings: asyncio.run(_at_work(settings, work, make=make, check=check)))


def guarded(work: Callable[[Settings], T]) -> T:
    """Do something with the settings; a "no" is told in a sentence, never as a traceback."""
    from bot.lock import DataLocked
    from bot.settings import SettingsWrong, load_settings
    from plans.ground import Refusal

    try:
        return work(load_settings())
    except SettingsWrong as wrong:
        for one in wrong.all:
            complain(say("setting", variable=one.variable, mend=say(f"mend.{one.mend}")))
        raise click.exceptions.Exit(2) from None
    except DataLocked as locked:
        complain(say("locked", folder=locked.folder, pid=locked.pid))
        raise click.exceptions.Exit(2) from None
    except Refusal as refused:
        explain(refused)
    except store_faults() as error:
        complain(say("store_fault", reason=reason(error)))
    raise click.exceptions.Exit(1)


def store_faults() -> tuple[type[Exception], ...]:
    """What a store that cannot be used raises, also one whose file is no database."""
    from sqlalchemy.exc import DatabaseError

    from storage.database import StorageError

    return *StorageError, DatabaseError


async def _at_work(settings: Settings, work: Work[T], *, make: bool, check: bool) -> T:
    from bot.ground import SystemClock
    from storage.database import Database

    file = store_file(settings)
    if file is not None:
        _make_room(file, make=make)
    db = Database(settings.database_url)
    try:
        if check:
            await ready(db, make=make)
        return await work(Office(settings, db, SystemClock()))
    finally:
        await db.close()


def store_file(settings: Settings) -> Path | None:
    """The SQLite file of the store; None for a database server."""
    from sqlalchemy import make_url

    url = make_url(settings.database_url)
    is_file = url.get_backend_name() == "sqlite" and url.database
    return Path(str(url.database)) if is_file else None


def _make_room(file: Path, *, make: bool) -> None:
    """Opening a store that is not there would leave an empty file behind."""
    from bot.settings import SettingsWrong
    from plans.ground import Refusal

    if not make and not file.exists():
        raise Refusal("store.empty")
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError:
        raise SettingsWrong("DAUMOI_DATA_DIR", "data_dir_unwritable") from None


async def ready(db: Database, *, make: bool) -> None:
    """Refuse a store that is empty (unless it may be made now) or of another version."""
    from plans.ground import Refusal
    from storage import migrate

    revision = await migrate.current(db)
    if revision is None and make:
        await migrate.upgrade(db)
    elif revision != migrate.head():
        raise Refusal("store.empty" if revision is None else "store.old")


def reason(error: Exception) -> str:
    """The first line of a fault of the database, without secrets."""
    from bot.logs import mask

    said = str(getattr(error, "orig", None) or error).strip() or type(error).__name__
    return mask(said.splitlines()[0])[:200].rstrip(".")


def explain(refused: Refusal, file: str = "") -> None:
    """Tell a refusal; a file's every problem with its place. `file`: where no place names it."""
    from plans.yamlfile import PlanFileInvalid

    if not isinstance(refused, PlanFileInvalid):
        complain(sentence(refused))
        return
    for problem in refused.problems:
        complain(f"{problem.place}: {problem_sentence(problem)}")
    file = file or refused.problems[0].place.split(":")[0]
    complain(say("problems", name=file, count=len(refused.problems)))


def problem_sentence(one: Problem) -> str:
    """What is wrong, without its place."""
    from plans.ground import Refusal

    return sentence(Refusal(one.code, **{"number": None, **one.fields}))


def sentence(refused: Refusal) -> str:
    """A refusal as plain text."""
    from dialogues.markup import to_plain
    from dialogues.render import refusal

    return to_plain(refusal(refused, catalogue()))


def catalogue() -> Catalogue:
    """The product's own sentences: a Sở's replacements may be what is wrong."""
    from dialogues.catalogue import Catalogue

    return Catalogue.load()


def read(file: str) -> bytes:
    """The content of a file; raises Refusal file.missing, file.unreadable."""
    from plans.ground import Refusal

    try:
        return Path(file).read_bytes()
    except FileNotFoundError:
        raise Refusal("file.missing", file=file) from None
    except OSError:
        raise Refusal("file.unreadable", file=file) from None
