"""Whose account an administrator has bound to a subject of the identity provider is told of it."""

from datetime import datetime

import msgspec

from actions.notices.notice_readers import Reader, staff_reader
from actions.notices.notice_texts import Notice
from actions.outbox import Payload
from actions.people.provider_subjects import BOUND
from models import OutboxMessage, Staff

TOPICS = frozenset({BOUND})


async def letter(
    message: OutboxMessage, *, now: datetime
) -> tuple[Notice, list[Reader], datetime | None]:
    """What is told: in the inbox, no phone rings. Art. 9 (9-2; docs/decisions/0062)."""
    about = msgspec.json.decode(message.payload, type=Payload).about
    notice = Notice(
        title="账号已绑定统一身份认证",
        body="安全管理员为您的账号绑定了统一身份认证。不是您要求的，请在“我的账号”中解除并告知审计员。",
        pushed=False,
        page="",
        desk="account",
        fields={},
        parameters={},
    )
    return notice, [staff_reader(await Staff.get(id=about))], None
