"""The same rows by file, where the platform has no interface (Art. 11; 11-1, 11-4).

A file is a table of text: kind, number and the platform's own field names. What it says of steps it
was told comes back as rows of the kind `receipt`. Writing a file changes nothing: a step waits
until the platform has confirmed it, by file or by wire, and is known there by number and place.
"""

import csv
import io
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from actions.complaints import steps
from actions.complaints.step_facts import RELATED
from actions.dependencies import Dependencies
from actions.exchange import party as parties
from actions.table_files import csv_bytes
from actions.trail import audit
from gateways.province import Answer
from models import ComplaintStep
from rules.actors import StaffMember
from rules.complaints import LONGEST_NUMBER, PARTNER, Paper
from rules.exchange import State
from rules.refusals import Refused

RECEIPT = "receipt"
MOST_STEPS = 5_000
MOST_ROWS = 1_000
# What spreadsheets here write: with a mark, or in the national encoding.
ENCODINGS = ("utf-8-sig", "gb18030")
Sent = dict[str, Any]


class FileUnreadable(Refused):
    """The file is no table of text with the columns `kind` and `number`, or too long."""

    code = "complaint_file_unreadable"


async def waiting_steps(*, by: StaffMember, deps: Dependencies, now: datetime) -> bytes:
    """The steps the platform has not confirmed, each number's in their order, as a CSV file.

    Of a number with a step in quarantine nothing behind it, as by wire (11-4).
    """
    agreement = await parties.agreement(deps=deps, now=now, partner=PARTNER)
    waiting = ComplaintStep.filter(state__in=[State.QUEUED, State.SENDING])
    chosen = await waiting.order_by("source_id", "place").limit(MOST_STEPS).select_related(*RELATED)
    rows = await steps.worded(chosen, agreement)
    held = await ComplaintStep.filter(state=State.QUARANTINED).values_list("source_id", "place")
    names = list(agreement.fields[Paper.STEP])
    lines = [("number", "place", *names)]
    for step, row in rows:
        if any(source == step.source_id and place < step.place for source, place in held):
            continue
        told = [row.fields.get(name, "") for name in names]
        lines.append((row.number, str(row.place), *told))
    await _note("export_complaint_steps", by=by, now=now)
    return csv_bytes(lines)


def read(content: bytes) -> list[Sent]:
    """The rows of a file as the interface takes them; raises `FileUnreadable`."""
    lines = csv.DictReader(io.StringIO(_text(content)), restkey="", restval="")
    try:
        names = [name.strip() for name in lines.fieldnames or ()]
        if not {"kind", "number"} <= set(names) or len(names) != len(set(names)):
            raise FileUnreadable
        rows = [dict(zip(names, line.values(), strict=False)) for line in lines]
    except csv.Error as error:
        raise FileUnreadable from error
    if len(rows) > MOST_ROWS:
        raise FileUnreadable
    return [
        {
            "kind": row.pop("kind").strip(),
            "number": row.pop("number").strip(),
            "fields": {name: value.strip() for name, value in row.items() if value},
        }
        for row in rows
    ]


def _text(content: bytes) -> str:
    for encoding in ENCODINGS:
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\x00" not in text:
            return text
    raise FileUnreadable


async def confirm(
    receipts: Sequence[Sent], *, by: StaffMember, deps: Dependencies, now: datetime
) -> list[str]:
    """What the platform says of steps: `taken`, `known`, `quarantined`, or empty for no step here.

    Art. 11 (11-4).
    """
    states = []
    for receipt in receipts:
        fields = receipt["fields"]
        place, code = fields.get("place", ""), fields.get("code", "")
        step = None
        known = len(receipt["number"]) <= LONGEST_NUMBER
        if known and place.isdecimal() and len(place) < 5 and code:
            found = ComplaintStep.filter(source__number=receipt["number"], place=int(place))
            step = await found.select_related(*RELATED).first()
        if step is None:
            states.append("")
        elif step.state == State.SENT:
            states.append("known")
        else:
            answer = Answer(code, fields.get("field", ""), fields.get("value", ""))
            await steps.record([(step, answer)], deps=deps, now=now)
            states.append("taken" if steps.arrived(answer) else "quarantined")
    await _note("import_complaint_file", by=by, now=now)
    return states


async def _note(action: str, *, by: StaffMember, now: datetime) -> None:
    await audit.record(
        by=by, action=action, outcome="done", object_kind="exchange", object_id=PARTNER, now=now
    )
