"""Rating devices: paired by a code that works once, asking for so long and no longer.

第八条 市、县（区）、镇（街）、村（社区）四级实体办事大厅（包括各分厅或分中心）
要在每一个办事窗口设置评价装置或评价二维码，方便服务对象进行评价。

The spans are those of a screen, not of the law (docs/decisions/0031).
"""

from datetime import datetime, timedelta

QUESTION_TIME = timedelta(seconds=60)  # then the question is put away, which is no rating
UNDER_WAY = timedelta(seconds=30)  # for reasons after a poor grade, and what the network takes
CODE_TIME = timedelta(minutes=10)
SILENT_AFTER = timedelta(minutes=3)  # a device not heard of for so long is shown as away
CODE_DIGITS = 8  # typed once; a guess in ten minutes is as good as hopeless


def asked_until(asked_at: datetime) -> datetime:
    """When the question is put away. Art. 3 (3-2)."""
    return asked_at + QUESTION_TIME


def moment_of_tap(*, asked_at: datetime, ago: timedelta, now: datetime) -> datetime:
    """When the citizen tapped, from how long `ago` that was by the device's own clock.

    A tablet's clock may be wrong, but not by how much time has passed. Whatever it says, the
    moment lies within the time the question stood on its screen and not after `now`, so a rating
    that was kept while the network was away counts on the day of its service. Art. 6, 7 (7-4).
    """
    earliest, latest = asked_at, min(asked_until(asked_at) + UNDER_WAY, now)
    return max(earliest, min(latest, now - max(ago, timedelta(0))))
