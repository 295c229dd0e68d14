"""What runs in the child process: work in, result out, until the other side has gone."""

from __future__ import annotations

import os
import pickle
import resource
import signal
import sys
from collections.abc import Callable
from importlib import import_module
from typing import IO, Any

from bot.child import read_frame, write_frame
from plans.ground import Refusal


def main() -> None:
    """Arguments: bytes of address space, seconds after which a forgotten child ends itself."""
    memory, seconds = int(sys.argv[1]), int(sys.argv[2])
    os.nice(10)  # a workbook can wait a little; people who answer do not
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    for number in (signal.SIGINT, signal.SIGTERM):  # the program ends it, or its pipe does
        signal.signal(number, signal.SIG_IGN)
    asked, answers = os.fdopen(os.dup(0), "rb"), os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what a library prints is no answer
    while True:
        try:
            request = read_frame(asked)
        except EOFError:
            return
        signal.alarm(seconds)  # the program may be killed meanwhile: nobody would end this work
        _answer(request, answers)
        signal.alarm(0)


def _answer(request: bytes, answers: IO[bytes]) -> None:
    try:
        write_frame(answers, pickle.dumps(_result(request)))
    except MemoryError:
        os._exit(1)  # little can be trusted now: a new child is spawned


def _result(request: bytes) -> tuple[Any, ...]:
    """No words of an exception: they may be somebody's words."""
    try:
        work, payload, data = pickle.loads(request)  # noqa: S301 - from the program itself
        made = _function(work)(payload, data)
    except Refusal as refused:
        return "refused", refused.code, refused.fields
    except MemoryError:
        raise
    except Exception as error:
        return "fault", _where(error)
    if isinstance(made, Refusal):
        return "refused", made.code, made.fields
    return "made", made


def _function(work: str) -> Callable[[Any, bytes | None], Any]:
    module, _, name = work.partition(":")
    found: Callable[[Any, bytes | None], Any] = getattr(import_module(module), name)
    return found


def loads(names: tuple[str, ...], _data: bytes | None) -> None:
    """Work that only imports: do the libraries stand within the bounds on memory?"""
    for name in names:
        import_module(name)


def _where(error: Exception) -> str:
    """The kind of exception, and the line it came from."""
    trace = error.__traceback__
    while trace is not None and trace.tb_next is not None:
        trace = trace.tb_next
    place = ""
    if trace is not None:
        place = f" {trace.tb_frame.f_code.co_filename.rpartition('/')[2]}:{trace.tb_lineno}"
    return f"{type(error).__name__}{place}"


if __name__ == "__main__":
    main()
