"""Writes the tables of `docs/reference/config.md` from the schemas, so that the page cannot lag behind the program.

Run it after a change of a schema: `.venv/bin/python docs/generate_config.py`. What stands between `<!-- table NAME -->`
and `<!-- end -->` is replaced; the prose around it is written by hand.
"""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

from monitor.settings.check.json_schema import schemas

PAGE = Path(__file__).parent / "reference" / "config.md"
_TABLE = re.compile(r"(<!-- table (?P<name>\S+) -->\n).*?(<!-- end -->)", re.DOTALL)
_NO_DEFAULT = object()


def page_with_tables(page: str) -> str:
    """`page` with every table between markers written anew.

    Raises:
        KeyError: a marker names a schema that does not exist.
    """
    found = schemas()
    return _TABLE.sub(lambda match: f"{match[1]}{_table(_object(found, match['name']))}{match[3]}", page)


def _object(found: dict[str, dict[str, Any]], name: str) -> dict[str, Any]:
    """The object schema called `monitor` or `monitor.PollingSection`."""
    file, _, section = name.partition(".")
    schema: dict[str, Any] = found[file]["$defs"][section] if section else found[file]
    return schema


def _table(schema: dict[str, Any]) -> str:
    required = set(schema.get("required", ()))
    rows = [
        f"| `{key}` | {_escaped(node.get('description', ''))} | {_form(node)} | {_default(key, node, required)} |"
        for key, node in schema["properties"].items()
    ]
    return "\n".join(["| Key | Meaning | Form | Default |", "| --- | --- | --- | --- |", *rows]) + "\n"


def _escaped(text: str) -> str:
    return re.sub(r"[<|*]", r"\\\g<0>", text)


def _default(key: str, node: dict[str, Any], required: set[str]) -> str:
    if key in required:
        return "required"
    default = node.get("default", _NO_DEFAULT)
    if default is _NO_DEFAULT or default in (None, "") or isinstance(default, dict):
        return "none"
    return f"`{default}`" if isinstance(default, str) else f"`{json.dumps(default)}`"


def _form(node: dict[str, Any]) -> str:
    """What may be written, in plain words."""
    if "const" in node:
        return f"`{node['const']}`"
    if "enum" in node:
        return ", ".join(f"`{value}`" for value in node["enum"])
    if "$ref" in node:
        return "section, see below"
    if "anyOf" in node:
        forms = [_form(one) for one in node["anyOf"] if one.get("type") != "null"]
        return " or ".join(dict.fromkeys(forms))
    return _plain_form(node)


def _plain_form(node: dict[str, Any]) -> str:
    match node.get("type"):
        case "boolean":
            return "`true` or `false`"
        case "integer" | "number":
            return _number(node)
        case "array":
            return f"list of {_plural(_form(node['items']))}" if "items" in node else "list"
        case "object":
            return "section, see below" if "$ref" in str(node) else "keys with values"
    if "oneOf" in node or "discriminator" in node:
        return "section, see below"
    return _text(node)


def _number(node: dict[str, Any]) -> str:
    kind = "number" if node["type"] == "number" else "whole number"
    low = node.get("minimum", node.get("exclusiveMinimum"))
    above = "above " if "exclusiveMinimum" in node else ""
    return f"{kind}, {above}{low} to {node['maximum']}"


def _text(node: dict[str, Any]) -> str:
    examples = node.get("examples")
    pattern = node.get("pattern", "")
    if "|ms|" in pattern or "(ms|" in pattern:
        return "time span"
    if "KiB" in pattern:
        return "size"
    if pattern.startswith("^https?"):
        return "web address"
    if pattern.startswith("^[A-Z_]"):
        return "name of a variable"
    if pattern.startswith("^[a-z0-9]+"):
        return "short name"
    return f"text, such as `{examples[0]}`" if examples else "text"


def _plural(form: str) -> str:
    known = {
        "text": "texts",
        "short name": "short names",
        "section, see below": "sections, see below",
        "text or keys with values": "names, or of keys with values",
    }
    return known.get(form, form)


def main() -> None:
    """Write the page."""
    PAGE.write_text(page_with_tables(PAGE.read_text(encoding="utf-8")), encoding="utf-8")


if __name__ == "__main__":
    main()
