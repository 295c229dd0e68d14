"""The machine: settings, sentences, the running program, the calendar."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from datetime import date
from difflib import get_close_matches
from pathlib import Path

from dotenv import dotenv_values

from bot.cli.checks.finding import Finding, good, mend, note
from bot.cli.office import sentence
from bot.cli.texts import say
from bot.lock import holder
from bot.settings import ENV_FILE, PREFIX, Settings, SettingsWrong
from dialogues.catalogue import Catalogue
from plans.calendar import load_overrides
from plans.ground import Refusal
from plans.samples import sample

SECRET_CHARS = 16
_SECRETS = frozenset({"TELEGRAM_TOKEN", "WEBHOOK_SECRET", "DATABASE_URL", "PROXY"})


def wrong_setting(wrong: SettingsWrong) -> Finding:
    """A setting that cannot be used."""
    return mend("setting", variable=wrong.variable, mend=say(f"mend.{wrong.mend}"))


def unknown_variables() -> Iterator[Finding]:
    """Variables DAUMOI_… that mean nothing: most likely a slip of the keyboard."""
    known = [PREFIX + name.upper() for name in Settings.model_fields]
    for name in sorted({*os.environ, *_env_file()}):
        if name.upper().startswith(PREFIX) and name.upper() not in known:
            nearest = get_close_matches(name.upper(), known, n=1, cutoff=0)[0]
            yield mend("unknown_variable", variable=name, nearest=nearest)


def _env_file() -> Iterable[str]:
    try:
        return dotenv_values(ENV_FILE)
    except (OSError, UnicodeDecodeError):
        return ()  # told by the settings themselves


def secrets(settings: Settings) -> Iterator[Finding]:
    """Secrets that others can read or guess."""
    file = Path(ENV_FILE)
    if file.exists() and file.stat().st_mode & 0o077 and _holds_secrets(file):
        yield mend("env_open")
    secret = settings.webhook_secret
    if secret is not None and len(secret.get_secret_value()) < SECRET_CHARS:
        yield note("secret_short")


def _holds_secrets(file: Path) -> bool:
    named = {
        PREFIX + name for name in ("TELEGRAM_TOKEN", "WEBHOOK_SECRET", "DATABASE_URL", "PROXY")
    }
    return bool(named & {name.upper() for name in dotenv_values(file)})


def texts(settings: Settings) -> Finding:
    """The sentences, with those a Sở replaced."""
    try:
        Catalogue.load(settings.texts)
    except Refusal as refused:
        return mend("texts_wrong", reason=sentence(refused))
    return good("texts")


def running(settings: Settings) -> Finding:
    """Who holds the data folder."""
    pid = holder(settings.data_dir)
    return good("running", pid=pid) if pid else note("not_running")


def calendar(today: date) -> Finding:
    """Next year's days off are an estimate until the announced ones stand in the override file."""
    name = "working-days.yaml"
    year = today.year + 1
    announced = any(day.year == year for day in load_overrides(sample(name), name))
    return good("calendar", year=year) if announced else note("calendar_estimated", year=year)
