"""Evidence as files: what is taken in, and in what form it is kept."""

import io
import zlib

import pytest
from PIL import Image

from actions.appeals.appeal_files import prepared
from actions.appeals.appeal_papers import is_plain_pdf
from rules.evidence import FileKind

PLAIN = b"%PDF-1.7\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n"


def pdf(part: bytes) -> bytes:
    return PLAIN.replace(b"<</Type/Catalog>>", b"<</Type/Catalog " + part + b">>")


def packed(part: bytes) -> bytes:
    body = zlib.compress(part)
    return pdf(b"/Length 1>>stream\n" + body + b"\nendstream<<")


@pytest.mark.req("12-4")
def test_a_paper_that_only_shows_something_is_kept_as_it_is() -> None:
    assert is_plain_pdf(PLAIN)
    assert is_plain_pdf(packed(b"BT (launch) Tj ET"))
    assert prepared(PLAIN) == (FileKind.PDF, PLAIN)


@pytest.mark.parametrize(
    "content",
    [
        PLAIN[:-8],
        b"<html>" + PLAIN,
        pdf(b"/OpenAction<</S/JavaScript/JS(1)>>"),
        pdf(b"/OpenAction<</S/Java#53cript/JS(1)>>"),
        pdf(b"/Names<</EmbeddedFiles 2 0 R>>"),
        pdf(b"/Encrypt 2 0 R"),
        packed(b"1 0 <</S/Launch>>"),
        packed(b"0" * (33 * 1024 * 1024)),
    ],
    ids=["torn", "page", "script", "spelled", "attachment", "locked", "packed", "bomb"],
)
def test_other_papers_are_refused(content: bytes) -> None:
    assert prepared(content) is None


@pytest.mark.req("12-4", "9-4")
def test_where_a_picture_was_taken_is_not_kept() -> None:
    taken = Image.new("RGB", (40, 30), "white")
    exif = Image.Exif()
    exif[0x010F] = "a phone"
    exif.get_ifd(0x8825)[1] = "N"
    out = io.BytesIO()
    taken.save(out, "JPEG", exif=exif)
    kept = prepared(out.getvalue())
    assert kept is not None
    assert kept[0] is FileKind.PICTURE
    assert not Image.open(io.BytesIO(kept[1])).getexif()
