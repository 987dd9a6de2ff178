"""`haochaping conformance`: try a side over HTTP and print what came of each case."""

import argparse
import asyncio
import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from conformance import suite
from conformance.signing import Signed


def add_words(parser: argparse.ArgumentParser) -> None:
    """What the command takes."""
    parser.add_argument("--url", required=True, help="the side under test, a test system")
    parser.add_argument("--key-id", required=True, help="id of the credentials")
    parser.add_argument("--secret-file", required=True, type=Path, help="holds the shared secret")
    sample = parser.add_argument("--sample", required=True, type=Path)
    sample.help = "the body of an ended service that side takes, JSON"
    parser.add_argument("--grade", default="1", help="a code of the scale agreed")
    parser.add_argument(
        "--pairing-code", default="", help="of a rating device at the sample's window"
    )
    parser.add_argument("--into", type=Path, help="write the results there as JSON too")


def run(chosen: argparse.Namespace, *, clock: Callable[[], datetime]) -> int:
    """Print the report; 1 if a case failed."""
    secret = chosen.secret_file.read_text("utf-8").strip()
    sample = json.loads(chosen.sample.read_text("utf-8"))
    trying = suite.try_side(
        chosen.url,
        signed=Signed(chosen.key_id, secret),
        sample=sample,
        clock=clock,
        grade=chosen.grade,
        pairing_code=chosen.pairing_code,
    )
    results = asyncio.run(trying)
    print(suite.report(results))
    if chosen.into is not None:
        chosen.into.write_text(suite.as_json(results), "utf-8")
    return 1 if suite.failures(results) else 0
