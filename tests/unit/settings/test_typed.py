"""What a browser sends becomes the file again: lines that were left alone stay byte for byte."""

from __future__ import annotations

import random

import pytest

from monitor.settings.edit.three_way import BASE, END, MINE, THEIRS, merged
from monitor.settings.edit.typed import as_typed, as_written


def sent(text: str) -> str:
    """As a browser sends a text that it was shown."""
    return text.replace("\r\n", "\n").replace("\r", "\n").replace("\n", "\r\n")


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"\n",
        b"a: 1\nb: 2\n",
        b"a: 1\nb: 2",
        b"a: 1\r\nb: 2\r\n",
        b"\xef\xbb\xbfa: 1\n",
        b"a: 1\r\nb: 2\nc: 3\r\n\r\nd: 4\n",
        b"a: 1\rb: 2\n",
        "a: [البوكمال]  # \u200fیک\n\u2028b: 1\x0b\n".encode(),
    ],
)
def test_a_text_that_nobody_changed_is_the_file(content: bytes) -> None:
    assert as_written(content, sent(as_typed(content))) == content
    assert as_written(content, as_typed(content)) == content


def test_new_lines_end_as_most_lines_do() -> None:
    assert as_written(b"a\r\nb\r\nc\n", "a\nnew\nb\nc\n") == b"a\r\nnew\r\nb\r\nc\n"
    assert as_written(b"a\r\n", sent("a\nb\n")) == b"a\r\nb\r\n"
    assert as_written(None, sent("a\nb\n")) == as_written(b"", sent("a\nb\n")) == b"a\nb\n"
    assert as_written(b"\xef\xbb\xbfa\n", "b") == b"\xef\xbb\xbfb"


def test_half_a_sign_is_refused() -> None:
    with pytest.raises(UnicodeEncodeError):
        as_written(b"a\n", "a\ud800\n")


def test_of_many_edits_none_changes_another_line() -> None:
    chance = random.Random(3)
    for _ in range(100):
        lines = [(f"line {chance.randrange(9)}", chance.choice(["\n", "\r\n", "\r\n"])) for _ in range(30)]
        content = "".join(map("".join, lines)).encode()
        at = chance.randrange(30)
        typed = [body for body, _ in lines]
        typed[at] = "# something else"
        after = as_written(content, sent("\n".join(typed) + "\n"))
        kept = [*lines[:at], *lines[at + 1 :]]
        found = after.decode().splitlines(keepends=True)
        assert [*found[:at], *found[at + 1 :]] == ["".join(one) for one in kept]
        assert found[at].rstrip("\r\n") == "# something else"


@pytest.mark.parametrize(
    ("base", "mine", "theirs", "both"),
    [
        pytest.param("a\nb\nc\n", "A\nb\nc\n", "a\nb\nC\n", "A\nb\nC\n", id="apart"),
        pytest.param("a\nb\nc\n", "a\nc\n", "a\nb\nc\nd\n", "a\nc\nd\n", id="taken out, and added"),
        pytest.param("a\nb\n", "a\nX\nb\n", "a\nX\nb\n", "a\nX\nb\n", id="the same"),
        pytest.param("a\nb", "x\na\nb", "a\nb\nc", "x\na\nb\nc", id="no break at the end"),
        pytest.param("", "", "a\n", "a\n", id="only theirs"),
        pytest.param("a\n", "b\n", "a\n", "b\n", id="only mine"),
    ],
)
def test_edits_that_lie_apart_are_put_together(base: str, mine: str, theirs: str, both: str) -> None:
    assert (merged(base, mine, theirs).text, merged(base, mine, theirs).clashes) == (both, 0)
    assert merged(base, theirs, mine).text == both


def test_edits_of_one_line_are_both_shown() -> None:
    found = merged("a\nb\nc", "a\nmine\nc", "a\ntheirs\nc")
    assert found.text == f"a\n{MINE}\nmine\n{BASE}\nb\n{THEIRS}\ntheirs\n{END}\nc"
    assert found.clashes == 1


def test_nothing_of_two_edits_is_lost() -> None:
    chance = random.Random(5)
    for _ in range(200):
        base = [f"{chance.randrange(6)}\n" for _ in range(12)]
        edits = []
        for who in "mt":
            lines = list(base)
            for number in range(chance.randrange(3)):
                lines.insert(chance.randrange(len(lines) + 1), f"{who}{number}\n")
            edits.append(lines)
        found = merged(*map("".join, (base, *edits))).text
        for line in {one for lines in edits for one in lines if one not in base}:
            assert line in found.splitlines(keepends=True)
