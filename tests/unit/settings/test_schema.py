from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from monitor.model.config import FetchSettings, PollingSettings, SandboxSettings, ServerSettings
from monitor.settings.check.json_schema import schema_files, schemas
from monitor.settings.edit.starter import starter_files, write_schemas, write_starter
from monitor.settings.load import load_settings
from monitor.settings.yaml.document import Document
from monitor.settings.yaml.source import read_document

SHIPPED = Path(__file__).parents[3] / "config"
BAD = Path(__file__).parent / "bad"


def data(path: Path) -> Any:
    document = read_document(str(path), path.read_bytes())
    assert isinstance(document, Document), document
    return document.root.data


def kind_of(path: Path) -> str:
    return "watchlist" if path.parent.name == "watchlists" else path.stem


def test_shipped_schemas_are_the_generated_ones() -> None:
    shipped = {path.name: path.read_text(encoding="utf-8") for path in (SHIPPED / "schema").iterdir()}
    assert shipped == schema_files(), "run: monitor schema --write"


@pytest.mark.parametrize("name", sorted(schemas()))
def test_schemas_are_valid(name: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[name])


@pytest.mark.parametrize("path", sorted(SHIPPED.rglob("*.yaml")), ids=lambda path: path.relative_to(SHIPPED).as_posix())
def test_shipped_files_fit_and_name_their_schema(path: Path) -> None:
    jsonschema.validate(data(path), schemas()[kind_of(path)])
    first = path.read_text(encoding="utf-8").split("\n", 1)[0]
    _, _, target = first.partition("# yaml-language-server: $schema=")
    assert (path.parent / target).resolve() == (SHIPPED / "schema" / f"{kind_of(path)}.json").resolve()


@pytest.mark.parametrize(
    ("kind", "name"),
    [("monitor", "unknown_key"), ("monitor", "span_without_unit"), ("monitor", "channel_type_unknown"),
     ("monitor", "boolean_as_word"), ("feeds", "url_scheme"), ("publishers", "unknown_key"),
     ("watchlist", "kind_unknown"), ("watchlist", "topic_no_names")],
)  # fmt: skip
def test_schemas_refuse_what_an_editor_should_underline(kind: str, name: str) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data(BAD / kind / f"{name}.yaml"), schemas()[kind])


def test_every_key_has_a_description() -> None:
    bare: list[str] = []

    def walk(node: Any, path: str) -> None:
        if isinstance(node, dict):
            for name, child in node.get("properties", {}).items():
                if not child.get("description"):
                    bare.append(f"{path}.{name}")
            for key, child in node.items():
                walk(child, f"{path}.{key}")

    for name, schema in schemas().items():
        walk(schema, name)
    assert bare == []


def test_writing_again_changes_nothing(tmp_path: Path) -> None:
    assert len(write_schemas(tmp_path / "schema")) == 7
    assert write_schemas(tmp_path / "schema") == []
    (tmp_path / "schema" / "feeds.json").write_text("old", encoding="utf-8")
    assert write_schemas(tmp_path / "schema") == [tmp_path / "schema" / "feeds.json"]


def test_the_starter_passes_as_written(tmp_path: Path) -> None:
    written = write_starter(tmp_path / "mine")
    assert {fate for _, fate in written} == {"created"}
    settings = load_settings(tmp_path / "mine", {}.get)
    assert settings.warnings == ()
    assert settings.subscriptions
    assert settings.feeds
    assert settings.watchlists[0].topics[0].match_examples
    for path, _ in written:
        if path.suffix == ".yaml":
            jsonschema.validate(data(path), schemas()[kind_of(path)])


def test_the_starter_never_overwrites(tmp_path: Path) -> None:
    (tmp_path / "feeds.yaml").write_text("mine", encoding="utf-8")
    fates = {path.name: fate for path, fate in write_starter(tmp_path)}
    assert fates["feeds.yaml"] == "kept"
    assert fates["monitor.yaml"] == "created"
    assert (tmp_path / "feeds.yaml").read_text(encoding="utf-8") == "mine"
    assert {fate for _, fate in write_starter(tmp_path)} == {"kept"}


COMMENTED_OUT = re.compile(r"(?m)^( *)# (?= *(?:- )?(?:[a-z_]+:(?: |$)|[A-Z][A-Za-z ]*:$|\{)| +- |  *- )")


@pytest.mark.parametrize("source", ["starter", "shipped"])
def test_what_is_shown_commented_out_is_sound(tmp_path: Path, source: str) -> None:
    """A user who removes the comment signs must not meet an error about the example itself."""
    write_starter(tmp_path)
    for name in ("monitor.yaml", "publishers.yaml", "watchlists/example.yaml"):
        shipped = SHIPPED / name
        text = (
            shipped.read_text(encoding="utf-8") if source == "shipped" and shipped.exists() else starter_files()[name]
        )
        (tmp_path / name).write_text(COMMENTED_OUT.sub(r"\1", text), encoding="utf-8")
    env = {
        "MONITOR_SMTP_PASSWORD": "x",
        "MONITOR_HOOK_URL": "https://h.example.org/",
        "MONITOR_HEARTBEAT_URL": "https://ping.example.org/3f2a",
        "MONITOR_HOOK_SECRET": "whsec_" + "AAAA" * 8,
    }
    settings = load_settings(tmp_path, env.get)
    assert [channel.name for channel in settings.channels] == ["files", "screen", "mail", "hook"]
    assert [target.channel for target in settings.subscriptions[0].targets][:3] == ["files", "screen", "mail"]
    assert settings.watchlists[0].rules
    if source == "shipped":  # it says of itself that it shows the defaults
        assert settings.polling == PollingSettings()
        assert settings.sandbox == SandboxSettings()
        assert settings.server == ServerSettings()
        assert replace(settings.fetch, user_agent="") == FetchSettings(user_agent="")
        assert settings.storage.url.endswith("/monitor.db")
        assert (settings.storage.keep_articles_days, settings.storage.keep_polls_days) == (365, 90)
