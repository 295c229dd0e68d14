"""The parameters of a call, from whichever of the four forms they came in."""

from __future__ import annotations

import json
from typing import Any
from urllib.parse import parse_qsl

from sandbox.telegram.multipart import Upload, read_multipart
from sandbox.telegram.refusals import bad


class Params:
    """Values as sent: text from queries and forms, anything from JSON."""

    __slots__ = ("uploads", "values")

    def __init__(self, values: dict[str, Any], uploads: dict[str, Upload]) -> None:
        self.values = values
        self.uploads = uploads

    def text(self, name: str) -> str:
        """Empty when missing."""
        value = self.values.get(name)
        if isinstance(value, str):
            return value
        return "" if value is None else json.dumps(value)

    def number(self, name: str, default: int = 0) -> int:
        """A whole number; `default` when missing or no number, as Telegram does."""
        value = self.values.get(name)
        if value is None or isinstance(value, (dict, list)):
            return default
        try:
            return int(value)
        except ValueError:
            return default

    def flag(self, name: str) -> bool:
        """true, yes and 1 are yes."""
        return str(self.values.get(name, "")).lower() in {"true", "yes", "1"}

    def decoded(self, name: str, what: str) -> Any:
        """An object or a list, decoded where it came as text; None when missing."""
        value = self.values.get(name)
        if not isinstance(value, str):
            return value
        if not value:
            return None
        try:
            return json.loads(value)
        except ValueError:
            raise bad(f"can't parse {what} JSON object") from None

    def record(self) -> dict[str, Any]:
        """What the log of calls keeps: values, and uploads by their names."""
        if not self.uploads:
            return self.values
        files = {
            name: f"{upload.name} ({len(upload.data)} B)" for name, upload in self.uploads.items()
        }
        return {**self.values, **files}


def read_params(query: bytes, content_type: str, body: bytes) -> Params:
    """Query and body together; the body wins."""
    values: dict[str, Any] = dict(_pairs(query)) if query else {}
    uploads: dict[str, Upload] = {}
    kind = content_type.partition(";")[0].strip().lower()
    if not body:
        return Params(values, uploads)
    if kind == "application/json":
        values.update(_json_body(body))
    elif kind == "multipart/form-data":
        fields, uploads = _multipart_body(content_type, body)
        values.update(fields)
    else:
        values.update(_pairs(body))
    return Params(values, uploads)


def _pairs(encoded: bytes) -> list[tuple[str, str]]:
    try:
        return parse_qsl(encoded.decode("ascii"), keep_blank_values=True, errors="strict")
    except ValueError:
        raise bad("strings must be encoded in UTF-8") from None


def _json_body(body: bytes) -> dict[str, Any]:
    try:
        read = json.loads(body)
    except ValueError:
        raise bad("can't parse JSON object") from None
    if not isinstance(read, dict):
        raise bad("object expected")
    return read


def _multipart_body(content_type: str, body: bytes) -> tuple[dict[str, str], dict[str, Upload]]:
    try:
        return read_multipart(content_type, body)
    except ValueError:
        raise bad("can't parse multipart/form-data") from None
