"""Article 16: what is filed with the city, cell by cell."""

from io import BytesIO
from itertools import product
from zipfile import ZipFile

import pytest

from rules.filings import (
    DOCX,
    PDF,
    TABLE,
    NoDocument,
    Side,
    State,
    Step,
    is_owed,
    media_type_of,
    standing,
)
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


def word(*parts: str) -> bytes:
    """A file of the kind Word writes, of so many parts."""
    kept = BytesIO()
    with ZipFile(kept, "w") as archive:
        for part in parts:
            archive.writestr(part, "x")
    return kept.getvalue()


@pytest.mark.req("16-1")
def test_a_document_is_a_pdf_or_a_word_file_by_its_bytes() -> None:
    assert media_type_of(b"%PDF-1.7 ...") == PDF
    assert media_type_of(word("[Content_Types].xml", "word/document.xml")) == DOCX
    others = (b"", b"%!PS", b"MZ\x90", b"<html>", b"\xd0\xcf\x11\xe0", b"PK\x03\x04", word("a.txt"))
    for other in (*others, word("word/document.xml", "word/vbaProject.bin")):
        with pytest.raises(NoDocument):
            media_type_of(other)


@pytest.mark.req("16-1")
@pytest.mark.parametrize(
    ("versions", "stands", "owed"),
    [
        ([], State.MISSING, True),
        ([State.DRAFT], State.MISSING, True),
        ([State.DISCARDED], State.MISSING, True),
        ([State.FILED], State.FILED, False),
        ([State.RETURNED], State.RETURNED, True),
        ([State.DRAFT, State.RETURNED], State.RETURNED, True),
        ([State.RETURNED, State.ACCEPTED], State.RETURNED, False),
        ([State.DRAFT, State.ACCEPTED], State.ACCEPTED, False),
    ],
)
def test_where_a_paper_stands(versions: list[State], stands: State, owed: bool) -> None:
    assert standing(versions) is stands
    assert is_owed(versions) is owed
