"""The words of the command line before anything else is loaded; it imports nothing heavy, see `monitor.cli.main`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from monitor.records import dataclass

if TYPE_CHECKING:
    import typer

DEMO = "demo"
"""In the data folder: what a demo keeps."""
GLOBAL = ("--config", "--data")
"""Options that every command takes, anywhere in the line."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Folders:
    """What the global options named."""

    config: Path
    data: Path
    named: bool = True
    """Whether the command line said which."""


def folders_of(context: typer.Context) -> Folders:
    """The folders that the global options named."""
    folders = context.find_root().obj
    if not isinstance(folders, Folders):
        raise TypeError("the command was called without its root")
    return folders


def data_folder(named: Path | None) -> Path:
    """Where the data lie: as named on the command line, in the environment, or here."""
    from monitor.settings import read_environment  # noqa: PLC0415 - `main` begins with this module

    return named or Path(read_environment("MONITOR_DATA") or "data")


def shipped(name: str) -> Path:
    """`seed_corpus` or `config` as they came with the program: beside it in a clone, inside it in a wheel."""
    program = Path(__file__).parents[1]
    inside = program / "demo" / name
    return inside if inside.is_dir() else program.parent / name


def asked_folders(context: typer.Context) -> Folders:
    """The folders that a question is about: a demo's, where none were named and no other data lie here.

    From then on they are the folders of this command.
    """
    folders = folders_of(context)
    demo = folders.data / DEMO
    others = any((*folders.data.glob("*.db"), *folders.data.glob("run.json")))
    if folders.named or others or not (demo / "monitor.db").exists():
        return folders
    from monitor.cli.output import warn  # noqa: PLC0415 - `main` begins with this module

    warn(f"This is about the demo, whose data lie in {demo}.")
    config = folders.config if folders.config.exists() else shipped("config")
    context.find_root().obj = found = Folders(config=config, data=demo)
    return found


def hoisted(arguments: list[str]) -> list[str]:
    """The arguments with `--config X` and `--data X` moved to the front: they may be given anywhere."""
    front: list[str] = []
    rest: list[str] = []
    waiting = iter(arguments)
    for argument in waiting:
        if argument == "--":
            rest += [argument, *waiting]
        elif argument in GLOBAL:
            front += [argument, *([value] if (value := next(waiting, None)) is not None else [])]
        elif argument.startswith(tuple(f"{name}=" for name in GLOBAL)):
            front.append(argument)
        else:
            rest.append(argument)
    return front + rest


def command_of(arguments: list[str]) -> str:
    """The command that is called, "" if none is."""
    waiting = iter(arguments)
    for argument in waiting:
        if argument in GLOBAL:
            next(waiting, None)
        elif not argument.startswith("-"):
            return argument
    return ""
