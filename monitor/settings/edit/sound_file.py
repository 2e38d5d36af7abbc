"""Rewriting one file of config/ that is sound before and must be sound after."""

from __future__ import annotations

import codecs
from dataclasses import dataclass
from pathlib import Path

from pydantic import BaseModel

from monitor.errors import ConfigError, UsageError
from monitor.settings.check import check
from monitor.settings.edit.atomic import write_atomically
from monitor.settings.yaml import Document, read_document


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A file as it was read: it fits `model` and has at most `max_bytes`. Made by `read_sound`."""

    path: Path
    model: type[BaseModel]
    max_bytes: int
    document: Document
    marked: bool
    """Whether it starts with a byte order mark, which then stays."""

    def rewrite(self, text: str, expected: object, thing: str) -> None:
        """Replace its text in one atomic write, if that is sound too and says what is `expected`.

        Raises:
            ConfigError: it would not be sound; the file is left alone.
            UsageError: it would say something else, so the `thing` is to be added by hand; or it cannot be written.
        """
        content = (codecs.BOM_UTF8 if self.marked else b"") + text.encode()
        if _sound(self.path, content, self.model, self.max_bytes).root.data != expected:
            raise UsageError(
                f"{self.path} is laid out in a way that cannot be extended safely. Add the {thing} by hand."
            )
        try:
            write_atomically(self.path, content)
        except OSError as error:
            raise UsageError(f"{self.path} cannot be written ({_reason(error)}).") from None


def read_sound(path: Path, model: type[BaseModel], max_bytes: int) -> SoundFile:
    """The file at `path`.

    Raises:
        ConfigError: it is not sound.
        UsageError: it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({_reason(error)}).") from None
    document = _sound(path, content, model, max_bytes)
    return SoundFile(path, model, max_bytes, document, content.startswith(codecs.BOM_UTF8))


def _sound(path: Path, content: bytes, model: type[BaseModel], max_bytes: int) -> Document:
    document = read_document(path.as_posix(), content, max_bytes=max_bytes)
    if not isinstance(document, Document):
        raise ConfigError(document)
    _, problems = check(document, model)
    if problems:
        raise ConfigError(tuple(problems))
    return document


def _reason(error: OSError) -> str:
    return (error.strerror or "unknown reason").lower()
