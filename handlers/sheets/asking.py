"""[Lấy biểu Excel] and [Gửi biểu đã điền]: by the agency itself, or by who enters for it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dialogues.forms import AnswerKind, Form, Question, Session
from dialogues.messages import Choice
from handlers import dialogue
from handlers.dialogue import Facts, Feature
from handlers.entering.place import place_of
from handlers.participation import seat
from handlers.turn import Turn
from plans.model import Agency, Plan, Round
from storage import chats, heavy
from storage.chats import StoredSession

OWN, ENTRY = "own", "entry"
MOST_BYTES = 4 * 1024 * 1024
_TAKE = {OWN: "bx", ENTRY: "bxl"}
_GIVE = {OWN: "bxn", ENTRY: "bxe"}


@dataclass(frozen=True)
class Sheet:
    """Whose biểu a button or a session means; `who`: the agency itself, or an entry for it."""

    who: str
    key: str  # of the seat or of the place
    plan: Plan
    agency: Agency
    round: Round | None

    @property
    def question(self) -> dict[str, Any]:
        """For the heavy job."""
        round_ = self.round.id if self.round else 0
        return {
            "who": self.who,
            "key": self.key,
            "plan": self.plan.id,
            "agency": self.agency.id,
            "round": round_,
        }


async def sheet_of(turn: Turn, who: str, key: str) -> Sheet:
    """Checked against today's rights, every time."""
    if who == OWN:
        one = await seat(turn, key.split(":"))
        return Sheet(OWN, one.key, one.plan, one.part.agency, one.round)
    place = await place_of(turn, key)
    return Sheet(ENTRY, place.key, place.plan, place.agency, place.round)


async def take(turn: Turn, arguments: Sequence[str]) -> None:
    """[Lấy biểu Excel] of one's own agency."""
    await _take(turn, await sheet_of(turn, OWN, ":".join(arguments)))


async def take_for(turn: Turn, arguments: Sequence[str]) -> None:
    """[Lấy biểu trống] of the agency entered for."""
    await _take(turn, await sheet_of(turn, ENTRY, ":".join(arguments)))


async def _take(turn: Turn, one: Sheet) -> None:
    await _ask(turn, "blank_sheet", one.question)
    turn.say("sheet.making", agency=one.agency)


async def give(turn: Turn, arguments: Sequence[str]) -> None:
    """[Gửi biểu đã điền]."""
    one = await sheet_of(turn, OWN, ":".join(arguments))
    await dialogue.begin(turn, FEATURE, f"{OWN}:{one.key}", afresh=True)


async def give_for(turn: Turn, arguments: Sequence[str]) -> None:
    """[Biểu Excel] while entering for an agency."""
    one = await sheet_of(turn, ENTRY, ":".join(arguments))
    await dialogue.begin(turn, FEATURE, f"{ENTRY}:{one.key}", afresh=True)


async def _ask(
    turn: Turn, kind: str, question: Mapping[str, Any], attachment: int | None = None
) -> None:
    chat, user = turn.speaker.chat.id, turn.incoming.user
    await heavy.ask(
        turn.unit,
        kind,
        question,
        person=turn.me.id,
        chat=chat,
        user=user,
        attachment=attachment,
    )


def take_button(turn: Turn, who: str, key: str) -> Choice:
    return turn.choice("sheet.take", f"{_TAKE[who]}:{key}")


def give_button(turn: Turn, who: str, key: str) -> Choice:
    return turn.choice("sheet.give", f"{_GIVE[who]}:{key}")


async def _facts(turn: Turn, subject: str) -> Facts:
    who, _, key = subject.partition(":")
    return {"sheet": await sheet_of(turn, who, key), "texts": turn.texts}


def _slots(_answers: Mapping[str, Any], facts: Facts) -> Mapping[str, object]:
    return {"sheet": facts["sheet"]}


def _buttons(_answers: Mapping[str, Any], facts: Facts) -> Sequence[Choice]:
    one: Sheet = facts["sheet"]
    return [Choice(facts["texts"].plain("sheet.take"), f"{_TAKE[one.who]}:{one.key}")]


FORM = Form(
    name="sheet",
    version=1,
    questions=(
        Question(
            "file", AnswerKind.ATTACHMENT, "sheet.ask", slots=_slots, extra=_buttons,
            endings=(".xlsx",), max_bytes=MOST_BYTES,
        ),
    ),
    review=None,
)  # fmt: skip


async def _filed(turn: Turn, stored: StoredSession, file: int) -> None:
    """The form waits on: a biểu with errors is mended and simply sent again."""
    who, _, key = stored.subject.partition(":")
    one = await sheet_of(turn, who, key)
    await _ask(turn, "filled_sheet", {**one.question, "file": file}, file)
    turn.say("sheet.reading")


async def no_more_files(turn: Turn, one: Sheet) -> None:
    """What was sent could be read: the next file is not meant for this form."""
    draft = await chats.draft(turn.unit, turn.owner, FORM.name, f"{one.who}:{one.key}")
    if draft is not None:
        await chats.end_session(turn.unit, draft.id)


async def _done(_turn: Turn, _session: Session, _facts: Facts, _answers: dict[str, Any]) -> None:
    """A file is the form's only answer, and goes to `_filed`."""


async def _divert(turn: Turn, _session: Session, text: str) -> bool:
    """Results by number typed after all, in place of the file."""
    from handlers import paste

    return await paste.loose(turn, text)


FEATURE = Feature.one(FORM, _done, facts=_facts, divert=_divert, filed=("file", _filed))
