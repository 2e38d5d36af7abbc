"""The description of all pages for scripts (OpenAPI 3.1), made from what rooms declare and from types."""

from __future__ import annotations

import dataclasses
import re
from collections.abc import Mapping, Sequence
from datetime import date, datetime
from enum import Enum
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from monitor import __version__
from monitor.web.kit.page import Action, Page, Param, Room
from monitor.web.kit.routes import twin_of

_PLAIN: Mapping[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    float: {"type": "number"},
    bool: {"type": "boolean"},
    datetime: {"type": "string", "format": "date-time"},
    date: {"type": "string", "format": "date"},
    NoneType: {"type": "null"},
    Any: {},
}
_PLACE = re.compile(r"\{(\w+)(?::\w+)?\}")


def described(rooms: Sequence[Room]) -> dict[str, Any]:
    """The whole description."""
    shapes: dict[str, Any] = {}
    paths: dict[str, Any] = {}
    for room in rooms:
        for page in room.pages:
            if not page.posted:
                paths[_PLACE.sub(r"{\1}", twin_of(page))] = {"get": _page(page, shapes)}
        for file in room.files:
            answer = {"200": {"description": file.summary, "content": {file.kind: {}}}}
            asked = [_param(param, "query") for param in file.params]
            paths[file.path] = {"get": {"summary": file.summary, "parameters": asked, "responses": answer}}
        for action in room.actions:
            paths[f"/do/{action.name}"] = {"post": _action(action)}
    return {
        "openapi": "3.1.0",
        "info": {"title": "monitor", "version": __version__, "description": "The pages of the desk, for scripts."},
        "paths": dict(sorted(paths.items())),
        "components": {"schemas": dict(sorted(shapes.items()))},
    }


def _page(page: Page, shapes: dict[str, Any]) -> dict[str, Any]:
    schema = schema_of(page.shape, shapes)
    places = [_param(Param(name=name, words="Which one."), "path") for name in _PLACE.findall(page.path)]
    return {
        "summary": page.summary,
        "parameters": [*places, *(_param(param, "query") for param in page.params)],
        "responses": {"200": {"description": page.title, "content": {"application/json": {"schema": schema}}}},
    }


def _param(param: Param, where: str) -> dict[str, Any]:
    required = param.required or where == "path"
    told = {"name": param.name, "in": where, "description": param.words, "required": required}
    return {**told, "schema": {"type": "string"}}


def _action(action: Action) -> dict[str, Any]:
    fields = {param.name: {"type": "string", "description": param.words} for param in action.fields}
    form = {
        "type": "object",
        "properties": {**fields, "why": {"type": "string", "description": "Kept in the ledger."}},
        "required": [param.name for param in action.fields if param.required],
    }
    if not form["required"]:
        del form["required"]
    return {
        "summary": action.summary,
        "requestBody": {"content": {"application/x-www-form-urlencoded": {"schema": form}}},
        "responses": {
            "200": {
                "description": "Done, for who accepts JSON.",
                "content": {
                    "application/json": {
                        "schema": {
                            "type": "object",
                            "properties": {
                                "done": {"type": "string"},
                                "id": {"type": "integer"},
                                "undo": {"type": ["string", "null"]},
                            },
                        }
                    }
                },
            },
            "303": {"description": "Done: back to the page that the form was on."},
        },
    }


def schema_of(kind: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    """JSON Schema of what `monitor.plain` makes of a type; dataclasses go into `shapes` by name."""
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    origin, inner = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return {"anyOf": [schema_of(one, shapes) for one in inner]}
    if origin is Literal:
        return {"enum": list(inner)}
    if isinstance(origin, type) and issubclass(origin, Mapping):
        return {"type": "object", "additionalProperties": schema_of(inner[1], shapes)}
    if origin is tuple and inner[-1] is not Ellipsis:
        return {"type": "array", "items": {"anyOf": [schema_of(one, shapes) for one in inner]}}
    if origin is not None:
        return {"type": "array", "items": schema_of(inner[0], shapes)}
    if isinstance(kind, type) and issubclass(kind, Enum):
        return {"enum": [one.value for one in kind]}
    if dataclasses.is_dataclass(kind):
        return _object(kind, shapes)
    supertype = getattr(kind, "__supertype__", None)
    if supertype is None:
        raise TypeError(f"no JSON Schema for {kind!r}")
    return schema_of(supertype, shapes)


def _object(kind: Any, shapes: dict[str, Any]) -> dict[str, Any]:
    name = kind.__name__
    if name not in shapes:
        shapes[name] = {}  # In the making: one that holds its like ends here.
        hints = get_type_hints(kind)
        properties = {one.name: schema_of(hints[one.name], shapes) for one in dataclasses.fields(kind)}
        shapes[name] = {"type": "object", "properties": properties, "required": list(properties)}
    return {"$ref": f"#/components/schemas/{name}"}
