"""The settings: one typed object, read once. No other module looks at the environment."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from rules.actors import Role
from rules.staff_sign_in import StaffPolicy
from server.key_settings import read_keys
from server.setting_values import PREFIX, BadSettings, content, pairs, positive, whole_number


@dataclass(frozen=True, slots=True)
class Settings:
    """Everything the environment decides. `.env.example` lists every name with its meaning."""

    data_dir: Path
    host: str = "127.0.0.1"
    port: int = 8000
    public_url: str = "http://127.0.0.1:8000"
    database_url: str = ""  # empty: SQLite in data_dir
    redis_url: str = ""  # empty: in memory
    sandbox_url: str = ""  # set: all gateways speak to the stand-ins there
    sealing_keys: Mapping[int, bytes] = field(default_factory=dict, repr=False)
    indexing_key: bytes = field(default=b"", repr=False)
    indexing_keys: Mapping[int, bytes] = field(default_factory=dict, repr=False)  # from 2 on
    trail_keys: Mapping[int, bytes] = field(default_factory=dict, repr=False)  # from 2 on
    staff_networks: tuple[str, ...] = ()  # empty: anywhere (nginx decides in production)
    staff_policy: StaffPolicy = field(default_factory=StaffPolicy)
    secure_cookies: bool = False
    jobs: bool = True  # run the job loop inside this process
    h5_dir: Path = Path("miniprogram/dist/build/h5")
    web_dir: Path = Path("web/dist")
    verification_dir: Path = Path("var/verification")  # WeChat's domain files
    log_sources: Mapping[str, str] = field(default_factory=dict)  # kind: pattern of rotated files
    export_days: int = 7  # how long a finished export is kept
    wechat_app_id: str = ""
    wechat_app_secret: str = field(default="", repr=False)
    wechat_url: str = "https://api.weixin.qq.com"
    wechat_templates: Mapping[str, str] = field(default_factory=dict)
    wechat_text_check: bool = False  # WeChat looks at comments before they are published
    identity_client_id: str = ""
    identity_client_secret: str = field(default="", repr=False)
    identity_authorize_url: str = ""
    identity_token_url: str = ""
    identity_userinfo_url: str = ""
    jump_app_id: str = ""
    jump_path: str = ""
    jump_url: str = ""
    wecom_corp_id: str = ""
    wecom_agent_id: int = 0
    wecom_secret: str = field(default="", repr=False)
    wecom_url: str = "https://qyapi.weixin.qq.com"  # 政务微信 and 粤政易 have their own
    sms_url: str = ""
    sms_key_id: str = ""
    sms_secret: str = field(default="", repr=False)
    sms_reports_url: str = ""  # empty: the gateway gives no delivery reports
    voice_host: str = "127.0.0.1"  # where `haochaping voice` listens for a telephone switch
    voice_port: int = 4573  # FastAGI's
    voice_networks: tuple[str, ...] = ("127.0.0.0/8", "::1/128")  # of switches
    voice_partner: str = ""  # the key id of the partner the switch counts as
    staff_provider_issuer: str = ""  # empty: staff sign in by password alone
    staff_provider_client_id: str = ""
    staff_provider_secret: str = field(default="", repr=False)
    staff_provider_acr: tuple[str, ...] = ()  # what it says that counts as a second factor
    staff_provider_networks: tuple[str, ...] = ()  # not public, and it may live there
    province_url: str = ""  # empty: not connected to the provincial system yet
    province_app_mark: str = ""
    province_app_word: str = field(default="", repr=False)
    province_private_key: str = field(default="", repr=False)  # ours, SM2
    province_public_key: str = ""  # theirs, SM2
    province_sealing_key: str = field(default="", repr=False)  # of both, SM4
    complaints_url: str = ""  # empty: results go back to the complaint platform by file
    complaints_key_id: str = ""
    complaints_secret: str = field(default="", repr=False)

    webhook_networks: tuple[str, ...] = ()  # not public, and partners may be told there
    province_mappings: tuple[Path, ...] = ()  # folders with more versions of the mapping

    @property
    def database(self) -> str:
        """The database address; SQLite in the data folder if none is set."""
        return self.database_url or f"sqlite://{self.data_dir / 'haochaping.sqlite3'}"

    @property
    def embedded(self) -> bool:
        return self.database.startswith("sqlite:")


NO_ROLE = "none"


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment (`HCP_…`, and HOST, PORT, PUBLIC_URL for a quick start)."""
    env = dict(os.environ if environment is None else environment)

    def get(name: str, default: str = "") -> str:
        return env.get(PREFIX + name, "") or default

    host = get("HOST", env.get("HOST") or "127.0.0.1")
    port = whole_number("PORT", get("PORT", env.get("PORT") or "8000"))
    data_dir = Path(get("DATA_DIR", "var")).resolve()
    said = get("SEALING_KEYS"), get("INDEXING_KEY"), get("TRAIL_KEYS")
    sealing, indexing, trail = read_keys(said, get("KEY_FILE"), get("KEY_COMMAND"), data_dir)
    sandbox = get("SANDBOX_URL")
    return Settings(
        data_dir=data_dir,
        host=host,
        port=port,
        public_url=get("PUBLIC_URL", env.get("PUBLIC_URL") or f"http://{host}:{port}").rstrip("/"),
        database_url=get("DATABASE_URL"),
        redis_url=get("REDIS_URL"),
        sandbox_url=sandbox,
        sealing_keys=sealing,
        indexing_key=indexing.pop(1),
        indexing_keys=indexing,
        trail_keys=trail,
        staff_networks=tuple(get("STAFF_NETWORKS").split()),
        staff_policy=_staff_policy(get),
        secure_cookies=get("SECURE_COOKIES") == "1",
        jobs=get("JOBS", "1") == "1",
        h5_dir=Path(get("H5_DIR", "miniprogram/dist/build/h5")),
        web_dir=Path(get("WEB_DIR", "web/dist")),
        verification_dir=Path(get("VERIFICATION_DIR", "var/verification")),
        log_sources=pairs("LOG_SOURCES", get("LOG_SOURCES")),
        export_days=whole_number("EXPORT_DAYS", get("EXPORT_DAYS", "7")),
        wechat_app_id=get("WECHAT_APP_ID"),
        wechat_app_secret=get("WECHAT_APP_SECRET"),
        wechat_url=get("WECHAT_URL", "https://api.weixin.qq.com"),
        wechat_templates=pairs("WECHAT_TEMPLATES", get("WECHAT_TEMPLATES")),
        wechat_text_check=get("WECHAT_TEXT_CHECK") == "1",
        identity_client_id=get("IDENTITY_CLIENT_ID"),
        identity_client_secret=get("IDENTITY_CLIENT_SECRET"),
        identity_authorize_url=get("IDENTITY_AUTHORIZE_URL"),
        identity_token_url=get("IDENTITY_TOKEN_URL"),
        identity_userinfo_url=get("IDENTITY_USERINFO_URL"),
        jump_app_id=get("JUMP_APP_ID"),
        jump_path=get("JUMP_PATH"),
        jump_url=get("JUMP_URL"),
        wecom_corp_id=get("WECOM_CORP_ID"),
        wecom_agent_id=whole_number("WECOM_AGENT_ID", get("WECOM_AGENT_ID", "0")),
        wecom_secret=get("WECOM_SECRET"),
        wecom_url=get("WECOM_URL", "https://qyapi.weixin.qq.com"),
        sms_url=get("SMS_URL"),
        sms_key_id=get("SMS_KEY_ID"),
        sms_secret=get("SMS_SECRET"),
        sms_reports_url=get("SMS_REPORTS_URL"),
        voice_host=get("VOICE_HOST", "127.0.0.1"),
        voice_port=whole_number("VOICE_PORT", get("VOICE_PORT", "4573")),
        voice_networks=tuple(get("VOICE_NETWORKS", "127.0.0.0/8 ::1/128").split()),
        voice_partner=get("VOICE_PARTNER"),
        **_staff_provider(get),
        province_url=get("PROVINCE_URL"),
        province_app_mark=get("PROVINCE_APP_MARK"),
        province_app_word=get("PROVINCE_APP_WORD"),
        province_private_key=get("PROVINCE_PRIVATE_KEY"),
        province_public_key=get("PROVINCE_PUBLIC_KEY"),
        province_sealing_key=get("PROVINCE_SEALING_KEY"),
        province_mappings=tuple(map(Path, get("PROVINCE_MAPPINGS").split())),
        webhook_networks=tuple(get("WEBHOOK_NETWORKS").split()),
        complaints_url=get("COMPLAINTS_URL"),
        complaints_key_id=get("COMPLAINTS_KEY_ID"),
        complaints_secret=get("COMPLAINTS_SECRET"),
    )


