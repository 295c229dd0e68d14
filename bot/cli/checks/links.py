"""Files by signed links: which plans allow them, and whether they can be given at all."""

from __future__ import annotations

from collections.abc import AsyncIterator

from bot.cli.checks.finding import Finding, mend, note
from bot.links import usable
from bot.settings import Settings
from storage import plans
from storage.database import Unit


async def contents(unit: Unit, settings: Settings) -> AsyncIterator[Finding]:
    """Nothing where no plan allows them: that is the default."""
    allowed = [one.short for one in await plans.every(unit) if one.file_links]
    if not allowed:
        return
    shorts = ", ".join(f"KH {short}" for short in allowed)
    if usable(settings.public_url):
        yield note("links_on", shorts=shorts, url=settings.public_url)
    else:
        yield mend("links_no_url", shorts=shorts)
