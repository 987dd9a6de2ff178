"""Moments in a JSON schema: msgspec says of them no more than that they are strings."""

from collections.abc import Iterable, Iterator
from typing import Any

from msgspec import inspect

MOMENT = "date-time"
Schema = dict[str, Any]


def mark_moments(kinds: Iterable[Any], components: dict[str, Schema]) -> None:
    """Give each moment of the structs among `kinds`, and of all in them, its format."""
    seen: set[type] = set()
    for kind in inspect.multi_type_info(list(kinds)):
        for found in _structs(kind, seen):
            _mark_struct(found, components)


def _mark_struct(struct: inspect.StructType, components: dict[str, Schema]) -> None:
    name = struct.cls.__name__
    if name not in components:  # two of this name: msgspec tells them apart by their modules
        name = f"{struct.cls.__module__}.{struct.cls.__qualname__}"
    schema = components[name]
    for field in struct.fields:
        _mark(field.type, schema["properties"][field.encode_name])


def _mark(kind: inspect.Type, schema: Schema) -> None:
    kind = _bare(kind)
    if isinstance(kind, inspect.DateTimeType):
        schema["format"] = MOMENT
    elif isinstance(kind, inspect.UnionType) and "anyOf" in schema:
        for one, its in zip(kind.types, schema["anyOf"], strict=True):
            _mark(one, its)
    elif isinstance(kind, inspect.ListType):
        _mark(kind.item_type, schema["items"])
    elif isinstance(kind, inspect.DictType) and "additionalProperties" in schema:
        _mark(kind.value_type, schema["additionalProperties"])
    elif isinstance(kind, inspect.TupleType):
        for one, its in zip(kind.item_types, schema["prefixItems"], strict=True):
            _mark(one, its)


def _structs(kind: inspect.Type, seen: set[type]) -> Iterator[inspect.StructType]:
    """The struct, and those its fields hold, each once."""
    kind = _bare(kind)
    if isinstance(kind, inspect.StructType):
        if kind.cls in seen:
            return
        seen.add(kind.cls)
        yield kind
    for inner in _inner(kind):
        yield from _structs(inner, seen)


def _inner(kind: inspect.Type) -> Iterable[inspect.Type]:
    match kind:
        case inspect.StructType():
            return [field.type for field in kind.fields]
        case inspect.UnionType():
            return kind.types
        case inspect.ListType():
            return [kind.item_type]
        case inspect.DictType():
            return [kind.value_type]
        case inspect.TupleType():
            return kind.item_types
    return ()


def _bare(kind: inspect.Type) -> inspect.Type:
    return kind.type if isinstance(kind, inspect.Metadata) else kind
