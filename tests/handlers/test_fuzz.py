"""Every endpoint under generated requests, by everybody: never a 5xx, and nothing of a citizen.

The requests come from the exported OpenAPI document, right ones and wrong ones, with a fixed seed,
against the process production runs (bad input, issue 2; attacks, issue 6). Offices, citizens and
nobody go to every endpoint; a device, a terminal, partners and the administrators to what is
theirs, as elsewhere they are nobody (tests/handlers/test_permissions.py).
"""

import sys
from collections.abc import Callable, Iterator

import httpx
import pytest
from schemathesis import GenerationMode

from handlers.endpoint import ENDPOINTS
from tests.support import fuzzing
from tests.support.app import Unit
from tests.support.fuzzing import Fuzzer, Signer, bearer, fuzz, secrets_of
from tests.support.town import CHEN, LIN, PARTNERS

pytestmark = pytest.mark.deep
OFFICES = ("city", "xiangqiao", "handler", "officer", "hall", "auditor")
FEW = {
    "device": {"device"},
    "kiosk": {"kiosk"},
    "raoping": {"bureau", "county", "case_staff", "figures", "appeals", "reviews", "lists"},
    "security": {"security", "accounts", "any_staff"},
    "system": {"system", "any_staff"},
}
OF_PARTNERS = {"partner", "complaint_platform", "hotline"}
MODES = pytest.mark.parametrize("mode", fuzzing.MODES, ids=lambda mode: str(mode.value))


@pytest.fixture
def town(
    database_url: str, start_unit: Callable[..., Unit]
) -> Iterator[tuple[httpx.Client, dict[str, str]]]:
    """The running program, and everybody's tokens; a case lies with the offices."""
    tokens = fuzzing.people(database_url, *OFFICES, "raoping", "security", "system")
    unit = start_unit(database_url=database_url)
    with httpx.Client(base_url=unit.url, timeout=30) as client:
        try:
            fuzzing.rate_poorly(client, tokens["neighbour"], LIN)
            yield client, tokens
        finally:
            sys.stderr.write(unit.log[-2000:])  # what failed stands in the server's log
        assert client.get("/readyz").status_code == 200
    assert "failed" not in unit.log
    assert not any(one in unit.log for one in secrets_of(CHEN, LIN))


@MODES
def test_nothing_generated_breaks_the_server(
    town: tuple[httpx.Client, dict[str, str]], mode: GenerationMode
) -> None:
    client, tokens = town
    callers: dict[str, Signer] = {"nobody": fuzzing.nobody}
    callers |= {one: bearer(tokens[one]) for one in ("citizen", *OFFICES)}
    for who, signer in callers.items():
        fuzzer = Fuzzer(client, signer)
        if who == "citizen":
            fuzzer.hidden = secrets_of(LIN)  # one's own is one's own
        fuzz(fuzzer, mode)
        fuzzer.send_files()
        assert fuzzer.sent > len(ENDPOINTS), who


@MODES
def test_nothing_a_machine_or_an_administrator_sends_does(
    town: tuple[httpx.Client, dict[str, str]], mode: GenerationMode
) -> None:
    client, tokens = town
    for who, rows in FEW.items():
        fuzzer = Fuzzer(client, bearer(tokens[who]))
        fuzz(fuzzer, mode, rows)
        assert fuzzer.sent > 0, who
    for _, key_id, _, _ in PARTNERS:
        fuzzer = Fuzzer(client, fuzzing.partner(key_id))
        fuzz(fuzzer, mode, OF_PARTNERS)
        assert fuzzer.refused_signatures == 0, key_id
        assert fuzzer.sent > 0, key_id
