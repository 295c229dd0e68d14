"""A file sent to the bot: an answer where the present question takes one."""

from __future__ import annotations

from dialogues.forms import AnswerKind, Question
from handlers import dialogue, routes
from handlers.dialogue import Feature
from handlers.drafting import offering
from handlers.papers import renewing
from handlers.participation import seats
from handlers.sheets import asking as sheets
from handlers.turn import Turn
from plans.files import MOST_BYTES, clean_name, ending
from plans.ground import Refusal
from storage import attachments, chats
from storage.chats import StoredSession


async def received(turn: Turn) -> None:
    """Keep the file and go on with the form; without such a question, say what to do instead."""
    stored = turn.speaker.session or await _sheet(turn)
    question = asked(stored)
    if stored is None or question is None or question.kind is not AnswerKind.ATTACHMENT:
        if not await renewing.taken(turn) and not await offering.offered(turn):
            await renewing.refuse_other(turn)
            turn.say("common.file")
        return
    feature = routes.FORMS[stored.form]
    try:
        _check(turn, question)
    except Refusal as refusal:
        await dialogue.refuse(turn, feature, stored, refusal)
        return
    await _take(turn, feature, stored)


async def _sheet(turn: Turn) -> StoredSession | None:
    """With no form waiting an .xlsx is the filled biểu of the one round open for its sender."""
    if turn.person is None or ending(turn.incoming.file.get("file_name", "")) != ".xlsx":
        return None
    found = await seats(turn)
    if len(found) != 1:
        return None
    subject = f"{sheets.OWN}:{found[0].key}"
    await dialogue.begin(turn, sheets.FEATURE, subject, afresh=True)
    turn.out.clear()  # the question: its answer is here already
    return await chats.draft(turn.unit, turn.owner, sheets.FEATURE.name, subject)


def asked(stored: StoredSession | None) -> Question | None:
    """The question that a file answers: the present one, or where the form takes it anywhere."""
    if stored is None or stored.form not in routes.FORMS:
        return None
    feature = routes.FORMS[stored.form]
    form = feature.shape(stored.state.get("answers", {}))
    return form.find(feature.filed[0] if feature.filed else dialogue.question_of(stored))


def _check(turn: Turn, question: Question) -> None:
    """Refuse what cannot be read anyway, before anything is fetched."""
    file = turn.incoming.file
    name = clean_name(file.get("file_name", ""))
    if question.endings and ending(name) not in question.endings:
        raise Refusal("attachment.ending", name=name, endings=question.endings)
    most = min(question.max_bytes, MOST_BYTES)
    size = file.get("file_size", "")
    if size.isdecimal() and int(size) > most:
        raise Refusal("attachment.too_big", name=name, megabytes=most // 2**20)


async def _take(turn: Turn, feature: Feature, stored: StoredSession) -> None:
    number = await attachments.want(turn.unit, turn.incoming, turn.me.id)
    if feature.filed is not None:
        await feature.filed[1](turn, stored, number)
    else:
        await dialogue.attached(turn, feature, stored, number)
