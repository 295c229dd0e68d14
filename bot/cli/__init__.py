"""The command line. Nothing heavy is imported before a command runs: `--help` answers at once."""

from __future__ import annotations


def main() -> None:
    """The script `daumoi`."""
    from bot.cli.root import root

    root.main(prog_name="daumoi")
