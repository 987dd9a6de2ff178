"""Builds the gateways from the settings; with a sandbox they all speak to its stand-ins."""

from dataclasses import replace

from cashews import Cache

from actions.dependencies import Gateways
from gateways.complaints import ComplaintPlatform, ComplaintSettings
from gateways.export_files import ExportFiles
from gateways.identity import (
    FaceIdentity,
    JumpIdentity,
    JumpSettings,
    RedirectIdentity,
    RedirectSettings,
)
from gateways.log_files import LogFiles, Source
from gateways.pictures import PictureStore
from gateways.province import Province, ProvinceSettings
from gateways.province_envelope import Credentials
from gateways.province_files import ProvinceFiles
from gateways.signing import Algorithm, SigningKey
from gateways.sms import Sms, SmsSettings
from gateways.staff_provider import ProviderSettings, StaffProvider
from gateways.text_check import WeChatTextCheck
from gateways.webhooks import Webhooks
from gateways.wechat import Template, WeChat, WeChatSettings
from gateways.wecom import WeCom, WeComSettings
from rules.networks import networks
from server.settings import Settings

# Which of our facts goes into which field of a template; ids come from the settings.
FIELDS = {
    "accepted": {"thing1": "item", "thing2": "office", "phrase3": "status", "date4": "date"},
    "feedback": {"thing1": "item", "thing2": "office", "phrase3": "status", "date4": "date"},
    "review_decided": {"thing1": "item", "thing2": "office", "phrase3": "status", "date4": "date"},
}


def for_sandbox(settings: Settings) -> Settings:
    """The settings with every outside address replaced by the sandbox's."""
    at = settings.sandbox_url
    return replace(
        settings,
        wechat_app_id="wx5a4d90b1c0ffee01",
        wechat_app_secret="sandbox",
        wechat_url=at,
        wechat_templates={topic: f"sandbox-{topic}" for topic in FIELDS},
        identity_client_id="haochaping",
        identity_client_secret="sandbox",
        identity_authorize_url=f"{at}/identity/authorize",
        identity_token_url=f"{at}/identity/token",
        identity_userinfo_url=f"{at}/identity/userinfo",
        jump_app_id="wx5a4d90b1c0ffee02",
        jump_path="pages/verify/verify",
        jump_url=f"{at}/identity/ticket",
        wecom_corp_id="ww5a4d90b1c0ffee03",
        wecom_agent_id=1000002,
        wecom_secret="sandbox",
        wecom_url=f"{at}/wecom",
        sms_url=f"{at}/sms/send",
        sms_key_id="haochaping",
        sms_secret="sandbox",
        sms_reports_url=f"{at}/sms/reports",
        staff_provider_issuer=f"{at}/oidc",
        staff_provider_client_id="haochaping",
        staff_provider_secret="sandbox",
        staff_provider_acr=("urn:sandbox:two-factors",),
        staff_provider_networks=("127.0.0.0/8",),
        province_url=f"{at}/province",
        province_app_mark="chaozhou",
        province_app_word="sandbox",
        province_private_key="5be43230c1b9bf68efa75abe2b4c9720c644c250011c694eb0f0b68c49f0530f",
        province_public_key="077e1934908bbf0e0d40e1e17bdcf8698340108bb75827000e23191e555cedee"
        "6ee23f0ddae6fdb0877f1d9c102585d903d5d20e02d76c605c1b9e47a6b875b2",
        province_sealing_key="e20c430b95cdcb9c2024a244428184e6",
        complaints_url=f"{at}/complaints",
        complaints_key_id="haochaping",
        complaints_secret="sandbox",
        webhook_networks=("127.0.0.0/8",),
    )


def templates_of(settings: Settings) -> dict[str, str]:
    """Topic to template id, as the phone asks consent for them."""
    settings = for_sandbox(settings) if settings.sandbox_url else settings
    return {topic: id for topic, id in settings.wechat_templates.items() if topic in FIELDS}


