"""Classes of values at a tenth of what they cost to make with `dataclasses`: methods are compiled when first called.

`dataclasses.dataclass` writes and compiles the text of six methods for each class, half a millisecond; a start loads
four hundred such classes and makes objects of a quarter of them.
"""

from __future__ import annotations

import dataclasses
import sys
from collections.abc import Callable, Iterable
from operator import attrgetter
from reprlib import recursive_repr
from types import MethodType
from typing import Any, TypeVar, dataclass_transform

T = TypeVar("T")
_MISSING = dataclasses.MISSING


@dataclass_transform(field_specifiers=(dataclasses.field,))
def dataclass(*, frozen: bool = False, slots: bool = False, kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """As `dataclasses.dataclass` with the same arguments; `fields`, `replace` and `asdict` know what it makes.

    Differences: a frozen class refuses every assignment with FrozenInstanceError, unknown names included; and one of
    the two kinds cannot inherit from the other if it is frozen.
    """

    def make(plain: type[T]) -> type[T]:
        if plain.__doc__ is None:
            plain.__doc__ = plain.__name__  # Or a text is made of the signature of each.
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(plain)
        own = vars(made)
        fields = dataclasses.fields(made)  # type: ignore[arg-type]  # what was made just now is one
        compared = _values([one.name for one in fields if one.compare])
        methods: dict[str, Any] = {
            "__init__": _Begun(made, frozen=frozen),
            "__repr__": _shown([f.name for f in fields if f.repr]),
        }
        methods |= {"__eq__": _equal(compared)}
        if own.get("__hash__") is None:
            hashed = [one.name for one in fields if (one.compare if one.hash is None else one.hash)]
            methods["__hash__"] = _hash(_values(hashed)) if frozen else None
        if frozen:
            methods |= {"__setattr__": _refuse_to_set, "__delattr__": _refuse_to_delete}
            if slots:
                names = [one.name for one in fields]
                methods |= {"__getstate__": _values(names), "__setstate__": _restoring(made, names)}
        for name, method in methods.items():
            if own.get(name) is None:
                setattr(made, name, method)
        return made

    return make


def _values(names: list[str]) -> Callable[[object], tuple[Any, ...]]:
    """The values of these fields, always as a tuple."""
    if len(names) > 1:
        several: Callable[[object], tuple[Any, ...]] = attrgetter(*names)
        # In a function: as an attribute of a class the getter would not be given the object.
        return lambda self: several(self)  # noqa: PLW0108
    if names:
        one = attrgetter(names[0])
        return lambda self: (one(self),)
    return lambda _self: ()


def _equal(values: Callable[[object], tuple[Any, ...]]) -> Callable[[object, object], bool]:
    def __eq__(self: object, other: object) -> bool:  # noqa: N807 - it becomes the method
        return values(self) == values(other) if other.__class__ is self.__class__ else NotImplemented

    return __eq__


def _hash(values: Callable[[object], tuple[Any, ...]]) -> Callable[[object], int]:
    return lambda self: hash(values(self))


def _shown(names: Iterable[str]) -> Callable[[object], str]:
    shown = tuple(names)

    @recursive_repr()
    def __repr__(self: object) -> str:  # noqa: N807 - it becomes the method
        return f"{type(self).__qualname__}({', '.join(f'{name}={getattr(self, name)!r}' for name in shown)})"

    return __repr__


def _refuse_to_set(_self: object, name: str, _value: object) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _refuse_to_delete(_self: object, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


def _restoring(made: type, names: list[str]) -> Callable[[object, Iterable[Any]], None]:
    """What takes the values back that `__getstate__` gave: for pickles and copies."""
    setters = [getattr(made, name).__set__ for name in names]

    def __setstate__(self: object, state: Iterable[Any]) -> None:  # noqa: N807 - it becomes the method
        for give, value in zip(setters, state, strict=True):
            give(self, value)

    return __setstate__


class _Begun:
    """An `__init__` that is written and put into its own place when it is first asked for, by a call or a look."""

    def __init__(self, made: type, *, frozen: bool) -> None:
        self._made, self._frozen = made, frozen

    def __get__(self, one: object, _kind: type | None = None) -> Callable[..., None]:
        real = _initializer(self._made, frozen=self._frozen)
        # Two threads that come at once both put the same there.
        setattr(self._made, "__init__", real)  # noqa: B010 - mypy knows no other way to give a class a method
        return real if one is None else MethodType(real, one)


def _initializer(made: type, *, frozen: bool) -> Callable[..., None]:
    """The `__init__` of all fields, by the rules of `dataclasses`, as a function written for them."""
    known: dict[str, Any] = {"_MISSING": _MISSING, "_set": object.__setattr__}
    taken: list[str] = []
    named: list[str] = []
    lines: list[str] = []
    types: dict[str, Any] = {"return": None}
    for one in dataclasses.fields(made):
        name, value = one.name, one.name
        if one.default_factory is not _MISSING:
            known[f"_make_{name}"] = one.default_factory
            value = f"_make_{name}() if {name} is _MISSING else {name}" if one.init else f"_make_{name}()"
        elif one.default is not _MISSING:
            known[f"_default_{name}"] = one.default
            value = name if one.init else f"_default_{name}"
        elif not one.init:
            continue
        if one.init:
            types[name] = one.type
            default = "_MISSING" if one.default_factory is not _MISSING else f"_default_{name}"
            (named if one.kw_only else taken).append(f"{name}={default}" if default in known else name)
        lines.append(_assignment(made, name, value, known, frozen=frozen))
    if hasattr(made, "__post_init__"):
        lines.append("self.__post_init__()")
    head = ", ".join(["self", *taken, *(["*", *named] if named else [])])
    inner = f" def __init__({head}):\n  " + "\n  ".join(lines or ["pass"])
    found: dict[str, Any] = {}
    # In the class's own module, where the names of types mean something; names of fields are all that it is made of.
    exec(f"def make({', '.join(known)}):\n{inner}\n return __init__", vars(sys.modules[made.__module__]), found)  # noqa: S102
    real: Callable[..., None] = found["make"](**known)
    real.__qualname__, real.__annotations__ = f"{made.__qualname__}.__init__", types
    return real


def _assignment(made: type, name: str, value: str, known: dict[str, Any], *, frozen: bool) -> str:
    if not frozen:
        return f"self.{name} = {value}"
    give = getattr(getattr(made, name, None), "__set__", None)
    if give is not None:
        # By the slot itself, which takes a third less than `object.__setattr__`.
        known[f"_give_{name}"] = give
        return f"_give_{name}(self, {value})"
    return f"_set(self, {name!r}, {value})"
