"""How Telegram says no."""

from __future__ import annotations

from typing import Any

WEBHOOK_ACTIVE = (
    "Conflict: can't use getUpdates method while webhook is active; "
    "use deleteWebhook to delete the webhook first"
)
OTHER_POLL = (
    "Conflict: terminated by other getUpdates request; "
    "make sure that only one bot instance is running"
)
WEBHOOK_SET = "Conflict: terminated by setWebhook request"
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup "
    "are exactly the same as a current content and reply markup of the message"
)
OLD_QUERY = "query is too old and response timeout expired or query ID is invalid"


class RefusedError(Exception):
    """An answer with ok = false: HTTP status, description and parameters."""

    def __init__(self, code: int, description: str, **parameters: Any) -> None:
        super().__init__(description)
        self.code = code
        self.description = description
        self.parameters = parameters


def bad(what: str, **parameters: Any) -> RefusedError:
    """400. Lower case first, as Telegram's server writes it, save for its upper case codes."""
    if not what[1:2].isupper() and what[1:2] != "_":
        what = what[:1].lower() + what[1:]
    return RefusedError(400, f"Bad Request: {what}", **parameters)


def forbidden(what: str) -> RefusedError:
    """403."""
    return RefusedError(403, f"Forbidden: {what}")


def too_many(seconds: int) -> RefusedError:
    """429."""
    return RefusedError(429, f"Too Many Requests: retry after {seconds}", retry_after=seconds)
