"""How far the systems of an area are connected to the provincial one (10-3).

第十条 市政务服务数据管理局负责按照省政务服务数据管理局的要求和统一规范，
推进全市政务服务系统、各级实体办事大厅与省“好差评”系统对接，
从省“好差评”系统获取我市“好差评”数据。

各县（区）及凤泉湖高新区政务服务数据管理局（政务服务管理机构）
负责按市政务服务数据管理局的要求，推进本行政区域“好差评”系统对接。
"""

from enum import StrEnum


class Status(StrEnum):
    """Said by the bureau that answers for the system; a step back is possible and is said too."""

    NOT_STARTED = "not_started"
    BUILDING = "building"
    TESTING = "testing"  # together with the other side
    CONNECTED = "connected"
