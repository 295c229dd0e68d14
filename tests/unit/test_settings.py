"""Settings: every variable, every mend, no secret ever shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from bot.cli.texts import say
from bot.settings import PREFIX, Settings, SettingsWrong, is_loopback, load_settings

TOKEN = "123456789:AAF-abcdefghijklmnopqrstuvwxyz_0123"
SECRET = "bi-mat_2024"


@pytest.fixture(autouse=True)
def empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in Settings.model_fields:
        monkeypatch.delenv(PREFIX + name.upper(), raising=False)


def set_(monkeypatch: pytest.MonkeyPatch, **values: str) -> None:
    for name, value in values.items():
        monkeypatch.setenv(PREFIX + name, value)


def test_defaults() -> None:
    settings = load_settings()
    assert settings.data_dir == Path("data")
    assert settings.database_url == "sqlite:///data/daumoi.db"
    assert settings.telegram_api == "https://api.telegram.org"
    assert settings.telegram_mode == "polling"
    assert settings.telegram_per_second == 28.7
    assert settings.listen_address == ("127.0.0.1", 8090)
    assert settings.telegram_token is None


def test_the_store_lies_in_the_data_folder(monkeypatch: pytest.MonkeyPatch) -> None:
    set_(monkeypatch, DATA_DIR="/srv/daumoi")
    assert load_settings().database_url == "sqlite:////srv/daumoi/daumoi.db"


def test_env_file_and_environment_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    Path(".env").write_text("DAUMOI_LISTEN=0.0.0.0:1\nDAUMOI_LOG_LEVEL=DEBUG\n", "utf-8")
    set_(monkeypatch, LISTEN="[::1]:8090")
    settings = load_settings()
    assert settings.listen_address == ("::1", 8090)
    assert settings.log_level == "debug"


def test_an_env_file_nobody_can_read() -> None:
    Path(".env").write_bytes(b"DAUMOI_LISTEN=\xff\xfe")
    with pytest.raises(SettingsWrong) as wrong:
        load_settings()
    assert (wrong.value.variable, wrong.value.mend) == (".env", "env_file")


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("DATABASE_URL", "mysql://x/y"),
        ("DATABASE_URL", "sqlite://"),
        ("DATABASE_URL", "sqlite:///:memory:"),
        ("DATABASE_URL", "postgresql://db:cổng/daumoi"),
        ("TELEGRAM_TOKEN", "abc"),
        ("TELEGRAM_TOKEN", "123456:short"),
        ("TELEGRAM_API", "ftp://x"),
        ("TELEGRAM_API", "https://"),
        ("TELEGRAM_API", "http://x:99999"),
        ("TELEGRAM_API", "http://x/?a=b"),
        ("TELEGRAM_MODE", "push"),
        ("TELEGRAM_PER_SECOND", "0"),
        ("TELEGRAM_PER_SECOND", "nhiều"),
        ("PUBLIC_URL", "daumoi.vn"),
        ("LISTEN", "8090"),
        ("LISTEN", "x:70000"),
        ("WEBHOOK_SECRET", "ngắn"),
        ("WEBHOOK_SECRET", "a" * 257),
        ("PROXY", "10.0.0.1:3128"),
        ("TEXTS", "/khong/co"),
        ("LOG_LEVEL", "loud"),
    ],
)
def test_what_is_refused_names_the_variable_and_a_mend(
    monkeypatch: pytest.MonkeyPatch, variable: str, value: str
) -> None:
    set_(monkeypatch, **{variable: value})
    with pytest.raises(SettingsWrong) as wrong:
        load_settings()
    assert wrong.value.variable == PREFIX + variable
    assert say(f"mend.{wrong.value.mend}")
    assert value not in str(wrong.value)


@pytest.mark.parametrize(
    ("values", "variable"),
    [
        ({"WEBHOOK_SECRET": SECRET}, "PUBLIC_URL"),
        ({"PUBLIC_URL": "https://daumoi.vn"}, "WEBHOOK_SECRET"),
        ({"PUBLIC_URL": "http://daumoi.vn", "WEBHOOK_SECRET": SECRET}, "PUBLIC_URL"),
    ],
)
def test_a_webhook_needs_its_address_and_secret(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], variable: str
) -> None:
    set_(monkeypatch, TELEGRAM_MODE="webhook", **values)
    with pytest.raises(SettingsWrong) as wrong:
        load_settings()
    assert wrong.value.variable == PREFIX + variable


def test_a_loopback_api_may_call_back_over_http(monkeypatch: pytest.MonkeyPatch) -> None:
    set_(
        monkeypatch,
        TELEGRAM_MODE="webhook",
        TELEGRAM_API="http://127.0.0.1:8081/",
        PUBLIC_URL="http://127.0.0.1:8090",
        WEBHOOK_SECRET=SECRET,
    )
    settings = load_settings()
    assert settings.telegram_api == "http://127.0.0.1:8081"
    assert is_loopback("http://localhost:1")
    assert not is_loopback("https://api.telegram.org")


def test_no_secret_is_shown(monkeypatch: pytest.MonkeyPatch) -> None:
    url = "postgresql://daumoi:matkhau@db/daumoi"
    proxy = "http://ai:matkhau@10.0.0.1:3128"
    set_(monkeypatch, TELEGRAM_TOKEN=TOKEN, WEBHOOK_SECRET=SECRET, DATABASE_URL=url, PROXY=proxy)
    settings = load_settings()
    assert settings.telegram_token is not None
    assert settings.telegram_token.get_secret_value() == TOKEN
    assert settings.database_url == url
    for secret in (TOKEN, SECRET, "matkhau"):
        assert secret not in repr(settings)
        assert secret not in str(settings)


def test_postgresql_without_its_library(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("bot.settings.find_spec", lambda _: None)
    set_(monkeypatch, DATABASE_URL="postgresql://db/daumoi")
    with pytest.raises(SettingsWrong) as wrong:
        load_settings()
    assert wrong.value.mend == "database_driver"


def test_every_field_has_a_mend() -> None:
    assert all(say(f"mend.{name}") for name in Settings.model_fields)


ZALO = "1459232241454765289:khong-phai-that"


def test_bots_of_both_platforms_under_names_that_outlive_tokens(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    set_(
        monkeypatch,
        TELEGRAM_TOKEN=TOKEN,
        ZALO_TOKEN=ZALO,
        ZALO_MORE=f"zalo-huyen={ZALO}, z3={ZALO}",
    )
    set_(monkeypatch, ZALO_MODE="webhook", PUBLIC_URL="https://daumoi.vn", WEBHOOK_SECRET=SECRET)
    settings = load_settings()
    assert settings.telegram_bots == {"telegram": TOKEN}
    assert settings.zalo_bots == {"zalo": ZALO, "zalo-huyen": ZALO, "z3": ZALO}
    assert settings.delivered == {"zalo", "zalo-huyen", "z3"}
    assert ZALO not in repr(settings)


@pytest.mark.parametrize(
    ("values", "mend"),
    [
        ({"ZALO_TOKEN": "khong-dung"}, "zalo_token"),
        ({"ZALO_MORE": ZALO}, "zalo_more"),
        ({"ZALO_MORE": f"Tên={ZALO}"}, "zalo_more"),
        ({"ZALO_MORE": f"telegram={ZALO}"}, "zalo_more"),
        ({"TELEGRAM_MORE": f"zalo={TOKEN}"}, "telegram_more"),
        ({"ZALO_MODE": "webhook"}, "public_url_needed"),
    ],
)
def test_wrong_settings_of_bots(
    monkeypatch: pytest.MonkeyPatch, values: dict[str, str], mend: str
) -> None:
    set_(monkeypatch, **values)
    with pytest.raises(SettingsWrong) as wrong:
        load_settings()
    assert wrong.value.mend == mend
