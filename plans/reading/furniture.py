"""What is no content: căn cứ, nơi nhận, signatures; and where an attached plan begins."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from plans.reading.paragraphs import Paragraph, capitals
from plans.text import bare

_RECIPIENTS = re.compile(r"noi nhan\b|kinh gui\b")
_SIGNATURE = re.compile(
    r"(?:tm|kt|tl|tuq|q)\s*\.|(?:pho )?chu tich$|(?:pho )?giam doc$|chanh van phong$|"
    r"uy ban nhan dan$|"
    r"\((?:da ky|bao cao|de bao cao|b/c|thuc hien|ky ten|de thuc hien)\)?$"
)
_RESUMES = re.compile(
    r"phu luc|danh muc|bieu\b|ke hoach|chuong trinh|mau\b|de cuong|de an|quyet dinh"
)
_TITLE = re.compile(r"(?:ke hoach|chuong trinh|de an|phuong an)\b")


def contents(paragraphs: Iterable[Paragraph]) -> list[Paragraph]:
    """The paragraphs without lists of recipients and signatures."""
    kept: list[Paragraph] = []
    skipping = False
    for one in paragraphs:
        key = bare(one.text).strip(" .:*")
        if _RECIPIENTS.match(key):
            skipping = True
        elif skipping:
            skipping = not _resumes(one, key)
        if not skipping and not _SIGNATURE.match(key):
            kept.append(one)
    return kept


def _resumes(one: Paragraph, key: str) -> bool:
    if one.mark and one.mark.kind in {"roman", "part"}:
        return True
    if _SIGNATURE.match(key) or (one.mark and one.mark.kind in {"bullet", "plus"}):
        return False
    return _RESUMES.match(key) is not None and (capitals(one.text) or one.heading or len(key) < 60)


def attached(paragraphs: Sequence[Paragraph]) -> int:
    """Where the plan begins that a decision carries; 0 where the plan stands alone."""
    articles = [at for at, one in enumerate(paragraphs) if one.mark and one.mark.kind == "article"]
    if not articles:
        return 0
    for at in range(articles[-1] + 1, len(paragraphs)):
        one = paragraphs[at]
        if _TITLE.match(bare(one.text)) and (
            capitals(one.text.split(" ngày")[0][:30]) or one.heading
        ):
            return at
    return 0
