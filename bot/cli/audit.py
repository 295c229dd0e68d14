"""`daumoi audit …`"""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from bot.cli.texts import say, tell
from bot.cli.words import Group, option

if TYPE_CHECKING:
    from bot.cli.office import Office
    from plans.model import Plan
    from storage.database import Unit
    from storage.journal import Entry, Which

COLUMNS = (
    "id", "at", "who", "post", "said", "agency", "task", "what", "subject", "before", "after",
)  # fmt: skip
_DAY = click.DateTime(["%d/%m/%Y", "%Y-%m-%d"])
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@click.group(cls=Group, help=say("help.audit"))
def audit() -> None:
    """Who changed what."""


@audit.command(help=say("help.audit_export"))
@option("--plan", metavar="KẾ_HOẠCH", required=True, about="invite_plan")
@option("--from", "since", type=_DAY, metavar="NGÀY", about="audit_from")
@option("--to", "until", type=_DAY, metavar="NGÀY", about="audit_to")
@option("-o", "--output", metavar="TỆP", required=True, about="audit_output")
def export(plan: str, since: datetime | None, until: datetime | None, output: str) -> None:
    """The entries of one plan, oldest first."""
    from bot.cli.office import at_work
    from handlers.inviting import plan_named
    from plans.ground import Refusal

    file = Path(output)

    async def work(office: Office) -> None:
        from storage.journal import Which

        if file.suffix.lower() not in _WRITERS:
            raise Refusal("audit.ending", file=output)
        first, last = _moments(since, until)
        async with office.reading() as unit:
            one = await plan_named(unit, plan)
            rows = await _rows(unit, one, Which(one.id, since=first, until=last))
        _write(file, rows)
        tell("audit.exported", count=len(rows), short=one.short, file=output)

    at_work(work)


def _moments(
    since: datetime | None, until: datetime | None
) -> tuple[datetime | None, datetime | None]:
    """From the beginning of one day to the end of another, in Asia/Ho_Chi_Minh."""
    from plans.ground import VIETNAM, Refusal

    if since and until and until < since:
        raise Refusal("audit.days")
    after = until + timedelta(days=1) if until else None
    first, last = (one.replace(tzinfo=VIETNAM) if one else None for one in (since, after))
    return first, last


async def _rows(unit: Unit, plan: Plan, which: Which) -> list[dict[str, Any]]:
    from bot.cli.office import catalogue
    from dialogues.markup import to_plain
    from handlers.entries import sentence
    from storage import journal, rounds

    texts = catalogue()
    known = {one.id: one for one in await rounds.of_plan(unit, which.plan)}
    return [
        _row(one, to_plain(sentence(texts, one, plan, known)), plan.short)
        async for one in journal.all_of(unit, which)
    ]


def _row(one: Entry, said: str, short: str) -> dict[str, Any]:
    from plans.ground import local

    return {
        "id": one.id,
        "at": local(one.at).isoformat(timespec="seconds"),
        "who": one.person or say("word.program"),
        "post": one.post,
        "said": said,
        "agency": one.agency or "",
        "task": f"{short} {one.task}" if one.task else "",
        "what": one.what,
        "subject": one.subject,
        "before": one.before,
        "after": one.after,
    }


def _write(file: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    from plans.ground import Refusal

    try:
        _WRITERS[file.suffix.lower()](file, rows)
    except OSError:
        raise Refusal("audit.unwritable", file=str(file)) from None


def _as_csv(file: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    """With the mark by which Excel knows UTF-8; nothing typed is ever a formula there."""
    with file.open("w", encoding="utf-8-sig", newline="") as out:
        writer = csv.writer(out)
        writer.writerow([say(f"head.{name}") for name in COLUMNS])
        writer.writerows([_cell(row[name]) for name in COLUMNS] for row in rows)


def _cell(value: Any) -> Any:
    if value is None or isinstance(value, int):
        return "" if value is None else value
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    return f"'{text}" if text.startswith(_FORMULA) else text


def _as_lines(file: Path, rows: Iterable[Mapping[str, Any]]) -> None:
    with file.open("w", encoding="utf-8") as out:
        out.writelines(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)


_WRITERS = {".csv": _as_csv, ".jsonl": _as_lines, ".json": _as_lines}
