"""The story of the README, played word by word: what stands in code marks is typed, what stands
in brackets is pressed, by whom the sentence names.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from tests.transcripts.play import INTERNAL, Play

_README = Path(__file__).parents[3] / "README.md"
_STEP = re.compile(
    r"```text\n(?P<many>.*?)```|`(?P<typed>[^`]+)`|\[(?P<pressed>[^\]]+)\](?P<twice> twice)?"
    r"|\*(?P<who>[^*]+)\*|(?P<morning>Việc kế tiếp của bot)|(?P<friday>Friday at 14:30)",
    re.DOTALL,
)


def steps() -> Iterator[re.Match[str]]:
    """The numbered list under "The story to play", mark by mark."""
    page = _README.read_text(encoding="utf-8")
    begin = page.index("1. As *", page.index("The story to play"))
    yield from _STEP.finditer(page[begin : page.index("\n\nWhat each chair", begin)])


def seat(play: Play, name: str) -> str:
    """Who sits where, as the practice room's page names them."""
    people = {one.name: user for user, one in play.room.people.items()}
    user = next(user for one, user in people.items() if one.startswith(name))
    return next(who for who, one in play.users.items() if one == user)


async def story_readme_is_played_to_its_end(play: Play) -> None:
    who, chat, said = "", None, []
    for step in steps():
        found = step.groupdict()
        if found["who"] == play.room.groups[INTERNAL].title:
            chat = INTERNAL
        elif found["who"]:
            who, chat = seat(play, found["who"]), None
        elif text := found["many"] or found["typed"]:
            lines = "\n".join(line.strip() for line in text.strip().splitlines())
            said.append(await play.says(who, lines, chat=chat))
        elif found["morning"]:
            quiet = play.count("stnmt")
            play.heard("stc")
            await play.at("30/11/2023 08:30")
            assert play.count("stnmt") == quiet
            assert "Còn 10 ngày làm việc đến hạn" in play.heard("stc")
        elif found["friday"]:
            await play.at("01/12/2023 14:30")
            said.append(play.heard(INTERNAL))
        else:
            times, label = 2 if found["twice"] else 1, found["pressed"]
            said += [await play.presses(who, label, chat=chat) for _ in range(times)]
    assert len(said) > 15
    assert not any("Chưa ghi được" in one or "Chưa thực hiện được" in one for one in said)
    assert "Bot tách được 3 nội dung" in "".join(said)
    digest, again, sheet = said[-3:]
    assert digest.startswith("KH VLXD, báo cáo năm 2023: đã gửi 2/15 (sở 1/5;")
    assert again.splitlines()[0] == digest.splitlines()[0]
    assert "Trích nhiệm vụ của Sở Tài nguyên và Môi trường" in sheet
    assert "nhập thay" in play.heard("ubnd-son-dong")
