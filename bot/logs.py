"""Logs to the error output: what happened and to which row, never what was said, never a token."""

from __future__ import annotations

import logging
import re
import sys
from collections.abc import MutableMapping
from typing import Any, TextIO

import structlog

# A bot's token, also as a part of a URL: there whatever it looks like.
_TOKEN = re.compile(r"\d+(?::|%3[Aa])[A-Za-z0-9_-]{30,}|(?<=/bot)[^/\s]*\d(?::|%3[Aa])[^/\s]+")
# Who may use a proxy or a database, in its URL.
_ACCOUNT = re.compile(r"(?<=://)[^/\s@]+(?=@)")
_MASK = "[…]"
# SQLAlchemy prints the values of a failed statement: what people typed.
_PARAMETERS = re.compile(r"\[parameters: .*")
# Fields that would carry what people wrote.
_SAID = frozenset({"text", "raw", "say", "said", "message", "choices", "incoming", "answer"})
_CHATTY = ("httpx", "httpcore", "aiohttp", "aiohttp.access", "telegram", "uvicorn.access")
_OWN_WAYS = ("uvicorn", "uvicorn.error", "uvicorn.access")  # which set up logging themselves
_QUIET = ("apscheduler", "asyncio", "alembic")

Event = MutableMapping[str, Any]


def mask(text: str) -> str:
    """The text without anything that looks like a token or an account of a URL, or values of a
    failed statement.
    """
    return _PARAMETERS.sub(_MASK, _ACCOUNT.sub(_MASK, _TOKEN.sub(_MASK, text)))


def configure(level: str = "info", *, json: bool | None = None, out: TextIO | None = None) -> None:
    """Set up all logging of the program. `json` None: JSON unless a person watches a terminal."""
    stream = out or sys.stderr
    as_json = not stream.isatty() if json is None else json
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=False,
    )
    handler = logging.StreamHandler(stream)
    handler.setFormatter(_formatter(as_json))
    logging.basicConfig(level=level.upper(), handlers=[handler], force=True)
    logging.captureWarnings(capture=True)
    for name in (*_CHATTY, *_QUIET):
        logging.getLogger(name).setLevel(max(logging.WARNING, logging.root.level))
    for name in _OWN_WAYS:
        logging.getLogger(name).handlers.clear()
        logging.getLogger(name).propagate = True
    for name in _CHATTY:
        _guard(logging.getLogger(name))


def _guard(logger: logging.Logger) -> None:
    if not any(isinstance(one, TokenFilter) for one in logger.filters):
        logger.addFilter(TokenFilter())


def _formatter(as_json: bool) -> logging.Formatter:
    renderer: Any = structlog.processors.LogfmtRenderer(
        key_order=["timestamp", "level", "event"], bool_as_flag=False
    )
    if as_json:
        renderer = structlog.processors.JSONRenderer(ensure_ascii=False)
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            structlog.processors.format_exc_info,
            without_words,
            without_tokens,
            renderer,
        ],
    )


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.stdlib.add_logger_name,
    structlog.processors.TimeStamper(fmt="iso", utc=True),
]


class TokenFilter(logging.Filter):
    """Masks tokens in the records of other people's loggers, for every handler."""

    def filter(self, record: logging.LogRecord) -> bool:
        record.msg = mask(str(record.msg))
        if isinstance(record.args, tuple):
            record.args = tuple(_masked(one) for one in record.args)
        elif isinstance(record.args, dict):
            record.args = _masked(record.args)
        return True


def without_words(_logger: Any, _method: str, event: Event) -> Event:
    """Drop the fields that carry what people wrote."""
    for key in _SAID & event.keys():
        event[key] = _MASK
    return event


def without_tokens(_logger: Any, _method: str, event: Event) -> Event:
    """Mask tokens in every value, however deep."""
    for key, value in event.items():
        event[key] = _masked(value)
    return event


def _masked(value: Any) -> Any:
    if isinstance(value, int | float | None):
        return value
    if isinstance(value, dict):
        return {key: _masked(one) for key, one in value.items()}
    if isinstance(value, list | tuple):
        return [_masked(one) for one in value]
    text = str(value)
    return mask(text) if isinstance(value, str) or mask(text) != text else value
