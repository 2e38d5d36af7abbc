"""Statements of the store, compiled once for all databases of a run of tests instead of once for each of thousands.

A bot opens one database and compiles each of its statements once; tests open one each, and would spend a good part of
their time on the same hundred statements.
"""

from __future__ import annotations

from functools import wraps
from typing import Any

import sqlalchemy
from sqlalchemy.util import LRUCache

_ROOM = 4_000


class _Compiled(LRUCache[Any, Any]):
    """What an engine keeps by the dialect's object and the statement, here by the dialect's name and the statement."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get(_named(key), default)

    def __getitem__(self, key: Any) -> Any:
        return super().__getitem__(_named(key))

    def __setitem__(self, key: Any, value: Any) -> None:
        super().__setitem__(_named(key), value)


def _named(key: Any) -> Any:
    dialect, *statement = key
    return dialect.name, dialect.driver, *statement


def share_compiled_statements() -> None:
    """From now on; to be called before any module takes `create_engine` for its own."""
    made, compiled = sqlalchemy.create_engine, _Compiled(_ROOM)

    @wraps(made)
    def sharing(*arguments: Any, **named: Any) -> sqlalchemy.Engine:
        engine = made(*arguments, **named)
        engine._compiled_cache = compiled
        return engine

    sqlalchemy.create_engine = sharing
