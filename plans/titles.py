"""How the title of a plan is said within a sentence."""

from __future__ import annotations


def behind_kind(title: str, kind: str) -> str:
    """What follows "Kế hoạch … về": the title without the kind of document it begins with.

    A title that does not begin with it stays as it is.
    """
    bare = title.removeprefix(kind).lstrip()
    return bare[:1].lower() + bare[1:] if bare != title else title
