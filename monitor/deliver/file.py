"""Digests as files: HTML, text and JSON beside each other, each whole or absent; a digest always has the same names."""

from __future__ import annotations

import asyncio
import hashlib
import re
from collections.abc import Sequence
from pathlib import Path

from monitor.deliver.atomic_file import try_folder, write_atomically, write_failed
from monitor.deliver.notice import notice_subject, notice_text
from monitor.deliver.render import Rendered, render
from monitor.deliver.render.pages import OURS, Printing
from monitor.model.config import FileChannel as FileSpec
from monitor.model.delivery import Message, Receipt
from monitor.model.digests import Digest
from monitor.model.health import Notice
from monitor.model.outcomes import SendResult

_STEM_LIMIT = 120


def digest_stem(key: str) -> str:
    """`2026-11-22-border-watch-0700` for a digest's key; a key with other characters gets a short hash behind it."""
    stem = re.sub(r"[^A-Za-z0-9_-]+", "-", key.replace("/", "-")).strip("-")
    if stem and stem == key.replace("/", "-") and len(stem) <= _STEM_LIMIT:
        return stem
    digest = hashlib.sha256(key.encode("utf-8", "replace")).hexdigest()[:8]
    return f"{stem[:_STEM_LIMIT] or 'digest'}-{digest}"


def html_path(folder: Path, digest: Digest) -> Path:
    """Where the file channel puts the HTML of a digest."""
    return folder / f"{digest_stem(digest.key)}.html"


class FileChannel:
    """Writes each digest into one folder; a second delivery of the same digest rewrites the same files."""

    def __init__(self, spec: FileSpec, printing: Printing = OURS) -> None:
        self._printing = printing
        self.name = spec.name
        self._folder = spec.folder

    def parts(self, digest: Digest) -> Sequence[int]:
        """A file holds any digest."""
        return (len(digest.stories),)

    async def send(self, message: Message) -> Receipt:
        """Write the three files, the HTML last; the receipt's detail is its path."""
        target = html_path(self._folder, message.digest)
        rendered = await asyncio.to_thread(render, message.digest, self._printing)
        try:
            await asyncio.to_thread(_write_all, target, rendered)
        except OSError as problem:
            return write_failed(target, problem)
        return Receipt(result=SendResult.OK, detail=str(target))

    async def tell(self, notice: Notice) -> Receipt:
        """A text file of its own: `health-2026-11-22T070000Z.txt`."""
        target = self._folder / f"health-{notice.at:%Y-%m-%dT%H%M%SZ}.txt"
        try:
            await asyncio.to_thread(_write_notice, target, f"{notice_subject(notice)}\n{notice_text(notice)}")
        except OSError as problem:
            return write_failed(target, problem)
        return Receipt(result=SendResult.OK, detail=str(target))

    async def probe(self) -> Receipt:
        """Make the folder and try to write in it; nothing stays behind but the folder."""
        try:
            await asyncio.to_thread(try_folder, self._folder)
        except OSError as problem:
            return write_failed(self._folder, problem)
        return Receipt(result=SendResult.OK, detail=f"{self._folder} can be written.")


def _write_all(target: Path, rendered: Rendered) -> None:
    target.parent.mkdir(0o700, parents=True, exist_ok=True)
    write_atomically(target.with_suffix(".txt"), rendered.text)
    write_atomically(target.with_suffix(".json"), rendered.json + "\n")
    write_atomically(target, rendered.html)


def _write_notice(target: Path, text: str) -> None:
    target.parent.mkdir(0o700, parents=True, exist_ok=True)
    write_atomically(target, text)
