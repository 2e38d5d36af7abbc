"""A store that fails on purpose, before or after it did its work."""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any, cast

from monitor.errors import StoreBusyError
from monitor.ports import Store

Fault = Callable[[str, int], bool]
"""Asked with the method's name and the number of that call among all calls (from 1): shall it fail?"""


class _Faults:
    def __init__(self, before: Fault, after: Fault) -> None:
        self._before, self._after = before, after
        self._calls = 0

    def around(self, name: str, method: Callable[..., object]) -> Callable[..., object]:
        @wraps(method)
        def call(*args: object, **kwargs: object) -> object:
            self._calls += 1
            number = self._calls
            if self._before(name, number):
                raise StoreBusyError(f"The database is busy (on purpose, before call {number}, {name}). Try again.")
            result = method(*(self._within(one) for one in args), **kwargs)
            if self._after(name, number):
                raise StoreBusyError(f"The database is busy (on purpose, after call {number}, {name}). Try again.")
            return result

        return call

    def _within(self, argument: object) -> object:
        """What is called back within a transaction, also in lists of pairs: what it looks up there may fail as well."""
        if isinstance(argument, list):
            return [self._within(one) for one in argument]
        if type(argument) is tuple:
            return tuple(map(self._within, argument))
        if not callable(argument):
            return argument
        return lambda stored: argument(_Faulty(stored, self))


class _Faulty:
    """A store, or what is looked up in one."""

    def __init__(self, wrapped: object, faults: _Faults) -> None:
        self._wrapped, self._faults = wrapped, faults

    def __getattr__(self, name: str) -> Any:
        return self._faults.around(name, getattr(self._wrapped, name))


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
    """`store`, whose calls, and look-ups within its transactions, raise StoreBusyError where a fault says so.

    `before`: the call never reaches the store. `after`: it took effect, but the caller is not told, as when a
    connection breaks between commit and answer; the caller's second try must change nothing.
    """
    return cast("Store", _Faulty(store, _Faults(before, after)))
