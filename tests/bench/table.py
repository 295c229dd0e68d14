"""The figures as a Markdown table."""

from __future__ import annotations

import platform
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from statistics import median

import psutil

from tests.bench.cases import Case
from tests.bench.rounds import Measured, Sizes

HEAD = (
    "bot", "flood, updates/s", "× echo", "flood p50 / p95 ms", "paced p50 ms", "paced p95 ms",
    "CPU ms an update, flood / paced", "RSS MiB",
)  # fmt: skip
Take = Callable[[Measured], float]


def table(found: Sequence[Case], measured: Sequence[Measured]) -> str:
    """Medians over the rounds, with the least and the most in brackets."""
    lines = ["| " + " | ".join(HEAD) + " |", "|" + "---|" * len(HEAD)]
    for case in found:
        mine = [one for one in measured if one.case == case.name]
        ratios = list(_ratios(mine, [one for one in measured if one.case == found[0].name]))
        lines.append("| " + " | ".join([case.name, *_cells(mine, ratios)]) + " |")
    return "\n".join(lines)


def _cells(mine: Sequence[Measured], ratios: Sequence[float]) -> Iterator[str]:
    def middle(take: Take, digits: int = 1) -> str:
        return f"{median(map(take, mine)):.{digits}f}"

    def spread(take: Take, digits: int = 1) -> str:
        values = list(map(take, mine))
        low, high = min(values), max(values)
        return f"{median(values):.{digits}f} [{low:.{digits}f}–{high:.{digits}f}]"

    yield spread(lambda one: one.flood.rate, 0)
    yield f"{median(ratios):.2f} [{min(ratios):.2f}–{max(ratios):.2f}]"
    yield f"{middle(lambda one: one.flood.p50, 0)} / {middle(lambda one: one.flood.p95, 0)}"
    yield spread(lambda one: one.paced.p50)
    yield spread(lambda one: one.paced.p95)
    yield f"{middle(lambda one: one.flood.cpu, 2)} / {middle(lambda one: one.paced.cpu, 2)}"
    yield spread(lambda one: one.flood.rss, 0)


def _ratios(mine: Sequence[Measured], first: Sequence[Measured]) -> Iterator[float]:
    """Within one round: what the machine does to both cancels out."""
    rates = {one.round: one.flood.rate for one in first}
    return (one.flood.rate / rates[one.round] for one in mine)


def far_cost(measured: Sequence[Measured]) -> str:
    """What the far side itself costs: it must not be the limit."""
    costs = [one.flood.far_cpu for one in measured]
    return f"{median(costs):.2f} [{min(costs):.2f}–{max(costs):.2f}] ms an update"


def machine() -> str:
    """What this was measured on."""
    cpus = psutil.cpu_count()
    memory = psutil.virtual_memory().total / 2**30
    system = f"{platform.system()} {platform.release()}"
    model = _cpu_model()
    return f"{cpus} CPUs ({model}), {memory:.0f} GiB, {system}, Python {platform.python_version()}"


def _cpu_model() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text().splitlines()
    except OSError:
        return platform.machine()
    named = (line.partition(":")[2].strip() for line in lines if line.startswith("model name"))
    return next(named, platform.machine())


PAGE = """# Performance

How many answers Đầu Mối handles, beside two bots as people usually write them with
python-telegram-bot (PTB). Made by `make bench ARGS="--write docs/performance.md"`; run it on your
own machine before believing any absolute figure: the ratios to the echo bot of the same round are
what carries over.

{table}

{rounds} rounds, each bot once a round in a new order; medians, [least–most]. Far side: {far}.
Machine: {machine}.

**What is measured.** Every bot is a process of its own and polls one minimal Bot API on
127.0.0.1 (no TLS), which costs less than any of them. *Flood*: {flood} chats, in five waves: each
chat's next step waits at once, {updates} updates a round. *Paced*: {pace:.0f} updates a second for
{seconds:.0f} s, over {paced} chats. Latency is from the moment an update is first served by
getUpdates to the moment its reply is received; in a flood that is mostly the time in the queue.
CPU is user and system time of the bot's process; RSS at the end of the flood.

- *python-telegram-bot echo*: `MessageHandler(TEXT)`, `run_polling()`, all defaults. No store.
- *python-telegram-bot form*: the five steps as a `ConversationHandler` with `PicklePersistence`,
  all defaults: it writes once a minute, so a kill loses up to a minute of answers.
- *Đầu Mối, answers typed*: `daumoi run` on SQLite (WAL, `synchronous=FULL`) with KH VLXD, an open
  round and {chats} focal points. The five steps of one answer: /capnhat, tình hình, tiến độ, kết
  quả, Gửi. Each update is committed before it is acknowledged and again with its reply. After each
  round the store is checked to hold every answer.
- *Đầu Mối, answers pressed*: the same by buttons: three of five steps also cost an
  `answerCallbackQuery`.

No bot has a rate limiter here: `DAUMOI_TELEGRAM_PER_SECOND` is raised from 29 to 1000, and each
chat says less than one update a second, so that its own limit never waits. Against Telegram
itself the platform's 30 messages a second are the limit of all of them.
"""


def page(found: Sequence[Case], measured: Sequence[Measured], sizes: Sizes, pace: float) -> str:
    """docs/performance.md."""
    many = sizes.chats - sizes.paced_chats
    return PAGE.format(
        table=table(found, measured), rounds=sizes.rounds, far=far_cost(measured),
        machine=machine(), flood=many, updates=f"{many * 5:,}", pace=pace,
        seconds=sizes.paced_seconds, paced=sizes.paced_chats, chats=sizes.chats,
    )  # fmt: skip
