"""Every command and button × every role × province, in one world of two provinces.

The table says who may. Whoever is refused has written nothing, and was told nothing of a plan
that is not theirs.
"""

from __future__ import annotations

import pytest

from handlers import routes
from tests.rights.conftest import Walk
from tests.rights.frames import (
    ACCOUNTS,
    FRAMES,
    GROUP,
    HERE,
    OTHER_PROVINCE,
    SAME_PROVINCE,
)
from tests.rights.table import ACTIONS, COMMANDS, OK
from tests.rights.walk import NOTHING, Outcome, Probe, leaks

PLAN_OF = dict.fromkeys(ACCOUNTS, HERE.id) | {
    "other_plan": SAME_PROVINCE.id,
    "other_province": OTHER_PROVINCE.id,
    "elsewhere": OTHER_PROVINCE.id,
}
NO_CONTENT = ("tech", "ended", "waiting", "stranger")  # see no task, result or paper of any plan
IN_GROUPS = {"start": "command.private_only", "tonghop": "summary.not_here", "nhom": OK}
NONSENSE = ("", "x", "-1", "0", "999999999999999", "9" * 16, "888:2:3:4:5:6", "é:…", "a:0:")
# Whatever stands behind the verb, these do what their command does.
AS_COMMANDS = frozenset({"dv", "di", "tk", "tkm", "xtg", "tt", "tts", "ttx", "ttxx"})
AS_COMMANDS_ALONE = AS_COMMANDS | {"bc", "cn", "khm", "nt", "vm"}


def _check(who: str, outcome: Outcome) -> None:
    """Nothing foreign in the answer; nothing written where it is a "no"."""
    assert leaks(outcome, PLAN_OF[who]) == [], who
    assert outcome.whole.strip(), who
    if who in NO_CONTENT:
        own = [word for frame in FRAMES for word in (f"{frame.first}.", f"Việc số {frame.first}")]
        assert [word for word in own if word in outcome.whole] == [], who
    assert outcome.code == OK or outcome.changed == NOTHING, who
    assert all(len(action.encode()) <= 64 for action in outcome.actions), who


def test_table_names_every_command_and_every_button() -> None:
    assert sorted(COMMANDS) == sorted(routes.COMMANDS)
    assert sorted(ACTIONS) == sorted(routes.ACTIONS)


@pytest.mark.parametrize("command", COMMANDS)
async def test_command_is_met_as_the_table_says(walk: Walk, command: str) -> None:
    met = {}
    for who in COMMANDS[command]:
        outcome = await walk.tries(Probe(who, text=f"/{command}"))
        _check(who, outcome)
        met[who] = outcome.code
    assert met == COMMANDS[command]


@pytest.mark.parametrize("command", COMMANDS)
async def test_command_with_words_of_another_plan_tells_nothing_of_it(
    walk: Walk, command: str
) -> None:
    for words in ("22.1 Đã xong", "TTX 22.1", "33.1", "Sở B05 Tuyên Quang", "BĐKH", "<b>1</b>"):
        for who in ("focal", "coordinator", "admin", "elsewhere"):
            outcome = await walk.tries(Probe(who, text=f"/{command} {words}"))
            foreign = [one.mark for one in FRAMES if one.id != PLAN_OF[who]]
            assert [mark for mark in foreign if mark in outcome.whole] == [], (who, words)
            assert outcome.code == OK or outcome.changed == NOTHING, (who, words)


@pytest.mark.parametrize("command", COMMANDS)
async def test_command_in_a_group_of_nobody_yet(walk: Walk, command: str) -> None:
    outcome = await walk.tries(Probe("coordinator", text=f"/{command}", group=GROUP))
    assert outcome.code == IN_GROUPS.get(command, "command.private_only")
    _check("coordinator", outcome)


@pytest.mark.parametrize("verb", ACTIONS)
async def test_button_is_met_as_the_table_says(walk: Walk, verb: str) -> None:
    arguments, expected = ACTIONS[verb]
    data = _data(verb, arguments.format(**walk.seeded.ids[HERE.id]))
    met = {}
    for who in expected:
        outcome = await walk.tries(Probe(who, action=data))
        _check(who, outcome)
        met[who] = outcome.code
    assert met == expected


@pytest.mark.parametrize("verb", [one for one, (arguments, _) in ACTIONS.items() if arguments])
async def test_button_of_another_plan_is_refused(walk: Walk, verb: str) -> None:
    arguments, _ = ACTIONS[verb]
    for frame in (SAME_PROVINCE, OTHER_PROVINCE):
        data = _data(verb, arguments.format(**walk.seeded.ids[frame.id]))
        for who in ("focal", "leader", "coordinator", "admin", "tech"):
            outcome = await walk.tries(Probe(who, action=data))
            assert outcome.code != OK, (who, data, outcome.said)
            _check(who, outcome)


@pytest.mark.parametrize("verb", ACTIONS)
async def test_button_nobody_was_given_is_refused(walk: Walk, verb: str) -> None:
    for arguments in NONSENSE:
        for who in ("focal", "coordinator", "admin"):
            outcome = await walk.tries(Probe(who, action=_data(verb, arguments)))
            harmless = AS_COMMANDS if arguments else AS_COMMANDS_ALONE
            assert outcome.code != OK or verb in harmless, (who, arguments, outcome.said)
            _check(who, outcome)


async def test_buttons_really_offered_do_nothing_for_others(walk: Walk) -> None:
    """Those under the answers to commands and buttons, pressed by people of other plans."""
    offered = await _offered(walk)
    assert len(offered) > len(ACTIONS) * 2 // 5
    for verb, data in offered.items():
        for who in ("other_plan", "other_province", "elsewhere", "leader", "tech", "stranger"):
            outcome = await walk.tries(Probe(who, action=data))
            assert outcome.code != OK or not ACTIONS[verb][0], (who, data, outcome.said)
            _check(who, outcome)


@pytest.mark.parametrize("verb", ACTIONS)
async def test_form_of_one_person_is_nobody_elses(walk: Walk, verb: str) -> None:
    """What stands under a question answers that question for the one who was asked."""
    arguments, expected = ACTIONS[verb]
    data = _data(verb, arguments.format(**walk.seeded.ids[HERE.id]))
    for who in ("focal", "coordinator", "admin"):
        opening = Probe(who, action=data)
        opened = await walk.tries(opening) if expected[who] == OK else None
        under = [one for one in opened.actions if one.startswith("f:")] if opened else []
        for other in ("other_focal", "leader", "coordinator", "other_plan", "stranger"):
            if under and other != who:
                outcome = await walk.tries(Probe(other, action=under[0]), opening)
                assert "không còn dùng" in outcome.said, (who, other)
                assert outcome.changed == NOTHING


async def _offered(walk: Walk) -> dict[str, str]:
    """Verb → a button of that kind, as one of the three chairs of KH VLXD is offered it."""
    ids = walk.seeded.ids[HERE.id]
    tries = [Probe(who, text=f"/{name}") for who in ("focal", "coordinator", "admin")
             for name in COMMANDS]  # fmt: skip
    tries += [
        Probe(who, action=_data(verb, arguments.format(**ids)))
        for verb, (arguments, expected) in ACTIONS.items()
        for who, code in expected.items()
        if code == OK and who in {"focal", "coordinator", "admin"}
    ]
    offered: dict[str, str] = {}
    for one in tries:
        for action in (await walk.tries(one)).actions:
            verb = action.partition(":")[0]
            if verb in ACTIONS and ":" in action:
                offered.setdefault(verb, action)
    return offered


def _data(verb: str, arguments: str) -> str:
    return f"{verb}:{arguments}" if arguments else verb
