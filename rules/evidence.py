"""Files as evidence of an appeal: by whom, until when, how many.

第十二条 市、县（区）单位工作人员收到“不满意”或“非常不满意”评价时，
可通过所在单位向同级政务服务数据管理局（政务服务管理机构）提出申诉，
"""

from enum import StrEnum

from rules.appeals import AppealRole, AppealStatus

# What a reviewer can be expected to read, and a store to hold; not law.
MOST_FILES = 12  # of one appeal, all sides together
MOST_BYTES = 10 * 1024 * 1024  # of one file


class FileKind(StrEnum):
    """What may be attached."""

    PICTURE = "picture"
    PDF = "pdf"


BOTH_SIDES = frozenset({AppealRole.OFFICER, AppealRole.UNIT})
ATTACH = {
    AppealStatus.LODGED: BOTH_SIDES,
    AppealStatus.UNDER_REVIEW: BOTH_SIDES | {AppealRole.REVIEWER},
}


def may_attach(status: AppealStatus, role: AppealRole | None) -> bool:
    """Whether a side may still add evidence: never to an appeal that is over. Art. 12 (12-4)."""
    return role in ATTACH.get(status, frozenset())
