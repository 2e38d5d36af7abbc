"""What came of trying a watchlist, as a comment on a review. What articles say is quoted, and steers nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from monitor.cli.output import inert, stamp
from monitor.cli.watchlists.backtest.shown import AT_MOST, head, rows_of
from monitor.model.archive.backtest import Backtest, Effect, Example

_SIGNS = re.compile(r"[\\`*_{}\[\]()#+\-.!|<>~@&:]")
_SPACES = re.compile(r"\s+")
_SAFE = re.compile(r"https?://[^\s<>\"'`]+")


def as_markdown(found: Backtest, failed: Sequence[str]) -> str:
    """Tables, and examples that are folded away."""
    return "\n".join(_lines(found, failed))


def _lines(found: Backtest, failed: Sequence[str]) -> Iterator[str]:
    yield f"### Watchlist {plain(found.watchlist)}"
    yield ""
    yield f"{plain(head(found))}."
    yield ""
    for one in failed:
        yield f"- **Fails:** {plain(one)}"
    yield from ("", *_table(("", "articles", "stories"), _effects(found)))
    if found.articles.gained:
        yield from ("", AT_MOST)
    for title, rows in (("name", found.names), ("rule", found.rules)):
        if shown := rows_of(rows):
            yield from ("", *_table((title, "gained", "lost", "nearly", "unchanged"), shown))
    if found.volumes:
        volumes = [(one.subscription, f"{one.before:g}", f"{one.after:g}") for one in found.volumes]
        yield from ("", *_table(("subscription", "stories a day before", "after"), volumes))
    for pin in found.pins:
        wanted = "must be found in" if pin.expected == "match" else "must not be found in"
        yield from (
            "",
            f"**Broken pin:** {plain(pin.topic)} {wanted}:",
            f"> {plain(pin.text)}",
            ">",
            f"> {plain(pin.why)}",
        )
    for effect, examples in found.examples:
        if examples and effect is not Effect.UNCHANGED:
            yield from ("", f"<details><summary>{effect.value.capitalize()}, for example</summary>", "")
            for shown_one in examples:
                yield from _example(shown_one)
            yield "</details>"


def _effects(found: Backtest) -> list[tuple[str, ...]]:
    return [
        (effect.value, str(getattr(found.articles, effect.value)), str(getattr(found.stories, effect.value)))
        for effect in Effect
    ]


def _table(columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield _row(columns)
    yield _row(["---"] * len(columns), quoted=False)
    yield from map(_row, rows)


def _row(cells: Sequence[str], *, quoted: bool = True) -> str:
    return f"| {' | '.join(plain(one) if quoted else one for one in cells)} |"


def _example(one: Example) -> Iterator[str]:
    sentence: list[str] = []
    at = 0
    for start, end in one.marks:
        sentence += (plain(one.sentence[at:start]), f"<mark>{plain(one.sentence[start:end])}</mark>")
        at = end
    sentence.append(plain(one.sentence[at:]))
    yield f"- **{plain(one.title)}** ({plain(one.publisher)}, {stamp(one.first_seen_at)})"
    yield f"  <br>{''.join(sentence)}"
    yield f"  <br>{plain(one.why)}"
    if _SAFE.fullmatch(one.url):
        yield f"  <br><{inert(one.url)}>"


def plain(text: str) -> str:
    """In one line, with every sign that means something in Markdown or HTML escaped."""
    return _SIGNS.sub(lambda found: f"&#{ord(found.group())};", inert(_SPACES.sub(" ", text)))
