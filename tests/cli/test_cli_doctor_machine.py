"""What the doctor says of the machine: disk, rights, key, clock, proxy, the child process."""

from __future__ import annotations

import os
import re
import sqlite3
from collections.abc import Callable
from datetime import timedelta
from email.utils import format_datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.child import Child, ChildFault
from bot.cli.checks import clock
from bot.cli.checks.child import child
from bot.cli.checks.finding import Level
from bot.cli.checks.folder import backup, data_folder, key, room
from bot.cli.checks.machine import secrets
from bot.cli.checks.plans import contents
from bot.cli.checks.telegram import delivery, proxy_host, telegram
from bot.cli.telegram import Seen
from bot.cli.texts import _sentences
from bot.copies import MARK
from bot.settings import load_settings
from storage.database import Unit
from tests.cli.conftest import Daumoi
from tests.cli.files import rows
from tests.cli.world import NOW, TOKEN, stored
from tests.proxy import proxying

MODULES = Path(__file__).parents[2] / "bot" / "cli" / "checks"


def test_every_finding_that_is_not_good_has_its_mend() -> None:
    source = "".join(one.read_text("utf-8") for one in MODULES.glob("*.py"))
    named = set(re.findall(r'(?:note|mend|known = |key, |, )\(?"([a-z_]+)"', source))
    told, mends = _sentences("cli")["doctor"], _sentences("cli")["doctor_mend"]
    assert mends.keys() <= told.keys()
    fine = set(re.findall(r'good\("([a-z_]+)"', source))
    assert (named & told.keys()) - fine - mends.keys() == set()


@pytest.mark.parametrize(
    ("megabytes", "found", "told"),
    [(100, "disk_full", "100 MB"), (500, "disk_low", "500 MB"), (5000, "disk", "4,9 GB")],
)
def test_room_on_the_disk(megabytes: int, found: str, told: str) -> None:
    assert room(megabytes * 2**20).key == found
    assert told in str(room(megabytes * 2**20))


def test_a_folder_that_others_read() -> None:
    Path("data").mkdir(mode=0o755)
    found = [one.key for one in data_folder(load_settings())]
    assert found[:2] == ["data_dir", "data_dir_open"]
    Path("data").chmod(0o700)
    assert "data_dir_open" not in [one.key for one in data_folder(load_settings())]


def test_the_key_of_join_codes(office: Daumoi) -> None:
    assert list(key(load_settings(), 0)) == []
    invite = ("person", "invite", "--province", "Bắc Giang", "--plan", "VLXD", "--agency", "sxd")
    office(*invite, "--role", "focal")
    Path("data/key").unlink()
    said = office("doctor").output
    assert "[cần xử lý] Không còn tệp khóa" in said
    assert "1 mã tham gia đã lập không dùng được." in said
    Path("data/key").write_bytes(b"x")
    Path("data/key").chmod(0o600)
    assert [one.key for one in key(load_settings(), 1)] == ["key_broken"]


