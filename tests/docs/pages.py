"""The pages of the repository, and what stands in them: fenced blocks and words in code marks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
_FENCE = re.compile(
    r"^(?P<indent> *)```(?P<kind>\S*)\n(?P<text>.*?)^ *```$", re.DOTALL | re.MULTILINE
)
_SPAN = re.compile(r"`([^`\n]+)`")


@dataclass(frozen=True)
class Block:
    """A fenced block: where it begins, what kind it says it is, its lines."""

    page: str
    line: int
    kind: str
    text: str

    @property
    def place(self) -> str:
        return f"{self.page}:{self.line}"

    def commands(self) -> list[str]:
        """The lines of a shell block as typed: continuations joined, remarks left out."""
        joined = self.text.replace("\\\n", " ").splitlines()
        bare = (re.sub(r"(^|\s)#.*$", "", line) for line in joined)
        return [" ".join(line.split()) for line in bare if line.strip()]


def pages() -> list[Path]:
    """Every page that a reader is sent to."""
    return sorted([*ROOT.glob("*.md"), *ROOT.glob("docs/**/*.md")])


def text_of(page: Path) -> str:
    return page.read_text(encoding="utf-8")


def blocks() -> Iterator[Block]:
    for page in pages():
        text = text_of(page)
        for found in _FENCE.finditer(text):
            line = text.count("\n", 0, found.start()) + 1
            inner = "".join(
                one.removeprefix(found["indent"]) for one in found["text"].splitlines(True)
            )
            yield Block(str(page.relative_to(ROOT)), line, found["kind"], inner)


def prose(page: Path) -> str:
    """A page without its fenced blocks."""
    return _FENCE.sub("", text_of(page))


def spans() -> Iterator[tuple[str, str]]:
    """(page, what stands between code marks in a sentence)."""
    for page in pages():
        for found in _SPAN.finditer(prose(page)):
            yield str(page.relative_to(ROOT)), found[1]
