"""The child process that reads and makes files."""

from __future__ import annotations

from bot.child import Child, ChildFault
from bot.cli.checks.finding import Finding, good, mend

LIBRARIES = ("docx", "openpyxl", "matplotlib.figure")


async def child() -> Finding:
    """Does it start within its bounds, with the libraries it needs?"""
    process = Child(seconds=20)
    try:
        await process.run("bot.childhood:loads", LIBRARIES, None)
    except ChildFault as fault:
        return mend("child_fails", why=fault.why)
    except OSError as error:
        return mend("child_fails", why=type(error).__name__)
    finally:
        process.stop()
    return good("child")
