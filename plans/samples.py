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
        raise Refusal("sample.unknown", name=name, known=_alike(name))
    return files("plans.data").joinpath(name).read_bytes()


def _alike(name: str) -> list[str]:
    """The shipped files of the same kind as a command names them: without the ending."""
    kinds = (".agencies.yaml", ".baseline.yaml")
    ending = next((one for one in kinds if name.endswith(one)), ".yaml")
    some = (one for one in sample_names() if one.endswith(ending) and one != "working-days.yaml")
    return [one.removesuffix(ending) for one in some if ending in kinds or one.count(".") == 1]
