"""How far the systems of the demo city are connected: one area is behind, as one always is."""

from uuid import uuid4

from models import Connection
from rules.connections import Status
from rules.work_calendar import DAY, local_day
from server.demo.world import World

# Bureau, who may say so, system, status, days since, contact, note.
SYSTEMS = (
    ("city", "city", "全市一窗受理系统", Status.CONNECTED, 60, "何联络 0768-0000001", ""),
    ("city", "city", "12345 热线系统", Status.BUILDING, 20, "林样本 0768-0000002", "先接评价回访"),
    (
        "xiangqiao",
        "xiangqiao",
        "湘桥区大厅叫号系统",
        Status.CONNECTED,
        41,
        "王示范 0768-0000003",
        "",
    ),
    (
        "chaoan",
        "chaoan",
        "潮安区大厅叫号系统",
        Status.TESTING,
        6,
        "郑示例 0768-0000004",
        "等省局联调",
    ),
    ("raoping", "raoping", "饶平县大厅叫号系统", Status.CONNECTED, 33, "黄样本 0768-0000005", ""),
    (
        "fengquanhu",
        "fengquanhu",
        "凤泉湖政务服务系统",
        Status.NOT_STARTED,
        15,
        "许示范 0768-0000006",
        "",
    ),
)


def of_bureaus(world: World) -> list[Connection]:
    """What the bureaus said so far."""
    return [
        Connection(
            id=uuid4(),
            bureau_id=world.places.bureaus[bureau].id,
            system=system,
            status=status,
            since=local_day(world.now) - days * DAY,
            contact=contact,
            note=note,
            changed_at=world.now - days * DAY,
            changed_by_id=world.staff[login].id,
        )
        for bureau, login, system, status, days, contact, note in SYSTEMS
    ]
