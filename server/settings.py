"""The settings: one typed object, read once. No other module looks at the environment."""

import os
import secrets
import shlex
import subprocess
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import timedelta
from pathlib import Path
from typing import Any

from rules.actors import Role
from rules.staff_sign_in import StaffPolicy


class BadSettings(Exception):
    """A setting is missing or malformed; the message names it."""


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


PREFIX = "HCP_"
NO_ROLE = "none"
KEY_NUMBERS = range(1, 256)


def read(environment: Mapping[str, str] | None = None) -> Settings:
    """Settings from the environment (`HCP_…`, and HOST, PORT, PUBLIC_URL for a quick start)."""
    env = dict(os.environ if environment is None else environment)

    def get(name: str, default: str = "") -> str:
        return env.get(PREFIX + name, "") or default

    host = get("HOST", env.get("HOST") or "127.0.0.1")
    port = _number("PORT", get("PORT", env.get("PORT") or "8000"))
    data_dir = Path(get("DATA_DIR", "var")).resolve()
    said = get("SEALING_KEYS"), get("INDEXING_KEY"), get("TRAIL_KEYS")
    sealing, indexing, trail = _keys(said, get("KEY_FILE"), get("KEY_COMMAND"), data_dir)
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
        log_sources=_pairs("LOG_SOURCES", get("LOG_SOURCES")),
        export_days=_number("EXPORT_DAYS", get("EXPORT_DAYS", "7")),
        wechat_app_id=get("WECHAT_APP_ID"),
        wechat_app_secret=get("WECHAT_APP_SECRET"),
        wechat_url=get("WECHAT_URL", "https://api.weixin.qq.com"),
        wechat_templates=_pairs("WECHAT_TEMPLATES", get("WECHAT_TEMPLATES")),
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
        wecom_agent_id=_number("WECOM_AGENT_ID", get("WECOM_AGENT_ID", "0")),
        wecom_secret=get("WECOM_SECRET"),
        wecom_url=get("WECOM_URL", "https://qyapi.weixin.qq.com"),
        sms_url=get("SMS_URL"),
        sms_key_id=get("SMS_KEY_ID"),
        sms_secret=get("SMS_SECRET"),
        sms_reports_url=get("SMS_REPORTS_URL"),
        voice_host=get("VOICE_HOST", "127.0.0.1"),
        voice_port=_number("VOICE_PORT", get("VOICE_PORT", "4573")),
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
        idle=timedelta(minutes=_positive("STAFF_IDLE_MINUTES", get("STAFF_IDLE_MINUTES", "60"))),
        longest=timedelta(hours=_positive("STAFF_SESSION_HOURS", get("STAFF_SESSION_HOURS", "10"))),
        sessions=_positive("STAFF_SESSIONS", get("STAFF_SESSIONS", "5")),
    )


def _staff_provider(get: Callable[..., str]) -> dict[str, Any]:
    """The identity provider of staff: issuer, client and the file with its secret, or nothing."""
    issuer, client = get("STAFF_PROVIDER_ISSUER"), get("STAFF_PROVIDER_CLIENT_ID")
    file = get("STAFF_PROVIDER_SECRET_FILE")
    if not any((issuer, client, file)):
        return {}
    secret = _read("STAFF_PROVIDER_SECRET_FILE", Path(file)).strip() if file else ""
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


def _positive(name: str, text: str) -> int:
    number = _number(name, text)
    if number < 1:
        raise BadSettings(f"{PREFIX}{name} must be 1 or more")
    return number


def _number(name: str, text: str) -> int:
    try:
        return int(text)
    except ValueError as error:
        raise BadSettings(f"{name} is not a number") from error


def _pairs(name: str, text: str) -> dict[str, str]:
    """`topic=template,topic=template`."""
    try:
        return dict(pair.split("=", 1) for pair in text.split(",") if pair)
    except ValueError as error:
        raise BadSettings(f"{PREFIX}{name} is not a list of name=value") from error


def _keys(
    said: tuple[str, str, str], file: str, command: str, data_dir: Path
) -> tuple[dict[int, bytes], dict[int, bytes], dict[int, bytes]]:
    """Keys from where the settings say; without a word, a key file of the data folder, made once.

    A file, or what a program prints (the client of a key management service), holds two lines:
    `1=…,2=…` and the indexing keys: the first alone, later ones behind it (`…,2=…`); and a third
    one if there are later keys of the audit trail (`2=…,3=…`).
    """
    if command:
        sealing, indexing, trail = _lines("KEY_COMMAND", _printed(command))
    elif file:
        sealing, indexing, trail = _lines("KEY_FILE", _read("KEY_FILE", Path(file)))
    elif any(said):
        sealing, indexing, trail = said
    else:
        sealing, indexing, trail = _lines("DATA_DIR", _own_key_file(data_dir / "keys"))
    try:
        keys = _numbered(*sealing.split(","))
        first, *later = indexing.split(",")
        index = _numbered(f"1={first}" if "=" not in first else first, *later)
        trail_keys = _numbered(*trail.split(","))
    except ValueError as error:
        raise BadSettings(
            f"{PREFIX}SEALING_KEYS, {PREFIX}INDEXING_KEY and {PREFIX}TRAIL_KEYS are hexadecimal"
        ) from error
    if not keys or any(len(key) != 16 for key in keys.values()) or not _chain(index):
        raise BadSettings(f"{PREFIX}SEALING_KEYS: 16 bytes each; {PREFIX}INDEXING_KEY: 32 bytes")
    if any(number not in KEY_NUMBERS for number in keys):
        raise BadSettings(f"{PREFIX}SEALING_KEYS are numbered from 1 to 255")
    numbers = KEY_NUMBERS[1:]
    if any(number not in numbers or len(key) < 32 for number, key in trail_keys.items()):
        raise BadSettings(f"{PREFIX}TRAIL_KEYS are numbered from 2 to 255, 32 bytes each")
    return keys, index, trail_keys


def _numbered(*pairs: str) -> dict[int, bytes]:
    """`1=hexadecimal`, by number."""
    said = _pairs("SEALING_KEYS", ",".join(pairs))
    return {int(number): bytes.fromhex(key) for number, key in said.items()}


def _chain(keys: Mapping[int, bytes]) -> bool:
    """Each key of the blind index builds upon the one before: none may be missing."""
    long_enough = all(len(one) >= 32 for one in keys.values())
    return long_enough and set(keys) == set(range(1, len(keys) + 1))


def _lines(name: str, text: str) -> tuple[str, str, str]:
    lines = text.split()
    if len(lines) not in (2, 3):
        raise BadSettings(f"{PREFIX}{name}: the keys are two lines, or three")
    return lines[0], lines[1], "".join(lines[2:])


def _read(name: str, path: Path) -> str:
    try:
        return path.read_text()
    except OSError as error:
        raise BadSettings(f"{PREFIX}{name} cannot be read") from error


def _printed(command: str) -> str:
    """What the program prints; what it complains of goes where our own log goes."""
    try:
        asked = subprocess.run(
            shlex.split(command), check=True, stdout=subprocess.PIPE, text=True, timeout=30
        )
    except (OSError, ValueError, subprocess.SubprocessError) as error:
        raise BadSettings(f"{PREFIX}KEY_COMMAND failed: {type(error).__name__}") from error
    return asked.stdout


def _own_key_file(path: Path) -> str:
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch(mode=0o600)
        path.write_text(f"1={secrets.token_hex(16)}\n{secrets.token_hex(32)}\n")
    return _read("DATA_DIR", path)
