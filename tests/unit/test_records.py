"""`monitor.records` against `dataclasses`: the same classes made by both."""

from __future__ import annotations

import copy
import dataclasses
import inspect
import pickle
from collections.abc import Callable, Mapping
from dataclasses import dataclass as standard
from dataclasses import field
from typing import Any, Generic, TypeVar, get_type_hints

import pytest

from monitor.records import dataclass

T = TypeVar("T")
Make = Callable[..., Callable[[type], type]]
MAKERS: Mapping[str, Make] = {"standard": standard, "ours": dataclass}


def nothing(make: Make) -> type:
    class Nothing:
        pass

    return make(frozen=True, slots=True)(Nothing)


def one(make: Make) -> type:
    class One:
        only: float

    return make(frozen=True, slots=True)(One)


def plain(make: Make) -> type:
    class Plain:
        name: str
        number: int = 3
        many: list[int] = field(default_factory=list)
        hidden: str = field(default="", repr=False, compare=False)

    return make(slots=True)(Plain)


def frozen(make: Make) -> type:
    class Frozen:
        """Its own words."""

        name: str
        number: int = 3
        many: tuple[int, ...] = field(default_factory=tuple)
        hidden: str = field(default="", repr=False, compare=False)
        made: int = field(default=7, init=False)
        counted: list[int] = field(default_factory=list, init=False, hash=False)

    return make(frozen=True, slots=True)(Frozen)


def keyed(make: Make) -> type:
    class Keyed:
        name: str = "a"
        number: int

    return make(frozen=True, slots=True, kw_only=True)(Keyed)


def loose(make: Make) -> type:
    class Loose:
        name: str
        number: int = 3

    return make(frozen=True)(Loose)


def heir(make: Make) -> type:
    class Heir(frozen(make)):  # type: ignore[misc]
        more: str = ""

    return make(frozen=True, slots=True)(Heir)


def generic(make: Make) -> type:
    class Box(Generic[T]):
        item: T

    return make(frozen=True, slots=True)(Box)


def checked(make: Make) -> type:
    class Checked:
        number: int

        def __post_init__(self) -> None:
            if self.number < 0:
                raise ValueError("below nothing")

    return make(frozen=True, slots=True)(Checked)


def own(make: Make) -> type:
    class Own:
        number: int

        def __eq__(self, other: object) -> bool:
            return False

        def __hash__(self) -> int:
            return 5

        def __repr__(self) -> str:
            return "mine"

        def __init__(self, number: int) -> None:
            object.__setattr__(self, "number", number + 1)

    return make(frozen=True, slots=True)(Own)


SHAPES = [nothing, one, plain, frozen, keyed, loose, heir, generic, checked, own]
CALLS: list[tuple[tuple[Any, ...], dict[str, Any]]] = [
    ((), {}),
    ((1,), {}),
    ((-1,), {}),
    ((float("nan"),), {}),
    ((1, 2), {}),
    (("a", 2, (3,), "x"), {}),
    (("a", 2, (3,), "x", "y"), {}),
    ((), {"name": "b", "number": 1}),
    ((), {"number": 1}),
    (("a",), {"name": "b"}),
    ((), {"unknown": 1}),
]


def told(work: Callable[[], object]) -> object:
    """What comes out, or how it fails."""
    try:
        return work()
    except (TypeError, ValueError, AttributeError) as error:
        return type(error)


@pytest.mark.parametrize("shape", SHAPES, ids=lambda one: one.__name__)
@pytest.mark.parametrize("call", CALLS, ids=str)
def test_both_make_the_same(shape: Callable[[Make], type], call: tuple[tuple[Any, ...], dict[str, Any]]) -> None:
    arguments, named = call
    seen = []
    for make in MAKERS.values():
        made = shape(make)
        made_now = told(lambda made=made: made(*arguments, **named))  # type: ignore[misc]
        if isinstance(made_now, type):
            seen.append((made_now,))
            continue
        again, other = made(*arguments, **named), "another"
        fields = [one.name for one in dataclasses.fields(made_now)]  # type: ignore[arg-type]
        what: tuple[object, ...] = (
            repr(made_now),
            made_now == again,
            made_now != again,
            made_now == other,
            told(lambda a=made_now, b=again: hash(a) == hash(b)),  # type: ignore[misc]
            isinstance(told(lambda a=made_now: setattr(a, "number", 4)), type),  # type: ignore[misc]
            isinstance(told(lambda a=made_now: setattr(a, "unknown", 4)), type),  # type: ignore[misc]
            isinstance(told(lambda a=made_now: delattr(a, "unknown")), type),  # type: ignore[misc]
            [str(getattr(made_now, name)) for name in fields],
            [str(getattr(copy.copy(made_now), name)) for name in fields],
            [str(getattr(copy.deepcopy(made_now), name)) for name in fields],
            str(dataclasses.asdict(made_now)),  # type: ignore[call-overload]
            getattr(made_now, "__match_args__", None),
            hasattr(made_now, "__dict__"),
            made.__doc__ == "Its own words.",
            told(lambda a=made_now: repr(dataclasses.replace(a, number=9))),  # type: ignore[misc]
        )
        seen.append(what)
    assert seen[0] == seen[1]


@dataclass(frozen=True, slots=True)
class Sent:
    """At the top of a module, where pickle finds it."""

    name: str
    parts: tuple[Sent, ...] = ()


def test_values_travel() -> None:
    sent = Sent("a", (Sent("b"), Sent("c", (Sent("d"),))))
    assert pickle.loads(pickle.dumps(sent)) == sent


def test_what_contains_itself_can_be_shown() -> None:
    @dataclass(slots=True)
    class Ring:
        inner: object = None

    ring = Ring()
    ring.inner = ring
    assert repr(ring).endswith("Ring(inner=...)")


def test_a_mistaken_call_names_the_class() -> None:
    with pytest.raises(TypeError, match=r"Sent\.__init__\(\)"):
        Sent()  # type: ignore[call-arg]


@pytest.mark.parametrize("make", MAKERS.values(), ids=MAKERS)
def test_a_frozen_value_stays(make: Make) -> None:
    value = one(make)(1.0)
    with pytest.raises(dataclasses.FrozenInstanceError):
        value.only = 2.0
    with pytest.raises(dataclasses.FrozenInstanceError):
        del value.only


def test_a_class_for_any_type_is_used_for_one() -> None:
    assert generic(dataclass)[int](1).item == 1  # type: ignore[index]


def test_tools_see_what_a_class_takes() -> None:
    assert str(inspect.signature(Sent)) == "(name: 'str', parts: 'tuple[Sent, ...]' = ()) -> None"
    assert get_type_hints(Sent.__init__)["parts"] == tuple[Sent, ...]
