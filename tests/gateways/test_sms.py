"""Text messages: signed requests, templates, what became of them."""

import hashlib
from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest

from gateways.errors import GatewayError, Ours, Permanent, Temporary
from gateways.signing import Algorithm, SigningKey
from gateways.sms import CODES, Sms, error_of
from tests.gateways.outside import CLIENT, PHONE, SECRET, Outside

Open = Callable[..., Sms]
PARAMETERS = {"item": "社保卡申领", "office": "湘桥区人社局", "number": "GD2026001"}
NOW = datetime(2026, 3, 5, 6, 30, tzinfo=UTC)


@pytest.mark.req("11-7")
@pytest.mark.parametrize("algorithm", list(Algorithm))
async def test_a_message_goes_out(open_sms: Open, outside: Outside, algorithm: Algorithm) -> None:
    message_id = await open_sms(algorithm=algorithm).send(PHONE, "feedback", PARAMETERS, out_id="1")
    (message,) = outside.sent
    assert message["id"] == message_id
    assert (message["channel"], message["to"]) == ("sms", PHONE)
    assert message["text"].startswith("【潮州好差评】湘桥区人社局已答复您对“社保卡申领”的评价")


async def test_a_topic_has_the_template_it_was_given(open_sms: Open, outside: Outside) -> None:
    outside.put("/_control/templates", sms={"SMS_0001": "{item}有了答复"})
    await open_sms(templates={"feedback": "SMS_0001"}).send(
        PHONE, "feedback", PARAMETERS, out_id="1"
    )
    assert outside.sent[0]["text"] == "【潮州好差评】社保卡申领有了答复"


@pytest.mark.parametrize(
    ("phone", "topic", "parameters", "kind", "code"),
    [
        ("12", "feedback", PARAMETERS, Permanent, "bad_number"),
        (PHONE, "unheard_of", PARAMETERS, Ours, "unknown_template"),
        (PHONE, "feedback", {"item": "x"}, Ours, "bad_parameters"),
    ],
)
async def test_what_the_gateway_refuses(
    open_sms: Open,
    phone: str,
    topic: str,
    parameters: dict[str, str],
    kind: type[GatewayError],
    code: str,
) -> None:
    with pytest.raises(kind) as refused:
        await open_sms().send(phone, topic, parameters, out_id="1")
    assert refused.value.code == code


async def test_a_wrong_secret_is_our_mistake(open_sms: Open, outside: Outside) -> None:
    with pytest.raises(Ours) as refused:
        await open_sms(secret="wrong").send(PHONE, "feedback", PARAMETERS, out_id="1")
    assert refused.value.code == "bad_signature"
    assert outside.sent == []


async def test_a_request_of_yesterday_is_refused(open_sms: Open) -> None:
    late = open_sms(clock=lambda: NOW)
    with pytest.raises(Ours):
        await late.send(PHONE, "feedback", PARAMETERS, out_id="1")


def test_a_repeated_request_is_refused(outside: Outside) -> None:
    body = b'{"phone":"13800138000","template":"closed","parameters":{"item":"x"},"out_id":"1"}'
    headers = SigningKey(CLIENT, SECRET).headers(body, datetime.now(UTC))
    answers = [
        outside.http.post("/sms/send", content=body, headers=headers).json()["code"]
        for _ in range(2)
    ]
    assert answers == ["ok", "bad_signature"]


async def test_one_number_gets_so_many_a_day(open_sms: Open, outside: Outside) -> None:
    outside.switch(settings={"sms_a_day": 1})
    sms = open_sms()
    await sms.send(PHONE, "feedback", PARAMETERS, out_id="1")
    with pytest.raises(Permanent):
        await sms.send(PHONE, "feedback", PARAMETERS, out_id="2")


async def test_what_is_handed_over_again_is_not_sent_again(
    open_sms: Open, outside: Outside
) -> None:
    sms = open_sms()
    ids = [await sms.send(PHONE, "feedback", PARAMETERS, out_id=one) for one in ("a", "a", "b")]
    assert ids[0] == ids[1] != ids[2]
    assert len(outside.sent) == 2


@pytest.mark.parametrize("code", sorted(CODES))
def test_every_code_has_its_fault(code: str) -> None:
    assert isinstance(error_of(code), CODES[code][0])


def test_an_unknown_code_is_ours() -> None:
    assert isinstance(error_of("E-77"), Ours)


@pytest.mark.parametrize(("status", "delivered"), [("delivered", True), ("failed", False)])
async def test_reports_are_fetched_once(
    open_sms: Open, outside: Outside, status: str, delivered: bool
) -> None:
    outside.switch(settings={"sms_reports": status})
    sms = open_sms()
    message_id = await sms.send(PHONE, "feedback", PARAMETERS, out_id="1")
    (report,) = await sms.fetch_reports()
    assert (report.message_id, report.delivered) == (message_id, delivered)
    assert abs(report.at - datetime.now(UTC)) < timedelta(minutes=1)
    assert await sms.fetch_reports() == []


async def test_an_overloaded_gateway(open_sms: Open, outside: Outside) -> None:
    outside.switch(sms={"fail": "busy"})
    with pytest.raises(Temporary):
        await open_sms().send(PHONE, "feedback", PARAMETERS, out_id="1")


def test_sm3_is_sm3() -> None:
    """HMAC by its definition (RFC 2104) over the hash whose standard gives this vector."""

    def sm3(data: bytes) -> bytes:
        return hashlib.new("sm3", data).digest()

    expected = "66c7f0f462eeedd9d1f2d46bdc10e4e24167c4875cf2f7a2297da02b8f4ba8e0"
    assert sm3(b"abc").hex() == expected  # GM/T 0004, example 1
    key = SECRET.encode().ljust(64, b"\0")
    inner = sm3(bytes(byte ^ 0x36 for byte in key) + b"1\nn\nbody")
    outer = sm3(bytes(byte ^ 0x5C for byte in key) + inner)
    signing = SigningKey(CLIENT, SECRET, Algorithm.HMAC_SM3)
    assert signing.signature("1", "n", b"body") == outer.hex()
