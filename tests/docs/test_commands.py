"""Every command of README and docs is run: as it stands where that is possible, see `classes`."""

from __future__ import annotations

import asyncio
import os
import re
import shlex
import signal
import subprocess
import sys
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from aiohttp import ClientError, ClientSession
from click.testing import CliRunner

from bot.cli.root import root
from bot.ground import SystemClock
from bot.settings import PREFIX, Settings
from sandbox.room import PRACTICE_TOKEN, Room
from sandbox.serve import serving
from tests.crash.machine import free_port
from tests.docs.classes import AS_SERVICE, SHORT, How, how
from tests.docs.pages import ROOT, Block, blocks, spans, text_of
from tests.excel import people
from tests.reading.rendering import as_docx, parts
from tests.reading.table import PLANS, text

DAUMOI = "import sys; from bot.cli import main; sys.argv[0] = 'daumoi'; main()"
SHELL = "sh"
SHOWN = {"text", "diff", "python", "toml", "yaml", "ini", "nginx"}  # read, not run
_COMMAND = re.compile(
    r"(\$ |(make|daumoi|git|pip|sudo|systemctl|tar|export|uv|docker|curl|python3?) |\.ci/run"
    r"|\.venv/|\./)"
)
LIST = ((1, "Nguyễn Văn Mẫu", "Chuyên viên", "", "0912345678", "Sở Tài chính", None),)


def written() -> Iterator[tuple[str, str]]:
    """(place, command) of every command that stands anywhere."""
    for block in blocks():
        if block.kind == SHELL:
            yield from ((block.place, command) for command in block.commands())
    for page, span in spans():
        if _COMMAND.match(f"{span} ") and " " in span and "…" not in span:
            yield page, span


ALL = list(written())


def test_every_block_says_what_it_is() -> None:
    assert {one.place: one.kind for one in blocks() if one.kind not in SHOWN | {SHELL}} == {}


def test_no_command_hides_in_a_block_that_is_only_read() -> None:
    found = [(one.place, line) for one in blocks() if one.kind in SHOWN - {"ini", "diff"}
             for line in one.text.splitlines() if _COMMAND.match(line)]  # fmt: skip
    assert found == []


def test_every_command_has_a_way_to_be_run() -> None:
    assert len(ALL) > 15
    assert {place: command for place, command in ALL if how(command) is None} == {}


def those(wanted: How) -> list[str]:
    return list(dict.fromkeys(command for _, command in ALL if how(command) is wanted))


# What is held against another file


def test_setting_up_is_what_the_makefile_does() -> None:
    makefile = text_of(ROOT / "Makefile")
    (setup,) = [one for one in those(How.SETUP) if "pip install" in one]
    made, locked, own = setup.split(" && ")
    assert made == "python3 -m venv ../daumoi-live"  # beside the clone, whose .venv is make's
    for command in (locked, own):
        *_, last = command.split(" install ")
        for word in shlex.split(last):
            assert word in makefile or word == "."


def test_an_office_s_server_is_given_what_there_is() -> None:
    """Units, lock and folders that the commands name; pip as the bundle was tried."""
    makefile = text_of(ROOT / "Makefile")
    units = {one.name for one in (ROOT / "docs/systemd").iterdir()}
    commands = [shlex.split(one) for one in those(How.OFFICE)]
    words = {word for line in commands for word in line}
    named = {Path(word).name for word in words if word.endswith((".service", ".timer"))}
    assert named == units
    for pip in (line for line in commands if line[0].endswith("/pip")):
        files = {Path(word).name for word in pip if word.endswith(".lock")}
        options = files | {word for word in pip if word.startswith("-")}
        assert {one for one in options if one not in makefile} <= {
            "--upgrade",
            "--force-reinstall",
        }
    paths = {word for word in words if word.startswith(("/etc/daumoi", "/opt", "/var/lib"))}
    service = text_of(ROOT / "docs/systemd/daumoi.service")
    assert "/etc/daumoi/.env" in paths
    assert all(one in service for one in ("/etc/daumoi/.env", "/opt/daumoi/bin/daumoi run"))


