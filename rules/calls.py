"""A grade by one key after a call of the hotline.

第七条 评价人每接受一次服务即可做出一次评价。线上评价为登录广东政务服务网和
“粤省事”移动政务服务平台，按系统提示做出评价。线下评价是在各级实体办事大厅通过评价装置
或扫描二维码进入评价系统做出评价，或是通过自助服务终端进行评价；
同时，可通过省政务服务咨询投诉平台进行评价。
拨打12345热线电话咨询政务服务事项的，在咨询完成后，按系统语音提示对服务做出评价。

Which key is which grade is data: scales run both ways (docs/decisions/0047).
"""

import re
from enum import StrEnum

from rules.grades import Grade
from rules.rating import IdentityBasis
from rules.rule_set import RuleSet

PHONE = re.compile(r"\+?[0-9]{5,19}")


class Asked(StrEnum):
    """Where a question by key stands."""

    ASKING = "asking"
    RATED = "rated"
    SILENT = "silent"  # hung up, or no key: that is no rating
    WRONG = "wrong"  # asked as often as the set says, and no key was a grade
    REFUSED = "refused"  # the service has its opinion, or the caller works there


def grade_of(key: str, rules: RuleSet) -> Grade | None:
    """The grade of a key by the set of the service; None if it is none. Art. 7 (7-6)."""
    found = rules.grade_keys.value.get(key)
    return Grade(found) if found else None


def after_key(key: str, *, turn: int, rules: RuleSet) -> Asked:
    """Where a question stands after the key of its `turn`, counted from 1; "" is no key.

    Art. 7 (7-6): no key is no rating, a wrong one is asked again as often as the set says.
    """
    if not key:
        return Asked.SILENT
    if grade_of(key, rules) is not None:
        return Asked.RATED
    return Asked.ASKING if turn < rules.key_asks.value else Asked.WRONG


def basis_of_call(*, document_known: bool, phone_known: bool) -> IdentityBasis | None:
    """Whose rating a call's is; None if nobody can say, and then there is none. Art. 9 (9-1)."""
    if document_known:
        return IdentityBasis.PARTNER_ASSERTED
    return IdentityBasis.PHONE_NUMBER if phone_known else None


def is_phone(text: str) -> bool:
    """Whether a caller's number was shown at all: a withheld one comes as a word."""
    return PHONE.fullmatch(text) is not None
