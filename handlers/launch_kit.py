"""The words of the launch kit: whom the công văn goes to, what it asks, how one joins."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime

from dialogues.catalogue import Catalogue
from handlers.codes import asked
from plans.ground import local
from plans.model import Agency, Plan
from plans.symbols import symbol_of
from plans.titles import behind_kind
from reports.launch_kit import Guide
from reports.letter import Letter
from reports.names import grouped
from storage.database import Unit

WORK = "reports.launch_kit:write"


@dataclass(frozen=True)
class Making:
    """With what, and when, the kit is made; `bot` "": its name is not known."""

    texts: Catalogue
    now: datetime
    bot: str = ""
    mark: str = ""


async def gather(unit: Unit, plan: Plan, making: Making) -> tuple[Letter, Guide]:
    """Both papers in words, for the child to write."""
    bodies = await asked(unit, plan)
    return _letter(plan, bodies, making), _guide(plan, making)


def _letter(plan: Plan, bodies: list[Agency], making: Making) -> Letter:
    texts, fill = making.texts, making.texts.plain("kit.fill")
    slots = {
        "plan": plan,
        "fill": fill,
        "so": plan.coordinator.kind == "so",
        "symbol": symbol_of(plan.coordinator.code, plan.coordinator.name) or fill,
        "year": local(making.now).year,
        "issued": _day(plan.issued),
        "title": behind_kind(plan.title, texts.plain("kit.letter.kind")),
    }

    def said(name: str) -> str:
        wanted = texts.slots(f"kit.letter.{name}")
        return texts.plain(f"kit.letter.{name}", **{k: v for k, v in slots.items() if k in wanted})

    return Letter(
        name=said("file"),
        nation=tuple(said("nation").splitlines()),
        above=said("above"),
        agency=plan.coordinator.name,
        number=said("number"),
        about=said("about"),
        place=said("place"),
        to=said("to"),
        receivers=_receivers(bodies),
        body=tuple(said("body").splitlines()),
        copies_head=said("copies_head"),
        copies=tuple(said("copies").splitlines()),
        signer=tuple(said("signer").splitlines()),
        fill=fill,
        mark=" - ".join(filter(None, (texts.plain("kit.draft"), making.mark))),
    )


def _receivers(bodies: list[Agency]) -> tuple[str, ...]:
    """One a line, bodies of one rank together: "- UBND các huyện: A, B;", the last with a stop."""
    lines = []
    for one in grouped(bodies, lambda body: body.name):
        names = ", ".join(name for name, _ in one.members)
        lines.append(f"- {one.head}: {names}" if one.head else f"- {names}")
    return tuple(f"{line}{'.' if line is lines[-1] else ';'}" for line in lines)


def _day(issued: str | None) -> str:
    """The day of the plan as documents print it: 05/7/2020, a 0 before months 1 and 2 alone
    (NĐ 30/2020, Phụ lục I, II.4.b); a month stays as printed.
    """
    try:
        day = date.fromisoformat(issued or "")
    except ValueError:
        return issued or ""
    return f"{day:%d}/{day:%m}/{day:%Y}" if day.month <= 2 else f"{day:%d}/{day.month}/{day:%Y}"


def _guide(plan: Plan, making: Making) -> Guide:
    texts, fill = making.texts, making.texts.plain("kit.fill")
    join = texts.plain("kit.guide.join", plan=plan, bot=making.bot, fill=fill)
    cases = (line.partition("|") for line in texts.plain("kit.guide.cases").splitlines())
    title = texts.plain("kit.guide.title", plan=plan)
    return Guide(
        name=texts.plain("kit.guide.file", plan=plan),
        title=(texts.plain("kit.guide.head"), title),
        under=texts.plain("kit.guide.under", plan=plan),
        join=tuple(join.splitlines()),
        link=f"https://t.me/{making.bot}" if making.bot else "",
        no_picture=texts.plain("kit.guide.no_picture", fill=fill),
        heads=(texts.plain("kit.guide.case"), texts.plain("kit.guide.does")),
        cases=tuple((case.strip(), does.strip()) for case, _, does in cases),
        notes=tuple(texts.plain("kit.guide.notes", plan=plan, fill=fill).splitlines()),
        fill=fill,
        mark=making.mark,
    )
