"""The settings: variables DAUMOI_… of the environment, or of a file `.env` in the current folder.

Secrets never show in `repr` and never in an error.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from importlib.util import find_spec
from ipaddress import ip_address
from pathlib import Path
from typing import Annotated, Any, Literal, Self
from urllib.parse import urlsplit

from pydantic import (
    AfterValidator,
    BeforeValidator,
    Field,
    SecretStr,
    ValidationError,
    model_validator,
)
from pydantic_core import PydanticCustomError
from pydantic_settings import BaseSettings, SettingsConfigDict

PREFIX = "DAUMOI_"
ENV_FILE = ".env"
_TOKEN = re.compile(r"\d{3,20}:[A-Za-z0-9_-]{30,}")
_ZALO_TOKEN = re.compile(r"[0-9]{3,30}:[A-Za-z0-9_-]{8,}")
_NAME = re.compile(r"[a-z][a-z0-9-]{0,29}")
_SECRET = re.compile(r"[A-Za-z0-9_-]{8,256}")
_LISTEN = re.compile(r"(\[[0-9a-fA-F:]+\]|[^\s:\[\]/]+):(\d{1,5})")


class SettingsWrong(Exception):
    """A setting that cannot be used: the variable, and the key of its mend (`cli.mend.<key>`).

    `all`: this one, then the others that were found wrong with it.
    """

    def __init__(self, variable: str, mend: str, others: Sequence[SettingsWrong] = ()) -> None:
        super().__init__(variable, mend)
        self.variable = variable
        self.mend = mend
        self.all = (self, *others)


def _wrong(variable: str, mend: str) -> PydanticCustomError:
    return PydanticCustomError("settings", "wrong", {"variable": PREFIX + variable, "mend": mend})


def _fits(pattern: re.Pattern[str]) -> AfterValidator:
    def check(value: SecretStr) -> SecretStr:
        if not pattern.fullmatch(value.get_secret_value()):
            raise ValueError
        return value

    return AfterValidator(check)


def _more(pattern: re.Pattern[str]) -> AfterValidator:
    """ "ten=token, ten-khac=token": further bots under names that outlive their tokens."""

    def check(value: SecretStr) -> SecretStr:
        for name, token in _named(value).items():
            if not _NAME.fullmatch(name) or not pattern.fullmatch(token):
                raise ValueError
        return value

    return AfterValidator(check)


def _named(value: SecretStr | None) -> dict[str, str]:
    written = value.get_secret_value().split(",") if value else []
    pairs = [one.partition("=") for one in written if one.strip()]
    return {name.strip(): token.strip() for name, _, token in pairs}


def _stripped(value: Any) -> Any:
    return value.strip() if isinstance(value, str) else value


def _http_url(value: str) -> str:
    parts = urlsplit(value)
    whole = parts.scheme in {"http", "https"} and parts.hostname and parts.port != 0
    if not whole or parts.query or parts.fragment:
        raise ValueError
    return value.rstrip("/")


def _listen(value: str) -> str:
    found = _LISTEN.fullmatch(value)
    if not found or not 0 < int(found[2]) < 65536:
        raise ValueError
    return value


def _database(value: str) -> str:
    from sqlalchemy import make_url
    from sqlalchemy.exc import ArgumentError

    try:
        make_url(value)
    except ArgumentError:
        raise ValueError from None
    if value.startswith(("postgresql://", "postgresql+psycopg://")):
        if find_spec("psycopg") is None:
            raise _wrong("DATABASE_URL", "database_driver")
    elif not re.match(r"sqlite(\+aiosqlite)?:///[^:]", value):
        raise ValueError
    return value


def _default_database(values: dict[str, Any]) -> str:
    from storage.database import sqlite_url

    return sqlite_url(values.get("data_dir", Path("data")) / "daumoi.db")


def _folder(value: Path) -> Path:
    if not value.is_dir():
        raise ValueError
    return value


Url = Annotated[str, BeforeValidator(_stripped), AfterValidator(_http_url)]


class Settings(BaseSettings):
    """What an operator sets; field `x` is the variable DAUMOI_X. Frozen once loaded."""

    model_config = SettingsConfigDict(
        env_prefix=PREFIX,
        env_file=ENV_FILE,
        env_file_encoding="utf-8",
        env_ignore_empty=True,
        extra="ignore",
        frozen=True,
        hide_input_in_errors=True,
    )

    data_dir: Path = Path("data")
    database_url: Annotated[str, AfterValidator(_database)] = Field(
        default_factory=_default_database, repr=False
    )
    telegram_token: Annotated[SecretStr, BeforeValidator(_stripped), _fits(_TOKEN)] | None = None
    telegram_api: Url = "https://api.telegram.org"
    telegram_mode: Literal["polling", "webhook"] = "polling"
    telegram_more: Annotated[SecretStr, _more(_TOKEN)] | None = None
    zalo_token: Annotated[SecretStr, BeforeValidator(_stripped), _fits(_ZALO_TOKEN)] | None = None
    zalo_api: Url = "https://bot-api.zaloplatforms.com"
    zalo_mode: Literal["polling", "webhook"] = "polling"
    zalo_more: Annotated[SecretStr, _more(_ZALO_TOKEN)] | None = None
    zalo_people: int = Field(default=50, ge=1)
    zalo_messages: int = Field(default=3_000, ge=1)
    telegram_per_second: float = Field(default=28.7, gt=0, le=1000)
    public_url: Url | None = None
    listen: Annotated[str, BeforeValidator(_stripped), AfterValidator(_listen)] = "127.0.0.1:8090"
    webhook_secret: Annotated[SecretStr, _fits(_SECRET)] | None = None
    proxy: Url | None = Field(default=None, repr=False)
    texts: Annotated[Path, AfterValidator(_folder)] | None = None
    log_level: Annotated[
        Literal["debug", "info", "warning", "error"],
        BeforeValidator(lambda value: value.strip().lower() if isinstance(value, str) else value),
    ] = "info"

    @property
    def listen_address(self) -> tuple[str, int]:
        """Host and port to listen on."""
        host, _, port = self.listen.rpartition(":")
        return host.strip("[]"), int(port)

    @property
    def telegram_bots(self) -> dict[str, str]:
        """Name in the store → token. The name outlives the token."""
        return _bots("telegram", self.telegram_token, self.telegram_more)

    @property
    def zalo_bots(self) -> dict[str, str]:
        """Name in the store → token."""
        return _bots("zalo", self.zalo_token, self.zalo_more)

    @property
    def delivered(self) -> frozenset[str]:
        """The bots to which updates are delivered; the others are polled."""
        telegram = self.telegram_bots if self.telegram_mode == "webhook" else {}
        return frozenset({*telegram, *(self.zalo_bots if self.zalo_mode == "webhook" else {})})

    @model_validator(mode="after")
    def _webhook_is_whole(self) -> Self:
        used = {"telegram": self.telegram_mode == "webhook", "zalo": self.zalo_mode == "webhook"}
        apis = {"telegram": self.telegram_api, "zalo": self.zalo_api}
        far = [api for kind, api in apis.items() if used[kind] and not is_loopback(api)]
        if not any(used.values()):
            return self
        if self.public_url is None:
            raise _wrong("PUBLIC_URL", "public_url_needed")
        if self.webhook_secret is None:
            raise _wrong("WEBHOOK_SECRET", "webhook_secret_needed")
        if far and not self.public_url.startswith("https://"):
            raise _wrong("PUBLIC_URL", "public_url_https")
        return self

    @model_validator(mode="after")
    def _names_are_apart(self) -> Self:
        """One name is one bot in the store, whatever its platform."""
        for field, more, others in (
            ("TELEGRAM_MORE", self.telegram_more, self.zalo_bots),
            ("ZALO_MORE", self.zalo_more, self.telegram_bots),
        ):
            if _named(more).keys() & {"telegram", "zalo", *others}:
                raise _wrong(field, field.lower())
        return self


def _bots(first: str, token: SecretStr | None, more: SecretStr | None) -> dict[str, str]:
    own = {first: token.get_secret_value()} if token else {}
    return own | _named(more)


def is_loopback(url: str) -> bool:
    """Whether a URL stays on this machine."""
    host = urlsplit(url).hostname or ""
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return host == "localhost"


def load_settings() -> Settings:
    """The settings as they stand now; raises SettingsWrong with all that are wrong."""
    try:
        return Settings()
    except ValidationError as error:
        first, *others = map(_said, error.errors(include_input=False, include_url=False))
        raise SettingsWrong(first.variable, first.mend, others) from None
    except (UnicodeDecodeError, OSError):
        raise SettingsWrong(ENV_FILE, "env_file") from None


def _said(error: Any) -> SettingsWrong:
    """One of pydantic's errors as ours."""
    if error["type"] == "settings":
        return SettingsWrong(error["ctx"]["variable"], error["ctx"]["mend"])
    field = str(error["loc"][0])
    return SettingsWrong(PREFIX + field.upper(), field)
