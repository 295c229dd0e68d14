"""[Bảng Excel], [Hình tiến độ] of a round: asked for, made in the child, given."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues.catalogue import Catalogue
from dialogues.messages import Choice
from handlers.rights import Right, may
from handlers.round_words import state_words, table_words
from handlers.turn import Tools, Turn
from plans.ground import Refusal
from plans.model import Plan, Round, RoundState
from plans.round_data import RoundData, digest_of
from plans.round_progress import GroupProgress, progress
from reports import round_data
from reports.picture import Bar, Picture
from reports.round_tables import BookAsked
from storage import audit, heavy, plans, records, rounds
from storage.database import Unit

Question = Mapping[str, Any]

BOOK, BOOK_WORK = "round_book", "reports.round_book:write"
PICTURE, PICTURE_WORK = "round_picture", "reports.picture:draw"
_MOST_BARS = 24
_TOLD = 6  # groups named under the picture


def buttons(turn: Turn, plan: Plan, round_: Round) -> list[Choice]:
    """Those this person may take here: in a group of the Sở's own the picture alone."""
    if not may(turn.person, Right.SEE_ROUND, plan):
        return []
    card = turn.choice("leader_card.button", f"kyl:{round_.id}")
    if not _files_reach(turn, plan):
        return [card]
    found = [card, turn.choice("round_book.picture_button", f"kyh:{round_.id}")]
    if turn.speaker.chat.private:
        found.insert(1, turn.choice("round_book.button", f"kyx:{round_.id}"))
        found += package_button(turn, plan, round_)
    return found


def package_button(turn: Turn, plan: Plan, round_: Round) -> list[Choice]:
    """[Hồ sơ kỳ báo cáo], where this person may take it: in private."""
    if not turn.speaker.chat.private or not may(turn.person, Right.SEE_ROUND, plan):
        return []
    if not _files_reach(turn, plan):
        return []
    return [turn.choice("round_book.package_button", f"kys:{round_.id}")]


def _files_reach(turn: Turn, plan: Plan) -> bool:
    return plan.file_links or not turn.incoming.by_letter


async def book(turn: Turn, arguments: Sequence[str]) -> None:
    """[Bảng Excel]: to the Sở, in private."""
    await ask(turn, arguments, BOOK, "round_book.making")


async def picture(turn: Turn, arguments: Sequence[str]) -> None:
    """[Hình tiến độ]: inside the Sở."""
    await ask(turn, arguments, PICTURE, "round_book.picture_making", private=False)


async def ask(
    turn: Turn, arguments: Sequence[str], kind: str, making: str, *, private: bool = True
) -> None:
    """Queue the work, if this person may have it here."""
    from handlers.summary import round_of

    plan, round_ = await round_of(turn, arguments, Right.SEE_ROUND)
    if private and not turn.speaker.chat.private:
        raise Refusal("round_book.private")
    if not _files_reach(turn, plan):
        raise Refusal("round_book.no_files")
    if round_.state is RoundState.PROPOSED:
        raise Refusal("round_book.not_opened")
    question = {"round": round_.id}
    chat, user = turn.speaker.chat.id, turn.incoming.user
    await heavy.ask(turn.unit, kind, question, person=turn.me.id, chat=chat, user=user)
    turn.say(making, plan=plan, round=round_)


async def round_asked(unit: Unit, question: Question) -> tuple[Plan, Round]:
    """The round of a job; raises Refusal round_book.right_missing where it is gone."""
    round_ = await rounds.get(unit, question["round"])
    plan = await plans.get(unit, round_.plan) if round_ else None
    if round_ is None or plan is None:
        raise Refusal("round_book.right_missing")
    return plan, round_


async def still_may(turn: Turn, question: Question, *, private: bool = True) -> tuple[Plan, Round]:
    """The same when it is made: rights may have ended meanwhile."""
    from handlers.summary import check_place

    plan, round_ = await round_asked(turn.unit, question)
    if not may(turn.person, Right.SEE_ROUND, plan):
        raise Refusal("round_book.right_missing")
    check_place(turn, plan.id)
    if private and not turn.speaker.chat.private:
        raise Refusal("round_book.private")
    return plan, round_


async def gather_book(unit: Unit, question: Question, tools: Tools) -> BookAsked:
    """What the workbook of a round is made of."""
    return await book_of(unit, *await round_asked(unit, question), tools)


