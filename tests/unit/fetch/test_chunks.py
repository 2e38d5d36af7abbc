"""Chunks are passed on as HTTP writes them, however their lines end and however they come."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from monitor.fetch.chunks import ChunkMender


def mended(body: bytes, cuts: list[int]) -> bytes:
    mender, places = ChunkMender(), sorted({0, *(cut % (len(body) + 1) for cut in cuts), len(body)})
    return b"".join(mender.feed(body[start:end]) for start, end in pairwise(places))


@given(
    parts=st.lists(st.binary(min_size=1, max_size=40), max_size=6),
    ends=st.lists(st.sampled_from([b"\n", b"\r\n"]), min_size=1, max_size=6),
    cuts=st.lists(st.integers(0, 400), max_size=20),
)
def test_any_body_is_the_same_in_good_chunks(parts: list[bytes], ends: list[bytes], cuts: list[int]) -> None:
    line_ends = [ends[number % len(ends)] for number in range(2 * len(parts) + 2)]
    sent = b"".join(
        b"%x%b%b%b" % (len(part), line_ends[2 * number], part, line_ends[2 * number + 1])
        for number, part in enumerate(parts)
    )
    good = b"".join(b"%x\r\n%b\r\n" % (len(part), part) for part in parts)
    assert mended(sent + b"0" + line_ends[-2] + line_ends[-1], cuts) == good + b"0\r\n\r\n"


@given(body=st.binary(max_size=200), cuts=st.lists(st.integers(0, 200), max_size=10))
def test_no_bytes_break_it(body: bytes, cuts: list[int]) -> None:
    assert len(mended(body, cuts)) <= 3 * len(body) + 2


def test_what_is_no_chunk_is_passed_on_as_it_stands() -> None:
    assert mended(b"zz\r\nhello", [3]) == b"zz\r\nhello"
    assert mended(b"2\nhello", []) == b"2\r\nhello"
    assert mended(b"5\r\nhel", []) == b"5\r\nhel"
