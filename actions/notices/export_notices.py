"""Who asked for an export is told when it is there, or why it is not."""

from datetime import datetime

import msgspec

from actions.exports.export_work import DONE, FAILED
from actions.notices.notice_readers import Reader, staff_reader
from actions.notices.notice_texts import Notice
from actions.outbox import Payload
from models import ExportJob, OutboxMessage, Staff
from rules.exports import Kind
from rules.work_calendar import local_day

TOPICS = frozenset({DONE, FAILED})
NAMES = {Kind.ORDERS: "工单", Kind.CASES: "评价明细", Kind.AUDIT: "审计记录"}
WHY = {
    "rights": "您的账号已不能查看这些内容。",
    "internal": "系统出错，请在“导出”中重新导出；仍不成功请联系管理员。",
}


async def letter(
    message: OutboxMessage, *, now: datetime
) -> tuple[Notice, list[Reader], datetime | None]:
    """What is told: in the inbox, no phone rings."""
    about = msgspec.json.decode(message.payload, type=Payload).about
    job = await ExportJob.get(id=about)
    name = NAMES[Kind(job.kind)]
    if message.topic == DONE and job.expires_at is not None:
        title = "导出已完成"
        last = local_day(job.expires_at)
        body = (
            f"您导出的{name}共{job.rows_done}条，可在“导出”中下载，"
            f"保留到{last.year}年{last.month}月{last.day}日。"
        )
    else:
        title, body = "导出没有完成", f"您导出的{name}没有完成：{WHY[job.error]}"
    notice = Notice(
        title=title, body=body, pushed=False, page="", desk="exports", fields={}, parameters={}
    )
    return notice, [staff_reader(await Staff.get(id=job.staff_id))], None
