"""`python -m tests.reading [NAME …]`: the table of docs/doc-ke-hoach.md;"
" with a name, what differs."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Mapping, Sequence
from typing import Any

from tests.reading.measure import matched, names, same_start
from tests.reading.table import PLANS, encoded, read, table


def differences(name: str) -> None:
    mine, theirs = read(name), encoded(name)
    _tasks(mine["tasks"], theirs["tasks"])
    for one, other in matched(mine["tasks"], theirs["tasks"]):
        for key in ("lead", "colead", "support"):
            if names(one[key]) != names(other[key]):
                print("!", one["number"], key, one[key], "|", other[key])
        for key in ("due", "recurs", "when"):
            if str(one[key]) != str(other[key]):
                print("!", one["number"], key, one[key], "|", other[key])
    for title, plan in (("read", mine), ("encoded", theirs)):
        for duty in plan["reporting"]:
            print(title, {key: duty[key] for key in ("frequency", "due", "from", "to", "via")})
        print(title, plan["obstacles"])
        print(title, plan["plan"])
        print(title, [(one["number"], one["target"]) for one in plan["indicators"]])


def _tasks(mine: Sequence[Mapping[str, Any]], theirs: Sequence[Mapping[str, Any]]) -> None:
    """ "+" read alone, "-" encoded alone, "~" another title."""
    encoded_ = {task["number"]: task["title"] for task in theirs}
    read_ = {task["number"]: task["title"] for task in mine}
    for number, title in read_.items():
        if number not in encoded_:
            print("+", number, title[:90])
        elif not same_start(title, encoded_[number]):
            print("~", number, title[:70], "|", encoded_[number][:70])
    for number, title in encoded_.items():
        if number not in read_:
            print("-", number, title[:90])


def main() -> None:
    parser = argparse.ArgumentParser("python -m tests.reading", description=__doc__)
    parser.add_argument("plan", nargs="*", help="say what differs")
    for name in parser.parse_args().plan:
        differences(name)
    if not sys.argv[1:]:
        print("\n".join(table(PLANS)))


if __name__ == "__main__":
    main()
