"""/baocao: the agency's report of a round. Who leads nothing is asked one question."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from dialogues import forms
from dialogues.forms import REVIEW, Session
from dialogues.messages import Choice
from dialogues.words import command_of
from handlers import (
    ahead,
    answering_all,
    dialogue,
    figure_form,
    figures,
    joining,
    tasks,
    veiling,
)
from handlers.dialogue import Facts, Feature
from handlers.participation import Seat, choose, seat, ways
from handlers.recording import Answer
from handlers.report_form import free_words, shape, support_text
from handlers.sheets import asking as sheets
from handlers.submitting import kind_of, submit
from handlers.tasks import Mine
from handlers.turn import Turn
from plans.ground import Refusal
from plans.model import Duty, SubmissionState
from plans.text import clean
from storage import chats, reviews, updates
from storage.updates import Receipt, Said

_FREE = frozenset({"support", "sentence"})  # the questions that take any words


async def command(turn: Turn, _rest: str) -> None:
    """What is missing, and the ways to answer."""
    one = await choose(turn, "bcx")
    if one is not None:
        await _overview(turn, one)


async def overview(turn: Turn, arguments: Sequence[str]) -> None:
    await _overview(turn, await seat(turn, arguments))


async def _overview(turn: Turn, one: Seat) -> None:
    supports = await _supports(turn, one)
    agency = one.part.agency.id
    said = await reviews.of_report(turn.unit, one.round.id, agency)
    turn.say(
        "report.overview",
        seat=one,
        said=said[-1] if said else None,
        sent=one.sent,
        part=one.part,
        round=one.round,
        plan=one.plan,
        supports=tasks.by_role(supports),
        choices=[*ways(turn, one), *_merged(turn, one), *_sheet(turn, one)],
    )


def _merged(turn: Turn, one: Seat) -> list[Choice]:
    """[Đã lồng ghép tại báo cáo khác], while nothing was sent; questions are answered as asked."""
    if one.part.reported or one.part.by_questions:
        return []
    return [turn.choice("report.merged_button", f"lg:{one.key}")]


def _sheet(turn: Turn, one: Seat) -> list[Choice]:
    """The same as an Excel table, for who has it on a desk rather than on a thumb."""
    buttons = (sheets.take_button, sheets.give_button)
    return [button(turn, sheets.OWN, one.key) for button in buttons]


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """[Gửi báo cáo …]; without arguments: [Báo cáo định kỳ]."""
    if not arguments:
        await command(turn, "")
        return
    one = await _complete(turn, arguments)
    await dialogue.begin(turn, FEATURE, one.key)


async def _complete(turn: Turn, arguments: Sequence[str]) -> Seat:
    return _completed(turn, await seat(turn, arguments))


def _completed(turn: Turn, one: Seat) -> Seat:
    """The seat, if every task it leads was said in this round. Raises Refusal report.missing."""
    if one.part.missing:
        raise Refusal("report.missing", numbers=one.part.missing, choices=ways(turn, one))
    return one


async def correct(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đính chính báo cáo]: the form again, with what was accepted; sent as one more lần."""
    one = await _complete(turn, arguments)
    await dialogue.begin(turn, FEATURE, one.key, afresh=True)


async def prepare(turn: Turn, key: str, support: str) -> None:
    """Phần phối hợp said beforehand waits in the draft of the report."""
    found = await facts_of(turn, key)
    stored = await chats.start_session(turn.unit, turn.owner, FEATURE.name, key, 0)
    typed = stored.state.get("answers", {})
    before = str(typed.get("support") or "")
    text = support if before in support else f"{before}\n{support}"
    kept = figure_form.seed(found) | figure_form.of_answers(typed)
    known = {**kept, "kind": "full", "support": text}
    session = forms.begin(shape(known), stored.id, key, found, turn.now, known).session
    await chats.keep_session(turn.unit, stored.id, session.version, forms.to_json(session))


async def nothing(turn: Turn, arguments: Sequence[str]) -> None:
    """[Không phát sinh]: one more press, shown what is sent."""
    one = await _complete(turn, arguments)
    await dialogue.begin(turn, FEATURE, one.key, {"kind": "nothing"})


async def carry(turn: Turn, arguments: Sequence[str]) -> None:
    """[Tiếp tục thực hiện như kỳ trước]: shown with its date before it is sent."""
    one = await seat(turn, arguments)
    if one.before is None:
        raise Refusal("report.nothing_before", choices=ways(turn, one))
    await dialogue.begin(turn, FEATURE, one.key, {"kind": "carried"})


async def merge(turn: Turn, arguments: Sequence[str]) -> None:
    """[Đã lồng ghép tại báo cáo khác]: a complete report, whatever tasks the agency leads."""
    one = await seat(turn, arguments)
    if one.part.by_questions:
        raise Refusal("press.unknown")
    await dialogue.begin(turn, FEATURE, one.key, {"kind": "merged"}, afresh=True)


async def at_once(turn: Turn, arguments: Sequence[str]) -> None:
    """[…, phối hợp không phát sinh] under a receipt that has just shown the rest: sent by this
    press. Pressed twice it is sent once.
    """
    one = await _complete(turn, arguments)
    if one.part.state in {SubmissionState.SENT, SubmissionState.ACCEPTED}:
        raise Refusal("report.already", choices=ways(turn, one))
    facts = await facts_of(turn, one.key)
    answers = {"kind": "nothing"} if facts["supports"] else {}
    if one.part.indicators_missing:  # given to the agency since the button was shown
        await dialogue.begin(turn, FEATURE, one.key, answers)
        return
    await send(turn, one, facts, answers)