def _staff_policy(get: Callable[..., str]) -> StaffPolicy:
    usual = StaffPolicy()
    roles = _roles("SECOND_FACTOR_ROLES", get("SECOND_FACTOR_ROLES"), usual.second_factor_roles)
    phones = _roles("PHONE_ROLES", get("PHONE_ROLES"), usual.phone_roles)
    return StaffPolicy(
        second_factor_roles=roles,
        phone_roles=phones,
        idle=timedelta(minutes=positive("STAFF_IDLE_MINUTES", get("STAFF_IDLE_MINUTES", "60"))),
        longest=timedelta(hours=positive("STAFF_SESSION_HOURS", get("STAFF_SESSION_HOURS", "10"))),
        sessions=positive("STAFF_SESSIONS", get("STAFF_SESSIONS", "5")),
    )


def _staff_provider(get: Callable[..., str]) -> dict[str, Any]:
    """The identity provider of staff: issuer, client and the file with its secret, or nothing."""
    issuer, client = get("STAFF_PROVIDER_ISSUER"), get("STAFF_PROVIDER_CLIENT_ID")
    file = get("STAFF_PROVIDER_SECRET_FILE")
    if not any((issuer, client, file)):
        return {}
    secret = content("STAFF_PROVIDER_SECRET_FILE", Path(file)).strip() if file else ""
    if not (issuer and client and secret):
        raise BadSettings(
            f"{PREFIX}STAFF_PROVIDER_ISSUER, …_CLIENT_ID and …_SECRET_FILE belong together"
        )
    return {
        "staff_provider_issuer": issuer,
        "staff_provider_client_id": client,
        "staff_provider_secret": secret,
        "staff_provider_acr": tuple(get("STAFF_PROVIDER_ACR").split()),
        "staff_provider_networks": tuple(get("STAFF_PROVIDER_NETWORKS").split()),
    }


def _roles(name: str, text: str, usual: frozenset[Role]) -> frozenset[Role]:
    try:
        said = frozenset(Role(one) for one in text.split() if one != NO_ROLE)
    except ValueError as error:
        raise BadSettings(f"{PREFIX}{name} names no role") from error
    return said if text else usual
