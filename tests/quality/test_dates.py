"""Dates in the forms of 35 languages: read right or not at all."""

from collections.abc import Iterator
from pathlib import Path

from monitor.parse.dates import parse_date

DATES = Path(__file__).parent / "data" / "dates.tsv"
READ_AT_LEAST = 0.99


def written() -> Iterator[tuple[str, str, str]]:
    for line in DATES.read_text(encoding="utf-8").splitlines()[1:]:
        text, expected, _ = line.split("\t")
        found = parse_date(text)
        yield text, expected, "none" if found is None else found.strftime("%Y-%m-%dT%H:%M")


def test_none_is_read_wrong() -> None:
    assert [row for row in written() if row[2] not in ("none", row[1])] == []


def test_nearly_all_are_read() -> None:
    rows = list(written())
    assert sum(expected == found for _, expected, found in rows) >= READ_AT_LEAST * len(rows)
