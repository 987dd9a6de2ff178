"""Who is told of an objection: the institution of a new one, the officer of its answer (14-3)."""

from datetime import datetime

import msgspec

from actions.notices.notice_readers import Reader, staff_reader
from actions.notices.notice_texts import Notice
from actions.outbox import Payload
from models import AssessmentObjection, OutboxMessage, Staff
from rules.actors import Role
from rules.objections import STATE_NAMES, State

TOPICS = frozenset({"objection_raised", "objection_answered"})


async def letter(
    message: OutboxMessage, *, now: datetime
) -> tuple[Notice, list[Reader], datetime | None]:
    """What is told of an objection, and to whom: in the inbox, no phone rings."""
    about = msgspec.json.decode(message.payload, type=Payload).about
    one = await AssessmentObjection.get(id=about).select_related("bulletin", "officer")
    year, month = map(int, one.bulletin.period.split("-"))
    period = f"{year}年{month}月"
    if message.topic == "objection_raised":
        title = "工作人员对考核结果有异议"
        body = f"{one.officer.name}对{period}的考核结果提出异议，请在“考核”中答复。"
        staff = Staff.filter(active=True, institution_id=one.institution_id, role=Role.HANDLER)
        readers = [staff_reader(each) for each in await staff]
    else:
        title = "您的异议有了答复"
        body = f"您对{period}考核结果的异议：{STATE_NAMES[State(one.state)]}。{one.answer}"
        readers = [staff_reader(one.officer)]
    notice = Notice(
        title=title,
        body=body,
        pushed=False,
        page="",
        desk="assessments",
        fields={},
        parameters={},
    )
    return notice, readers, None
