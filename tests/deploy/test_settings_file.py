"""The example of settings, the units and the program name the same things."""

import re

from server.settings import read
from tests.support.processes import ROOT

EXAMPLE = (ROOT / ".env.example").read_text()
UNITS = ROOT / "deploy" / "systemd"


def named() -> dict[str, str]:
    return dict(re.findall(r"^(HCP_\w+)=(.*)$", EXAMPLE, re.MULTILINE))


def test_every_setting_is_in_the_example_and_nothing_else() -> None:
    source = (ROOT / "server" / "settings.py").read_text()
    read_there = {f"HCP_{name}" for name in re.findall(r'\bget\("([A-Z0-9_]+)"', source)}
    assert set(named()) == read_there


def test_the_example_can_be_read_once_the_keys_are_filled_in() -> None:
    keys = {"HCP_SEALING_KEYS": "1=" + "0a" * 16, "HCP_INDEXING_KEY": "0b" * 32}
    settings = read({**named(), **keys})
    assert not settings.embedded
    assert settings.secure_cookies
    assert not settings.jobs


def test_the_example_holds_no_secret() -> None:
    secrets = [name for name in named() if re.search(r"SECRET|KEYS?$", name)]
    assert len(secrets) >= 5
    assert all(named()[name] == "" for name in secrets)


def test_units_start_commands_the_program_has() -> None:
    commands = {
        re.search(r"bin/haochaping (\w+)$", unit.read_text(), re.MULTILINE)[1]  # type: ignore[index]
        for unit in UNITS.iterdir()
    }
    assert commands == {"serve", "jobs", "migrate", "voice"}
    program = (ROOT / "server" / "cli.py").read_text()
    assert all(f'add_parser("{command}"' in program for command in commands)
