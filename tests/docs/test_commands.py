"""Every command and option is documented, and every documented command can be typed as it stands."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import typer

from monitor.cli.arguments import hoisted
from monitor.cli.commands import COMMANDS as ENTRIES
from monitor.cli.root import app
from tests.docs.pages import BLOCK, NAMES, PAGES, ROOT, blocks, text_of

CLI: Any = typer.main.get_command(app)
for _name in ENTRIES:
    CLI.load(_name)


def commands() -> Iterator[tuple[str, Any]]:
    """(`feeds add`, command) for every command that does something."""
    for name, command in CLI.commands.items():
        if hasattr(command, "commands"):
            yield from ((f"{name} {inner}", below) for inner, below in command.commands.items())
        else:
            yield name, command


def section(page: str, command: str) -> str:
    """The part of the page under the heading of a command."""
    found = re.search(rf"^### `monitor {command}(?: [\[A-Z][^\n]*)?`\n.*?(?=^##|\Z)", page, re.MULTILINE | re.DOTALL)
    assert found is not None, f"docs/reference/cli.md has no heading for: monitor {command}"
    return found[0]


def options(command: Any) -> list[str]:
    return [name for parameter in command.params for name in parameter.opts if name.startswith("--")]


@pytest.mark.parametrize(("name", "command"), list(commands()), ids=[name for name, _ in commands()])
def test_reference_names_exactly_the_options_of_a_command(name: str, command: Any) -> None:
    part = section(text_of("docs/reference/cli.md"), name)
    documented = set(re.findall(r"^\| `(--[a-z-]+)", part, re.MULTILINE))
    assert documented == set(options(command)) - {"--help"}


def test_reference_names_no_command_that_does_not_exist() -> None:
    headings = re.findall(r"^### `monitor ([a-z -]+?)(?: [\[A-Z].*)?`$", text_of("docs/reference/cli.md"), re.MULTILINE)
    assert sorted(headings) == sorted(name for name, _ in commands())


@pytest.mark.parametrize("option", options(CLI))
def test_reference_names_the_global_options(option: str) -> None:
    assert f"`{option}" in text_of("docs/reference/cli.md").split("## Starting out")[0]


@pytest.mark.parametrize("status", ["0", "1", "2", "3", "70"])
def test_reference_explains_the_exit_statuses(status: str) -> None:
    assert f"\n| {status} | " in text_of("docs/reference/cli.md")


def test_readme_names_every_command() -> None:
    table = text_of("README.md").split("## The commands")[1].split("##")[0]
    missing = [
        name for name, _ in commands() if not all(f"{word}`" in table or f"{word} " in table for word in name.split())
    ]
    assert missing == []


def command_lines() -> list[tuple[str, str]]:
    """Every line of a console block that calls monitor, as (page, arguments)."""
    found = []
    for page, block in blocks("console"):
        for line in block.splitlines():
            call = re.search(r"(?:^|\| |\.venv/bin/|run --rm |exec monitor |monitor:local )monitor (.*)$", line)
            if call is None:
                call = re.search(r"monitor:local ((?:run|once|check)\b.*)$", line)
            if call is not None:
                found.append((page, call[1]))
    return found


@pytest.mark.parametrize(("page", "line"), command_lines(), ids=[f"{page}: {line}" for page, line in command_lines()])
def test_example_is_a_command_that_parses(page: str, line: str) -> None:
    words = hoisted(shlex.split(line, comments=True))
    while words and words[0] in ("--config", "--data"):
        words = words[2:]
    command = CLI
    context = CLI.make_context("monitor", [], resilient_parsing=True)
    while hasattr(command, "commands"):
        assert words, f"{page}: the command is not complete: monitor {line}"
        assert words[0] in command.commands, f"{page}: there is no command {words[0]!r}"
        command, words = command.commands[words[0]], words[1:]
    command.make_context("monitor", words, parent=context)


def test_examples_were_found() -> None:
    assert len(command_lines()) > 40


INLINE = re.compile(r"`monitor ((?:[a-z][a-z-]* ?)+)")


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_in_sentences_exist(page: Path) -> None:
    prose = BLOCK.sub("", page.read_text(encoding="utf-8"))
    for call in INLINE.findall(prose):
        words = call.split()
        command = CLI.commands.get(words[0])
        assert command is not None, f"there is no command: monitor {words[0]}"
        if hasattr(command, "commands") and len(words) > 1:
            assert words[1] in command.commands, f"there is no command: monitor {call}"


def unknown(said: str) -> str:
    """The first command in a text that does not exist, "" if all do."""
    for call in re.finditer(r"\bmonitor ([a-z][a-z-]+)(?: ([a-z][a-z-]+))?(?=[ \"'`.,;:)]|$)", said):
        command = CLI.commands.get(call[1])
        if call[2] and hasattr(command, "commands") and call[2] not in command.commands:
            return call[0]
    return ""


def test_commands_that_the_program_names_exist() -> None:
    sources = {path: path.read_text(encoding="utf-8") for path in (ROOT / "monitor").rglob("*.py")}
    assert sum(text.count("monitor digest") for text in sources.values()) > 5
    assert {path.name: named for path, text in sources.items() if (named := unknown(text))} == {}


@pytest.mark.parametrize("page", PAGES, ids=NAMES)
def test_commands_in_the_midst_of_code_exist(page: Path) -> None:
    assert [span for span in re.findall(r"`([^`\n]+)`", page.read_text(encoding="utf-8")) if unknown(span)] == []


@pytest.mark.parametrize(
    "target",
    sorted(
        {
            word
            for page in PAGES
            for word in re.findall(r"\bmake ([a-z]+)\b(?=`|$)", page.read_text(encoding="utf-8"), re.MULTILINE)
        }
    ),
)
def test_make_targets_exist(target: str) -> None:
    assert re.search(rf"^{target}:", text_of("Makefile"), re.MULTILINE)