async def book_of(unit: Unit, plan: Plan, round_: Round, tools: Tools) -> BookAsked:
    """A closed round as it was when it was closed, an open one as it is."""
    data = await data_of(unit, round_)
    kept = await records.of_round(unit, round_.id)
    texts = tools.texts
    return BookAsked(
        file=texts.plain("round_book.file", plan=plan, round=round_),
        data=data,
        words=table_words(texts),
        title=texts.plain("round_book.title", plan=plan, round=round_),
        under=texts.plain("round_book.under", round=round_, at=data.as_of),
        round_name=texts.plain("round_book.round_name", round=round_),
        hash=digest_of(data),
        closed=round_.closed,
        kept=(kept.at, kept.sha256) if kept else None,
        mark=tools.mark,
    )


async def data_of(unit: Unit, round_: Round) -> RoundData:
    """The data set of a round at its closing; of an open one, now."""
    return await round_data.gather(unit, round_, round_.closed)


async def finish_book(turn: Turn, question: Question, attachment: int) -> None:
    """The workbook goes out."""
    plan, round_ = await still_may(turn, question)
    await noted(turn, BOOK, round_)
    at = round_.closed or turn.now
    turn.hand_over(attachment, "round_book.made", plan=plan, round=round_, at=at)


async def noted(turn: Turn, what: str, round_: Round) -> None:
    await audit.note(turn.unit, turn.me.id, what, f"round:{round_.id}")


async def gather_picture(unit: Unit, question: Question, tools: Tools) -> Picture:
    """This round's progress beside that of the round before it."""
    plan, round_ = await round_asked(unit, question)
    return await picture_of(unit, plan, round_, tools)


async def picture_of(unit: Unit, plan: Plan, round_: Round, tools: Tools) -> Picture:
    """Raises Refusal round_book.no_tasks."""
    texts, data = tools.texts, await data_of(unit, round_)
    now = progress(data)
    if not now:
        raise Refusal("round_book.no_tasks")
    last = await _round_before(unit, round_)
    before = progress(await data_of(unit, last)) if last else ()
    bars = _bars(now, before, texts)
    named = {"plan": plan, "round": round_}
    legend = [texts.plain("round_book.picture.this", round=round_)] if last else []
    key = "round_book.picture.last" if last else "round_book.picture.no_last"
    legend.append(texts.plain(key, round=last))
    return Picture(
        file=texts.plain("round_book.file_picture", **named),
        title=texts.plain("round_book.picture.title", plan=plan),
        under=texts.plain("round_book.picture.under", round=round_, at=data.as_of),
        bars=bars,
        states=state_words(texts),
        legend=tuple(legend),
        tasks=texts.plain("round_book.picture.tasks"),
        mark=tools.mark,
    )


async def _round_before(unit: Unit, round_: Round) -> Round | None:
    """The last round of the same duty that was opened before this one."""
    known = await rounds.of_plan(unit, round_.plan)
    same = [
        one for one in known
        if one.duty == round_.duty and one.due < round_.due
        and one.state is not RoundState.PROPOSED
    ]  # fmt: skip
    return max(same, key=lambda one: one.due, default=None)


def _bars(
    now: Sequence[GroupProgress], before: Sequence[GroupProgress], texts: Catalogue
) -> tuple[Bar, ...]:
    """Beside each group the same group of the last round, if it was there already."""
    known = {one.name: one.counts for one in before}
    shown, rest = now[:_MOST_BARS], now[_MOST_BARS:]
    found = [Bar(one.name or texts.plain("round_book.picture.all"), one.counts,
                 known.get(one.name)) for one in shown]  # fmt: skip
    if rest:
        names = {one.name for one in rest}
        was = [one for one in before if one.name in names]
        label = texts.plain("round_book.picture.rest")
        found.append(Bar(label, _sum(rest), _sum(was) if was else None))
    return tuple(found)


def _sum(some: Sequence[GroupProgress]) -> dict[str, int]:
    return {state: sum(one.counts[state] for one in some) for state in some[0].counts}


async def finish_picture(turn: Turn, question: Question, made: tuple[int, Picture]) -> None:
    """The picture goes out; under it, in words, what it shows."""
    plan, round_ = await still_may(turn, question, private=False)
    attachment, drawn = made
    await noted(turn, PICTURE, round_)
    bars = drawn.bars
    shown = [{"name": one.name, "words": _worded(turn, one)} for one in bars[:_TOLD]]
    turn.hand_over(
        attachment,
        "round_book.picture_made",
        plan=plan,
        under=drawn.under,
        shown=shown,
        more=len(bars) - len(shown),
    )


def _worded(turn: Turn, one: Bar) -> str:
    parts = [
        turn.texts.plain("round_book.picture_part", state=state, count=count)
        for state, count in one.now.items()
        if count
    ]
    return ", ".join(parts)
