"""The page's files, read from the package, and the sentences that stand among them."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files

from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Route

_KINDS = {
    "index.html": "text/html; charset=utf-8",
    "app.js": "text/javascript; charset=utf-8",
    "chat.js": "text/javascript; charset=utf-8",
    "room.js": "text/javascript; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
    "texts.json": "application/json",
    "icon.svg": "image/svg+xml",
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


async def _index(_request: Request) -> Response:
    return Response(_read("index.html"), media_type=_KINDS["index.html"])


async def _file(request: Request) -> Response:
    name = request.path_params["name"]
    if name not in _KINDS:
        return JSONResponse({"error": "not_found"}, status_code=404)
    return Response(_read(name), media_type=_KINDS[name])
