"""The bots of this program as people find them, and what each may do."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from plans.allowance import Allowance


@dataclass(frozen=True)
class Doors:
    """By a bot's name in the store. `accounts` fills as the platforms tell what people search."""

    kinds: Mapping[str, str] = field(default_factory=dict)  # telegram, zalo
    allowances: Mapping[str, Allowance] = field(default_factory=dict)  # of those with a limit
    accounts: dict[str, str] = field(default_factory=dict)

    def account(self, bot: str) -> str:
        """What is searched in the platform's application; else the name here."""
        return self.accounts.get(bot) or bot
