"""Appeals of officers against poor ratings, and their review.

第十二条 市、县（区）单位工作人员收到“不满意”或“非常不满意”评价时，
可通过所在单位向同级政务服务数据管理局（政务服务管理机构）提出申诉，
对镇（街）、村（社区）工作人员的“不满意”或“非常不满意”评价，
由县（区）政务服务数据管理局（政务服务管理机构）负责建立复核机制并进行复核，
对经核实为误评或恶意差评的评价不予采纳。
"""

from datetime import datetime
from enum import StrEnum

from rules.rule_set import RuleSet
from rules.work_calendar import Calendar
from rules.workflow import Table, transition


class AppealStatus(StrEnum):
    """Where an appeal stands."""

    LODGED = "lodged"  # the officer's unit endorses or declines
    UNDER_REVIEW = "under_review"  # the bureau decides
    DECLINED = "declined"  # the unit did not take it on, with a reason
    WITHDRAWN = "withdrawn"
    UPHELD = "upheld"  # the rating stays
    MISTAKEN = "mistaken"  # 误评: not adopted
    MALICIOUS = "malicious"  # 恶意差评: not adopted


STATUS_NAMES = {
    AppealStatus.LODGED: "待单位核签",
    AppealStatus.UNDER_REVIEW: "待复核",
    AppealStatus.DECLINED: "单位未支持",
    AppealStatus.WITHDRAWN: "已撤回",
    AppealStatus.UPHELD: "维持评价",
    AppealStatus.MISTAKEN: "误评，不予采纳",
    AppealStatus.MALICIOUS: "恶意差评，不予采纳",
}
"""What an exported table calls them."""


class AppealAction(StrEnum):
    """The steps."""

    LODGE = "lodge"
    ENDORSE = "endorse"
    DECLINE = "decline"
    FILE_DIRECTLY = "file_directly"
    WITHDRAW = "withdraw"
    ASSIGN = "assign"  # the bureau names who reviews
    CONTACT = "contact"  # the reviewer spoke with the evaluator, and writes it down
    UPHOLD = "uphold"
    FIND_MISTAKEN = "find_mistaken"
    FIND_MALICIOUS = "find_malicious"


class AppealRole(StrEnum):
    """Who takes a step."""

    OFFICER = "officer"
    UNIT = "unit"
    REVIEWER = "reviewer"


class Bar(StrEnum):
    """What keeps somebody from reviewing, or from passing an appeal on (12-7)."""

    APPELLANT = "appellant"  # the same person, under whatever account
    DISPATCHED = "dispatched"  # dispatched the order of the rating
    ANOTHER = "another"  # a colleague was named


OPEN = frozenset({AppealStatus.LODGED, AppealStatus.UNDER_REVIEW})
NOT_ADOPTED = frozenset({AppealStatus.MISTAKEN, AppealStatus.MALICIOUS})
REVIEWED = NOT_ADOPTED | {AppealStatus.UPHELD}  # a bureau has decided
CLOCKS = {AppealStatus.LODGED: "endorse", AppealStatus.UNDER_REVIEW: "review"}  # what is due
DECISIONS = (AppealAction.UPHOLD, AppealAction.FIND_MISTAKEN, AppealAction.FIND_MALICIOUS)

TABLE: Table[AppealStatus, AppealAction, AppealRole] = Table(
    (
        transition(
            AppealAction.ENDORSE,
            [AppealStatus.LODGED],
            AppealStatus.UNDER_REVIEW,
            AppealRole.UNIT,
        ),
        transition(
            AppealAction.DECLINE, [AppealStatus.LODGED], AppealStatus.DECLINED, AppealRole.UNIT
        ),
        transition(
            AppealAction.FILE_DIRECTLY,
            [AppealStatus.LODGED],
            AppealStatus.UNDER_REVIEW,
            AppealRole.OFFICER,
        ),
        transition(AppealAction.WITHDRAW, OPEN, AppealStatus.WITHDRAWN, AppealRole.OFFICER),
        transition(
            AppealAction.ASSIGN,
            [AppealStatus.UNDER_REVIEW],
            AppealStatus.UNDER_REVIEW,
            AppealRole.REVIEWER,
        ),
        transition(
            AppealAction.CONTACT,
            [AppealStatus.UNDER_REVIEW],
            AppealStatus.UNDER_REVIEW,
            AppealRole.REVIEWER,
        ),
        transition(
            AppealAction.UPHOLD,
            [AppealStatus.UNDER_REVIEW],
            AppealStatus.UPHELD,
            AppealRole.REVIEWER,
        ),
        transition(
            AppealAction.FIND_MISTAKEN,
            [AppealStatus.UNDER_REVIEW],
            AppealStatus.MISTAKEN,
            AppealRole.REVIEWER,
        ),
        transition(
            AppealAction.FIND_MALICIOUS,
            [AppealStatus.UNDER_REVIEW],
            AppealStatus.MALICIOUS,
            AppealRole.REVIEWER,
        ),
    )
)
"""Who may do what when (12-1, 12-4, 12-7)."""


def file_until(told_at: datetime, rules: RuleSet, calendar: Calendar) -> datetime:
    """When the time to appeal is over, from the notice of the poor rating. Art. 12 (12-6)."""
    return calendar.add_working_days(told_at, rules.appeal_working_days.value).at


def due_at(
    status: AppealStatus, *, since: datetime, rules: RuleSet, calendar: Calendar
) -> datetime | None:
    """By when the unit, then the bureau, has to act; None once it is over. Art. 12 (12-1, 12-4)."""
    days = {
        AppealStatus.LODGED: rules.endorse_working_days.value,
        AppealStatus.UNDER_REVIEW: rules.review_working_days.value,
    }.get(status)
    return None if days is None else calendar.add_working_days(since, days).at


def may_file_directly(due: datetime | None, now: datetime) -> bool:
    """The officer goes past the unit only once it has let its time go by. Art. 12 (12-1)."""
    return due is not None and now >= due
