"""The default that takes the place of an opinion nobody gave.

第六条 “好差评”分为五个等级，分别是：非常满意、满意、基本满意、不满意和非常不满意。
如服务对象未作出评价，系统在服务后7个自然日内将默认为“基本满意”。
"""

from datetime import datetime

from rules.rule_set import RuleSet
from rules.work_calendar import end_of_natural_day


def default_due_at(ended_at: datetime, rules: RuleSet) -> datetime:
    """When a service without an opinion defaults, UTC: day 7 over in Shanghai. Art. 6 (6-2, 6-5).

    The day of the service is not counted, and holidays shift nothing.
    """
    return end_of_natural_day(ended_at, rules.default_days.value)
