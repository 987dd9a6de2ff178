"""What the front ends are built against is what the server says now."""

import msgspec
import pytest

from handlers.answers import ANSWERS
from handlers.channels.intake import EndedService, EndedServices
from handlers.endpoint import ENDPOINTS
from handlers.examples import EXAMPLES
from handlers.openapi import document, partner_document
from handlers.permissions import SIGNED
from handlers.routes import Gate  # noqa: F401  (importing the room declares the endpoints)
from handlers.rows import Read
from rules.webhooks import Kind
from server.contract import files
from tests.support.processes import ROOT


@pytest.mark.parametrize("name", sorted(files()))
def test_generated_files_are_fresh(name: str) -> None:
    kept = (ROOT / "contract" / name).read_bytes()
    assert kept == files()[name], "run `make contract`"


def test_no_two_structs_of_the_document_share_a_name() -> None:
    """Of two that do, the document names the modules, which are nobody's business outside."""
    assert [name for name in document(ENDPOINTS)["components"]["schemas"] if "." in name] == []


def test_every_error_an_endpoint_names_has_a_sentence() -> None:
    for endpoint in ENDPOINTS:
        assert set(endpoint.errors) <= set(ANSWERS), endpoint.name


def test_every_endpoint_says_in_a_sentence_what_it_is_for() -> None:
    for endpoint in ENDPOINTS:
        assert endpoint.summary.endswith("."), endpoint.name


def test_every_request_that_is_signed_has_an_example_that_can_be_read() -> None:
    signed = {one.name: one for one in ENDPOINTS if one.may in SIGNED}
    assert set(signed) == set(EXAMPLES)
    for name, example in EXAMPLES.items():
        read = msgspec.json.decode(msgspec.json.encode(example), type=signed[name].takes)
        if isinstance(read, EndedServices):
            assert not Read(read.rows, EndedService).bad


def test_every_moment_of_the_document_is_named_as_one() -> None:
    schemas = document(ENDPOINTS)["components"]["schemas"]
    moments = {
        f"{name}.{field}": str(about)
        for name, schema in schemas.items()
        for field, about in schema.get("properties", {}).items()
        if field.endswith("_at")
    }
    assert len(moments) > 50
    assert [name for name, about in moments.items() if "date-time" not in about] == []


def test_every_kind_of_notice_stands_in_the_document() -> None:
    told = partner_document()["webhooks"]
    assert set(told) == {kind.value for kind in Kind}
    assert all(one["post"]["summary"] for one in told.values())
