"""Who is told of a filing: the city of what came, the county of what became of it (16-1)."""

from datetime import datetime
from uuid import UUID

import msgspec

from actions.notices.notice_readers import Reader, staff_reader
from actions.notices.notice_texts import Notice
from actions.outbox import Payload
from models import Filing, FilingReminder, OutboxMessage, Staff
from rules.actors import Role
from rules.filings import Kind, State

TOPICS = frozenset({"filing_filed", "filing_decided", "filing_reminder"})
NAMES = {Kind.SUPPORTING_RULES: "配套制度", Kind.REVIEW_PROCEDURE: "复核机制"}
DECIDED = {
    State.ACCEPTED: ("备案通过", "{paper}第{version}版已由市局备案。"),
    State.RETURNED: ("备案材料被退回", "{paper}第{version}版被市局退回：{reason}"),
}


async def letter(
    message: OutboxMessage, *, now: datetime
) -> tuple[Notice, list[Reader], datetime | None]:
    """What is told of a filing or a reminder, and to whom: in the inbox, no phone rings."""
    about = msgspec.json.decode(message.payload, type=Payload).about
    if message.topic == "filing_reminder":
        title, body, readers = await _reminder(about)
    else:
        title, body, readers = await _filing(about, filed=message.topic == "filing_filed")
    notice = Notice(
        title=title,
        body=body,
        pushed=False,
        page="",
        desk="rules/filings",
        fields={},
        parameters={},
    )
    return notice, readers, None


async def _reminder(about: UUID) -> tuple[str, str, list[Reader]]:
    reminder = await FilingReminder.get(id=about)
    missing = "、".join(NAMES[Kind(one)] for one in reminder.missing.split(","))
    body = f"市局提醒：贵局尚未报备{missing}，请在“规则—报备”中上传并报送。"
    return "请报备配套制度", body, await _bureau(reminder.bureau_id)


async def _filing(about: UUID, *, filed: bool) -> tuple[str, str, list[Reader]]:
    filing = await Filing.get(id=about).only(
        "id", "kind", "version", "state", "reason", "bureau_id"
    )
    paper = NAMES[Kind(filing.kind)]
    if filed:
        await filing.fetch_related("bureau")
        body = f"{filing.bureau.name}报送了{paper}第{filing.version}版，请备案或退回。"
        return "新的备案材料", body, await _city()
    title, body = DECIDED[State(filing.state)]
    said = body.format(paper=paper, version=filing.version, reason=filing.reason)
    return title, said, await _bureau(filing.bureau_id)


async def _bureau(bureau_id: UUID) -> list[Reader]:
    staff = Staff.filter(active=True, bureau_id=bureau_id, role=Role.COUNTY_BUREAU)
    return [staff_reader(one) for one in await staff]


async def _city() -> list[Reader]:
    staff = Staff.filter(active=True, role=Role.CITY_BUREAU)
    return [staff_reader(one) for one in await staff]
