"""The doctor: every finding with its mend; 1 only when something must be mended."""

from __future__ import annotations

import asyncio
import sqlite3
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.cli.checks.machine import calendar
from bot.cli.checks.telegram import delivery
from bot.cli.telegram import Seen
from bot.lock import DataLock
from bot.platforms.base import Rejected
from bot.settings import load_settings
from sandbox.room import PRACTICE_TOKEN, Room
from sandbox.serve import serving
from storage.database import Unit
from storage.inbox import Arrived, keep, set_aside
from tests.cli.conftest import Daumoi
from tests.cli.world import NOW, TOKEN, stored


def findings(daumoi: Daumoi, code: int) -> str:
    done = daumoi("doctor")
    assert done.exit_code == code, done.output
    assert done.stderr == ""
    assert TOKEN not in done.output
    return done.output


def test_a_fresh_machine(daumoi: Daumoi) -> None:
    said = findings(daumoi, 1)
    assert (
        "[cần xử lý] Chưa có cơ sở dữ liệu.\n    Cách xử lý: tạo bằng lệnh daumoi db upgrade\n"
        in said
    )
    assert "[cần xử lý] Chưa đặt DAUMOI_TELEGRAM_TOKEN" in said
    assert "[lưu ý] Bot chưa chạy trên thư mục này." in said
    assert said.endswith("2 chỗ cần xử lý.\n")
    assert not Path("data").exists()