def test_secrets_that_others_read_or_guess(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text(f"DAUMOI_TELEGRAM_TOKEN={TOKEN}\n", "utf-8")
    Path(".env").chmod(0o644)
    monkeypatch.setenv("DAUMOI_WEBHOOK_SECRET", "bi-mat_1")
    assert [one.key for one in secrets(load_settings())] == ["env_open", "secret_short"]
    Path(".env").chmod(0o600)
    monkeypatch.setenv("DAUMOI_WEBHOOK_SECRET", "d" * 32)
    assert list(secrets(load_settings())) == []


def test_the_last_backup(tmp_path: Path) -> None:
    assert backup(tmp_path, NOW).key == "backup_none"
    (tmp_path / MARK).touch()
    os.utime(tmp_path / MARK, (NOW.timestamp(), NOW.timestamp()))
    assert str(backup(tmp_path, NOW)) == "[đạt] Bản sao lưu gần nhất: 08:30 08/12/2023."
    assert "đã 3 ngày" in str(backup(tmp_path, NOW + timedelta(days=3)))


async def test_the_child_process(monkeypatch: pytest.MonkeyPatch) -> None:
    assert (await child()).level is Level.GOOD

    async def broken(*_: object) -> None:
        raise ChildFault("crash")

    monkeypatch.setattr(Child, "run", broken)
    assert "không chạy được (crash)" in str(await child())


def test_a_clock_behind_what_was_written_down() -> None:
    assert clock.stored(NOW, None) == []
    assert clock.stored(NOW, NOW) == []
    (found,) = clock.stored(NOW, NOW + timedelta(hours=1))
    assert "(08:30 08/12/2023) chậm hơn lúc nhận tin gần nhất (09:30 08/12/2023)" in str(found)


def test_the_zone_of_the_machine(monkeypatch: pytest.MonkeyPatch) -> None:
    import time

    for zone, key_ in (("Asia/Ho_Chi_Minh", "zone"), ("UTC", "zone_other")):
        monkeypatch.setenv("TZ", zone)
        time.tzset()
        assert clock.zone(NOW).key == key_
    monkeypatch.undo()
    time.tzset()


async def test_the_clock_against_the_far_side(monkeypatch: pytest.MonkeyPatch) -> None:
    async def dated(_request: web.BaseRequest) -> web.Response:
        return web.Response(headers={"Date": format_datetime(NOW, usegmt=True)})

    runner = web.ServerRunner(web.Server(dated))
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    monkeypatch.setenv("DAUMOI_TELEGRAM_API", f"http://127.0.0.1:{runner.addresses[0][1]}")
    far = await clock.far_time(load_settings())
    await runner.cleanup()
    assert far == NOW
    assert [one.key for one in clock.against(far, NOW, "x")] == ["clock"]
    (found,) = clock.against(far, NOW - timedelta(minutes=5), "https://api.telegram.org")
    assert "lệch 300 giây so với https://api.telegram.org" in str(found)
    assert await clock.far_time(load_settings()) is None
    assert clock.against(None, NOW, "x") == []


@pytest.mark.parametrize(
    ("refuses", "account", "found"),
    [
        (True, None, "proxy_refused"),
        (False, "a:matkhau", "proxy_password"),
    ],
)
@pytest.mark.parametrize("api", ["https://api.telegram.org", "http://127.0.0.1:9"])
async def test_a_proxy_in_the_way(
    monkeypatch: pytest.MonkeyPatch, refuses: bool, account: str | None, found: str, api: str
) -> None:
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("DAUMOI_TELEGRAM_API", api)
    async with proxying(account) as proxy:
        proxy.refuses = refuses
        monkeypatch.setenv("DAUMOI_PROXY", proxy.with_account("so-xd:bi-mat"))
        (one,) = await telegram(load_settings(), NOW)
    plain = refuses and api.startswith("http:")  # a page in the platform's place
    assert one.key == ("telegram_other" if plain else found)
    assert "bi-mat" not in str(one)
    if not plain:
        assert proxy.host in str(one)


@pytest.mark.parametrize(
    ("proxy", "api", "found"),
    [
        ("http://127.0.0.1:9", "https://api.telegram.org", "proxy_unreachable"),
        ("", "https://khong-co.invalid", "telegram_name"),
        ("", "http://127.0.0.1:9", "telegram_unreachable"),
    ],
)
async def test_what_else_is_in_the_way(
    monkeypatch: pytest.MonkeyPatch, proxy: str, api: str, found: str
) -> None:
    for name in ("HTTPS_PROXY", "https_proxy", "HTTP_PROXY", "http_proxy"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("DAUMOI_TELEGRAM_TOKEN", TOKEN)
    monkeypatch.setenv("DAUMOI_TELEGRAM_API", api)
    monkeypatch.setenv("DAUMOI_PROXY", proxy)
    (one,) = await telegram(load_settings(), NOW)
    assert one.key == found


def test_the_proxy_of_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://ai:matkhau@10.0.0.1:3128")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    assert proxy_host(load_settings()) == "10.0.0.1:3128"
    monkeypatch.setenv("NO_PROXY", "api.telegram.org")
    assert proxy_host(load_settings()) == ""


def test_what_telegram_still_holds(monkeypatch: pytest.MonkeyPatch) -> None:
    *_, found = delivery(load_settings(), Seen("x", "", "", pending=3), NOW)
    assert "Telegram còn giữ 3 tin chưa giao cho bot." in str(found)
    monkeypatch.setenv("DAUMOI_TELEGRAM_MODE", "webhook")
    monkeypatch.setenv("DAUMOI_PUBLIC_URL", "https://daumoi.vn")
    monkeypatch.setenv("DAUMOI_WEBHOOK_SECRET", "d" * 32)
    old = Seen("x", "https://daumoi.vn/telegram", "SSL error", NOW - timedelta(days=2))
    (found,) = delivery(load_settings(), old, NOW)
    assert found.level is Level.NOTE
    assert "Lúc 08:30 06/12/2023" in str(found)


def _told(_daumoi: Daumoi) -> list[str]:
    async def read(unit: Unit) -> list[str]:
        return [str(one) async for one in contents(unit)]

    found: list[str] = stored(read)
    return found


def test_plans_with_leads_nobody_represents(office: Daumoi) -> None:
    said = "\n".join(_told(office))
    assert "KH VLXD: nhiệm vụ 4 chưa có cơ quan báo cáo." in said
    assert "daumoi plan amend VLXD TỆP.xlsx --paper" in said
    assert "KH VLXD: cơ quan chủ trì chưa có cán bộ đầu mối: " in said
    assert "Sở Tài nguyên và Môi trường" in said
    assert "không quy định ngày" not in said


def test_plans_without_dates(office: Daumoi, world: Callable[[], None]) -> None:
    world()
    said = "\n".join(_told(office))
    assert "chế độ báo cáo hằng năm không quy định ngày" in said
    assert "chuyên viên tổng hợp cho ngày gửi bằng lệnh /mo." in said


@pytest.fixture
def world(office: Daumoi) -> Callable[[], None]:
    """A second plan, whose yearly report has no date."""

    def load() -> None:
        for args in (
            ("agency", "load", "--sample", "tuyen-quang.agencies.yaml"),
            ("plan", "load", "--sample", "tuyen-quang-khi-hau.yaml"),
        ):
            done = office(*args)
            assert done.exit_code == 0, done.output
        assert len(rows("select id from plan")) == 2

    return load


def test_a_store_that_names_no_moment_is_no_fault(office: Daumoi) -> None:
    with sqlite3.connect("data/daumoi.db") as db:
        db.execute("delete from inbox")
    db.close()
    assert "chậm hơn lúc nhận tin" not in office("doctor").output


def test_a_moment_ahead_of_the_clock(office: Daumoi) -> None:
    with sqlite3.connect("data/daumoi.db") as db:
        db.execute(
            "insert into inbox (bot, update_id, conversation, raw, received, state, attempts)"
            " values ('telegram', '1', 'c', '{}', '2199-01-01 00:00:00', 'done', 0)"
        )
    db.close()
    assert "chậm hơn lúc nhận tin gần nhất (07:00 01/01/2199)" in office("doctor").output
