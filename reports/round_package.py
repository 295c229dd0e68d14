"""Hồ sơ kỳ báo cáo, in the child process: one zip with all that a round leaves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.files import ZIP, Produced, WithFiles
from plans.round_data import canonical
from plans.round_documents import Listed
from reports import round_book
from reports.round_csv import as_csv, zipped
from reports.round_rows import Cell
from reports.round_tables import BookAsked, document_table


@dataclass(frozen=True)
class Names:
    """How the files in it are called."""

    read_me: str
    documents: str
    data: str
    kept: str  # empty where no data set was kept
    log: str
    drafts: str  # a folder


@dataclass(frozen=True, kw_only=True)
class PackageAsked(WithFiles):
    """What goes into it; `kept` are the drafts made so far, `log` has its heads first,
    `frozen` is the data set as it was kept."""

    file: str
    book: BookAsked
    documents: tuple[Listed, ...]
    log: tuple[tuple[Cell, ...], ...]
    names: Names
    read_me: str
    frozen: bytes = b""


def write(asked: PackageAsked, _data: bytes | None) -> Produced:
    """The zip; its files in the order of their names in `read_me`."""
    return Produced(asked.file, ZIP, zipped(asked.book, _files(asked)))


def _files(asked: PackageAsked) -> Iterator[tuple[str, bytes]]:
    names = asked.names
    yield names.read_me, asked.read_me.replace("\n", "\r\n").encode("utf-8-sig")
    listed = [document_table(asked.documents, asked.book.words)]
    yield names.documents, round_book.made(asked.book, listed)
    yield asked.book.file, round_book.write(asked.book, None).data
    yield names.data, canonical(asked.book.data)
    if names.kept:
        yield names.kept, asked.frozen
    yield names.log, as_csv(asked.log)
    for one in asked.kept:
        yield f"{names.drafts}/{one.name}", one.data


def contents(names: Names, book: str, drafts: Iterable[str]) -> tuple[str, ...]:
    """The names of all files in it, in order; the drafts as they are listed."""
    first = (names.read_me, names.documents, book, names.data, names.kept, names.log)
    return (*filter(None, first), *(f"{names.drafts}/{one}" for one in drafts))