def test_everything_in_order(office: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    async def played() -> None:
        room = Room(lambda: datetime(2023, 12, 8, tzinfo=UTC))
        async with serving(room) as base:
            monkeypatch.setenv("DAUMOI_TELEGRAM_API", base)
            monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", PRACTICE_TOKEN)
            said = await asyncio.to_thread(findings, office, 0)
            invite = ("person", "invite", "--province", "Bắc Giang", "--plan", "VLXD")
            done = await asyncio.to_thread(
                office, *invite, "--agency", "sxd", "--role", "coordinator"
            )
        assert "[đạt] Telegram nhận bot @" in said
        assert "[đạt] Cách nhận tin polling khớp với Telegram." in said
        assert "(số tiến trình" in said
        assert said.endswith("Không có chỗ nào cần xử lý.\n")
        assert "cần xử lý]" not in said
        assert "Liên kết Telegram: https://t.me/" in done.output

    with DataLock(Path("data")):
        asyncio.run(played())


def test_telegram_refuses_the_token(office: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    async def played() -> None:
        async with serving(Room(lambda: datetime(2023, 12, 8, tzinfo=UTC))) as base:
            monkeypatch.setenv("DAUMOI_TELEGRAM_API", base)
            monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
            said = await asyncio.to_thread(findings, office, 1)
        assert "[cần xử lý] Telegram không nhận mã của bot." in said

    asyncio.run(played())


def test_an_address_that_is_no_telegram(office: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    async def fault(_settings: object) -> Seen:
        raise Rejected("what?")

    monkeypatch.setattr("bot.cli.checks.telegram.look", fault)
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
    assert "https://api.telegram.org trả lời không đúng (Rejected)." in findings(office, 1)


def test_telegram_out_of_reach(office: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUMOI_TELEGRAM_API", "http://127.0.0.1:9")
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
    assert "Chưa kết nối được http://127.0.0.1:9." in findings(office, 1)
    invite = ("person", "invite", "--province", "Bắc Giang", "--plan", "VLXD", "--agency", "sxd")
    assert "gõ riêng mã này" in office(*invite, "--role", "focal").output


@pytest.mark.parametrize(
    ("mode", "webhook", "error", "key"),
    [
        ("polling", "", "", "webhook"),
        ("polling", "https://khac.vn", "", "webhook_left"),
        ("webhook", "", "", "webhook_missing"),
        ("webhook", "https://khac.vn/telegram", "", "webhook_other"),
        ("webhook", "https://daumoi.vn/telegram", "SSL error", "webhook_error"),
        ("webhook", "https://daumoi.vn/telegram", "", "webhook"),
    ],
)
def test_webhook_against_polling(
    monkeypatch: pytest.MonkeyPatch, mode: str, webhook: str, error: str, key: str
) -> None:
    monkeypatch.setenv("DAUMOI_TELEGRAM_MODE", mode)
    monkeypatch.setenv("DAUMOI_PUBLIC_URL", "https://daumoi.vn")
    monkeypatch.setenv("DAUMOI_WEBHOOK_SECRET", "bi-mat_2024")
    (found,) = delivery(load_settings(), Seen("x", webhook, error), NOW)
    assert found.key == key
    assert str(found)


def test_wrong_and_unknown_variables(daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DAUMOI_DATABASE=x\n", "utf-8")
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKN", TOKEN)
    monkeypatch.setenv("DAUMOI_LISTEN", "x")
    monkeypatch.setenv("DAUMOI_TELEGRAM_MODE", "y")
    said = findings(daumoi, 1)
    assert "Biến DAUMOI_TELEGRAM_TOKN không được dùng; có thể là DAUMOI_TELEGRAM_TOKEN." in said
    assert "DAUMOI_DATABASE không được dùng; có thể là DAUMOI_DATABASE_URL" in said
    assert "Thiết lập DAUMOI_LISTEN chưa dùng được.\n    Cách xử lý: DAUMOI_LISTEN: cần có" in said
    assert "Thiết lập DAUMOI_TELEGRAM_MODE chưa dùng được." in said
    assert said.endswith("4 chỗ cần xử lý.\n")
    told = daumoi("plan", "list").stderr
    assert told.count("DAUMOI_LISTEN: ") == told.count("DAUMOI_TELEGRAM_MODE: ") == 1


def test_an_env_file_nobody_can_read(daumoi: Daumoi) -> None:
    Path(".env").write_bytes(b"DAUMOI_LISTEN=\xff")
    assert "Cách xử lý: .env: chưa đọc được tệp này." in findings(daumoi, 1)


def test_sentences_of_a_so_that_do_not_fit(
    office: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("texts").mkdir()
    Path("texts/common.toml").write_text('sendd = "Gửi đi"\n', "utf-8")
    monkeypatch.setenv("DAUMOI_TEXTS", "texts")
    assert (
        "[cần xử lý] Câu chữ của Sở chưa dùng được: Tệp câu chữ texts/common.toml có khóa"
        in findings(office, 1)
    )


def test_an_old_store_and_one_out_of_reach(
    office: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    with sqlite3.connect("data/daumoi.db") as db:
        db.execute("update alembic_version set version_num = '0000'")
    db.close()
    assert "[cần xử lý] Cơ sở dữ liệu ở phiên bản 0000, bản cài đặt này" in findings(office, 1)
    with sqlite3.connect("data/daumoi.db") as db:
        db.execute("drop table alembic_version")
    db.close()
    assert "[cần xử lý] Chưa có cơ sở dữ liệu." in findings(office, 1)
    monkeypatch.setenv("DAUMOI_DATABASE_URL", "postgresql://a:matkhau@127.0.0.1:9/x")
    said = findings(office, 1)
    assert "[cần xử lý] Cơ sở dữ liệu chưa kết nối được: " in said
    assert "matkhau" not in said


async def _left_over(unit: Unit) -> None:
    await keep(unit, "telegram", [Arrived("1", "c", "{}")])
    await set_aside(unit, 1, "KeyError: 'x'")
    await unit.connection.exec_driver_sql(
        "insert into outbox (bot, lane, text, choices, state, created, not_before, attempts,"
        " twice) values ('telegram', 'reply', '', '[]', 'failed', '2023-12-08', '2023-12-08',"
        " 1, 0), ('telegram', 'reply', '', '[]', 'unknown', '2023-12-08', '2023-12-08', 1, 0)"
    )


def test_what_was_left_over(office: Daumoi) -> None:
    stored(_left_over)
    Path("data/key").write_bytes(b"x" * 32)
    Path("data/key").chmod(0o644)
    said = findings(office, 1)
    assert "[cần xử lý] 1 tin đến để riêng vì lỗi của bot." in said
    assert "[lưu ý] 1 tin không gửi được." in said
    assert "[lưu ý] 1 tin không rõ đã tới hay chưa" in said
    assert "đọc được tệp khóa" in said


def test_next_years_calendar() -> None:
    assert calendar(date(2025, 12, 1)).key == "calendar"
    assert calendar(date(2026, 12, 1)).key == "calendar_estimated"


def test_store_of_a_program_between_releases(
    office: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Its revision is right and a table is not there: told at once, before anything is lost."""
    with sqlite3.connect("data/daumoi.db") as store:
        store.execute("DROP TABLE ended_session")
    assert "nhưng thiếu ended_session: do một bản chưa phát hành tạo ra" in findings(office, 1)
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setattr("bot.logs.configure", lambda *_, **__: None)
    done = office("run")
    assert done.exit_code == 1
    assert done.stderr.startswith("Cơ sở dữ liệu thiếu ended_session dù đúng phiên bản")
    with sqlite3.connect("data/daumoi.db") as store:
        store.execute("ALTER TABLE outbox DROP COLUMN once")
        store.execute("CREATE TABLE ended_session (id, owner, sent, receipt, at, form)")
    assert "nhưng thiếu outbox.once" in findings(office, 1)


def test_a_data_folder_that_takes_no_file(daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUMOI_DATA_DIR", "/proc/x")
    assert "[cần xử lý] Thư mục dữ liệu /proc/x không ghi được." in findings(daumoi, 1)
