"""An outside party that points elsewhere leads us nowhere."""

import pytest

from gateways.errors import Ours
from gateways.http import call, client
from tests.deploy.echo import echo

METADATA = "http://127.0.0.1:{port}/latest/meta-data"


@pytest.mark.parametrize("status", ["301 Moved", "302 Found", "307 Again", "308 Moved"])
async def test_nobody_is_sent_on_to_another_address(status: str) -> None:
    async with echo() as other, echo() as party:
        party.status, party.extra = status, f"Location: {METADATA.format(port=other.port)}\r\n"
        async with client(f"http://127.0.0.1:{party.port}") as http:
            with pytest.raises(Ours):
                await call("party", http, "POST", "/send", json={"secret": "x"})
        assert len(party.seen) == 1
        assert other.seen == []
