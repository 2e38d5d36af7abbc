"""Rewriting one file of config/ that is sound before and must be sound after."""

from __future__ import annotations

import codecs
import errno
from pathlib import Path

from pydantic import BaseModel

from monitor.errors import ConfigError, UnwritableError, UsageError
from monitor.records import dataclass
from monitor.settings.check import check
from monitor.settings.edit.atomic import replace_unchanged
from monitor.settings.edit.patch import patch_of
from monitor.settings.yaml import Document, read_document

FORBIDDEN = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
"""Rights are the reason that something cannot be written."""


@dataclass(frozen=True, slots=True)
class SoundFile:
    """A file as it was read: it fits `model` and has at most `max_bytes`. Made by `read_sound`."""

    path: Path
    model: type[BaseModel]
    max_bytes: int
    document: Document
    marked: bool
    """Whether it starts with a byte order mark, which then stays."""
    content: bytes | None
    """As it was read; None if it is absent, and `document` is what it begins with."""

    def rewrite(self, text: str, expected: object, thing: str, *, private: bool = False) -> None:
        """Replace its text in one atomic write, if that is sound too and says what is `expected`.

        Raises:
            ConfigError: it would not be sound; the file is left alone.
            UsageError: it would say something else, so the `thing` is to be added by hand; or somebody else changed
                the file since it was read, and nothing of both edits is mixed.
            UnwritableError: it cannot be written; brings a patch.
        """
        content = self.checked(text, expected, thing)
        try:
            written = replace_unchanged(self.path, self.content, content, private=private)
        except OSError as error:
            raise self.unwritable(text, error) from None
        if not written:
            raise UsageError(f"{self.path} was changed by somebody else meanwhile; nothing was written. Try again.")

    def checked(self, text: str, expected: object, thing: str) -> bytes:
        """What a rewrite would put into the file; raises as `rewrite`, but for what writing may meet."""
        content = (codecs.BOM_UTF8 if self.marked else b"") + text.encode()
        if _sound(self.path, content, self.model, self.max_bytes).root.data != expected:
            raise UsageError(
                f"{self.path} is laid out in a way that cannot be extended safely. Add the {thing} by hand."
            )
        return content

    def unwritable(self, text: str, error: OSError) -> UnwritableError:
        """What is raised where writing failed: with a patch, where the rights are the reason."""
        patch = self.patch(text) if error.errno in FORBIDDEN else ""
        how = " Nothing was changed; the patch does it: git apply." if patch else ""
        return UnwritableError(f"{self.path} cannot be written ({_reason(error)}).{how}", patch=patch)

    def patch(self, text: str) -> str:
        """The rewrite as `git apply` takes it."""
        mark = "\ufeff" if self.marked else ""
        before = None if self.content is None else mark + self.document.text
        return patch_of(self.path, before, mark + text)


def read_sound(path: Path, model: type[BaseModel], max_bytes: int, begin: str | None = None) -> SoundFile:
    """The file at `path`; `begin`: what it is made with if it is absent.

    Raises:
        ConfigError: it is not sound.
        UsageError: it cannot be read.
    """
    try:
        content = path.read_bytes()
    except FileNotFoundError as error:
        if begin is None or not path.parent.is_dir():
            raise UsageError(f"{path} cannot be read ({_reason(error)}).") from None
        return SoundFile(path, model, max_bytes, _sound(path, begin.encode(), model, max_bytes), False, None)
    except OSError as error:
        raise UsageError(f"{path} cannot be read ({_reason(error)}).") from None
    document = _sound(path, content, model, max_bytes)
    return SoundFile(path, model, max_bytes, document, content.startswith(codecs.BOM_UTF8), content)


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
