"""From the bytes of a config file to a `Document`, refusing everything that is legal YAML but a trap."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ruamel.yaml import YAML
from ruamel.yaml.error import MarkedYAMLError
from ruamel.yaml.events import Event

from monitor.errors import Problem
from monitor.records import dataclass
from monitor.settings.yaml.document import Document
from monitor.settings.yaml.scalars import ODD_BLANK, ODD_BLANK_HINT, UNPRINTABLE, named_blank
from monitor.settings.yaml.tree_builder import Refusal, TreeBuilder

MAX_BYTES = 1_000_000
MAX_FEEDS_BYTES = 8_000_000
"""feeds.yaml may hold tens of thousands of feeds; every other file is written by hand."""
_LITERAL_NAME = re.compile(r"""(?:^|[\[,{\s-])"[^"]*"!""")
_OTHER_COMMENT = re.compile(r"\s*(?://|/\*|;|--(?!-))")
_BREAK = re.compile(r"\r\n|\r|\n")


@dataclass(frozen=True, slots=True)
class _Explained:
    """What a complaint of the YAML scanner means to the person who wrote the file."""

    pattern: str
    message: str
    hint: str


_EXPLAINED = (
    _Explained(r"'\\t' that cannot start", "a tab is used for indentation.", "Indent with spaces."),
    _Explained(
        r"character '(.)' that cannot start",
        "a value cannot begin with {0} outside quotes.",
        "Put the whole value in quotes: '...'.",
    ),
    _Explained(
        r"expected alphabetic or numeric character",
        "a value cannot begin with * or & outside quotes.",
        'Put the whole value in quotes: "...".',
    ),
    _Explained(
        r"mapping values are not allowed",
        "a colon stands where no key can be.",
        'Put a value that contains ": " in quotes, and check that the line above ends as you meant it.',
    ),
    _Explained(
        r"expected ',' or '[]}]'",
        "a list in brackets or braces is not closed, or lacks a comma.",
        "Close it or add one.",
    ),
    _Explained(
        r"expected '<document start>'",
        "a text stands before the first key, or beside the keys.",
        "A comment begins with #; every other line is key: value.",
    ),
    _Explained(
        r"found '<stream end>'",
        "the file ends in the middle of a value.",
        "If it was cut off, restore it; else close what is open.",
    ),
    _Explained(r"found unexpected end of stream", "a quoted text is not closed.", "Add the closing quote."),
    _Explained(
        r"unknown escape character",
        "a backslash in a text in double quotes starts an escape that does not exist.",
        "Use single quotes, or write \\\\ for a backslash.",
    ),
    _Explained(
        r"expected <block end>|could not find expected ':'|did not find expected",
        "the indentation does not fit the lines above.",
        'Indent keys of one group by the same number of spaces, and begin each list item with "- ".',
    ),
)


def read_document(file: str, data: bytes, *, max_bytes: int = MAX_BYTES) -> Document | tuple[Problem, ...]:
    """The document in `data`, or everything wrong with it as YAML. An empty file is an empty mapping.

    `file` is the name for messages. Duplicate keys, ambiguous numbers and the like are all reported at once;
    a syntax error ends the reading.
    """
    text, problem = _decode(file, data, max_bytes)
    if problem is not None:
        return (problem,)
    builder = TreeBuilder()
    try:
        for event in _events(text):
            builder.feed(event)
    except MarkedYAMLError as error:
        builder.refusals.append(_explain(error, text))
    except (ValueError, OverflowError):
        # The parser lets these through for an escape beyond the last character, such as \UFFFFFFFF.
        builder.refusals.append(
            Refusal(_line_of_escape(text), "an escape in a quoted text names no character.", "Correct it.")
        )
    except Refusal as refusal:
        builder.refusals.append(refusal)
    if builder.refusals:
        return tuple(
            Problem(file=file, line=refusal.line, key=refusal.key, message=refusal.message, hint=refusal.hint)
            for refusal in builder.refusals
        )
    return Document(file=file, text=text, root=builder.root())


def _events(text: str) -> Iterator[Event]:
    yaml = YAML(typ="safe", pure=True)
    yield from yaml.parse(text)


def _decode(file: str, data: bytes, max_bytes: int) -> tuple[str, Problem | None]:
    def refused(line: int | None, message: str, hint: str) -> tuple[str, Problem]:
        return "", Problem(file=file, line=line, key="", message=message, hint=hint)

    if len(data) > max_bytes:
        return refused(
            None, f"the file is larger than {max_bytes // 1_000_000} MB.", "Split it or remove what is not needed."
        )
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        return refused(data.count(b"\n", 0, error.start) + 1, "the file is not UTF-8 text.", "Save it as UTF-8.")
    odd = UNPRINTABLE.search(text)
    if odd is not None:
        code = f"U+{ord(odd.group()):04X}"
        return refused(
            _line_at(text, odd.start()), f"the invisible control character {code} is in the text.", "Remove it."
        )
    return text, None


def _line_of_escape(text: str) -> int | None:
    found = re.search(r"\\U(?!000[0-9A-Fa-f]|0010)", text)
    return None if found is None else _line_at(text, found.start())


def _line_at(text: str, position: int) -> int:
    return len(_BREAK.findall(text, 0, position)) + 1


def _explain(error: MarkedYAMLError, text: str) -> Refusal:
    complaint = str(error.problem or error.context or "")
    mark = error.problem_mark or error.context_mark
    if "unexpected end of stream" in complaint and error.context_mark is not None:
        mark = error.context_mark  # where the quote was opened says more than where the file ends
    line = mark.line + 1 if mark is not None else None
    if line is not None and _LITERAL_NAME.search(_BREAK.split(text)[line - 1 : line + 1][0]):
        return Refusal(line, "a literal name must stand in single quotes as a whole.", "Write '\"Fifth Corps\"!'.")
    lines = _BREAK.split(text)
    for number in (line - 1, line) if line is not None else ():
        if 0 < number <= len(lines) and _OTHER_COMMENT.match(lines[number - 1]):
            return Refusal(number, "this line is no key: value line.", "A comment begins with #.")
        odd = ODD_BLANK.search(lines[number - 1]) if 0 < number <= len(lines) else None
        if odd is not None:
            return Refusal(number, named_blank(odd), ODD_BLANK_HINT)
    for known in _EXPLAINED:
        found = re.search(known.pattern, complaint)
        if found:
            return Refusal(line, known.message.format(*found.groups()), known.hint)
    return Refusal(line, f"this is not valid YAML: {complaint}.", "Check quotes, colons and indentation.")
