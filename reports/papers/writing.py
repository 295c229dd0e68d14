"""A paper's words put into its template: the Sở's own, or the one that comes with the program.

In the child process. A template is a file that somebody sends: its tags run in a sandbox, within
the child's bounds on time and memory, and it may ask for nothing but the slots.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from importlib.resources import files
from pathlib import Path
from typing import Any

from plans.files import DOCX, Produced
from plans.ground import Refusal
from reports.papers.fit import fit
from reports.papers.paper import Words

_LARGEST = 20 * 1024 * 1024  # bytes of a template, unpacked
_NAMED = re.compile(r"'([^']+)'")
_HIDDEN = ("<w:vanish", "<w:ins ", "<w:del ", "<w:commentReference", "<w:commentRangeStart")


def write(words: Words, _data: bytes | None) -> Produced:
    """The Word file. Raises Refusal paper.template_slot, paper.template_broken (field: file),
    paper.template_hidden.
    """
    from reports.papers.finish import finish

    page, _ = filled(words)
    finish(page, words)
    out = io.BytesIO()
    page.save(out)
    return Produced(words.name, DOCX, out.getvalue())


def filled(words: Words) -> tuple[Any, str]:
    """The document of its template with the slots filled, and what that file is called."""
    own = _own(words)
    return _filled(words, own), own.name if own else f"{words.kind}.docx"


def template(kind: str) -> bytes:
    """The template of a kind that comes with the program."""
    return (files("reports.papers") / "data" / f"{kind}.docx").read_bytes()


def has_template(kind: str) -> bool:
    """Whether one comes with the program."""
    return (files("reports.papers") / "data" / f"{kind}.docx").is_file()


def _own(words: Words) -> Path | None:
    """The Sở's own template: that of the plan, else that of all its plans."""
    if not words.own:
        return None
    name = f"{words.kind}.docx"
    found = (Path(words.own) / words.plan / name, Path(words.own) / name)
    return next((one for one in found if one.is_file()), None)


def _filled(words: Words, own: Path | None) -> Any:
    if own is None:
        return _rendered(template(words.kind), words.slots)
    from jinja2 import TemplateError, UndefinedError

    shown = own.name
    try:
        data = own.read_bytes()
        _check(data, shown)
        return _rendered(data, words.slots)
    except UndefinedError as error:
        named = _NAMED.findall(str(error)) or [""]
        raise Refusal("paper.template_slot", file=shown, slot=named[-1]) from None
    except (Refusal, MemoryError):
        raise
    except TemplateError as error:
        raise Refusal("paper.template_tag", file=shown, near=_near(error)) from None
    except Exception as error:  # a file that is no Word file breaks the library in many ways
        raise Refusal("paper.template_broken", file=shown) from error


def _check(data: bytes, shown: str) -> None:
    """Not larger than a template can be, and nothing in it that the signer would not see."""
    with zipfile.ZipFile(io.BytesIO(data)) as packed:
        if sum(one.file_size for one in packed.infolist()) > _LARGEST:
            raise Refusal("paper.template_broken", file=shown)
        body = packed.read("word/document.xml").decode("utf-8", "replace")
    if any(mark in body for mark in _HIDDEN):
        raise Refusal("paper.template_hidden", file=shown)


def _near(error: Exception) -> str:
    """The words of the template around the tag that is wrong."""
    lines = [one.strip() for one in getattr(error, "docx_context", ())]
    return next((one[:60] for one in lines if "{" in one), "")


def _rendered(data: bytes, slots: Mapping[str, Any]) -> Any:
    import docx
    from docxtpl import DocxTemplate

    filling = DocxTemplate(io.BytesIO(data))
    filling.render(dict(slots), _environment())
    out = io.BytesIO()
    filling.save(out)
    return docx.Document(out)  # anew: docxtpl leaves parts behind that are no longer in the file


def _environment() -> Any:
    from jinja2 import StrictUndefined
    from jinja2.sandbox import ImmutableSandboxedEnvironment

    made = ImmutableSandboxedEnvironment(
        undefined=StrictUndefined, autoescape=True, finalize=_printed
    )
    made.globals.clear()
    return made


def _printed(value: Any) -> Any:
    """Typed text as it is: what looks like a tag or like XML is no more than characters."""
    from markupsafe import Markup, escape

    if value is None:
        return ""
    if not isinstance(value, str):
        return value
    braces = str(escape(fit(value))).replace("{", "&#123;").replace("}", "&#125;")
    return Markup(braces)  # noqa: S704 - escaped on the line before
