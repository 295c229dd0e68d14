"""[Hồ sơ kỳ báo cáo]: the package of a round, for hồ sơ công việc."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from dialogues.catalogue import Catalogue
from dialogues.markup import to_plain
from handlers.entries import sentence
from handlers.round_files import (
    BOOK,
    PICTURE,
    Question,
    ask,
    book_of,
    noted,
    round_asked,
    still_may,
)
from handlers.turn import Tools, Turn
from plans.files import DOCX, KeptFile
from plans.ground import local
from plans.model import Plan, Round
from plans.round_documents import documents
from reports import round_data
from reports.round_package import Names, PackageAsked, contents
from reports.round_rows import Cell
from storage import heavy, journal, records, rounds
from storage.attachments import Attachment
from storage.database import Unit
from storage.journal import Which
from storage.records import Record

KIND, WORK = "round_package", "reports.round_package:write"
_LOG = ("at", "who", "post", "said", "agency", "task")
_MOST_ENTRIES = 5000
_MOST_DRAFTS = 15 * 2**20  # bytes, of all drafts together


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """Queue it, if this person may have it here."""
    await ask(turn, arguments, KIND, "round_book.package_making")


async def gather(unit: Unit, question: Question, tools: Tools) -> PackageAsked:
    """What goes into the package of a round."""
    return await package_of(unit, *await round_asked(unit, question), tools)


async def package_of(unit: Unit, plan: Plan, round_: Round, tools: Tools) -> PackageAsked:
    """The data as frozen; the list of documents with those that came after it."""
    texts, book = tools.texts, await book_of(unit, plan, round_, tools)
    late = await round_data.gather(unit, round_) if round_.closed else book.data
    kept = await records.of_round(unit, round_.id)
    names = _names(texts, plan, round_, kept)
    drafts, left = await _drafts(unit, round_, texts)
    listed = contents(names, book.file, drafts.values())
    read_me = texts.plain(
        "round_book.read_me",
        plan=plan, round=round_, at=book.data.as_of, hash=book.hash, names=listed[1:],
        mark=tools.mark, kept=kept, left=left, drafts=bool(drafts),
    )  # fmt: skip
    return PackageAsked(
        file=texts.plain("round_book.file_package", plan=plan, round=round_),
        book=book,
        documents=documents(late),
        log=await _log(unit, plan, round_, texts),
        names=names,
        frozen=kept.content if kept else b"",
        read_me=read_me,
        kept=tuple(drafts),
    )


def _names(texts: Catalogue, plan: Plan, round_: Round, kept: Record | None) -> Names:
    plain = texts.plain
    return Names(
        read_me=plain("round_book.file_read_me"),
        documents=plain("round_book.file_list"),
        data=plain("round_book.file_json", plan=plan, round=round_),
        kept=plain("round_book.file_kept", plan=plan, round=round_) if kept else "",
        log=plain("round_book.file_log"),
        drafts=plain("round_book.folder_drafts"),
    )


async def _drafts(
    unit: Unit, round_: Round, texts: Catalogue
) -> tuple[dict[KeptFile, str], list[str]]:
    """The Word papers made of it so far, of each name the newest, and how each is listed: what
    was sent after it was made is not in it; and those beyond the bound.
    """
    newest: dict[str, tuple[Attachment, datetime]] = {}
    for one, done in await heavy.made_of(unit, round_.id, (KIND, BOOK, PICTURE)):
        if one.mime == DOCX:
            newest.setdefault(one.name, (one, done))
    found, left, room = {}, [], _MOST_DRAFTS
    for name in sorted(newest):
        one, done = newest[name]
        size = one.size or 0
        if one.sha256 is None or size > room:
            left.append(name)
            continue
        room -= size
        listed = texts.plain("round_book.draft_made", name=name, at=done)
        found[KeptFile(name, one.sha256)] = listed
    return found, left


async def _log(
    unit: Unit, plan: Plan, round_: Round, texts: Catalogue
) -> tuple[tuple[Cell, ...], ...]:
    """What was done from its opening on, in the plan as a whole and in this round."""
    known = {one.id: one for one in await rounds.of_plan(unit, plan.id)}
    rows: list[tuple[Cell, ...]] = [
        tuple(texts.plain(f"round_book.head.log.{name}") for name in _LOG)
    ]
    async for one in journal.all_of(unit, Which(plan.id, since=round_.opened)):
        if one.round not in {None, round_.id}:
            continue
        said = to_plain(sentence(texts, one, plan, known))
        at = local(one.at).strftime("%H:%M %d/%m/%Y")
        who = one.person or texts.plain("log.program")
        task = f"{plan.short} {one.task}" if one.task else ""
        rows.append((at, who, one.post, said, one.agency or "", task))
        if len(rows) > _MOST_ENTRIES:
            break
    return tuple(rows)


async def finish(turn: Turn, question: Question, attachment: int) -> None:
    """The package goes out."""
    plan, round_ = await still_may(turn, question)
    await noted(turn, KIND, round_)
    at = round_.closed or turn.now
    turn.hand_over(attachment, "round_book.package_made", plan=plan, round=round_, at=at)
