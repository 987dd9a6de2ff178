"""Pictures a step of a work order is taken with: at which steps, how many, who sees them.

第十一条 省政务服务咨询投诉平台对“不满意”或“非常不满意”的评价进行转办，
市、县（区）政务服务数据管理局（政务服务管理机构）应及时转办，
全市各级政务服务机构对转办的工单要做出回应整改并反馈整改结果。
"""

from datetime import timedelta

from rules.rectification import ENTRY_OF, TABLE, Action, CaseRole, Status

# What a citizen looks at on a phone, and a store can hold; not law (docs/decisions/0058).
MOST_PICTURES = 6  # of one step
MOST_BYTES = 10 * 1024 * 1024  # of one file as it is sent
UNUSED = timedelta(days=1)
"""How long a picture waits for its step; later no step takes it, and it is deleted."""

TOLD = frozenset(ENTRY_OF)
"""Steps whose words and pictures the citizen reads."""
PICTURED = TOLD | {Action.RETURN, Action.ANSWER_SUPERVISION}
"""Steps that can be taken with pictures; those of the last two stay between offices."""


def may_add(status: Status, role: CaseRole) -> bool:
    """Whether a step that takes pictures is open to this side. Art. 11 (11-3)."""
    return any(one in PICTURED for one in TABLE.actions_for(status, role))


def seen_by_citizen(action: str) -> bool:
    """Whether the pictures of a step are for the citizen of the case too. Art. 11 (11-3)."""
    return action in TOLD
