"""Who acts: the `by` of every action and query.

An actor is what sign-in has established, nothing a request can claim. Actions decide by it,
queries scope by it, and the audit trail names it.
"""

from dataclasses import dataclass
from enum import StrEnum
from uuid import UUID


class Role(StrEnum):
    """What a person of the office side may do; one account has one role."""

    CITY_BUREAU = "city_bureau"  # 市政务服务数据管理局: the whole city
    COUNTY_BUREAU = "county_bureau"  # 县区局、管理机构: the own administrative area
    HANDLER = "handler"  # 政务服务机构 handler: the orders of the own institution
    HALL_MANAGER = "hall_manager"  # 办事大厅: windows and codes of the own hall
    OFFICER = "officer"  # 工作人员: ends services, sees the own scores
    PERFORMANCE = "performance"  # 绩效办 of city or county: assessments (Art. 14)
    # Three who are apart, so that none can both do a thing and hide it (docs/decisions/0052).
    SECURITY_ADMIN = "security_admin"  # 安全管理员: accounts, rests, allow lists; no business
    SYSTEM_ADMIN = "system_admin"  # 系统管理员: how the system runs; no accounts, no business
    AUDITOR = "auditor"  # 审计员: reads the audit trail, changes nothing


# Those who are rated, and those who sit next to them (3-6; docs/decisions/0075).
HOUSE = frozenset({Role.OFFICER, Role.HANDLER, Role.HALL_MANAGER})


ADMINISTRATORS = frozenset({Role.SECURITY_ADMIN, Role.SYSTEM_ADMIN, Role.AUDITOR})
"""Each is somebody known, and nobody has two of their accounts (docs/decisions/0073)."""


@dataclass(frozen=True, slots=True)
class Citizen:
    """A phone that has signed in; an evaluator once the real name is verified (Art. 9, 9-1)."""

    session_id: UUID
    account_id: UUID | None = None
    evaluator_id: UUID | None = None
    document_index: str | None = None
    later_index: str | None = None  # the same person's, where another form of it takes over
    ward: bool = False  # under 14, or nearly, and no guardian has agreed (9-1)

    @property
    def document_indexes(self) -> list[str]:
        """By what this person's services are found."""
        return [one for one in (self.document_index, self.later_index) if one is not None]


@dataclass(frozen=True, slots=True)
class StaffMember:
    """A signed-in account of the office side with the scope its role has."""

    session_id: UUID
    staff_id: UUID
    role: Role
    bureau_id: UUID | None = None
    institution_id: UUID | None = None
    hall_id: UUID | None = None
    phone_id: UUID | None = None  # a phone bound to the account; none: at a desk


@dataclass(frozen=True, slots=True)
class Partner:
    """An outside system with credentials of its own (queue machine, portal).

    `party`: for which of the systems the regulation names it speaks, if for one of them.
    """

    partner_id: UUID
    name: str
    party: str = ""
    scope: frozenset[str] = frozenset()  # what it may tell
    calls_a_minute: int = 1
    grade_scale: str = ""  # by which it counts grades


@dataclass(frozen=True, slots=True)
class Device:
    """A paired rating device of a window. What it may rate, the token of a question says (7-4)."""

    device_id: UUID
    window_id: UUID


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A paired terminal of a hall. Whose services it opens, a session of its own says (7-4)."""

    kiosk_id: UUID
    hall_id: UUID


@dataclass(frozen=True, slots=True)
class Anyone:
    """A request without a session: public pages only."""


@dataclass(frozen=True, slots=True)
class System:
    """The job loop. It can never rate in a citizen's name (3-3)."""


Actor = Citizen | StaffMember | Partner | Device | Kiosk | Anyone | System
