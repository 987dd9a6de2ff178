"""Receipts: a random number and a hash that proves the stored rating unchanged (7-1)."""

import hashlib
import secrets

from actions.submission import Submission

# 32 characters, so that a byte chooses evenly; neither 0 and O nor 1 and I are among them.
ALPHABET = b"23456789ABCDEFGHJKLMNPQRSTUVWXYZ"
LENGTH = 16
OF_BYTE = bytes(ALPHABET[byte % len(ALPHABET)] for byte in range(256))


def new_number() -> str:
    """16 characters nobody can guess: 80 bits."""
    return secrets.token_bytes(LENGTH).translate(OF_BYTE).decode()


def receipt_hash(submission: Submission, number: str) -> str:
    """SHA-256, in hex, over what was stored with its receipt number.

    Canonical form: number, rating id, service id, grade, tags, dimensions, text and time (ISO
    8601, UTC), in this order, UTF-8, each after the first set off by U+001F.
    """
    facts = (
        number,
        str(submission.rating_id),
        str(submission.service_id),
        submission.grade,
        submission.tags,
        submission.dimensions,
        submission.text,
        submission.rated_at.isoformat(),
    )
    return hashlib.sha256("\x1f".join(facts).encode()).hexdigest()
