"""The page's files, read from the package, and the sentences that stand among them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import PurePosixPath

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_KINDS = {
    ".html": "text/html; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".css": "text/css; charset=utf-8",
    ".json": "application/json",
    ".svg": "image/svg+xml",
}


def page_routes() -> list[Route]:
    """GET / and the few files it needs."""
    return [Route("/", _index), Route("/page/{name}", _file)]


@cache
def sentence(key: str) -> str:
    """A sentence of the page, for answers the server itself must word."""
    found: str = json.loads(_read("texts.json"))["errors"][key]
    return found


def _read(name: str) -> bytes:
    return (files("sandbox") / "page" / name).read_bytes()


@cache
def _names() -> frozenset[str]:
    return frozenset(entry.name for entry in (files("sandbox") / "page").iterdir())


async def _index(_request: Request) -> Response:
    return Response(_read("index.html"), media_type=_KINDS[".html"])


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    kind = _KINDS.get(PurePosixPath(name).suffix)
    if kind is None or name not in _names():
        return JSONResponse({"error": "not_found"}, status_code=404)
    return Response(_read(name), media_type=kind)
