"""Heavy work by kind: what is read for it, which function of the child does it, what is said."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import dataclass
from typing import Any

from handlers import broadcast_file, codes, duty_sheet, people_list, round_files, round_package
from handlers.drafting import asking as draft_asking
from handlers.drafting import reading as draft_reading
from handlers.papers import asking as papers
from handlers.sheets import finishing as sheets
from handlers.sheets import making
from handlers.turn import Tools, Turn
from storage.database import Unit

Question = Mapping[str, Any]


@dataclass(frozen=True)
class Heavy:
    """One kind of heavy work, asked for with `storage.heavy.ask`.

    `gather` reads what the work needs, in a unit that only reads; what it returns is pickled.
    `work` is "package.module:function", called in the child process as `function(payload, data)`;
    `data` are the bytes of the attachment, or None. It returns something that can be pickled; a
    `plans.files.Produced` in it (alone, or in a tuple or list) reaches `finish` as the number of
    its attachment. A Refusal that it raises or returns is said instead, and `finish` not called.
    `finish` says the result in a turn of the conversation that asked; it is done at most once.
    What is made says `tools.mark` where there is one: hand it over in the payload.
    `progress`: a sentence with the seconds gone, said and then edited while a long work runs.
    """

    gather: Callable[[Unit, Question, Tools], Awaitable[Any]]
    work: str
    finish: Callable[[Turn, Question, Any], Awaitable[None]]
    progress: str = ""


HEAVY: Mapping[str, Heavy] = {
    codes.KIND: Heavy(codes.gather, codes.WORK, codes.finish),
    people_list.KIND: Heavy(people_list.gather, people_list.WORK, people_list.finish),
    sheets.MAKING: Heavy(making.blank, sheets.WRITER, sheets.made),
    sheets.READING: Heavy(making.expected, sheets.READER, sheets.read),
    duty_sheet.KIND: Heavy(duty_sheet.gather, duty_sheet.WORK, duty_sheet.finish),
    round_files.BOOK: Heavy(
        round_files.gather_book, round_files.BOOK_WORK, round_files.finish_book
    ),
    round_files.PICTURE: Heavy(
        round_files.gather_picture, round_files.PICTURE_WORK, round_files.finish_picture
    ),
    round_package.KIND: Heavy(round_package.gather, round_package.WORK, round_package.finish),
    draft_asking.KIND: Heavy(
        draft_asking.gather, draft_asking.WORK, draft_reading.finish, progress="draft.progress"
    ),
    papers.KIND: Heavy(papers.gather, papers.WORK, papers.finish),
    "broadcast_file": Heavy(broadcast_file.gather, "plans.files:measure", broadcast_file.finish),
}
