"""Out of memory, however a library of formats puts it: a broken file is something else."""

from __future__ import annotations

from collections.abc import Iterator

# What libxml2 says through lxml where it got no more memory.
_XML = ("unknown error", "memory allocation failed", "out of memory")


def raise_if_spent(error: BaseException) -> None:
    """Raises MemoryError where that was the reason, so that the child that read ends itself."""
    if any(isinstance(one, MemoryError) or _xml(one) for one in _reasons(error)):
        raise MemoryError from error


def _reasons(error: BaseException) -> Iterator[BaseException]:
    """The error, what it wraps and what it was raised from."""
    seen: list[BaseException] = []
    waiting = [error]
    while waiting:
        one = waiting.pop()
        if one in seen:
            continue
        seen.append(one)
        yield one
        more = (one.__cause__, one.__context__, *one.args)
        waiting += [other for other in more if isinstance(other, BaseException)]


def _xml(error: BaseException) -> bool:
    return type(error).__name__ == "XMLSyntaxError" and str(error).lower().startswith(_XML)
