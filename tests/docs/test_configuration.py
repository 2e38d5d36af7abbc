"""Every key of the configuration is documented as the schemas have it, and every example is valid."""

from __future__ import annotations

import re
import runpy
from pathlib import Path

import jsonschema
import pytest
from ruamel.yaml import YAML

from monitor.settings.check.json_schema import schemas
from monitor.settings.watchlists import load_watchlists
from tests.docs.pages import DOCS, blocks, text_of

FILE_LINE = re.compile(r"# config/(\S+)\n")


def name_of(item: tuple[str, str]) -> str:
    return f"{item[0]}: {item[1].strip().splitlines()[0][:60]}"


def test_configuration_page_is_as_the_schemas_say() -> None:
    generate = runpy.run_path(str(DOCS / "generate_config.py"))["page_with_tables"]
    page = text_of("docs/reference/config.md")
    assert page == generate(page), "run: .venv/bin/python docs/generate_config.py"


def config_keys() -> list[str]:
    found = set()
    for name, schema in schemas().items():
        found |= {f"{name}.{key}" for key in schema.get("properties", {})}
        for section_name, node in schema.get("$defs", {}).items():
            found |= {f"{name}.{section_name}.{key}" for key in node.get("properties", {})}
    return sorted(found)


def test_every_configuration_key_has_a_row() -> None:
    rows = set(re.findall(r"^\| `([^`]+)` \| \S", text_of("docs/reference/config.md"), re.MULTILINE))
    keys = config_keys()
    assert len(keys) > 300
    assert [key for key in keys if key.rpartition(".")[2] not in rows] == []


def config_blocks() -> list[tuple[str, str]]:
    return [block for block in blocks("yaml") if FILE_LINE.match(block[1])]


@pytest.mark.parametrize(("page", "block"), config_blocks(), ids=[name_of(block) for block in config_blocks()])
def test_configuration_example_is_valid(page: str, block: str, tmp_path: Path) -> None:
    found = FILE_LINE.match(block)
    assert found is not None
    kind = "watchlist" if found[1].startswith("watchlists/") else found[1].removesuffix(".yaml")
    jsonschema.validate(YAML(typ="safe").load(block), schemas()[kind])
    if kind == "watchlist":
        (tmp_path / "example.yaml").write_text(block, encoding="utf-8")
        assert load_watchlists(tmp_path)


def test_every_whole_example_names_its_file() -> None:
    nameless = [
        name_of(block) for block in blocks("yaml") if not FILE_LINE.match(block[1]) and "\nsubscriptions:" in block[1]
    ]
    assert nameless == []
    assert len(config_blocks()) > 6
