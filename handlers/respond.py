"""The one door: an incoming update, decided within its unit of work, becomes what is said."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues import render, words
from dialogues.forms import Pressed
from dialogues.messages import Incoming, Kind, Outgoing, Say
from dialogues.questions import AnswerKind
from handlers import (
    choosing,
    dialogue,
    files,
    join,
    membership,
    placing,
    routes,
    shelf,
    veiling,
)
from handlers import help as help_
from handlers.turn import Tools, Turn
from plans.ground import Refusal
from plans.model import Role
from plans.secrecy import stamp_in
from storage import chats, endings, inbox, people
from storage.database import Unit
from storage.inbox import InboxRow


async def respond(unit: Unit, incoming: Incoming, row: int, tools: Tools) -> Sequence[Outgoing]:
    """Everything said in answer to one update; writes what it decides through the unit."""
    if not incoming.chat or not incoming.user:
        return ()  # channel posts and the like: nobody to answer
    turn = await _turn(unit, incoming, row, tools)
    try:
        await _dispatch(turn)
    except Refusal as refusal:
        turn.out.clear()
        await _refuse(turn, refusal)
    return turn.out


async def apologise(
    unit: Unit, incoming: Incoming | None, row: InboxRow, tools: Tools
) -> Sequence[Outgoing]:
    """Our own fault: a sentence with the number to name, and the present question again."""
    if incoming is None or not incoming.chat or not incoming.private:
        return ()
    turn = await _turn(unit, incoming, row.id, tools)
    turn.say("common.fault", number=row.id)
    bare = list(turn.out)
    try:
        async with unit.savepoint():
            await _again(turn)
    except Exception:  # the same fault, or the draft is no longer this person's: say it bare
        turn.out = bare
    return [*turn.out, *await _alarm(unit, row.id, tools)]


async def _alarm(unit: Unit, row: int, tools: Tools) -> list[Outgoing]:
    """Tell the people who run the machine; not a word of what was written."""
    text = tools.texts.say("common.fault_alarm", number=row)
    running = await people.with_role(unit, Role.TECH_ADMIN)
    return [Outgoing(Say(text), person=one.id) for one in running]


async def _turn(unit: Unit, incoming: Incoming, row: int, tools: Tools) -> Turn:
    speaker = await chats.speaker(
        unit,
        incoming.bot,
        incoming.chat,
        incoming.user,
        private=incoming.private,
        title=incoming.chat_title,
    )
    person = None if speaker.person is None else await people.get(unit, speaker.person)
    if speaker.chat.lost_why is not None and incoming.kind is not Kind.MEMBERSHIP:
        await chats.regain(unit, speaker.chat.id)
    if person is not None and not incoming.private:
        await chats.heard_in(unit, speaker.chat.id, incoming.user)
    return Turn(unit, incoming, row, tools, speaker, person)


async def _guard_secrets(turn: Turn) -> bool:
    """A document stamped MẬT has no business here: nothing of the message is kept.

    False where that is all: idle talk in a group is forgotten without a word.
    """
    incoming = turn.incoming
    written = (incoming.text, incoming.action, incoming.file.get("file_name", ""))
    if not any(stamp_in(one) for one in written):
        return True
    await inbox.blank(turn.unit, turn.row)
    named = incoming.by_letter or incoming.text.startswith("/")  # the bot was spoken to
    if incoming.private or incoming.action or named:
        raise Refusal("secrecy.stamp")
    return False


async def _dispatch(turn: Turn) -> None:
    if not await _guard_secrets(turn):
        return
    if turn.incoming.kind is not Kind.PRESS and join.looks_like_code(turn.incoming.text):
        await inbox.blank(turn.unit, turn.row)  # wherever a code was typed, it is not kept
    match turn.incoming.kind:
        case Kind.PRESS:
            await _press(turn, turn.incoming.action)
        case Kind.TEXT if turn.incoming.private:
            await _private_text(turn)
        case Kind.TEXT:
            await _group_text(turn)
        case Kind.MEMBERSHIP:
            await membership.changed(turn)
        case Kind.MIGRATED:
            await membership.migrated(turn)
        case Kind.FILE if turn.incoming.private:
            await files.received(turn)
        case Kind.EDITED | Kind.OTHER if turn.incoming.private:
            key = f"common.{turn.incoming.kind}"
            turn.say("letters.other" if turn.incoming.by_letter else key)
        case _:
            pass  # a group's own affairs


async def _group_text(turn: Turn) -> None:
    """In a group only commands are heard, and choices where they are typed."""
    if turn.incoming.by_letter:
        await _addressed(turn)
        return
    command = words.command_and_rest(turn.incoming.text)
    if command is not None and turn.incoming.text.startswith("/"):
        await _command(turn, *command)


async def _addressed(turn: Turn) -> None:
    """Heard only since the bot was named or answered; how long its name is, nobody tells."""
    for text in words.behind_name(turn.incoming.text):
        action = await choosing.newest(turn, text)
        if action is not None:
            await _press(turn, action)
            return
        command = words.command_and_rest(text)
        if command is not None:
            await _command(turn, *command)
            return
    for text in words.behind_name(turn.incoming.text):
        older = await choosing.typed(turn, text)
        if older is not None:
            await _press(turn, older)
            return
    if _known(turn):
        turn.say("letters.group_hint")


async def _private_text(turn: Turn) -> None:
    text = turn.incoming.text
    action = await choosing.newest(turn, text)
    if action is not None:
        await _press(turn, action)
        return
    command = words.command_and_rest(text)
    writing = _waits_for_words(turn)
    if turn.incoming.by_letter and not writing and not text.startswith("/"):
        action = await choosing.typed(turn, text)  # the label of an older button says more
    if action is not None:
        await _press(turn, action)
    elif command is not None and (not writing or text.startswith("/")):
        await _command(turn, *command)
    elif text.startswith("/") and not writing and turn.person is not None:
        raise Refusal("command.unknown")
    elif not writing and (action := await choosing.typed(turn, text)) is not None:
        await _press(turn, action)
    elif turn.speaker.session is not None:
        await _typed(turn, text)
    else:
        await _loose(turn, text)


_WORDLESS = frozenset({AnswerKind.CHOICE, AnswerKind.ATTACHMENT})


def _waits_for_words(turn: Turn) -> bool:
    """Whether the present question takes typed words, so that a letter is no key of a choice and
    the name of a command may be an answer.
    """
    question = files.asked(turn.speaker.session)
    return question is not None and question.kind not in _WORDLESS


async def _typed(turn: Turn, text: str) -> None:
    stored = turn.speaker.session
    if stored is None or stored.form not in routes.FORMS:
        await _loose(turn, text)
        return
    await dialogue.typed(turn, routes.FORMS[stored.form], stored, text)


async def _loose(turn: Turn, text: str) -> None:
    """Words nobody asked for: a code, results by number, or something to be helped with."""
    if not text:
        raise Refusal("form.empty")
    if join.looks_like_code(text):
        await join.code(turn, text)
    elif not _known(turn):
        await join.stranger(turn)
    else:
        await placing.place(turn, text)


async def _command(turn: Turn, name: str, rest: str) -> None:
    route = routes.COMMANDS.get(name)
    if route is None:
        raise Refusal("command.unknown")
    if not turn.incoming.private and not route.in_groups:
        raise Refusal("command.private_only")
    if name not in veiling.COMMANDS:
        await veiling.check(turn)
    if _known(turn) or not route.known:
        await route.do(turn, rest)
    else:
        await join.stranger(turn)


def _known(turn: Turn) -> bool:
    return turn.person is not None and bool(turn.person.appointments)


async def _press(turn: Turn, action: str) -> None:
    """A press: of a form, or of a button that lives for ever. Nothing in it is trusted."""
    found = render.parse_action(action)
    if found is not None:
        await _form_press(turn, *found)
        return
    verb, *arguments = action.split(":")
    if verb == help_.TYPED:
        await _command(turn, ":".join(arguments), "")
        return
    do = routes.ACTIONS.get(verb)
    if do is None:
        raise Refusal("press.unknown")
    if verb not in veiling.ACTIONS:
        await veiling.check(turn)
    if _known(turn) or verb in routes.ANYONE:
        await do(turn, arguments)
    elif not turn.incoming.private:  # a stranger in a group: no noise there
        turn.out.append(Outgoing(Say(turn.texts.say("common.group_stranger")), toast=True))
    else:
        await join.stranger(turn)


async def _form_press(turn: Turn, session: int, question: str, option: str) -> None:
    stored = turn.speaker.session
    if stored is None or stored.id != session:
        stored = await chats.session_by_id(turn.unit, session, turn.owner)
    if stored is None or stored.form not in routes.FORMS:
        if turn.person is not None and not _known(turn):
            await join.stranger(turn)  # the post went to somebody else, and the draft with it
            return
        ended = await endings.of_session(turn.unit, session, turn.owner)
        turn.say("common.stale_over", ended=ended, waits=turn.speaker.session is not None)
        await _again(turn)
        return
    await dialogue.press(turn, routes.FORMS[stored.form], stored, Pressed(question, option))


async def _again(turn: Turn) -> None:
    """The present question once more."""
    stored = turn.speaker.session
    if stored is not None and stored.form in routes.FORMS:
        await dialogue.begin(turn, routes.FORMS[stored.form], stored.subject)


async def _refuse(turn: Turn, refusal: Refusal) -> None:
    choices = shelf.choices_of(refusal)
    text = render.refusal(refusal, turn.texts)
    turn.say("common.plain", text=text, choices=choices)
