"""What a plain (unquoted) YAML scalar means, by the core schema of YAML 1.2, and which ones are refused.

Words such as `no` and `on` stay text. What other YAML readers would take for a different value (`12:30` for 750,
`012` for 10) is refused rather than guessed.
"""

from __future__ import annotations

import re

from monitor.records import dataclass

Scalar = str | int | float | bool | None

UNPRINTABLE = re.compile(r"[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""Characters that YAML does not allow in a file, and that no value of a config file may hold."""

ODD_BLANK = re.compile("[\u00a0\u1680\u2000-\u200b\u202f\u205f\u2060\u3000\ufeff]")
"""What looks like a space or like nothing, and is neither for YAML."""
ODD_BLANK_HINT = "Delete it and type a plain space, or write the line anew."

_WORDS: dict[str, Scalar] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL"), None),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_INTEGER = re.compile(r"[-+]?[0-9]{1,18}")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]{1,18}|[0-9]{1,18}(?:\.[0-9]{0,18})?)(?:[eE][-+]?[0-9]{1,3})?")
_BASED = re.compile(r"0o[0-7]{1,18}|0x[0-9A-Fa-f]{1,15}")
_LEADING_ZERO = re.compile(r"[-+]?0[0-9]+")
_CLOCK = re.compile(r"([01]?\d|2[0-3]):([0-5]\d)")
_SEXAGESIMAL = re.compile(r"[-+]?[0-9]{1,18}(?::[0-5]?[0-9])+(?:\.[0-9]*)?")


def named_blank(found: re.Match[str]) -> str:
    """The message about a sign that `ODD_BLANK` found."""
    return f"the invisible sign U+{ord(found[0]):04X} stands here in place of a space."


@dataclass(frozen=True, slots=True)
class Surprise:
    """A plain scalar that YAML readers disagree about."""

    message: str
    hint: str


def resolve(text: str) -> Scalar | Surprise:
    """Value of a plain scalar: None, bool, int, float, the text itself, or the reason to refuse it."""
    if text in _WORDS:
        return _WORDS[text]
    if _SEXAGESIMAL.fullmatch(text):
        clock = _CLOCK.fullmatch(text)
        cron = f'; as a cron line it is "{int(clock[2])} {int(clock[1])} * * *"' if clock else ""
        return Surprise(
            f"some YAML readers take {text} without quotes for a number.", f'Write "{text}" in quotes{cron}.'
        )
    if _LEADING_ZERO.fullmatch(text):
        return Surprise(
            f"some YAML readers take {text} for an octal number.",
            f'Write {int(text)}, or "{text}" in quotes if it is text.',
        )
    return _number(text)


def _number(text: str) -> Scalar:
    if _INTEGER.fullmatch(text):
        return int(text)
    if _BASED.fullmatch(text):
        return int(text, 0)
    if _FLOAT.fullmatch(text):
        return float(text)
    return text
