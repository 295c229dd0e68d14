"""`daumoi backup`: whole while the program writes, and good for going on with."""

from __future__ import annotations

import shutil
import sqlite3
from pathlib import Path

import pytest

from bot import copies
from tests.cli.conftest import Daumoi
from tests.cli.world import NOW


def test_a_copy_made_while_somebody_writes(
    office: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("data/files").mkdir()
    Path("data/files/abc").write_bytes(b"x")
    Path("data/key").write_bytes(b"k" * 32)
    with sqlite3.connect("data/daumoi.db") as writing:
        writing.execute("update plan set title = 'chưa ghi xong'")
        done = office("backup", "sao-luu")
        writing.rollback()
    writing.close()
    assert done.exit_code == 0, done.output
    (made,) = Path("sao-luu").iterdir()
    assert f"Đã sao lưu vào {made}." in done.output
    assert made.stat().st_mode & 0o077 == 0
    names = {"daumoi.db", "files", "key"}
    assert {one.name for one in made.iterdir()} == names
    assert "[đạt] Bản sao lưu gần nhất: " in office("doctor").output
    shutil.copytree(made, "moi")
    monkeypatch.setenv("DAUMOI_DATA_DIR", "moi")
    assert "chưa ghi xong" not in office("plan", "show", "VLXD").output
    assert "VLXD" in office("plan", "list").output
    assert Path("moi/files/abc").read_bytes() == b"x"


def test_no_store_no_copy(daumoi: Daumoi) -> None:
    done = daumoi("backup", "sao-luu")
    assert done.exit_code == 1
    assert done.stderr.startswith("Chưa có cơ sở dữ liệu.")
    assert not Path("sao-luu").exists()


def test_a_folder_nobody_can_write(office: Daumoi) -> None:
    Path("tep").write_text("")
    done = office("backup", "tep")
    assert done.exit_code == 1
    assert done.stderr == (
        "Chưa sao lưu được vào tep. Kiểm tra quyền ghi và chỗ trống của thư mục đó.\n"
    )


def test_a_copy_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    def store(_to: Path) -> None:
        raise OSError("full")

    with pytest.raises(OSError, match="full"):
        copies.copy(tmp_path, tmp_path / "to", NOW, store)
    assert list((tmp_path / "to").iterdir()) == []
    assert copies.marked(tmp_path) is None


def test_on_a_server_the_database_is_left_to_its_own_tool(
    office: Daumoi, monkeypatch: pytest.MonkeyPatch
) -> None:
    Path("data/key").write_bytes(b"k" * 32)
    monkeypatch.setenv("DAUMOI_DATABASE_URL", "postgresql://a:matkhau@127.0.0.1:9/x")
    done = office("backup", "sao-luu")
    assert "PostgreSQL cần sao lưu riêng bằng pg_dump." in done.output
    (made,) = Path("sao-luu").iterdir()
    assert {one.name for one in made.iterdir()} == {"key"}