def open_gateways(settings: Settings, cache: Cache) -> Gateways:
    """The gateways that are configured; None for the others."""
    if settings.sandbox_url:
        settings = for_sandbox(settings)
    wechat = WeChat(_wechat(settings), cache) if settings.wechat_app_id else None
    return Gateways(
        wechat=wechat,
        redirect=_redirect(settings),
        jump=_jump(settings),
        face=FaceIdentity(wechat) if wechat else None,
        staff_provider=_staff_provider(settings),
        texts=WeChatTextCheck(wechat) if wechat and settings.wechat_text_check else None,
        wecom=_wecom(settings, cache),
        sms=_sms(settings),
        province=_province(settings),
        complaints=_complaints(settings),
        webhooks=Webhooks(tuple(networks(settings.webhook_networks))),
        province_files=_province_files(settings),
        pictures=PictureStore(settings.data_dir / "pictures"),
        exports=ExportFiles(settings.data_dir / "exports"),
        logs=_logs(settings),
    )


async def close_gateways(gateways: Gateways) -> None:
    """Close every connection."""
    outside = (gateways.wechat, gateways.redirect, gateways.jump, gateways.wecom, gateways.sms)
    for one in (
        *outside,
        gateways.staff_provider,
        gateways.province,
        gateways.complaints,
        gateways.webhooks,
    ):
        if one is not None:
            await one.close()


def _wechat(settings: Settings) -> WeChatSettings:
    return WeChatSettings(
        app_id=settings.wechat_app_id,
        app_secret=settings.wechat_app_secret,
        base_url=settings.wechat_url.rstrip("/") + "/",
        templates={
            topic: Template(id, FIELDS[topic])
            for topic, id in settings.wechat_templates.items()
            if topic in FIELDS
        },
    )


def _redirect(settings: Settings) -> RedirectIdentity | None:
    if not settings.identity_authorize_url:
        return None
    return RedirectIdentity(
        RedirectSettings(
            client_id=settings.identity_client_id,
            client_secret=settings.identity_client_secret,
            authorize_url=settings.identity_authorize_url,
            token_url=settings.identity_token_url,
            userinfo_url=settings.identity_userinfo_url,
        )
    )


def _jump(settings: Settings) -> JumpIdentity | None:
    if not settings.jump_app_id:
        return None
    return JumpIdentity(
        JumpSettings(
            app_id=settings.jump_app_id,
            path=settings.jump_path,
            client_id=settings.identity_client_id,
            client_secret=settings.identity_client_secret,
            ticket_url=settings.jump_url,
        )
    )


def _staff_provider(settings: Settings) -> StaffProvider | None:
    if not settings.staff_provider_issuer:
        return None
    return StaffProvider(
        ProviderSettings(
            issuer=settings.staff_provider_issuer,
            client_id=settings.staff_provider_client_id,
            client_secret=settings.staff_provider_secret,
            strong=frozenset(settings.staff_provider_acr),
            inside=tuple(networks(settings.staff_provider_networks)),
        )
    )


def _wecom(settings: Settings, cache: Cache) -> WeCom | None:
    if not settings.wecom_corp_id:
        return None
    return WeCom(
        WeComSettings(
            settings.wecom_corp_id,
            settings.wecom_agent_id,
            settings.wecom_secret,
            base_url=settings.wecom_url,
        ),
        cache,
    )


def _sms(settings: Settings) -> Sms | None:
    if not settings.sms_url:
        return None
    return Sms(
        SmsSettings(
            settings.sms_url,
            settings.sms_key_id,
            settings.sms_secret,
            reports_url=settings.sms_reports_url,
        )
    )


def _province(settings: Settings) -> Province | None:
    if not settings.province_url:
        return None
    return Province(ProvinceSettings(settings.province_url, _agreed(settings)))


def _province_files(settings: Settings) -> ProvinceFiles | None:
    """Keys are enough: a file needs no address."""
    if not settings.province_private_key:
        return None
    store = ExportFiles(settings.data_dir / "exchange", "jsonl")
    return ProvinceFiles(_agreed(settings), store)


def _logs(settings: Settings) -> LogFiles | None:
    if not settings.log_sources:
        return None
    sources = [Source(kind, pattern) for kind, pattern in settings.log_sources.items()]
    return LogFiles(settings.data_dir / "logs", sources)


def _agreed(settings: Settings) -> Credentials:
    return Credentials(
        app_mark=settings.province_app_mark,
        app_word=settings.province_app_word,
        private_key=settings.province_private_key,
        their_public_key=settings.province_public_key,
        sealing_key=settings.province_sealing_key,
    )


def _complaints(settings: Settings) -> ComplaintPlatform | None:
    if not settings.complaints_url:
        return None
    key = SigningKey(settings.complaints_key_id, settings.complaints_secret, Algorithm.HMAC_SM3)
    return ComplaintPlatform(ComplaintSettings(settings.complaints_url, key))
