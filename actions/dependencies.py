"""The one frozen set of things actions are handed; `server/` builds it."""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from cashews import Cache

from actions.keys import Keyring
from actions.papers.reference import Reference
from actions.people.network_admission import AllowedNetworks
from actions.people.sessions import Sessions
from actions.rating.commit_queue import CommitQueue
from actions.services.contacts import Contacts
from actions.windows.fan_out import FanOut
from gateways.complaints import ComplaintPlatform
from gateways.export_files import ExportFiles
from gateways.identity import FaceIdentity, JumpIdentity, RedirectIdentity
from gateways.log_files import LogFiles
from gateways.pictures import PictureStore
from gateways.province import Province
from gateways.province_files import ProvinceFiles
from gateways.sms import Sms
from gateways.staff_provider import StaffProvider
from gateways.text_check import TextCheck
from gateways.webhooks import Webhooks
from gateways.wechat import WeChat
from gateways.wecom import WeCom
from rules.exchange import Agreement
from rules.in_force import RuleSets
from rules.indicators import IndicatorSets
from rules.staff_sign_in import StaffPolicy
from rules.work_calendar import Calendar


@dataclass(frozen=True, slots=True)
class Gateways:
    """The outside parties; None where none is configured."""

    wechat: WeChat | None
    redirect: RedirectIdentity | None
    jump: JumpIdentity | None
    face: FaceIdentity | None
    staff_provider: StaffProvider | None
    texts: TextCheck | None  # what looks at words before they are published
    wecom: WeCom | None
    sms: Sms | None
    province: Province | None
    complaints: ComplaintPlatform | None
    webhooks: Webhooks
    province_files: ProvinceFiles | None
    pictures: PictureStore
    exports: ExportFiles
    logs: LogFiles | None

    @property
    def staff_issuer(self) -> str:
        """The issuer of the identity provider of staff, empty where there is none."""
        return self.staff_provider.settings.issuer if self.staff_provider else ""


@dataclass(frozen=True, slots=True)
class Dependencies:
    keys: Keyring
    cache: Cache
    queue: CommitQueue
    sessions: Sessions
    networks: AllowedNetworks
    reference: Reference
    gateways: Gateways
    fan_out: FanOut
    contacts: Contacts
    public_url: str
    templates: dict[str, str]  # topic of a notice to its WeChat template
    staff_policy: StaffPolicy
    export_days: int  # for how long a finished export can be fetched
    mappings: tuple[Agreement, ...]  # of the exchange with the province, every version
    in_worker: Callable[..., Awaitable[Any]]  # runs CPU-heavy work outside the event loop

    @property
    def checks_texts(self) -> bool:
        """Whether words are looked at before they may be published (13-7)."""
        return self.gateways.texts is not None

    @property
    def rule_sets(self) -> RuleSets:
        return self.reference.rule_sets

    @property
    def calendar(self) -> Calendar:
        return self.reference.calendar

    @property
    def indicator_sets(self) -> IndicatorSets:
        return self.reference.indicator_sets
