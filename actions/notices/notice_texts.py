"""What people read in push, SMS and inbox: item, window and date, so that they know which case."""

from dataclasses import dataclass

from models import WorkOrder
from rules.work_calendar import local_day

# Topics told to the evaluator; the staff's are in `actions/notices/notices.py`.
CITIZEN_TOPICS = frozenset(
    {"accepted", "dispatched", "feedback", "closed", "reopened", "review_decided"}
)
# Topics that go out by push or SMS; the others are for the inbox alone.
PUSHED = frozenset(
    {
        "accepted",
        "feedback",
        "review_decided",
        "work_order_opened",
        "work_order_dispatched",
        "work_order_returned",
        "work_order_reopened",
        "supervised",
        "extension_asked",
    }
)

TEXTS = {
    "dispatched": ("您的评价已转办", "您对{service}的评价已转给{institution}办理。"),
    "accepted": ("您的评价已受理", "{institution}已受理您对{service}的评价，将与您联系并整改。"),
    "feedback": (
        "您的评价有了答复",
        "{institution}已答复您对{service}的评价，请查看并告诉我们问题是否解决。",
    ),
    "closed": ("您的评价已办结", "您对{service}的评价已办结，如问题没有解决，可以重新提出。"),
    "reopened": ("您的评价重新办理", "您反映问题没有解决，{bureau}将重新办理您对{service}的评价。"),
    "work_order_opened": ("新的差评工单", "工单{number}（{service}）等待转办。"),
    "work_order_dispatched": (
        "新转办的工单",
        "工单{number}（{service}）已转给贵单位，请签收或退回。",
    ),
    "work_order_returned": (
        "工单被退回",
        "工单{number}（{service}）被{institution}退回，请重新转办。",
    ),
    "work_order_reopened": (
        "工单重新打开",
        "评价人表示问题没有解决，工单{number}（{service}）请重新转办。",
    ),
    "work_order_joined": (
        "工单有新的来件",
        "工单{number}（{service}）并入了一条新的来件，请一并办理。",
    ),
    "feedback_repeated": (
        "反馈内容雷同",
        "工单{number}（{service}）的反馈与{institution}以往的反馈高度相似，请查看。",
    ),
    "review_decided": (
        "您的评价已复核",
        "经复核，您对{service}的评价不予采纳，不计入统计。理由见评价详情；"
        "如有异议，可拨打12345或向{bureau}提出。",
    ),
    "extension_asked": ("申请延期的工单", "工单{number}（{service}）申请延期，请在期限前决定。"),
    "extension_granted": ("延期已同意", "工单{number}（{service}）的延期申请已同意，期限已更新。"),
    "extension_refused": (
        "延期未同意",
        "工单{number}（{service}）的延期申请未获同意，请按期办理。",
    ),
    "supervised": ("督办通知", "工单{number}（{service}）被督办，请尽快答复并办理。"),
    "supervision_answered": ("督办已答复", "工单{number}（{service}）的督办已答复，请查看。"),
    "appeal_lodged": ("新的申诉", "工作人员对{item}的一条差评提出申诉，请在期限内处理。"),
    "appeal_to_review": ("待复核的申诉", "一条申诉（{item}）等待复核，请在期限内决定。"),
    "appeal_assigned": ("请您复核一件申诉", "一条申诉（{item}）指定由您复核，请在期限内决定。"),
    "appeal_decided": ("您的申诉有了结果", "您对{item}的差评提出的申诉已有结果，请查看。"),
    "poor_rating_told": (
        "您收到一条差评",
        "您办理的{item}收到一条不满意评价。它不含评价人信息，您可以在“我的评分”中查看。",
    ),
}


@dataclass(frozen=True, slots=True)
class Notice:
    """One message, in the shapes its channels want."""

    title: str
    body: str
    pushed: bool
    page: str  # of the mini-program
    desk: str  # page of the console, below /console/
    fields: dict[str, str]  # for WeChat's template
    parameters: dict[str, str]  # for the SMS template


def notice_for(topic: str, order: WorkOrder) -> Notice:
    """The words of a topic for this order; no personal data, no person's name."""
    record = order.rating.service_record
    item = record.item.name if record.item else "窗口服务"
    place = f"{record.window.hall.name}{record.window.number}窗口" if record.window else ""
    day = local_day(record.ended_at)
    service = f"{day.year}年{day.month}月{day.day}日在{place}的{item}" if place else item
    facts = {
        "number": order.number,
        "item": item,
        "service": service,
        "institution": order.institution.name if order.institution else order.bureau.name,
        "bureau": order.bureau.name,
    }
    title, body = TEXTS[topic]
    return Notice(
        title=title,
        body=body.format(**facts),
        pushed=topic in PUSHED,
        page=f"pages/case/case?id={order.id}",
        desk=f"orders/{order.id}",
        fields={
            "item": item,
            "office": facts["institution"],
            "number": order.number,
            "status": title.removeprefix("您的评价"),
            "date": day.isoformat(),
        },
        parameters={"item": item, "office": facts["institution"], "number": order.number},
    )
