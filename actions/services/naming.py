"""The windows, items and officers that other systems name by code, looked up together."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol
from uuid import UUID

from tortoise.models import Model

from actions.services.service_records import ItemUnknown
from models import Hall, ServiceItem, Staff, Window
from rules.refusals import Refused


class WindowUnknown(Refused):
    """The hall has no window of this number."""

    code = "window_unknown"


class OfficerUnknown(Refused):
    """Nobody of the institution has this login."""

    code = "officer_unknown"


class Names(Protocol):
    """What a service names; an empty hall is no window, an empty login nobody."""

    @property
    def hall_code(self) -> str: ...
    @property
    def window_number(self) -> str: ...
    @property
    def item_code(self) -> str: ...
    @property
    def officer_login(self) -> str: ...


@dataclass(frozen=True, slots=True)
class Named:
    """What was found."""

    windows: dict[tuple[str, str], Window]
    items: dict[str, ServiceItem]
    officers: dict[tuple[str, UUID], Staff]

    def window(self, names: Names) -> Window | None:
        """The window, with its hall; raises `WindowUnknown`."""
        if not names.hall_code:
            return None
        window = self.windows.get((names.hall_code, names.window_number))
        if window is None:
            raise WindowUnknown
        return window

    def item(self, names: Names) -> ServiceItem:
        """The item, with its institution; raises `ItemUnknown`."""
        item = self.items.get(names.item_code)
        if item is None:
            raise ItemUnknown
        return item

    def officer(self, names: Names, item: ServiceItem) -> Staff | None:
        """An officer of the item's institution; raises `OfficerUnknown`."""
        if not names.officer_login:
            return None
        officer = self.officers.get((names.officer_login, item.institution.id))
        if officer is None:
            raise OfficerUnknown
        return officer


async def look_up(names: Sequence[Names]) -> Named:
    """Everything these services name, in three questions."""
    windows = Window.filter(
        hall__code__in=_codes((one.hall_code for one in names), Hall, "code"),
        number__in=_codes((one.window_number for one in names), Window, "number"),
    )
    items = ServiceItem.filter(
        code__in=_codes((one.item_code for one in names), ServiceItem, "code")
    )
    logins = _codes((one.officer_login for one in names), Staff, "login")
    officers = Staff.filter(login__in=logins, role="officer")
    return Named(
        windows={(one.hall.code, one.number): one for one in await windows.select_related("hall")},
        items={one.code: one for one in await items.select_related("institution")},
        officers={
            (one.login, one.institution_id): one
            for one in await officers
            if one.institution_id is not None
        },
    )


def _codes(said: Iterable[str], table: type[Model], column: str) -> set[str]:
    """Those the column could hold: a filter refuses longer ones, and they are nobody's."""
    longest = table._meta.fields_map[column].max_length  # type: ignore[attr-defined]
    return {one for one in said if len(one) <= longest}
