"""How every command of the pages is run by the tests. One that matches nothing is a failure.

A command is run as it stands wherever that is possible. What needs a token or the platform runs
against the practice room; what sets up an environment is held against the Makefile, which CI
follows in a clean clone; what takes minutes is run by CI as it stands, here only begun. What an
administrator does on an office's server is held against the units and the Makefile.
"""

from __future__ import annotations

import re
from enum import Enum, auto


class How(Enum):
    """What the tests do with a command."""

    LINE = auto()  # `daumoi …`, to its end, on a folder of its own
    SERVES = auto()  # `daumoi run`: until it has called the practice room, then ended as a service
    DEMO = auto()  # `make demo`, `daumoi demo`: until the page answers
    SETTING = auto()  # `export NAME=value`: every name is a setting of the program
    SETUP = auto()  # an environment is made: held against the Makefile
    CI = auto()  # stands in .ci/run
    BEGUN = auto()  # a make target, with arguments that make it short
    DRY = auto()  # a make target that needs more than this machine, or is a part of one: `make -n`
    MODULE = auto()  # python -m …: --help
    OFFICE = auto()  # needs an office's server: held against docs/systemd and the Makefile


# A command of the service: its own account, its own settings.
AS_SERVICE = "sudo -u daumoi /opt/daumoi/bin/daumoi "

CLASSES: tuple[tuple[str, How], ...] = (
    (r"git clone <\S+ \S+> daumoi && cd daumoi", How.SETUP),
    (r"python3 -m venv \.\./daumoi-live && \.\./daumoi-live/bin/pip install .*", How.SETUP),
    (r"cd \.\./daumoi-live && \. bin/activate", How.SETUP),
    (rf"{AS_SERVICE}db import .*", How.OFFICE),  # run by the tests of the command line
    (rf"{AS_SERVICE}.*", How.LINE),
    (r"(cd /etc/daumoi|(useradd|install|systemctl|mv|cp|chown) .*|tar -xzf .*)", How.OFFICE),
    (r"(python3 -m venv /opt/daumoi|/opt/daumoi/bin/pip install .*)", How.OFFICE),
    (r"(sudo -u postgres|sudo -u daumoi pg_(dump|restore)) .*", How.OFFICE),
    (r"GOI=/root/\S+", How.OFFICE),
    (r"export [A-Z_]+=.*", How.SETTING),
    (r"make demo( ARGS=\"[^\"]*\")?", How.DEMO),
    (r"make (check|test|replay|cover)", How.CI),
    (r"\.ci/run", How.CI),
    (r"make (crash|bench|pictures)( ARGS=\"[^\"]*\")?", How.BEGUN),
    (r"make (run|unit|format|lock|wheel|clean|bundle)( ARGS=\"[^\"]*\")?", How.DRY),
    (r"(\.venv/bin/)?python -m tests\.\w+", How.MODULE),
    (r"daumoi run", How.SERVES),
    (r"daumoi demo.*", How.DEMO),
    (r"daumoi .*", How.LINE),
)
# What a make target is given so that it is short: the argument, and what it then says.
SHORT: dict[str, tuple[str, str]] = {
    "crash": ("--help", "--kills"),
    "bench": ("--help", "--rounds"),
    "pictures": ("--help", "--only"),
}


def how(command: str) -> How | None:
    """The class of a command; None where nobody has said how it is run."""
    for pattern, found in CLASSES:
        if re.fullmatch(pattern, command):
            return found
    return None