def test_what_ci_runs_stands_there() -> None:
    lines = text_of(ROOT / ".ci/run").splitlines()
    assert {one for one in those(How.CI) if one not in {*lines, ".ci/run"}} == set()


def test_every_variable_set_is_a_setting() -> None:
    for command in those(How.SETTING):
        for name in re.findall(r"([A-Z_]+)=", command):
            assert name.removeprefix(PREFIX).lower() in Settings.model_fields


# What make does


def make(*words: str) -> str:
    """A make target with the environment of this very interpreter, which is not made anew."""
    ready = f"{sys.prefix}/.ready"
    line = ["make", "-s", "-o", ready, f"VENV={sys.prefix}", *words]
    done = subprocess.run(
        line, cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=60
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


def environment(**more: str) -> dict[str, str]:
    """This process's own, without what would reach a real bot."""
    kept = {one: value for one, value in os.environ.items() if not one.startswith(PREFIX)}
    for name in ("PYTEST_XDIST_WORKER", "PYTEST_ADDOPTS", "MAKEFLAGS", "COV_CORE_SOURCE"):
        kept.pop(name, None)
    return kept | {"PYTHONPATH": str(ROOT), "NO_PROXY": "127.0.0.1", **more}


def test_targets_that_need_more_than_this_machine() -> None:
    for command in those(How.DRY):
        assert make("-n", *shlex.split(command)[1:]).strip()


@pytest.mark.parametrize("target", dict.fromkeys(one.split()[1] for one in those(How.BEGUN)))
def test_a_target_that_takes_long_begins(target: str) -> None:
    arguments, said = SHORT[target]
    assert said in make(target, f"ARGS={arguments}")


@pytest.mark.parametrize("command", those(How.MODULE))
def test_a_module_begins(command: str) -> None:
    name = command.rsplit(maxsplit=1)[-1]
    done = subprocess.run(
        [sys.executable, "-m", name, "--help"],
        cwd=ROOT, env=environment(), capture_output=True, text=True, check=False, timeout=60,
    )  # fmt: skip
    assert (done.returncode, name in done.stdout) == (0, True), done.stderr


# What the program does


@dataclass
class Reader:
    """Somebody who follows a page from the top to the end, beside the practice room."""

    folder: Path
    room: Room
    variables: dict[str, str]
    said: list[str] = field(default_factory=list)

    async def types(self, command: str) -> None:
        match how(command):
            case How.LINE:
                await self.line(command)
            case How.SERVES:
                await self.serves()
            case _:
                pass  # by a test of its own

    async def line(self, command: str) -> None:
        words = shlex.split(self.here(command))
        call = CliRunner().invoke
        done = await asyncio.to_thread(call, root, words, prog_name="daumoi", env=self.variables)
        assert done.exit_code == 0, f"{command}: {done.output}"
        self.said.append(done.output)

    def here(self, command: str) -> str:
        """What follows `daumoi`, with the folders of an office's server on this one."""
        bare = command.removeprefix(AS_SERVICE).removeprefix("daumoi ")
        bare = bare.replace("/var/backups/daumoi", str(self.folder / "backups"))
        return bare.replace("/var/lib/daumoi", str(self.folder / "data"))

    async def serves(self) -> None:
        before = self.room.calls.total
        process = await started(["run"], self.variables)
        try:
            async with asyncio.timeout(20):
                while self.room.calls.total == before:
                    assert process.returncode is None
                    await asyncio.sleep(0.02)
        finally:
            code = await ended(process)
        assert code == 0


async def started(words: list[str], variables: dict[str, str]) -> asyncio.subprocess.Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", DAUMOI, *words, cwd=Path.cwd(), env=environment(**variables),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip


async def ended(process: asyncio.subprocess.Process) -> int:
    if process.returncode is None:
        process.send_signal(signal.SIGTERM)
    async with asyncio.timeout(15):
        return await process.wait()


@asynccontextmanager
async def reading(folder: Path) -> AsyncIterator[Reader]:
    room = Room(SystemClock().now)
    async with serving(room) as base:
        variables = {
            "DAUMOI_DATA_DIR": str(folder / "data"),
            "DAUMOI_TELEGRAM_TOKEN": PRACTICE_TOKEN,
            "DAUMOI_TELEGRAM_API": base,
            "DAUMOI_LISTEN": f"127.0.0.1:{free_port()}",
        }
        (folder / "data").mkdir(mode=0o700)
        (folder / "data/trao-doi").mkdir()  # `install -d` of an office's server
        (folder / "danh-sach.xlsx").write_bytes(people(*LIST))
        plan = parts(f"{PLANS[1]}.txt", text(PLANS[1]))
        (folder / "ke-hoach.docx").write_bytes(as_docx(plan))
        yield Reader(folder, room, variables)


def by_page() -> dict[str, list[Block]]:
    found: dict[str, list[Block]] = {}
    for one in blocks():
        kinds = {how(command) for command in one.commands()} if one.kind == SHELL else set()
        if kinds & {How.LINE, How.SERVES}:
            found.setdefault(one.page, []).append(one)
    return found


async def test_every_page_is_followed_to_its_end(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Going live as the README says, then the other pages; what was done once is not repeated."""
    monkeypatch.chdir(tmp_path)
    done: set[str] = set()
    async with reading(tmp_path) as reader:
        for page in sorted(by_page(), key=lambda one: one != "README.md"):
            for block in by_page()[page]:
                for command in block.commands():
                    if as_typed(command) not in done:
                        await reader.types(command)
                        done.add(as_typed(command))
    assert len(reader.said) > 10


def as_typed(command: str) -> str:
    """A command without the account it is run by and the folder of its files."""
    return command.replace(AS_SERVICE, "daumoi ").replace("/var/lib/daumoi/trao-doi/", "")


def test_commands_named_in_a_sentence_are_known() -> None:
    """Those that stand in no block: their help answers."""
    shown = {command for one in blocks() if one.kind == SHELL for command in one.commands()}
    alone = {one for one in those(How.LINE) if one not in shown}
    for command in alone:
        names = [
            word for word in shlex.split(as_typed(command))[1:] if re.fullmatch("[a-z]+", word)
        ]
        options = [word for word in shlex.split(command) if word.startswith("--")]
        while names:
            done = CliRunner().invoke(root, [*names, "--help"], prog_name="daumoi")
            if done.exit_code == 0:
                break
            names.pop()
        assert names, command
        assert all(option in done.output for option in options), command


async def test_the_demo_is_there(tmp_path: Path) -> None:
    """Each way of starting it that is written, at once."""
    await asyncio.gather(*[_demo(one, tmp_path / str(n)) for n, one in enumerate(those(How.DEMO))])


async def _demo(command: str, folder: Path) -> None:
    given = re.search(r'ARGS="([^"]*)"', command)
    port = free_port()
    arguments = f"{given[1] if given else ''} --no-browser --data {folder} --port {port}"
    process = await asyncio.create_subprocess_exec(
        "make", "-s", "-o", f"{sys.prefix}/.ready", f"VENV={sys.prefix}", "demo",
        f"ARGS={arguments}", cwd=ROOT, env=environment(), start_new_session=True,
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        async with asyncio.timeout(30), ClientSession() as web:
            while True:
                assert process.returncode is None, command
                try:
                    async with web.get(f"http://127.0.0.1:{port}/") as page:
                        assert '<html lang="vi">' in await page.text()
                        return
                except ClientError:
                    await asyncio.sleep(0.05)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        async with asyncio.timeout(15):
            await process.wait()
