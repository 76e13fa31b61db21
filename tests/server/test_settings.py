"""The settings: read from one place, refused with a sentence."""

import os
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from server.cli import main
from server.settings import BadSetting, Settings, read


def test_the_defaults_serve_on_this_machine_only() -> None:
    settings = read({})
    assert settings == Settings()
    assert (settings.host, settings.port, settings.base_url) == ("127.0.0.1", 8000, "http://localhost:8000")
    assert settings.database.startswith("sqlite:////")
    assert settings.database.endswith("data/greenroom.db")


def test_the_environment_a_file_and_a_flag_in_rising_order(tmp_path: Path) -> None:
    secret = tmp_path / "secret"
    secret.write_text("x" * 40 + "\n")
    environ = {"GREENROOM_PORT": "9000", "GREENROOM_SECRET_FILE": str(secret), "HOME": "/elsewhere"}
    assert read(environ).port == 9000
    assert read(environ).secret == "x" * 40
    assert read(environ, {"port": "9001"}).port == 9001


@pytest.mark.parametrize(
    ("environ", "words"),
    [
        ({"GREENROOM_PROT": "9000"}, "GREENROOM_PROT is not a setting. The settings are: GREENROOM_HOST"),
        ({"GREENROOM_PORT": "many"}, "GREENROOM_PORT is “many”; use a whole number."),
        ({"GREENROOM_PORT": "70000"}, "use a number from 1 to 65535"),
        ({"GREENROOM_SANDBOX": "maybe"}, "use auto, off, or unix:/path/to/socket"),
        ({"GREENROOM_SECRET": "short"}, "use at least 32 random ones"),
        ({"GREENROOM_SIGNING_KEY": "c2hvcnQ="}, "use 32 random bytes in base64"),
        ({"GREENROOM_SIGNING_KEY": "not base64 at all, with é"}, "use 32 random bytes in base64"),
        ({"GREENROOM_SECRET_FILE": "/nowhere/secret"}, "cannot be read: No such file"),
        ({"GREENROOM_PUBLIC_URL": "rooms.example.org"}, "such as https://rooms.example.org"),
        ({"GREENROOM_PUBLIC_URL": "https://rooms.example.org/deep/er"}, "such as https://rooms.example.org"),
        ({"GREENROOM_LOG_LEVEL": "loud"}, "use debug, info, warning or error"),
        ({"GREENROOM_PUBLIC_URL": "http://["}, "such as https://rooms.example.org"),
        ({"GREENROOM_PUBLIC_URL": "https://ida:pass@rooms.example.org"}, "such as https://rooms.example.org"),
        ({"GREENROOM_PUBLIC_URL": "https://rooms.example.org:99999"}, "such as https://rooms.example.org"),
        ({"GREENROOM_PUBLIC_URL": "https://rooms. example.org"}, "such as https://rooms.example.org"),
        ({"GREENROOM_FRAME_RATE": "0"}, "use a number from 1 to 10000"),
        ({"GREENROOM_FRAME_RATE": "9" * 40}, "use a number from 1 to 10000"),
        ({"GREENROOM_PLACES": "-1"}, "use a number from 0 to 64"),
        ({"GREENROOM_POOL": "65"}, "use a number from 0 to 64"),
        ({"GREENROOM_RUNTIME": ""}, "use a name that the engine knows, such as runc"),
        ({"GREENROOM_RUNTIME": "--privileged"}, "use a name that the engine knows, such as runc"),
        ({"GREENROOM_HOST": ""}, "use 127.0.0.1, or 0.0.0.0"),
        ({"GREENROOM_DATA": ""}, "GREENROOM_DATA is empty; name a folder."),
        ({"GREENROOM_SECRET_FILE": sys.executable}, "which is not a file of text"),
        ({"GREENROOM_SECRET_FILE": os.devnull}, "which is empty"),
    ],
)
def test_a_bad_setting_stops_the_start_with_a_sentence(environ: dict[str, str], words: str) -> None:
    with pytest.raises(BadSetting) as refused:
        read(environ)
    assert words in str(refused.value)
    result = CliRunner().invoke(main, ["serve"], env=environ)
    assert result.exit_code == 1
    assert words in result.output


def test_an_address_of_ipv6_stands_in_brackets() -> None:
    assert read({"GREENROOM_HOST": "::1"}).base_url == "http://localhost:8000"
    assert read({"GREENROOM_HOST": "2001:db8::7"}).base_url == "http://[2001:db8::7]:8000"


def test_every_setting_has_help_and_a_flag_but_a_secret() -> None:
    help = CliRunner().invoke(main, ["serve", "--help"]).output
    for name, field in Settings.__dataclass_fields__.items():
        flag = f"--{name.replace('_', '-')} "
        assert (flag in help) == (not field.metadata["secret"]), name


def test_the_page_on_settings_has_every_one_with_its_default() -> None:
    page = (Path(__file__).parents[2] / "docs" / "settings.md").read_text()
    rows = {line.split("`")[1]: line for line in page.splitlines() if line.startswith("| `GREENROOM_")}
    assert set(rows) == {f"GREENROOM_{name.upper()}" for name in Settings.__dataclass_fields__}
    for name, field in Settings.__dataclass_fields__.items():
        assert not str(field.default) or f"`{field.default}`" in rows[f"GREENROOM_{name.upper()}"], name
