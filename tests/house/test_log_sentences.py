"""Every kind of entry in the audit has a sentence of its own, which its entries fill."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import pytest

from dialogues.catalogue import Catalogue
from dialogues.markup import to_plain
from handlers.entries import key_of, sentence
from plans.model import Agency, Plan, Round, RoundState, SubmissionState
from plans.obstacles import Move, ObstacleState
from plans.settings import SETTINGS
from storage.journal import Entry

ROOT = Path(__file__).parents[2]
ROOMS = ("bot", "handlers", "reports", "schedules", "storage")
TEXTS = Catalogue.load()
AT = datetime(2023, 12, 8, 1, 31, tzinfo=UTC)
SXD = Agency(1, "Bắc Giang", "sxd", "Sở Xây dựng", "so")
PLAN = Plan("bg-vlxd", "VLXD", "Bắc Giang", "Kế hoạch", None, None, SXD, None, None)
DAY = date(2023, 12, 15)
ROUND = Round(
    5, PLAN.id, "VLXD", 1, "annual", 2023, 0, None, DAY, DAY, None, None, None,
    RoundState.OPEN, AT,
)  # fmt: skip
BASIS = {"paper": {"number": "45", "symbol": "BC-SYT", "dated": "2023-12-05"}}

# Modules that put the kind together from parts, and what they make.
COMPOSED = {
    "handlers/obstacle.py": [f"obstacle_{move}" for move in Move],
    "handlers/obstacle_raising.py": [f"obstacle_{Move.RAISED}"],
    "schedules/silence.py": [f"obstacle_{Move.LAPSED}"],
    "handlers/returning.py": ["send_answer", "drop_answer"],
    "handlers/round_files.py": ["round_book", "round_picture", "round_package"],
    "handlers/welcome.py": ["confirm", "turn_away"],
}
# Kind → before and after, as its handler writes them.
WRITTEN: dict[str, tuple[Any, Any]] = {
    "update": ({"update": 1, "status": "on_track"}, {"update": 2, "status": "done"}),
    "withdraw": ({"update": 1, "status": "done"}, None),
    "ask_all": (None, {"questions": 3, "agencies": 10}),
    "report": (None, {"kind": "nothing", "nth": 2, "entered": True}),
    "report_withdrawn": (None, None),
    "indicators": ({"count": 1}, {"count": 3, "empty": 1, "entered": True}),
    "indicator_reporters": (None, {"count": 4, "agencies": 2}),
    "document": ("44/BC-SYT", "45/BC-SYT"),
    "with_leader": (SubmissionState.UPDATING, SubmissionState.WITH_LEADER),
    "promise": (None, "2023-12-12"),
    "draft_paper": (None, {"kind": "cong-van-don-doc", "again": True}),
    "open_round": (None, {"request": "12/SXD", "agencies": ["a", "b"]}),
    "close_round": (None, {"sent": 13, "of": 15}),
    "reopen_round": (None, None),
    "round_book": (None, None),
    "round_picture": (None, None),
    "round_package": (None, None),
    "round_dated": ("2023-12-15", "2023-12-20"),
    "obstacle_coordinated": (None, {"agency": 3}),
    "round_day": (None, {"which": "cutoff", "day": "2023-12-14"}),
    "round_kept": (None, {"kind": "cutoff", "sha256": "ab"}),
    "nudge": (None, [1, 2, 3]),
    "call": (None, "2023-12-12"),
    "start": (None, None),
    "relay_asked": ({"plan": "x", "asked": 0}, {"plan": "x", "purpose": "focal", "nth": 2}),
    "relayed": (None, {"plan": "x", "purpose": "internal", "day": "2023-11-17"}),
    "file_opened": (None, {"nth": 2}),
    "group": ({"plan": None, "purpose": None}, {"plan": "x", "purpose": "internal"}),
    "setting": ({"name": "ladder", "value": [10, 3, 0]}, {"name": "ladder", "value": [5]}),
    "join": (None, {"agency": 1, "plan": "x", "role": "focal"}),
    "no_room": (None, "zalo"),
    "confirm": ("waiting", "confirmed"),
    "turn_away": ("waiting", "refused"),
    "person.invited": (None, {"plan": "x", "role": "leader", "expires": AT.isoformat()}),
    "agencies.loaded": (None, {"agencies": 34, "groups": 4}),
    "plan.loaded": (None, {"tasks": 9, "roles": 111}),
    "duty_sheet": (None, {"agency": "Sở Y tế"}),
    "draft_renewed": (None, {"kind": "bao-cao", "renewed": 3, "kept": 1}),
    "plan.amended": (None, {"paper": "9/KH-UBND", "tasks": 2, "added": 1, "removed": 1}),
    "plan.baseline": (None, {"followed_from": "2023-01-01", "file": "x", "updates": 8}),
    "accept": (SubmissionState.SENT, SubmissionState.ACCEPTED),
    "ask_more": (SubmissionState.SENT, SubmissionState.MORE_ASKED),
    "supplement": (SubmissionState.MORE_ASKED, SubmissionState.SENT),
    "confirm_done": (None, [7, 8]),
    "ask_clear": (None, None),
    "change_noted": (None, None),
    "change_decided": (None, "9/QĐ-UBND"),
    "entered": (
        None,
        {"plan": "x", "how": "paper", "as": "report", "tasks": 2, "basis": BASIS},
    ),
    "entered_withdrawn": ({"plan": "x", "receipt": "VLXD-2023-017", "basis": BASIS}, None),
    "delegate": (None, {"delegation": 1, "agency": 2}),
    "withdraw_delegation": ("open", "withdrawn"),
    "answer_delegation": (None, "on_track"),
    "send_answer": ("answered", "settled"),
    "drop_answer": ("answered", "settled"),
    "broadcast": (
        None,
        {"audience": "all", "people": 30, "agencies": 15, "groups": 1, "corrects": 3},
    ),
    "broadcast_again": (None, {"nth": 2, "people": 4}),
    "broadcast_stopped": (None, {"out": 10, "dropped": 20}),
    "received": (None, None),
    "adhoc": (
        None,
        {"kind": "text", "urgent": True, "agencies": 3, "people": 4, "due": AT.isoformat()},
    ),
    "adhoc_again": (None, {"nth": 2, "people": 1}),
    "adhoc_answer": (None, {"nth": 2}),
    "adhoc_entered": (None, {"nth": 2, "basis": BASIS}),
    "adhoc_closed": (None, {"answered": 2, "asked": 3}),
    "leader_text": (None, None),
    "join_asked": (None, {"plan": "x", "agency": 1}),
    "join_answered": ("waiting", "approved"),
    "code_reissued": (None, {"plan": "x", "withdrawn": 1}),
    "codes_printed": (None, {"made": 30, "withdrawn": 2}),
    "people_listed": (None, {"new": 12, "known": 3, "amended": 1}),
    "main_focal": (3, 4),
    "sheet_taken": (None, {"plan": "x"}),
    "handover": (3, {"to": 4, "from_day": "2023-12-20"}),
    "accept_handover": (None, None),
    "object_handover": (None, None),
    "withdraw_handover": ("waiting", "withdrawn"),
    "handed_over": (3, 4),
    "leave_role": ("coordinator", None),
    "correct_myself": ({"name": "A", "post": ""}, {"name": "B", "post": ""}),
    "delete_myself": (None, {"posts_ended": 2}),
    "forget_person": (None, None),
    "account_linked": (None, {"bot": "zalo"}),
    "account_preferred": ("telegram", "zalo"),
    "account_unlinked": ({"bot": "zalo"}, None),
    "away": (None, {"from": "2023-12-11", "to": "2023-12-12", "stand_in": 4}),
    "back": ("2023-12-12", "2023-12-11"),
    "refuse_stand_in": (4, None),
    **{f"obstacle_{move}": (ObstacleState.NEW, ObstacleState.ANSWERED) for move in Move},
}


def _noted() -> Iterator[tuple[str, str]]:
    """(file, kind) of every entry the code writes; "" where it is put together."""
    for room in ROOMS:
        for path in sorted((ROOT / room).rglob("*.py")):
            for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
                if _is_note(node):
                    kind = node.args[2]  # type: ignore[attr-defined]
                    said = kind.value if isinstance(kind, ast.Constant) else ""
                    yield str(path.relative_to(ROOT)), said


def _is_note(node: ast.AST) -> bool:
    return (
        isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr == "note"
        and isinstance(node.func.value, ast.Name)
        and node.func.value.id == "audit"
    )


def test_every_kind_of_entry_is_known_here() -> None:
    noted = set(_noted())
    composed = {file for file, kind in noted if not kind}
    assert composed == set(COMPOSED)
    kinds = {kind for _, kind in noted if kind} | {k for some in COMPOSED.values() for k in some}
    assert kinds == set(WRITTEN)


def test_every_kind_of_entry_has_its_own_sentence() -> None:
    assert [kind for kind in WRITTEN if not TEXTS.has(key_of(kind))] == []


def told(kind: str, before: Any, after: Any) -> str:
    one = Entry(
        1, AT, "Trần Thị Ánh", "Chuyên viên", kind, "x:1", before, after,
        agency="Sở Y tế", task="1.2", round=5, seq=7, about="Lê Văn Tám",
    )  # fmt: skip
    return to_plain(sentence(TEXTS, one, PLAN, {5: ROUND}))


@pytest.mark.parametrize("kind", WRITTEN)
def test_entry_as_its_handler_writes_it_fills_the_sentence(kind: str) -> None:
    said = told(kind, *WRITTEN[kind])
    assert "thay đổi khác" not in said
    assert "None" not in said
    assert said == said.strip()
    assert not said.endswith(".")


def test_sentences_say_from_what_to_what() -> None:
    assert told("update", *WRITTEN["update"]) == (
        "cập nhật VLXD 1.2 của Sở Y tế: Đang triển khai, bảo đảm tiến độ → Đã hoàn thành"
    )
    assert told("report", *WRITTEN["report"]) == (
        "gửi báo cáo năm 2023 của Sở Y tế (lần 2 thay lần 1), không phát sinh nội dung, nhập thay"
    )
    assert told("setting", *WRITTEN["setting"]) == (
        "đổi thiết lập Các mốc nhắc trước hạn: 10, 3, 0 ngày làm việc → 5 ngày làm việc"
    )
    assert told("update", {"status": "on_track"}, {"status": "on_track"}) == (
        "cập nhật VLXD 1.2 của Sở Y tế: Đang triển khai, bảo đảm tiến độ, nội dung được cập nhật"
    )
    assert told("entered", *WRITTEN["entered"]) == (
        "nhập thay Sở Y tế theo văn bản số 45/BC-SYT ngày 05/12/2023: 2 nhiệm vụ"
    )
    older = {"plan": "x", "how": "call", "as": "updates", "tasks": 0}
    assert told("entered", None, older) == "nhập thay Sở Y tế theo điện thoại"
    assert told("obstacle_raised", None, "new") == "vướng mắc số 07 của Sở Y tế: gửi vướng mắc"


@pytest.mark.parametrize("setting", SETTINGS, ids=lambda one: one.name)
def test_every_setting_is_told_in_words(setting: Any) -> None:
    value = {"name": setting.name, "value": setting.default}
    assert TEXTS.plain(f"setting.name.{setting.name}") in told("setting", value, value)


@pytest.mark.parametrize(
    ("before", "after", "said"),
    [
        (None, None, "thay đổi khác (new_one), VLXD 1.2, Sở Y tế, Lê Văn Tám"),
        ("a", 2, "thay đổi khác (new_one), VLXD 1.2, Sở Y tế, Lê Văn Tám: a → 2"),
        ("a", None, "thay đổi khác (new_one), VLXD 1.2, Sở Y tế, Lê Văn Tám: a → không còn"),
        ({"a": 1}, 2, "thay đổi khác (new_one), VLXD 1.2, Sở Y tế, Lê Văn Tám"),
    ],
)
def test_entry_of_an_unknown_kind_is_told_in_general(before: Any, after: Any, said: str) -> None:
    assert told("new_one", before, after) == said
