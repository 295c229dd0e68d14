"""The three plans, and who walks: each plan has words of its own, so that a leak is seen."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime

NOW = datetime(2023, 11, 21, 3, 0, tzinfo=UTC)  # Tuesday, 10:00 in Hà Nội
BOT = "telegram"
GROUP = "-100"


@dataclass(frozen=True)
class Frame:
    """What a plan is made from. `mark` stands in every text of the plan, and in no other."""

    id: str
    short: str
    province: str
    coordinator: str
    mark: str
    first: int  # its tasks are numbered <first>.1, <first>.2, …
    users: int  # its people have the accounts <users>1, <users>2, …


HERE = Frame("bac-giang-vlxd", "VLXD", "Bắc Giang", "a1", "Thạch", 11, 100)
SAME_PROVINCE = Frame("bac-giang-ttx", "TTX", "Bắc Giang", "a2", "Lục", 22, 200)
OTHER_PROVINCE = Frame("tuyen-quang-bdkh", "BĐKH", "Tuyên Quang", "b1", "Nhiệt", 33, 300)
FRAMES = (HERE, SAME_PROVINCE, OTHER_PROVINCE)

ACCOUNTS = {
    "focal": "1001", "leader": "1002", "coordinator": "1003", "admin": "1004", "tech": "1005",
    "other_plan": "2003", "other_province": "3003", "elsewhere": "3009",
    "ended": "1006", "waiting": "1007", "stranger": "9999", "other_focal": "1008",
}  # fmt: skip
"""Who walks: the post in KH VLXD, or why there is none.

`other_focal` is of another agency of it; `elsewhere` has every post of the other province, for
all its plans.
"""
