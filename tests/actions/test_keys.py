"""A sealed value is bound to its place, and keys come from where the settings say."""

import sys
from pathlib import Path
from uuid import uuid4

import pytest

from actions.keys import Unreadable
from models import Evaluator, ServiceRecord
from server.setting_values import BadSettings
from server.settings import read
from tests.support.town import CHEN, KEYS

SEALING, INDEXING = "1=" + "0a" * 16, "0b" * 32


@pytest.mark.req("9-2")
def test_a_sealed_value_is_read_in_its_own_row_alone() -> None:
    """Whoever can write the database cannot have one person's number shown as another's."""
    one, other = uuid4(), uuid4()
    phone = KEYS.seal(CHEN.phone, Evaluator, "phone_sealed", one)
    assert CHEN.phone.encode() not in phone
    assert phone != KEYS.seal(CHEN.phone, Evaluator, "phone_sealed", one)
    assert KEYS.open(phone, Evaluator, "phone_sealed", one) == CHEN.phone
    for value, table, column, row in (
        (phone, Evaluator, "phone_sealed", other),
        (phone, Evaluator, "name_sealed", one),
        (phone, ServiceRecord, "phone_sealed", one),
        (phone[:-1] + bytes([phone[-1] ^ 1]), Evaluator, "phone_sealed", one),
        (b"\x00\x07" + phone[2:], Evaluator, "phone_sealed", one),
        (b"\x00", Evaluator, "phone_sealed", one),
        (b"", Evaluator, "phone_sealed", one),
    ):
        with pytest.raises(Unreadable):
            KEYS.open(value, table, column, row)
    assert str(KEYS.sealing[1]) not in repr(KEYS)


def test_keys_come_from_a_file_or_from_a_program(tmp_path: Path) -> None:
    file = tmp_path / "keys"
    file.write_text(f"{SEALING},2={'0c' * 16}\n{INDEXING}\n")
    command = f"{sys.executable} -c 'print(open(\"{file}\").read())'"
    data = {"HCP_DATA_DIR": str(tmp_path)}
    for said in ({"HCP_KEY_FILE": str(file)}, {"HCP_KEY_COMMAND": command}):
        settings = read({**data, **said})
        assert settings.sealing_keys == {1: b"\x0a" * 16, 2: b"\x0c" * 16}
        assert settings.indexing_key == b"\x0b" * 32
        assert (settings.trail_keys, "0a0a" in repr(settings)) == ({}, False)
    file.write_text(f"{SEALING}\n{INDEXING}\n2={'0d' * 32}\n")
    assert read({**data, "HCP_KEY_FILE": str(file)}).trail_keys == {2: b"\x0d" * 32}
    both = {"HCP_SEALING_KEYS": SEALING, "HCP_INDEXING_KEY": INDEXING}
    for said in (
        {**both, "HCP_TRAIL_KEYS": f"1={'0d' * 32}"},  # the first is the blind index's
        {**both, "HCP_TRAIL_KEYS": f"2={'0d' * 16}"},
        {"HCP_KEY_FILE": str(tmp_path / "none")},
        {"HCP_KEY_COMMAND": f"{sys.executable} -c 'raise SystemExit(1)'"},
        {"HCP_KEY_COMMAND": str(tmp_path / "none")},
        {"HCP_KEY_COMMAND": f"{sys.executable} -c 'print(1)'"},
        {"HCP_SEALING_KEYS": SEALING.replace("1=", "256="), "HCP_INDEXING_KEY": INDEXING},
        {"HCP_SEALING_KEYS": SEALING[:-2], "HCP_INDEXING_KEY": INDEXING},
    ):
        with pytest.raises(BadSettings) as told:
            read({**data, **said})
        assert "0a0a" not in str(told.value)
