"""A published bulletin as open data: files with their checksums and what each column means.

第十三条 市政务服务数据管理局负责定期通报和发布各县（区）和市级各政务服务机构的“好差评”结果。
"""

import hashlib

from msgspec import Struct

from actions.figures.bulletin_files import csv_of, json_of
from actions.figures.bulletin_lines import COLUMNS, INDEX_COLUMNS, TOO_FEW, Column, columns_of
from actions.table_files import csv_bytes
from queries.figures.bulletin_content import BulletinContent


class DataFile(Struct, frozen=True):
    """`sha256` is over the bytes that are downloaded; the same ones every time (13-4, 14-5)."""

    form: str
    size: int
    sha256: str


class OpenData(Struct, frozen=True):
    """`too_few` is what stands in a cell whose number is kept back (13-4)."""

    files: list[DataFile]
    columns: list[Column]
    too_few: str


def described(content: BulletinContent) -> OpenData:
    """The machine-readable forms of `content` and their data dictionary. Art. 13 (13-4, 13-5)."""
    forms = {"csv": csv_of(content), "json": json_of(content)}
    return OpenData(
        files=[
            DataFile(form, len(made), hashlib.sha256(made).hexdigest())
            for form, made in forms.items()
        ],
        columns=list(columns_of(content)),
        too_few=TOO_FEW,
    )


def dictionary_csv() -> bytes:
    """The data dictionary as a file. Art. 13 (13-5)."""
    head = ("列", "含义", "单位")
    return csv_bytes(
        [head, *((one.name, one.meaning, one.unit) for one in (*COLUMNS, *INDEX_COLUMNS))]
    )
