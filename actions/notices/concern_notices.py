"""Who is told that a clue waits: its desk, in words that tell nothing of it (15-4)."""

from datetime import datetime

import msgspec

from actions.notices.notice_readers import Reader, staff_reader
from actions.notices.notice_texts import Notice
from actions.outbox import Payload
from models import Concern, OutboxMessage
from queries.orders.concerns import readers
from rules.concerns import Desk, State

TITLES = {
    Desk.BUREAU: "新的线索",
    Desk.DISCIPLINE: "纪检线索待阅",
    Desk.CARE: "紧急：人身安全线索待阅",
}
BODY = "线索{number}等待核查，请登录后在“线索”中查看。"


async def letter(
    message: OutboxMessage, *, now: datetime
) -> tuple[Notice, list[Reader], datetime | None]:
    """What the readers of the desk are told, and when their phones ring.

    Somebody's life may be at stake: the care desk's phones ring at once, at any hour; the others
    find it in their inbox. Art. 11 (11-11).
    """
    about = msgspec.json.decode(message.payload, type=Payload).about
    concern = await Concern.get(id=about)
    desk = Desk(concern.desk)
    urgent = desk is Desk.CARE and concern.state == State.OPEN
    notice = Notice(
        title=TITLES[desk],
        body=BODY.format(number=concern.number),
        pushed=urgent,
        page="",
        desk=f"concerns/{concern.id}",
        fields={},
        parameters={"number": concern.number},
    )
    told = [staff_reader(one) for one in await readers(concern)]
    return notice, told, now if urgent else None
