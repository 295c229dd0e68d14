"""Files that commands have made or read: always in the child process, as the program does it."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from bot.cli.texts import say


async def in_child(work: str, payload: Any, data: bytes | None) -> Any:
    """Do heavy work; raises Refusal heavy.not_made, heavy.too_long, heavy.unreadable, or what the
    work refused.
    """
    from bot.child import Child, ChildFault
    from plans.ground import Refusal
    from plans.yamlfile import PlanFileInvalid

    child = Child()
    try:
        result = await child.run(work, payload, data)
    except ChildFault as fault:
        raise fault.told(reads=data is not None) from None
    finally:
        child.stop()
    if isinstance(result, Refusal):
        problems = result.fields.get("problems")
        raise PlanFileInvalid(problems) if problems else result
    return result


def save(out: Path, data: bytes) -> None:
    """Write a file, its folder too: whole, or not at all; raises Refusal file.unwritable."""
    from plans.ground import Refusal

    try:
        out.parent.mkdir(exist_ok=True)
        if out.exists() and not out.is_file():  # /dev/stdout
            out.write_bytes(data)
        else:
            _beside(out, data)
    except OSError:
        raise Refusal("file.unwritable", file=str(out)) from None


def set_aside(out: Path) -> Path | None:
    """Give a file that stands there another name, for somebody may have edited it; None: nothing
    stood there. Raises Refusal file.unwritable.
    """
    from plans.ground import Refusal

    if not out.is_file():
        return None
    names = (
        out.with_stem(f"{out.stem} ({say('kit.before', count=count)})") for count in range(1, 1000)
    )
    kept = next(one for one in names if not one.exists())
    try:
        return out.rename(kept)
    except OSError:
        raise Refusal("file.unwritable", file=str(kept)) from None


def _beside(out: Path, data: bytes) -> None:
    """On disk under another name first: a full disk leaves what stood there before."""
    import os
    import secrets

    aside = out.with_name(f".{secrets.token_hex(6)}.daumoi")
    try:
        with os.fdopen(os.open(aside, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o666), "wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(out)
    finally:
        aside.unlink(missing_ok=True)
