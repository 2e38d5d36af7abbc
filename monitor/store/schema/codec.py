"""Dataclasses of `monitor.model` to JSON values and back, so that a frozen digest reads the same in years.

Understood: str, int, float, bool, datetime, enums, `X | None`, `StrEnum | int`, `tuple[X, ...]`, `tuple[X, Y]`,
NewTypes of these and dataclasses of all of them. Reading ignores keys it does not know (written by a newer monitor) and
takes the default of a field that is missing (written by an older one).
"""

from __future__ import annotations

import dataclasses
import types
import typing
from collections.abc import Callable
from datetime import datetime
from enum import Enum, StrEnum
from typing import Any, TypeVar

from monitor.errors import StoreError
from monitor.store.schema.types import clean_text

T = TypeVar("T")
Reader = Callable[[Any], Any]


def encode(value: Any) -> Any:
    """`value` as dicts, lists, clean strings, numbers, booleans and None.

    Raises:
        TypeError: a type that this codec does not know.
    """
    match value:
        case Enum():
            return value.value
        case str():
            return clean_text(value)
        case bool() | int() | float() | None:
            return value
        case datetime():
            return value.isoformat()
        case tuple() | list():
            return [encode(one) for one in value]
        case _ if dataclasses.is_dataclass(value):
            return {field.name: encode(getattr(value, field.name)) for field in dataclasses.fields(value)}
        case _:
            raise TypeError(f"cannot store a {type(value).__name__}")


def decode(kind: type[T], data: Any) -> T:
    """A `kind` from what `encode` made of one.

    Raises:
        StoreError: the stored value does not have that shape; says which field.
        TypeError: a type that this codec does not know.
    """
    try:
        return typing.cast("T", _reader(kind)(data))
    except (ValueError, KeyError, AttributeError) as problem:
        raise StoreError(
            f"A stored {kind.__name__} cannot be read: {problem}. Restore a backup or report it."
        ) from problem


def decode_all(kind: type[T], data: Any) -> tuple[T, ...]:
    """A tuple of `kind` from a JSON list; raises as `decode`."""
    return tuple(decode(kind, one) for one in data)


_readers: dict[Any, Reader] = {}


def _reader(kind: Any) -> Reader:
    if kind not in _readers:
        _readers[kind] = _build(kind)
    return _readers[kind]


def _build(kind: Any) -> Reader:
    origin, arguments = typing.get_origin(kind), typing.get_args(kind)
    if isinstance(kind, typing.NewType):
        return _reader(kind.__supertype__)
    if origin in (typing.Union, types.UnionType):
        return _optional(kind, arguments)
    if origin is tuple:
        return _tuple(arguments)
    if dataclasses.is_dataclass(kind):
        return _dataclass(typing.cast("type[Any]", kind))
    if kind is datetime:
        text = _plain(str)
        return lambda data: datetime.fromisoformat(text(data))
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind
    if kind in (str, int, float, bool):
        return _plain(kind)
    raise TypeError(f"cannot read a {kind} back from JSON")


def _plain(kind: type[Any]) -> Reader:
    allowed = (int, float) if kind is float else kind

    def read(data: Any) -> Any:
        if not isinstance(data, allowed) or (isinstance(data, bool) and kind is not bool):
            raise ValueError(f"{data!r} is not of type {kind.__name__}")
        return kind(data)

    return read


def _optional(kind: Any, arguments: tuple[Any, ...]) -> Reader:
    inner = [one for one in arguments if one is not type(None)]
    if set(map(_is_word, inner)) == {True, False} and int in inner and len(arguments) == 2:
        word, number = _reader(next(filter(_is_word, inner))), _plain(int)
        return lambda data: word(data) if isinstance(data, str) else number(data)
    if len(inner) != 1 or len(arguments) != 2:
        raise TypeError(f"cannot read a {kind} back from JSON: only `X | None` and `StrEnum | int` are understood")
    read = _reader(inner[0])
    return lambda data: None if data is None else read(data)


def _is_word(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, StrEnum)


def _tuple(arguments: tuple[Any, ...]) -> Reader:
    if len(arguments) == 2 and arguments[1] is Ellipsis:
        read = _reader(arguments[0])
        return lambda data: tuple(map(read, _list(data)))
    readers = [_reader(one) for one in arguments]
    return lambda data: tuple(read(one) for read, one in zip(readers, _list(data), strict=True))


def _list(data: Any) -> list[Any]:
    if not isinstance(data, list):
        raise ValueError(f"{data!r} is not a list")
    return data


def _dataclass(kind: type[Any]) -> Reader:
    fields = [field for field in dataclasses.fields(kind) if field.init]
    required = {
        field.name
        for field in fields
        if field.default is dataclasses.MISSING and field.default_factory is dataclasses.MISSING
    }
    hints = typing.get_type_hints(kind)
    readers = {field.name: _reader(hints[field.name]) for field in fields}

    def read(data: Any) -> Any:
        if not isinstance(data, dict):
            raise ValueError(f"{data!r} is not a {kind.__name__}")
        if missing := required - data.keys():
            raise ValueError(f"{kind.__name__} lacks {', '.join(sorted(missing))}")
        return kind(**{name: readers[name](data[name]) for name in readers.keys() & data.keys()})

    return read
