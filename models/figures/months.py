"""The sums of the days of a month, a table beside each table of days (Art. 12–14; 13-5).

The columns are those of the days; `day` is the first of the month. Which days are in the sums
says `RollupMonth`. Rounds of work orders are few and change for weeks: their days are never summed.
"""

from tortoise import fields
from tortoise.models import Model

from models.figures.hall_day import HallDay
from models.figures.indicator_day import IndicatorDay
from models.figures.institution_day import InstitutionDay
from models.figures.item_day import ItemDay
from models.figures.officer_day import OfficerDay
from models.figures.service_day import ServiceDay
from models.figures.service_hall_day import ServiceHallDay
from models.figures.service_item_day import ServiceItemDay
from models.figures.service_window_day import ServiceWindowDay
from models.figures.tag_day import TagDay
from models.figures.window_day import WindowDay


class RollupMonth(Model):
    """Which days are summed: those of the month until `through`, NULL while one has changed."""

    month = fields.DateField(primary_key=True)  # its first day
    through = fields.DateField(null=True)

    class Meta:
        table = "rollup_month"


class InstitutionMonth(InstitutionDay):
    """What was said of an institution in a month, through which channel."""

    class Meta:
        table = "institution_month"
        unique_together = (("day", "institution_id", "bureau_id", "series", "channel", "rule_set"),)


class WindowMonth(WindowDay):
    """What was said at a window in a month."""

    class Meta:
        table = "window_month"
        unique_together = (("day", "window_id", "hall_id", "bureau_id", "series", "rule_set"),)


class HallMonth(HallDay):
    """What was said at the windows of a hall in a month."""

    class Meta:
        table = "hall_month"
        unique_together = (("day", "hall_id", "bureau_id", "series", "rule_set"),)


class OfficerMonth(OfficerDay):
    """What was said of services bound to an officer in a month (14-4)."""

    class Meta:
        table = "officer_month"
        unique_together = (("day", "officer_id", "institution_id", "series", "rule_set"),)


class ItemMonth(ItemDay):
    """What was said of a service item at an institution in a month."""

    class Meta:
        table = "item_month"
        unique_together = (("day", "institution_id", "item_id", "bureau_id", "series", "rule_set"),)


class TagMonth(TagDay):
    """How often a tag was chosen for an institution in a month."""

    class Meta:
        table = "tag_month"
        unique_together = (("day", "institution_id", "bureau_id", "tag"),)


class ServiceMonth(ServiceDay):
    """Services of an institution in a month."""

    class Meta:
        table = "service_month"
        unique_together = (("day", "institution_id", "bureau_id"),)


class ServiceWindowMonth(ServiceWindowDay):
    """Services at a window in a month."""

    class Meta:
        table = "service_window_month"
        unique_together = (("day", "window_id", "hall_id", "bureau_id"),)


class ServiceHallMonth(ServiceHallDay):
    """Services at the windows of a hall in a month."""

    class Meta:
        table = "service_hall_month"
        unique_together = (("day", "hall_id", "bureau_id"),)


class ServiceItemMonth(ServiceItemDay):
    """Services of an item at an institution in a month."""

    class Meta:
        table = "service_item_month"
        unique_together = (("day", "institution_id", "item_id", "bureau_id"),)


class IndicatorMonth(IndicatorDay):
    """Scores of one dimension of one indicator set in a month."""

    class Meta:
        table = "indicator_month"
        unique_together = (
            ("day", "institution_id", "bureau_id", "hall_id", "indicator_set", "item"),
        )


MONTHS: dict[type[Model], type[Model]] = {
    InstitutionDay: InstitutionMonth,
    WindowDay: WindowMonth,
    HallDay: HallMonth,
    OfficerDay: OfficerMonth,
    ItemDay: ItemMonth,
    TagDay: TagMonth,
    ServiceDay: ServiceMonth,
    ServiceWindowDay: ServiceWindowMonth,
    ServiceHallDay: ServiceHallMonth,
    ServiceItemDay: ServiceItemMonth,
    IndicatorDay: IndicatorMonth,
}
