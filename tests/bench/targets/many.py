"""Stores with very much in them, written by SQL: duties, and updates of the same tasks."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from sqlalchemy import text

from storage.database import Database, Unit, sqlite_url
from tests.bench.store import Template
from tests.crash.world import OPENING

_UP_TO = "with recursive n(i) as (select 1 union all select i + 1 from n where i < :many) "
_AGENCIES = (
    "insert into agency (province, code, name, variants, kind, urge)"
    " select 'Bắc Giang', 'xa-' || i, 'UBND xã ' || i, '[]', 'xa', 1 from n"
)
_ASKED = (
    "insert into participant (round_id, agency_id, position, leads, state, nothing_to_report,"
    " carried_over, nudges, promises) select (select min(id) from round where state = 'open'),"
    " id, 100 + id, 1, 'nothing', 0, 0, 0, 0 from agency where code like 'xa-%'"
)
_TASKS = (
    "insert into task (plan_id, key, number, position, title)"
    " select (select min(id) from plan), 'nhieu-' || i, 'x' || i, 1000 + i, 'Việc ' || i from n"
)
_LEADS = (
    "insert into task_role (task_id, agency_id, part, printed, collective)"
    " select t.id, a.id, 'lead', 'chủ trì', 0 from task t join agency a"
    " on a.code like 'xa-%' where t.key like 'nhieu-%'"
)
_UPDATES = (
    "insert into task_update (task_id, agency_id, round_id, person_name, person_post, status,"
    " text, papers, source, at) select r.task_id, r.agency_id, (select min(id) from round"
    " where state = 'open'), 'Đầu mối', '', 'on_track', 'Đã kiểm tra ' || i || ' cơ sở', '[]',"
    " 'chat', '2023-12-07 02:00:00' from n join (select task_id, agency_id, row_number() over"
    " (order by id) - 1 as place from task_role where part = 'lead') r"
    " on r.place = n.i % (select count(*) from task_role where part = 'lead')"
)
_LATEST = (
    "insert or replace into task_state (task_id, agency_id, update_id)"
    " select task_id, agency_id, max(id) from task_update group by task_id, agency_id"
)


async def duties(template: Template, folder: Path, agencies: int, tasks: int) -> Path:
    """So many agencies in the open round, each leading so many tasks of its plan."""

    async def write(unit: Unit) -> None:
        await unit.run(text(_UP_TO + _AGENCIES), {"many": agencies})
        await unit.run(text(_ASKED))
        await unit.run(text(_UP_TO + _TASKS), {"many": tasks})
        await unit.run(text(_LEADS))
        await unit.commit()

    return await _written(template, folder, write)


async def updates(template: Template, folder: Path, many: int) -> Path:
    """So many updates, spread over the same few tasks."""

    async def write(unit: Unit) -> None:
        await unit.run(text(_UP_TO + _UPDATES), {"many": many})
        await unit.run(text(_LATEST))
        await unit.commit()

    return await _written(template, folder, write)


async def _written(template: Template, folder: Path, write: object) -> Path:
    await asyncio.to_thread(folder.mkdir, parents=True)
    await asyncio.to_thread(shutil.copy, template.folder / "daumoi.db", folder)
    db = Database(sqlite_url(folder / "daumoi.db"))
    await db.work(OPENING, write)  # type: ignore[arg-type]
    await db.close()
    return folder / "daumoi.db"
