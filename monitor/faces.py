"""Faces of rooms that load what is asked of them, when it is asked."""

from __future__ import annotations

import sys
from collections.abc import Callable, Mapping
from importlib import import_module


def lazy_face(room: str, exports: Mapping[str, str]) -> Callable[[str], object]:
    """A package's `__getattr__` (PEP 562): the module behind a name is imported at the name's first use.

    `exports`: name to the module that has it, below `room`. For type checkers the face imports the same names under
    `TYPE_CHECKING`; a test keeps both lists equal.

    Raises (when called): AttributeError, the room has no such name.
    """

    def load(name: str) -> object:
        if name not in exports:
            raise AttributeError(f"module {room!r} has no attribute {name!r}")
        value: object = getattr(import_module(f"{room}.{exports[name]}"), name)
        setattr(sys.modules[room], name, value)
        return value

    return load
