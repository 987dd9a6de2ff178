"""Regions, bureaus and institutions: the declared tree (2-1, 2-2, C-3)."""

from actions.imports.draft import Draft
from actions.imports.shape import Column, Kind, Row, Sheet
from actions.imports.tree_areas import Bureaus, Regions
from actions.imports.tree_institutions import Institutions
from models import Bureau, Institution, Region
from rules.institutions import Kind as InstitutionKind
from rules.institutions import Level

LEVELS = tuple(Level)
CODE = Column("code", Kind.CODE, most=40)
PARENT = Column("parent", Kind.CODE, required=False, most=40)
REGION = Column("region", Kind.CODE, most=40)
SHEETS = (
    Sheet(
        "regions",
        (
            CODE,
            Column("name", most=60),
            Column("level", Kind.CHOICE, choices=LEVELS),
            PARENT,
            Column("national_code", Kind.CODE, required=False, most=12),
        ),
    ),
    Sheet(
        "bureaus",
        (
            Column("name"),
            Column("level", Kind.CHOICE, choices=(Level.CITY, Level.COUNTY)),
            REGION,
        ),
    ),
    Sheet(
        "institutions",
        (
            CODE,
            Column("name"),
            Column("level", Kind.CHOICE, choices=LEVELS),
            Column("kind", Kind.CHOICE, choices=tuple(InstitutionKind)),
            Column("vertical", Kind.CHOICE, choices=("yes", "no"), default="no"),
            REGION,
            Column("bureau"),
            PARENT,
        ),
    ),
)


async def plan(rows: list[Row], draft: Draft) -> None:
    """Judge the three sheets in the order in which one stands on the other."""
    by_sheet = {sheet.key: [row for row in rows if row.sheet == sheet.key] for sheet in SHEETS}
    regions = Regions({one.code: one for one in await Region.all()}, draft)
    regions.take(by_sheet["regions"])
    bureaus = Bureaus({one.name: one for one in await Bureau.all()}, regions, draft)
    bureaus.take(by_sheet["bureaus"])
    known = {one.code: one for one in await Institution.all()}
    Institutions(known, regions, bureaus, draft).take(by_sheet["institutions"])
