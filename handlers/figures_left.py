"""[Chưa có số liệu cho các chỉ tiêu còn lại]: one press instead of one an indicator."""

from __future__ import annotations

from collections.abc import Sequence

from dialogues import forms
from handlers import dialogue, figure_form, leader, report
from handlers.participation import seat
from handlers.turn import Turn
from storage import chats

_FEATURES = {one.name: one for one in (report.FEATURE, leader.FEATURE)}


async def press(turn: Turn, arguments: Sequence[str]) -> None:
    """The form last touched goes on behind its indicators; an old button shows the report."""
    one = await seat(turn, arguments)
    for stored in await chats.drafts(turn.unit, turn.owner):
        feature = _FEATURES.get(stored.form)
        if feature is None or stored.subject != one.key or not stored.state:
            continue
        session = forms.from_json(stored.state)
        if session.at.startswith("ind"):
            facts = await feature.facts(turn, one.key)
            answers = figure_form.without_rest(session.answers, facts)
            await dialogue.begin(turn, feature, one.key, answers)
            return
    await report.overview(turn, arguments)
