"""On which channel somebody is reached: WeChat (citizens, with quota) or WeCom (staff), else SMS.

Every recipient and channel of a message has its own row of deliveries, so a retry goes only to
those who were not reached. Art. 11 (11-7).
"""

from datetime import datetime
from uuid import UUID, uuid4

from actions.dependencies import Dependencies
from actions.notices.notice_readers import Reader
from actions.notices.notice_texts import Notice
from actions.orders.cases import note_delivered
from actions.outbox import out_id
from gateways.errors import GatewayError, Ours, Permanent
from models import Delivery, Evaluator, NoticeQuota, OutboxMessage, Staff, WechatAccount
from queries.notices.notices import quota_left

SETTLED = ("delivered", "handed_over", "undelivered", "given_up")  # nothing is sent again


async def reach(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    deps: Dependencies,
    now: datetime,
) -> bool:
    """Push, card or SMS, whichever goes; False if it should be tried again later."""
    settled = await Delivery.filter(
        message_id=message.id, recipient_id=reader.id, outcome__in=SETTLED
    ).exists()
    if settled:
        return True
    first = _push if reader.citizen else _card
    outcome = await first(reader, notice, message=message, deps=deps, now=now)
    if outcome in ("skipped", "permanent"):
        outcome = await _text(reader, notice, message=message, deps=deps, now=now)
    return outcome != "temporary"


async def _push(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    deps: Dependencies,
    now: datetime,
) -> str:
    """Through WeChat, if the account has quota for the template left."""
    template_id = deps.templates.get(message.topic)
    wechat = deps.gateways.wechat
    account = await WechatAccount.filter(evaluator_id=reader.id).order_by("-created_at").first()
    if wechat is None or template_id is None or account is None:
        return "skipped"
    if await quota_left(account_id=account.id, template_id=template_id) < 1:
        return "skipped"
    openid = deps.keys.open(account.openid_sealed, account, "openid_sealed", account.id)
    try:
        await wechat.send_subscribe(openid, message.topic, notice.fields, page=notice.page)
    except Permanent as error:
        await _spend(account.id, template_id, "refused_by_wechat", message=message, now=now)
        return await _note(reader, message, "wechat", "permanent", code=error.code, now=now)
    except Ours as error:  # our mistake: the citizen still gets an SMS
        return await _note(reader, message, "wechat", "permanent", code=error.code, now=now)
    except GatewayError as error:
        return await _note(reader, message, "wechat", "temporary", code=error.code, now=now)
    await _spend(account.id, template_id, "sent", message=message, now=now)
    if message.topic == "feedback" and message.order_id is not None:
        # WeChat accepted it: from now on the clock of closing by silence runs.
        await note_delivered(order_id=message.order_id, deps=deps, now=now)
    return await _note(reader, message, "wechat", "delivered", now=now)


async def _spend(
    account_id: UUID, template_id: str, reason: str, *, message: OutboxMessage, now: datetime
) -> None:
    if await NoticeQuota.filter(message_id=message.id, account_id=account_id).exists():
        return
    await NoticeQuota.create(
        id=uuid4(),
        account_id=account_id,
        template_id=template_id,
        change=-1,
        at=now,
        reason=reason,
        message_id=message.id,
    )


async def _card(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    deps: Dependencies,
    now: datetime,
) -> str:
    """Through WeCom, if the user id of the member of staff is known."""
    if deps.gateways.wecom is None or reader.wecom_sealed is None:
        return "skipped"
    user_id = deps.keys.open(reader.wecom_sealed, Staff, "wecom_sealed", reader.id)
    url = f"{deps.public_url}/console/{notice.desk}"
    try:
        await deps.gateways.wecom.send_card(user_id, notice.title, notice.body, url=url)
    except (Permanent, Ours) as error:  # whoever is to blame, the text message still goes
        return await _note(reader, message, "wecom", "permanent", code=error.code, now=now)
    except GatewayError as error:
        return await _note(reader, message, "wecom", "temporary", code=error.code, now=now)
    return await _note(reader, message, "wecom", "delivered", now=now)


async def _text(
    reader: Reader,
    notice: Notice,
    *,
    message: OutboxMessage,
    deps: Dependencies,
    now: datetime,
) -> str:
    """By SMS, if a number is known."""
    if deps.gateways.sms is None or reader.phone_sealed is None:
        return await _note(reader, message, "sms", "given_up", code="no_phone", now=now)
    table = Evaluator if reader.citizen else Staff
    phone = deps.keys.open(reader.phone_sealed, table, "phone_sealed", reader.id)
    try:
        supplier_id = await deps.gateways.sms.send(
            phone, message.topic, notice.parameters, out_id=out_id(message, reader.id)
        )
    except (Permanent, Ours) as error:
        return await _note(reader, message, "sms", "given_up", code=error.code, now=now)
    except GatewayError as error:
        return await _note(reader, message, "sms", "temporary", code=error.code, now=now)
    return await _note(reader, message, "sms", "handed_over", supplier_id=supplier_id, now=now)


async def _note(
    reader: Reader,
    message: OutboxMessage,
    channel: str,
    outcome: str,
    *,
    now: datetime,
    code: str = "",
    supplier_id: str | None = None,
) -> str:
    await Delivery.create(
        id=uuid4(),
        message_id=message.id,
        recipient_id=reader.id,
        channel=channel,
        outcome=outcome,
        code=code[:40],
        supplier_id=supplier_id,
        at=now,
    )
    return outcome
