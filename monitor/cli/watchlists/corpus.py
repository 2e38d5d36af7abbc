"""The texts that a user points at: files and folders of articles, whatever form they are in."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path

from monitor.cli.output import warn
from monitor.cli.place import read_input
from monitor.errors import UsageError
from monitor.model.articles import ExtractedPage
from monitor.model.config import SandboxSettings
from monitor.model.watch import MatchText
from monitor.parse.language import guess_language
from monitor.sandbox import ProcessSandbox

_PAGES = frozenset({".html", ".htm", ".xhtml"})
_TEXTS = frozenset({".txt", ".md", ".text"})
_LINES = frozenset({".jsonl", ".ndjson"})
_FRONT = re.compile(r"\A---\r?\n(.*?)\r?\n---\r?\n(.*)\Z", re.DOTALL)
_FIELD = re.compile(r"^(\w+):[ \t]*(.*?)[ \t]*$", re.MULTILINE)


async def read_corpus(sources: list[str]) -> list[MatchText]:
    """The texts of files and folders, in order: .txt and .md (front matter gives title and language), .html, .jsonl.

    Raises:
        UsageError: a source cannot be read, a line is not JSON, or there is no text at all.
    """
    files = [file for source in sources for file in _files(source)]
    found: list[MatchText] = []
    for file in files:
        suffix = Path(file).suffix.lower()
        if suffix in _LINES:
            found += _lines(file)
        elif suffix not in _PAGES:
            found += _text(file)
    found += await _pages([file for file in files if Path(file).suffix.lower() in _PAGES])
    if not found:
        raise UsageError("there is no text in what was given (.txt, .md, .html or .jsonl)")
    return found


def _files(source: str) -> list[str]:
    path = Path(source)
    if source == "-" or not path.is_dir():
        return [source]
    known = _PAGES | _TEXTS | _LINES
    return [str(one) for one in sorted(path.rglob("*")) if one.suffix.lower() in known and one.is_file()]


def _text(file: str) -> Iterator[MatchText]:
    text = read_input(file).decode("utf-8", "replace").removeprefix("\ufeff")
    front = _FRONT.match(text)
    if front is not None:
        fields = dict(_FIELD.findall(front[1]))
        language = fields.get("language", "").strip("\"'") or guess_language(front[2])
        yield MatchText(title=fields.get("title", "").strip("\"'"), text=front[2], language=language)
    elif Path(file).name.lower() != "readme.md" and text.strip():
        yield MatchText(title="", text=text, language=guess_language(text))


def _lines(file: str) -> Iterator[MatchText]:
    for number, line in enumerate(read_input(file).split(b"\n"), 1):
        if not line.strip():
            continue
        try:
            row = json.loads(line)
        except ValueError as error:
            raise UsageError(f"{file}:{number}: not JSON: {error}") from None
        if not isinstance(row, dict):
            raise UsageError(f"{file}:{number}: a line must be an object with title and text")
        text, title = str(row.get("text") or ""), str(row.get("title") or "")
        language = str(row.get("language") or "") or guess_language(text)
        yield MatchText(title=title, text=text, language=language)


async def _pages(files: list[str]) -> list[MatchText]:
    if not files:
        return []
    found: list[MatchText] = []
    sandbox = ProcessSandbox(SandboxSettings(workers=1))
    try:
        for file in files:
            page = await sandbox.extract(read_input(file), "text/html", "", metadata=True)
            if isinstance(page, ExtractedPage):
                found.append(MatchText(title=page.title, text=page.text, language=page.language))
            else:
                warn(f"{file}: {page.detail}")
    finally:
        sandbox.close()
    return found
