"""What a complaint of pydantic means to the person who wrote the file: what was found, and what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence
from typing import Any, get_args, get_origin

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from monitor.settings.check.guesses import as_pair, as_topic, meant, meant_choice, shape_of
from monitor.settings.yaml import Loc

_SECRET_KEY = re.compile(r"pass|secret|token|credential|api_?key|_env$|_file$|header|auth", re.IGNORECASE)
_INLINE_SECRETS = {
    "password": "Write password_env: NAME or password_file: PATH.",
    "secret": "Write secret_env: NAME or secret_file: PATH.",
    "url": "The address of a webhook is a secret: write url_env: NAME or url_file: PATH.",
    "token": "Write token_env: NAME or token_file: PATH.",
    "headers": "Write headers_env: {Authorization: NAME} or headers_file: {Authorization: PATH}.",
}
"""Keys a user may expect to take a secret, where the value must not stand in the file."""
_RECIPIENTS = ("to", "recipient", "recipients", "cc", "bcc")
_TYPES = (
    "Add type: email, webhook, file, feed, terminal, push, apprise, or a chat: slack, teams, mattermost, discord, "
    "telegram, matrix, ntfy."
)
_BOOLEANS = {"yes": "true", "on": "true", "y": "true", "no": "false", "off": "false", "n": "false"}


def explain(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    """Message and hint for one complaint about a file that should fit `model`. Never repeats a secret."""
    handler = _HANDLERS.get(error["type"])
    if handler is None:
        return f"{error['msg'][:1].lower()}{error['msg'][1:]}.", ""
    return handler(error, model)


def _own(error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    context = error.get("ctx", {})
    return str(context["message"]), str(context["hint"])


def _missing(error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    return "this key is required but missing.", f"Add {error['loc'][-1]}: VALUE."


def _unknown(error: ErrorDetails, model: type[BaseModel]) -> tuple[str, str]:
    key = str(error["loc"][-1])
    known = known_keys(model, error["loc"][:-1])
    if key in _INLINE_SECRETS and f"{key}_env" in known:
        return "a secret does not belong in this file.", _INLINE_SECRETS[key]
    if key in _RECIPIENTS and "reply_to" in known:
        return "there is no such key.", "Recipients stand in subscriptions: channels: [{channel: NAME, to: [...]}]."
    near = meant(key, known)
    return "there is no such key.", f"Did you mean {near}?" if near else f"Known here: {', '.join(known)}."


def slips(complaints: Sequence[ErrorDetails], model: type[BaseModel]) -> set[Loc]:
    """Where a key is said to be missing that stands there under another name: one slip is told once."""
    unknown = [one["loc"] for one in complaints if one["type"] == "extra_forbidden"]
    return {(*loc[:-1], meant(str(loc[-1]), known_keys(model, loc[:-1]))) for loc in unknown}


def _wrong_type(expected: str, write: str) -> Callable[[ErrorDetails, type[BaseModel]], tuple[str, str]]:
    def handler(error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
        value = error["input"]
        example = "Write one text." if is_secret(error["loc"]) else _shaped(error["loc"], write, value)
        return f"{expected} is expected here, found {_describe(value, error['loc'])}.", example

    return handler


def _shaped(loc: Loc, write: str, value: object) -> str:
    """What to write, where the place says more than the type."""
    if len(loc) == 1 and isinstance(value, list | dict) and (shape := shape_of(str(loc[0]))):
        return shape
    if len(loc) == 2 and loc[0] == "topics" and isinstance(value, str) and (topic := as_topic(value)):
        return f"Write {topic}."
    return _example(write, value)


def _example(write: str, value: object) -> str:
    if write == "mapping" and isinstance(value, str) and value.startswith(("http://", "https://")):
        return f"Write url: {value[:80].partition('?')[0]}"
    if write == "mapping" and isinstance(value, str) and not _SECRET_KEY.search(value) and (pair := as_pair(value)):
        return f"Write {pair}, with a blank behind the colon."
    if write == "list" and isinstance(value, str) and re.fullmatch(r"[\w@.+ -]{1,60}", value):
        return f"Write [{value}], or one item a line, each after a hyphen."
    if isinstance(value, bool) and write == "text":
        return f'Write "{str(value).lower()}" in quotes if you mean the word.'
    if isinstance(value, int | float) and write == "text":
        return f'Write "{value}" in quotes.'
    if isinstance(value, str) and write == "bool":
        return f"Write {_BOOLEANS.get(value.lower(), 'true or false')}."
    if isinstance(value, str) and write == "number" and re.fullmatch(r"[0-9_]+", value):
        return f"Write {value.replace('_', '').lstrip('0') or '0'}."
    return {
        "text": "Write one text.",
        "bool": "Write true or false.",
        "number": "Write a number without quotes.",
        "list": "Write [a, b], or one item a line, each after a hyphen.",
        "mapping": "Write key: value lines.",
    }[write]


def _describe(value: object, loc: Loc) -> str:
    if isinstance(value, str) and _SECRET_KEY.search(value):
        return "a text"
    if isinstance(value, str) and not is_secret(loc):
        shown = value if len(value) <= 40 else value[:40] + "..."
        return f"the text {shown!r}"
    if isinstance(value, bool):
        return f"the word {str(value).lower()}"
    if isinstance(value, int | float) and not is_secret(loc):
        return f"the number {value}"
    if value is None:
        return "nothing"
    if isinstance(value, list | dict):
        return "a list" if isinstance(value, list) else "key: value lines"
    return "another value"


def is_secret(loc: Loc) -> bool:
    """Whether a value at `loc` may be a secret and must not be repeated in a message."""
    return any(isinstance(part, str) and _SECRET_KEY.search(part) for part in loc)


def _choice(error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    context = error.get("ctx", {})
    allowed = re.findall(r"'([^']*)'", str(context.get("expected", context.get("expected_tags", ""))))
    found = error["input"]
    if isinstance(found, dict):
        found = found.get("type")
    near = meant_choice(found, allowed)
    hint = (
        f"Did you mean {near}?"
        if near
        else f"Write {' or '.join(filter(None, (', '.join(allowed[:-1]), allowed[-1])))}."
    )
    return f"{_describe(found, error['loc'])} is not one of the choices.", hint


def _no_tag(_error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    return "the type of this channel is missing.", _TYPES


def _bounds(error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    ((relation, limit),) = error.get("ctx", {}).items()
    word = {"ge": "at least", "gt": "more than", "le": "at most", "lt": "less than"}[relation]
    return f"{error['input']} is out of range.", f"Write {word} {limit}."


def _too_short(_error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    return "nothing is listed here.", "Add at least one, or remove the key if it may be left out."


def _too_long(error: ErrorDetails, _model: type[BaseModel]) -> tuple[str, str]:
    return f"the text is longer than {error.get('ctx', {}).get('max_length')} characters.", "Shorten it."


_HANDLERS: Mapping[str, Callable[[ErrorDetails, type[BaseModel]], tuple[str, str]]] = {
    "monitor": _own,
    "missing": _missing,
    "extra_forbidden": _unknown,
    "string_type": _wrong_type("a text", "text"),
    "bool_type": _wrong_type("true or false", "bool"),
    "int_type": _wrong_type("a whole number", "number"),
    "int_from_float": _wrong_type("a whole number", "number"),
    "float_type": _wrong_type("a number", "number"),
    "list_type": _wrong_type("a list", "list"),
    "dict_type": _wrong_type("a group of key: value lines", "mapping"),
    "model_type": _wrong_type("a group of key: value lines", "mapping"),
    "model_attributes_type": _wrong_type("a group of key: value lines", "mapping"),
    "literal_error": _choice,
    "union_tag_invalid": _choice,
    "union_tag_not_found": _no_tag,
    "greater_than": _bounds,
    "greater_than_equal": _bounds,
    "less_than": _bounds,
    "less_than_equal": _bounds,
    "too_short": _too_short,
    "string_too_short": _too_short,
    "string_too_long": _too_long,
}


def known_keys(model: type[BaseModel], loc: Loc) -> list[str]:
    """The keys that may stand at `loc` of a file that fits `model`, in the order of the schema."""
    current: Any = model
    for part in loc:
        current = _inside(current, part)
    found = next((one for one in _members(current) if _is_model(one)), None)
    return [] if found is None else [field.alias or name for name, field in found.model_fields.items()]


def _inside(annotation: Any, part: str | int) -> Any:
    """What an annotation says about the value under `part`; unions narrow to the member that `part` names."""
    members = _members(annotation)
    for member in members:
        if _is_model(member):
            for name, field in member.model_fields.items():
                if part in (field.alias, name):
                    return field.annotation
            if len(members) > 1 and part in get_args(member.model_fields["type"].annotation):
                return member
        elif get_origin(member) in (list, dict):
            return get_args(member)[-1]
    return annotation


def _members(annotation: Any) -> list[Any]:
    """The types a union (or an annotated type) may be."""
    if _is_model(annotation) or get_origin(annotation) in (list, dict) or not get_args(annotation):
        return [annotation]
    if hasattr(annotation, "__metadata__"):
        return _members(annotation.__origin__)
    return [one for member in get_args(annotation) for one in _members(member)]


def _is_model(annotation: Any) -> bool:
    return isinstance(annotation, type) and issubclass(annotation, BaseModel)
