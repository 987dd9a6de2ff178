"""Article 16: what is filed with the city, cell by cell."""

from itertools import product

import pytest

from rules.filings import DOCX, PDF, TABLE, DocumentType, Side, State, Step, media_type_of
from rules.refusals import NotAllowedNow
from rules.workflow import NotYours

STEPS = {
    (State.DRAFT, Step.FILE, Side.COUNTY): State.FILED,
    (State.DRAFT, Step.DISCARD, Side.COUNTY): State.DISCARDED,
    (State.FILED, Step.ACCEPT, Side.CITY): State.ACCEPTED,
    (State.FILED, Step.RETURN, Side.CITY): State.RETURNED,
}


@pytest.mark.req("16-1")
@pytest.mark.parametrize(("state", "step", "side"), list(product(State, Step, Side)))
def test_every_step_from_every_state_by_every_side(state: State, step: Step, side: Side) -> None:
    if (state, step, side) in STEPS:
        assert TABLE.apply(state, step, side) is STEPS[state, step, side]
    else:
        with pytest.raises((NotAllowedNow, NotYours)):
            TABLE.apply(state, step, side)


@pytest.mark.req("16-2")
def test_a_document_is_a_pdf_or_a_word_file_by_its_first_bytes() -> None:
    assert media_type_of(b"%PDF-1.7 ...") == PDF
    assert media_type_of(b"PK\x03\x04...") == DOCX
    for other in (b"", b"%!PS", b"MZ\x90", b"<html>", b"\xd0\xcf\x11\xe0"):
        with pytest.raises(DocumentType):
            media_type_of(other)
