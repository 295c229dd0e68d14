"""The files shipped with the program: plan, agencies, sample baseline, calendar."""

from __future__ import annotations

from importlib.resources import files

from plans.ground import Refusal


def sample_names() -> tuple[str, ...]:
    """The names of all shipped files, sorted."""
    found = (entry.name for entry in files("plans.data").iterdir())
    return tuple(sorted(name for name in found if name.endswith(".yaml")))


def sample(name: str) -> bytes:
    """The content of one shipped file; raises Refusal sample.unknown."""
    if name not in sample_names():
        raise Refusal("sample.unknown", name=name)
    return files("plans.data").joinpath(name).read_bytes()
