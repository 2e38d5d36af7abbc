"""The packs that the program reads are those that people wrote."""

from __future__ import annotations

from pathlib import Path

import pytest

from tools.packs_json import PACKS, as_json


@pytest.mark.parametrize("source", sorted(PACKS.glob("*.yaml")), ids=lambda path: path.name)
def test_the_json_of_a_pack_is_made_of_its_yaml(source: Path) -> None:
    assert source.with_suffix(".json").read_text(encoding="utf-8") == as_json(source), "run: make packs"


def test_every_pack_has_both() -> None:
    assert {path.stem for path in PACKS.glob("*.yaml")} == {path.stem for path in PACKS.glob("*.json")} != set()
