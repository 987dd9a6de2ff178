"""After what a service is rated: its end, a call's end, or each declared rating point of a case.

第七条 评价人每接受一次服务即可做出一次评价。

Of calls the same article says that they are rated when the asking is over, of all services
Art. 6 that seven natural days run from their end.
"""

from rules.refusals import Refused

SEPARATOR = ","
LONGEST = 20


class PointUnknown(Refused):
    """The item declares no such rating point; `points` are those it has (6-7)."""

    code = "point_unknown"


class PointMissing(Refused):
    """The item is rated after each of its points, and none is named; `points` are those (6-7)."""

    code = "point_missing"


def declared(text: str) -> list[str]:
    """The rating points of an item as they are stored: names with commas between them."""
    return [one for one in text.split(SEPARATOR) if one]


def check_point(point: str, text: str) -> None:
    """Whether a case of an item may be rated at `point`; '' is the end of the whole.

    An item that declares points is rated after each of them and not once more at its end. `text`
    is the item's declaration. Raises `PointUnknown`, `PointMissing`. Art. 6, 7 (6-7).
    """
    points = declared(text)
    if point and point not in points:
        raise PointUnknown(points=points)
    if points and not point:
        raise PointMissing(points=points)