async def _supports(turn: Turn, one: Seat) -> list[Duty]:
    return await tasks.supported(turn, one.plan.id, one.part.agency.id)


async def facts_of(turn: Turn, subject: str) -> Facts:
    """What the form decides on, for "round:agency"; refused where it is not this person's."""
    one = await seat(turn, subject.split(":"))
    veiling.check_plan(turn, one.plan)
    return {
        "seat": one,
        "texts": turn.texts,
        "supports": await _supports(turn, one),
        "to_carry": one.before.duties if one.before else (),
        "last": one.before.report if one.before else None,
        "corrects": await reviews.accepted_report(turn.unit, one.round.id, one.part.agency.id),
        "asked_all": answering_all.asked_of(one),
        "figures": await figures.asked_of(turn, one.round, one.part.agency.id),
    }


async def _done(turn: Turn, _session: Session, facts: Facts, answers: dict[str, Any]) -> None:
    await send(turn, facts["seat"], facts, answers)


async def send(turn: Turn, one: Seat, facts: Facts, answers: Mapping[str, Any]) -> None:
    """One more lần gửi, with its receipt."""
    kind = answers.get("kind") or "full"
    if kind not in {"carried", "merged"}:
        _completed(turn, one)
    receipt = await turn.receipt(one.plan.id, one.plan.short)
    if kind == "carried":
        await _carry(turn, one, facts["to_carry"], receipt)
    text = support_text(kind, answers, facts)
    nth = await submit(turn, one, kind, text, receipt)
    await answering_all.keep(turn, one, nth, answering_all.said(answers, facts))
    given = figure_form.said(answers, facts)
    await figures.keep(turn, one.round, one.part.agency.id, given, receipt)
    turn.say(
        "report.sent",
        part=one.part,
        round=one.round,
        kind=kind_of(kind, text),
        text=text,
        nth=nth,
        corrects=facts["corrects"],
        receipt=receipt,
        coordinator=one.plan.coordinator,
        late=one.round.passed(turn.today),
        after=one.round.after_cutoff(turn.today),
        figures=figures.lines(turn.texts, given),
        owed=one.part.indicators_missing if kind == "merged" else (),
        choices=_after(turn, one, nth, merged=kind == "merged"),
    )


def _after(turn: Turn, one: Seat, nth: int, *, merged: bool) -> list[Any]:
    choices = [] if one.part.paper else [turn.choice("button.paper", f"vb:{one.key}")]
    if merged and one.part.indicators_missing:
        choices.insert(0, turn.choice("indicator.add", f"bc:{one.key}"))
    choices.append(turn.choice("button.for_paper", f"lnd:{one.key}"))
    return [*choices, turn.choice("button.withdraw", f"thb:{one.key}:{nth}")]


async def _carry(turn: Turn, one: Seat, duties: Sequence[Duty], receipt: Receipt) -> None:
    """The last word on each task is said again, as a new update of this round."""
    for duty in duties:
        state = duty.state
        if state is not None:
            answer = Answer(Mine(one.part.agency, duty), state.status, state.text)
            said = Said(
                answer.mine.task.id,
                one.part.agency.id,
                answer.status,
                answer.text,
                done_on=state.done_on,
                round=one.round.id,
                source="carried",
            )
            await updates.write(turn.unit, said, turn.author, receipt.id)


async def ahead_of(turn: Turn, feature: Feature, session: Session, text: str) -> bool:
    """What is typed in place of [Ghi nội dung] is the content itself."""
    from handlers import paste

    facts = await facts_of(turn, session.subject)
    if session.at != "kind" or not ahead.is_content(shape(session.answers), session, facts, text):
        return False
    if not await paste.loose(turn, text):
        answers = {**session.answers, "kind": "full", free_words(facts): clean(text)}
        await dialogue.begin(turn, feature, session.subject, answers)
    return True


async def figures_typed(turn: Turn, feature: Feature, session: Session, text: str) -> bool:
    """Several indicators in one message, or other figures where one is doubted."""
    if not (session.at == REVIEW or session.at.startswith(("ind", "est", "sure"))):
        return False
    facts = await facts_of(turn, session.subject)
    found = figure_form.taken(session, text, facts)
    if found is not None:
        await dialogue.begin(turn, feature, session.subject, found)
    return found is not None


async def _divert(turn: Turn, session: Session, text: str) -> bool:
    """The content before it is asked for; the rest of a long one, which the platform cut."""
    if session.at in _FREE and command_of(text) == "baocao":
        await dialogue.begin(turn, FEATURE, session.subject)  # the button's words are no content
        return True
    if await ahead_of(turn, FEATURE, session, text):
        return True
    if await figures_typed(turn, FEATURE, session, text):
        return True
    more = joining.continued(turn, session, "support", text)
    if session.at == REVIEW and more is not None:
        await dialogue.begin(turn, FEATURE, session.subject, more)
        return True
    return False


FEATURE = Feature("report", shape, _done, facts_of, _divert, figure_form.seed, figure_form.again)
