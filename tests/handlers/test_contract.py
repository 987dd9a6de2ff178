"""What the front ends are built against is what the server says now."""

import pytest

from handlers.answers import ANSWERS
from handlers.endpoint import ENDPOINTS
from handlers.routes import Gate  # noqa: F401  (importing the room declares the endpoints)
from server.contract import files
from tests.support.processes import ROOT


@pytest.mark.parametrize("name", sorted(files()))
def test_generated_files_are_fresh(name: str) -> None:
    kept = (ROOT / "contract" / name).read_bytes()
    assert kept == files()[name], "run `make contract`"


def test_every_error_an_endpoint_names_has_a_sentence() -> None:
    for endpoint in ENDPOINTS:
        assert set(endpoint.errors) <= set(ANSWERS), endpoint.name


def test_every_endpoint_says_in_a_sentence_what_it_is_for() -> None:
    for endpoint in ENDPOINTS:
        assert endpoint.summary.endswith("."), endpoint.name
