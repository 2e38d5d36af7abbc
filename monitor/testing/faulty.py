"""A store that fails on purpose, before or after it did its work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from monitor.errors import StoreBusyError
from monitor.ports import Store

Fault = Callable[[str, int], bool]
"""Asked with the method's name and the number of that call among all calls (from 1): shall it fail?"""


class _FaultyStore:
    def __init__(self, store: Store, before: Fault, after: Fault) -> None:
        self._store, self._before, self._after = store, before, after
        self._calls = 0

    def __getattr__(self, name: str) -> Any:
        method = getattr(self._store, name)

        @wraps(method)
        def call(*args: object, **kwargs: object) -> object:
            self._calls += 1
            number = self._calls
            if self._before(name, number):
                raise StoreBusyError(f"The database is busy (on purpose, before call {number}, {name}). Try again.")
            result = method(*args, **kwargs)
            if self._after(name, number):
                raise StoreBusyError(f"The database is busy (on purpose, after call {number}, {name}). Try again.")
            return result

        return call


def never(_method: str, _number: int) -> bool:
    """No fault."""
    return False


def at_call(number: int) -> Fault:
    """A fault at exactly the `number`-th call of the store, whatever its method."""
    return lambda _method, called: called == number


def on_method(method: str) -> Fault:
    """A fault at every call of `method`."""
    return lambda called, _number: called == method


def faulty_store(store: Store, *, before: Fault = never, after: Fault = never) -> Store:
    """`store`, whose calls raise StoreBusyError where a fault says so.

    `before`: the call never reaches the store. `after`: it took effect, but the caller is not told, as when a
    connection breaks between commit and answer; the caller's second try must change nothing.
    """
    return cast("Store", _FaultyStore(store, before, after))
