"""The store and the inbox from the command line."""

from __future__ import annotations

import asyncio
import sqlite3
from pathlib import Path

import pytest

from storage import inbox
from storage.database import Database, Unit, sqlite_url
from tests.cli.conftest import Daumoi
from tests.cli.world import NOW, stored
from tests.storage.stores import Postgres


def test_upgrade_makes_then_leaves(daumoi: Daumoi) -> None:
    assert daumoi("db", "upgrade").output.startswith("Đã tạo cơ sở dữ liệu (phiên bản 0")
    assert "đã ở phiên bản mới nhất" in daumoi("db", "upgrade").output


@pytest.mark.parametrize(
    "args",
    [("plan", "list"), ("person", "list"), ("inbox", "list"), ("inbox", "retry"),
     ("agency", "list", "--province", "x")],
)  # fmt: skip
def test_commands_on_no_store_tell_how_to_make_it(daumoi: Daumoi, args: tuple[str, ...]) -> None:
    done = daumoi(*args)
    assert done.exit_code == 1
    assert done.stderr == "Chưa có cơ sở dữ liệu. Tạo bằng lệnh: daumoi db upgrade\n"
    assert not Path("data").exists()


def test_a_store_of_an_older_and_of_a_newer_program(office: Daumoi) -> None:
    with sqlite3.connect("data/daumoi.db") as db:
        db.execute("update alembic_version set version_num = '9999'")
    db.close()
    done = office("plan", "list")
    assert done.exit_code == 1
    assert "Sao lưu thư mục dữ liệu rồi chạy lệnh: daumoi db upgrade" in done.stderr
    done = office("db", "upgrade")
    assert done.exit_code == 1
    assert "do bản daumoi mới hơn tạo ra" in done.stderr


def test_a_file_that_is_no_store(daumoi: Daumoi) -> None:
    Path("data").mkdir()
    Path("data/daumoi.db").write_text("không phải cơ sở dữ liệu" * 100)
    done = daumoi("plan", "list")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert done.stderr.startswith("Cơ sở dữ liệu chưa dùng được: ")
    assert "Cơ sở dữ liệu chưa kết nối được: " in daumoi("doctor").output


def test_a_data_folder_that_cannot_be(daumoi: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    Path("file").write_text("")
    monkeypatch.setenv("DAUMOI_DATA_DIR", "file/data")
    done = daumoi("db", "upgrade")
    assert done.exit_code == 2
    assert done.stderr.startswith("DAUMOI_DATA_DIR: không ghi được")


async def _aside(unit: Unit) -> None:
    await inbox.keep(unit, "telegram", [inbox.Arrived(str(n), "c", "{}") for n in range(3)])
    for row in (1, 2):
        await inbox.set_aside(unit, row, "KeyError: 'Đã kiểm tra 12 cơ sở'")


def test_inbox_rows_aside_are_listed_without_words_and_tried_again(office: Daumoi) -> None:
    assert office("inbox", "list").output == "Không có tin nào để riêng.\n"
    stored(_aside)
    listed = office("inbox", "list").output
    assert "KeyError" in listed
    assert "kiểm tra" not in listed
    done = office("inbox", "retry", "1", "7")
    assert (done.exit_code, done.stderr) == (1, "Không có tin để riêng mang số 7.\n")
    assert done.output.startswith("Đã đưa 1 tin trở lại")
    done = office("inbox", "retry")
    assert (done.exit_code, done.stderr) == (0, "")
    assert stored(inbox.counts) == {"new": 3}


def test_commands_work_while_the_bot_writes(office: Daumoi) -> None:
    """SQLite WAL: a unit of the running bot holds up no reader."""

    async def busy() -> str:
        db = Database(sqlite_url(Path("data/daumoi.db")))
        async with db.unit(NOW) as unit:
            await inbox.keep(unit, "telegram", [inbox.Arrived("1", "c", "{}")])
            done = await asyncio.to_thread(office, "plan", "list")
        await db.close()
        return done.output

    assert "VLXD" in asyncio.run(busy())


def test_a_store_carried_into_an_empty_one(
    office: Daumoi, monkeypatch: pytest.MonkeyPatch, postgres: Postgres
) -> None:
    url = postgres.create("template0")
    monkeypatch.setenv("DAUMOI_DATABASE_URL", url)
    done = office("db", "import", "data/daumoi.db")
    assert done.exit_code == 0, done.output
    assert "dòng từ data/daumoi.db." in done.output
    assert "VLXD" in office("plan", "list").output
    again = office("db", "import", "data/daumoi.db")
    assert again.exit_code == 1
    assert again.stderr.startswith("Cơ sở dữ liệu đang đặt đã có số liệu.")
    postgres.drop(url)


def test_a_file_that_cannot_be_carried(office: Daumoi, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DAUMOI_DATABASE_URL", "sqlite:///moi.db")
    assert "khong-co.db" in office("db", "import", "khong-co.db").stderr
    with sqlite3.connect("data/daumoi.db") as db:
        db.execute("update alembic_version set version_num = '0001'")
    db.close()
    done = office("db", "import", "data/daumoi.db")
    assert (done.exit_code, done.stderr.count("\n")) == (1, 1)
    assert "không phải cơ sở dữ liệu của bản cài đặt này." in done.stderr
    Path("rong.db").write_text("x" * 200)
    assert office("db", "import", "rong.db").stderr.startswith("Cơ sở dữ liệu chưa dùng được: ")
