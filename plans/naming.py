"""Which of some agencies a person means by a name as typed."""

from __future__ import annotations

from collections.abc import Callable, Container, Hashable

from plans.directory import AgencyEntry, Directory, name_key
from plans.text import fold
from plans.typed_names import bare_key

# Words a name may be typed without: "Sơn Động", "Tài chính". Folded.
Key = Callable[[str], Hashable]
_HEADS = ("ubnd", "so", "huyen", "thanh pho", "tp", "thi xa", "xa", "phuong", "ban")


def meant(name: str, directory: Directory, codes: Container[str]) -> str | None:
    """The code, among these, of the agency of that name or variant; without accents only where
    one alone fits. None where nobody or several may be meant.
    """
    return _only(name, directory, codes, name_key) or _only(name, directory, codes, bare_key)


def meant_short(name: str, directory: Directory, codes: Container[str]) -> str | None:
    """As `meant`; a name may also be typed without its head ("Sơn Động"), with or without accents.

    For places where the agency is shown by its whole name before anything is done.
    """
    known = meant(name, directory, codes)
    return known or (_only(name, directory, codes, _headless) if _headless(name) else None)


def nearest(name: str, directory: Directory, codes: Container[str], count: int = 4) -> list[str]:
    """The codes, among these, of the agencies named most like that, best first."""
    from rapidfuzz import fuzz

    wanted = fold(name)
    ranked = [
        (max(fuzz.WRatio(wanted, fold(known)) for known in (one.name, *one.variants)), one.code)
        for one in directory.agencies
        if one.code in codes
    ]
    return [code for _, code in sorted(ranked, key=lambda pair: -pair[0])][:count]


def _only(name: str, directory: Directory, codes: Container[str], key: Key) -> str | None:
    wanted = key(name)
    found = {
        one.code
        for one in directory.agencies
        if one.code in codes and wanted in map(key, _names(one))
    }
    return found.pop() if len(found) == 1 else None


def _names(one: AgencyEntry) -> tuple[str, ...]:
    return one.name, *one.variants


def _headless(name: str) -> str:
    """The same without the words it begins with that others begin with too."""
    key, before = bare_key(name).replace(".", " "), ""
    while key != before:
        before, key = key, key.strip()
        head = next((one for one in _HEADS if key.startswith(f"{one} ")), "")
        key = key[len(head) :].strip()
    return key
