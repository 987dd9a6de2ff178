"""What the stand-ins remember: keys with an optional end, and everything that was sent."""

import json
import sqlite3
import time
from pathlib import Path
from typing import Any

KEPT_MESSAGES = 5000
TABLES = """
create table if not exists thing (
    kind text, key text, value text, ends_at real, primary key (kind, key)
) without rowid;
create table if not exists sent (id integer primary key, at real, channel text, message text);
"""


class Store:
    """A small SQLite database, in memory or in a folder."""

    def __init__(self, folder: Path | None) -> None:
        if folder is not None:
            folder.mkdir(parents=True, exist_ok=True)
        name = ":memory:" if folder is None else str(folder / "sandbox.sqlite3")
        self._base = sqlite3.connect(name, isolation_level=None)
        self._base.executescript("pragma journal_mode = wal;" + TABLES)

    def close(self) -> None:
        self._base.close()

    def put(self, kind: str, key: str, value: Any, seconds: float | None = None) -> None:
        ends_at = None if seconds is None else time.time() + seconds
        self._base.execute(
            "insert or replace into thing values (?, ?, ?, ?)",
            (kind, key, json.dumps(value, ensure_ascii=False), ends_at),
        )

    def get(self, kind: str, key: str) -> Any:
        """The value, or None if there is none or its time is over."""
        row = self._base.execute(
            "select value from thing where kind = ? and key = ?"
            " and (ends_at is null or ends_at > ?)",
            (kind, key, time.time()),
        ).fetchone()
        return None if row is None else json.loads(row[0])

    def take(self, kind: str, key: str) -> Any:
        """The value, once."""
        value = self.get(kind, key)
        self.forget(kind, key)
        return value

    def first(self, kind: str, key: str, seconds: float | None = None) -> bool:
        """Whether this key comes for the first time; afterwards it has come."""
        if self.get(kind, key) is not None:
            return False
        self.put(kind, key, True, seconds)
        return True

    def add(self, kind: str, key: str, amount: int, seconds: float | None = None) -> int:
        """A counter; its first addition decides when it ends."""
        if (before := self.get(kind, key)) is None:
            self.put(kind, key, amount, seconds)
            return amount
        self._base.execute(
            "update thing set value = ? where kind = ? and key = ?",
            (json.dumps(before + amount), kind, key),
        )
        return int(before + amount)

    def keyed(self, kind: str) -> dict[str, Any]:
        """All of a kind by their keys."""
        rows = self._base.execute(
            "select key, value from thing where kind = ? and (ends_at is null or ends_at > ?)"
            " order by key",
            (kind, time.time()),
        )
        return {key: json.loads(value) for key, value in rows}

    def all(self, kind: str) -> list[Any]:
        return list(self.keyed(kind).values())

    def forget(self, kind: str, key: str | None = None) -> None:
        """One key, or all of a kind."""
        self._base.execute(
            "delete from thing where kind = ? and key = coalesce(?, key)", (kind, key)
        )

    def forget_kinds(self, prefix: str) -> None:
        """All kinds whose names begin so."""
        self._base.execute("delete from thing where kind >= ? and kind < ?", (prefix, f"{prefix}~"))

    def clear(self) -> None:
        self._base.executescript("delete from thing; delete from sent;")

    def note(self, channel: str, message: dict[str, Any]) -> None:
        """Remember a sent message."""
        self._base.execute(
            "insert into sent (at, channel, message) values (?, ?, ?)",
            (time.time(), channel, json.dumps(message, ensure_ascii=False)),
        )
        self._base.execute(
            "delete from sent where id <= (select max(id) from sent) - ?", (KEPT_MESSAGES,)
        )

    def sent(self, newest: int = KEPT_MESSAGES) -> list[dict[str, Any]]:
        """What was sent, oldest first."""
        rows = self._base.execute(
            "select at, channel, message from sent order by id desc limit ?", (newest,)
        ).fetchall()
        return [
            {"channel": channel, "at": at, **json.loads(message)}
            for at, channel, message in reversed(rows)
        ]
