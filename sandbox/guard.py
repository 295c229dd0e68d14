"""The page and its API are for this machine alone, and for this page alone."""

from __future__ import annotations

import re
from urllib.parse import urlsplit

from starlette.datastructures import Headers
from starlette.responses import JSONResponse
from starlette.types import ASGIApp, Message, Receive, Scope, Send

_HOST = re.compile(r"(?:127\.0\.0\.1|localhost|\[::1\])(?::\d{1,5})?", re.IGNORECASE)
_POLICY = "default-src 'self'; img-src 'self' data:; frame-ancestors 'none'; base-uri 'none'"
_SAFE = frozenset({"GET", "HEAD", "OPTIONS"})


def is_loopback(url: str) -> bool:
    """Whether an http URL names this machine."""
    parts = urlsplit(url)
    return parts.scheme == "http" and _HOST.fullmatch(parts.netloc) is not None


class LoopbackOnly:
    """Refuses foreign names for this host (DNS rebinding) and writes from other pages."""

    def __init__(self, app: ASGIApp) -> None:
        self._app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """ASGI."""
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        headers = Headers(scope=scope)
        refusal = _refusal(scope["method"], headers.get("host", ""), headers.get("origin"))
        app = JSONResponse({"error": refusal}, status_code=403) if refusal else self._app

        async def send_guarded(message: Message) -> None:
            if message["type"] == "http.response.start":
                message["headers"] = [*message.get("headers", []), *_HEADERS]
            await send(message)

        await app(scope, receive, send_guarded)


_HEADERS = [
    (b"content-security-policy", _POLICY.encode()),
    (b"x-content-type-options", b"nosniff"),
    (b"referrer-policy", b"no-referrer"),
    (b"cache-control", b"no-store"),
]


def _refusal(method: str, host: str, origin: str | None) -> str:
    if _HOST.fullmatch(host) is None:
        return "foreign_host"
    if method not in _SAFE and origin is not None and origin.lower() != f"http://{host}".lower():
        return "foreign_origin"
    return ""
