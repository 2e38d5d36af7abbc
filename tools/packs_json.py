"""Writes the alias packs as JSON, which the program reads: `make packs` after an edit of their YAML."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

PACKS = Path(__file__).parents[1] / "monitor" / "watch" / "packs"


def as_json(source: Path) -> str:
    """The JSON of a pack's YAML: a line for each list of names."""
    pack: dict[str, Any] = YAML(typ="safe", pure=True).load(source.read_text(encoding="utf-8"))
    return json.dumps(pack, ensure_ascii=False, indent=0) + "\n"


def main() -> None:
    """Write the JSON beside each YAML file."""
    for source in sorted(PACKS.glob("*.yaml")):
        source.with_suffix(".json").write_text(as_json(source), encoding="utf-8")


if __name__ == "__main__":
    main()
