"""The bot is added, removed, blocked, unblocked; a group gets a new platform id."""

from __future__ import annotations

from handlers.turn import Turn
from storage import audit, chats


async def changed(turn: Turn) -> None:
    """Note whether the chat can be reached; greet a group once it is joined."""
    chat = turn.speaker.chat
    if turn.incoming.present:
        await chats.regain(turn.unit, chat.id)
        if not turn.incoming.private:
            turn.say("group.hello")
    elif turn.incoming.private:
        await chats.lose(turn.unit, chat.id, "blocked")
    else:  # who sits in the group may change meanwhile: whoever adds the bot again says what it is
        await chats.tie(turn.unit, chat.id, None, None)
        if chat.plan is not None:
            before = {"plan": chat.plan, "purpose": chat.purpose}
            person = turn.person.id if turn.person else None
            await audit.note(turn.unit, person, "group", f"chat:{chat.id}", before, None)
        await chats.lose(turn.unit, chat.id, "removed")


async def migrated(turn: Turn) -> None:
    """A group became a supergroup: its history goes on under the new id."""
    await chats.migrate(turn.unit, turn.incoming.bot, turn.incoming.chat, turn.incoming.new_chat)
