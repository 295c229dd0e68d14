"""GET /tep/<token>: the file of a signed link. Every "no" is the same empty 404."""

from __future__ import annotations

import asyncio
from urllib.parse import quote

import structlog
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

from bot.files import Files
from bot.links import PATH, Links
from plans.ground import Clock
from storage import linked
from storage.database import Database, Unit
from storage.linked import Linked

log = structlog.get_logger()

_HEADERS = {
    "cache-control": "private, no-store",
    "content-security-policy": "default-src 'none'; sandbox",
    "referrer-policy": "no-referrer",
    "x-content-type-options": "nosniff",
    "x-robots-tag": "noindex, nofollow",
}


def files(links: Links, db: Database, store: Files, clock: Clock) -> Route:
    """The way to the files; only what a message gave as a link is there."""

    async def give(request: Request) -> Response:
        row = links.row_of(request.path_params["token"])
        if row is None or request.method != "GET":
            return Response(status_code=404)
        found = await db.work(clock.now(), lambda unit: _opened(unit, row))
        if found is None:
            return Response(status_code=404)
        try:
            data = await asyncio.to_thread(store.read, found.sha256)
        except OSError as error:
            log.warning("link.file", row=row, error=type(error).__name__)
            return Response(status_code=404)
        log.info("link.opened", row=row)
        return Response(data, media_type="application/octet-stream", headers=_headers(found))

    return Route(f"{PATH}/{{token:path}}", give, methods=["GET"])


async def _opened(unit: Unit, row: int) -> Linked | None:
    found = await linked.opened(unit, row)
    await unit.commit()
    return found


def _headers(found: Linked) -> dict[str, str]:
    name = quote(found.name, safe="")
    return {**_HEADERS, "content-disposition": f"attachment; filename*=UTF-8''{name}"}
