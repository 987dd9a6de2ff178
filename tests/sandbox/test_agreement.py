"""What the product and the stand-ins were told apart from each other, compared."""

import string
from pathlib import Path

from actions.notices.notice_texts import PUSHED
from rules.sms import TEXTS
from sandbox.accounts import (
    IDENTITY_CLIENT,
    SECRET,
    SMS_KEY_ID,
    WECHAT_APP_ID,
    WECOM_AGENT_ID,
    WECOM_CORP_ID,
)
from sandbox.sms_templates import TEMPLATES as SMS_TEMPLATES
from sandbox.wechat_messages import TEMPLATES as WECHAT_TEMPLATES
from server.gateways import FIELDS, for_sandbox
from server.settings import Settings

SETTINGS = for_sandbox(Settings(data_dir=Path("var"), sandbox_url="http://127.0.0.1:1"))
PARAMETERS = {"item", "office", "number"}  # of actions/notices/notice_texts.py


def test_every_pushed_topic_is_registered_as_a_text_message() -> None:
    assert set(SMS_TEMPLATES) >= PUSHED


def test_text_messages_use_parameters_there_are() -> None:
    for topic, words in SMS_TEMPLATES.items():
        if topic in TEXTS:
            continue
        used = {name for _, name, _, _ in string.Formatter().parse(words) if name}
        assert used <= PARAMETERS


def test_the_texts_of_the_sms_channel_are_registered_word_for_word() -> None:
    assert {topic: SMS_TEMPLATES[topic] for topic in TEXTS} == TEXTS


def test_every_template_of_the_product_is_registered_with_its_fields() -> None:
    for topic, template_id in SETTINGS.wechat_templates.items():
        assert set(WECHAT_TEMPLATES[template_id]["fields"]) == set(FIELDS[topic])


def test_the_accounts_are_the_same() -> None:
    assert SETTINGS.wechat_app_id == WECHAT_APP_ID
    assert SETTINGS.identity_client_id == IDENTITY_CLIENT
    assert SETTINGS.sms_key_id == SMS_KEY_ID
    assert SETTINGS.wecom_corp_id == WECOM_CORP_ID
    assert SETTINGS.wecom_agent_id == WECOM_AGENT_ID
    secrets = {
        SETTINGS.wecom_secret,
        SETTINGS.wechat_app_secret,
        SETTINGS.identity_client_secret,
        SETTINGS.sms_secret,
    }
    assert secrets == {SECRET}
