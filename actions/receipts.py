"""Receipts: a random number and a hash that proves the stored rating unchanged (7-1)."""

import hashlib
import secrets

from actions.submission import Submission

ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # nothing that is read or heard as something else
LENGTH = 16


def new_number() -> str:
    """16 characters nobody can guess: 78 bits, drawn at once."""
    drawn = secrets.randbelow(len(ALPHABET) ** LENGTH)
    characters = []
    for _ in range(LENGTH):
        drawn, place = divmod(drawn, len(ALPHABET))
        characters.append(ALPHABET[place])
    return "".join(characters)


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
