"""JSON Schemas of the config files, for editors that complete and check keys while the user types."""

from __future__ import annotations

import ast
import inspect
import json
import textwrap
from collections.abc import Iterator
from functools import cache
from itertools import pairwise
from typing import Any

from pydantic import BaseModel

from monitor.settings.schema import (
    ConfigModel,
    FeedsFile,
    MonitorFile,
    PinsFile,
    PublishersFile,
    SilencesFile,
    UsersFile,
    WatchlistFile,
)

_MODELS: dict[str, type[BaseModel]] = {
    "monitor": MonitorFile,
    "feeds": FeedsFile,
    "publishers": PublishersFile,
    "silences": SilencesFile,
    "pins": PinsFile,
    "users": UsersFile,
    "watchlist": WatchlistFile,
}


def schemas() -> dict[str, dict[str, Any]]:
    """JSON Schema (2020-12) of each kind of file: `monitor`, `feeds`, `watchlist` and those that may be left out."""
    _describe_fields()
    return {name: _schema(name, model) for name, model in _MODELS.items()}


def schema_files() -> dict[str, str]:
    """Name and text of the files in config/schema/."""
    return {
        f"{name}.json": json.dumps(schema, indent=2, ensure_ascii=False) + "\n" for name, schema in schemas().items()
    }


@cache
def _describe_fields() -> None:
    """Give each field the docstring below it as its description.

    pydantic does that itself while a class is made (`use_attribute_docstrings`), by reading its source: a cost at every
    start for what only this module shows.
    """
    for model in _models(ConfigModel):
        bases = [base for base in reversed(model.__mro__) if issubclass(base, ConfigModel)]
        described = {name: text for base in bases for name, text in _docstrings(base)}
        for name, field in model.model_fields.items():
            field.description = field.description or described.get(name)
        model.model_rebuild(force=True)


def _models(base: type[ConfigModel]) -> Iterator[type[ConfigModel]]:
    """In the order in which they were made: what a model holds before the model."""
    for model in base.__subclasses__():
        yield model
        yield from _models(model)


def _docstrings(model: type[BaseModel]) -> Iterator[tuple[str, str]]:
    body = ast.parse(textwrap.dedent(inspect.getsource(model))).body[0]
    lines = body.body if isinstance(body, ast.ClassDef) else []
    for line, below in pairwise(lines):
        if isinstance(line, ast.AnnAssign) and isinstance(line.target, ast.Name) and isinstance(below, ast.Expr):
            text = below.value.value if isinstance(below.value, ast.Constant) else None
            if isinstance(text, str):
                yield line.target.id, inspect.cleandoc(text)


def _schema(name: str, model: type[BaseModel]) -> dict[str, Any]:
    body = _tidy(model.model_json_schema(by_alias=True, mode="validation"))
    for key in model_sections(model):
        # A heading whose lines are all commented out is empty, and that is fine.
        body["properties"][key] = {
            "description": model.model_fields[key].description,
            "anyOf": [body["properties"][key], {"type": "null"}],
        }
    return {"$schema": "https://json-schema.org/draft/2020-12/schema", "$id": f"urn:monitor:{name}", **body}


def model_sections(model: type[BaseModel]) -> list[str]:
    """Keys of `model` that may stand without a value, in the order of the schema."""
    sections: frozenset[str] = getattr(model, "sections", frozenset())
    return [key for key in model.model_fields if key in sections]


def _tidy(node: Any) -> Any:
    """Without the titles pydantic makes from names (editors show them instead of the description)."""
    if isinstance(node, list):
        return [_tidy(item) for item in node]
    if not isinstance(node, dict):
        return node
    return {
        key: {name: _tidy(item) for name, item in value.items()} if key in ("properties", "$defs") else _tidy(value)
        for key, value in node.items()
        if not (key == "title" and isinstance(value, str))
    }
