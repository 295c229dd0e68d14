"""Logs: one line a happening, no token anywhere, nothing of what people wrote."""

from __future__ import annotations

import io
import json
import logging
from collections.abc import Iterator

import pytest
import structlog

from bot.logs import configure, mask

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
URL = f"https://api.telegram.org/bot{TOKEN}/getMe"


@pytest.fixture(autouse=True)
def after() -> Iterator[None]:
    before = logging.root.handlers[:]
    yield
    structlog.reset_defaults()
    logging.captureWarnings(capture=False)
    logging.root.handlers[:] = before
    logging.root.setLevel(logging.WARNING)


@pytest.fixture
def out() -> io.StringIO:
    return io.StringIO()


def lines(out: io.StringIO) -> list[dict[str, object]]:
    return [json.loads(line) for line in out.getvalue().splitlines()]


def test_a_line_of_json(out: io.StringIO) -> None:
    configure("info", json=True, out=out)
    log = structlog.get_logger("bot.sender")
    log.debug("hidden")
    log.info("row.sent", row=5, chat=7)
    (line,) = lines(out)
    assert line["event"] == "row.sent"
    assert (line["row"], line["chat"], line["level"]) == (5, 7, "info")
    assert str(line["timestamp"]).endswith("Z")


def test_key_value_lines(out: io.StringIO) -> None:
    configure("info", json=False, out=out)
    structlog.get_logger().info("đã gửi", row=5)
    assert 'level=info event="đã gửi"' in out.getvalue()
    assert "row=5" in out.getvalue()


def test_json_unless_a_person_watches(out: io.StringIO) -> None:
    configure(out=out)
    structlog.get_logger().info("x")
    assert lines(out)


def test_no_token_in_any_field(out: io.StringIO) -> None:
    configure("debug", json=True, out=out)
    log = structlog.get_logger()
    log.info(URL, url=URL, deep={"a": [URL, ("b", URL)]}, fault=ValueError(URL))
    try:
        raise RuntimeError(URL)
    except RuntimeError:
        log.exception("poll.fault")
    assert TOKEN not in out.getvalue()
    assert "AAF-" not in out.getvalue()
    assert "poll.fault" in out.getvalue()
    assert "RuntimeError" in out.getvalue()


@pytest.mark.parametrize("name", ["httpx", "aiohttp", "telegram", "uvicorn.access"])
def test_other_peoples_loggers(
    out: io.StringIO, name: str, caplog: pytest.LogCaptureFixture
) -> None:
    configure("info", json=True, out=out)
    logging.root.addHandler(caplog.handler)
    logger = logging.getLogger(name)
    logger.info("HTTP Request: %s %s", "POST", URL)
    assert out.getvalue() == ""
    logger.warning("HTTP Request: %s %s %d", "POST", URL, 200)
    logger.warning("at %(url)s", {"url": URL})
    logger.error(URL)
    assert "HTTP Request: POST" in out.getvalue()
    assert TOKEN not in out.getvalue()
    assert TOKEN not in caplog.text


def test_a_library_below_them(out: io.StringIO) -> None:
    configure("info", json=True, out=out)
    logging.getLogger("telegram.ext.Updater").warning("at %s", URL)
    assert "at https" in out.getvalue()
    assert TOKEN not in out.getvalue()


def test_nothing_of_what_was_said(out: io.StringIO) -> None:
    configure("info", json=True, out=out)
    structlog.get_logger().info("row.aside", text="Đã kiểm tra 12 cơ sở", raw="{}", row=1)
    fault = "UPDATE task_update [SQL: INSERT] [parameters: ('Đã kiểm tra 12 cơ sở',)]"
    structlog.get_logger().warning("storage", fault=fault)
    assert "kiểm tra" not in out.getvalue()
    assert "row.aside" in out.getvalue()


def test_mask() -> None:
    assert mask(URL) == "https://api.telegram.org/bot[…]/getMe"
    assert mask(URL.replace(":AAF", "%3AAAF")) == "https://api.telegram.org/bot[…]/getMe"
    assert mask("08:31 ngày 08/12/2023") == "08:31 ngày 08/12/2023"


def test_set_up_twice_guards_once(out: io.StringIO) -> None:
    configure(out=out)
    configure(out=out)
    assert len(logging.getLogger("httpx").filters) == 1


def test_zalo_token_of_any_length_is_masked() -> None:
    for host in ("https://bot-api.zaloplatforms.com", "http://127.0.0.1:8080"):
        said = mask(f'HTTP Request: POST {host}/bot12345:ngan/sendMessage "HTTP/1.1 200 OK"')
        assert said == f'HTTP Request: POST {host}/bot[…]/sendMessage "HTTP/1.1 200 OK"'
