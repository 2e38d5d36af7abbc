"""What came of trying a watchlist, for people."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.cli.output import counted, print_table, say, stamp
from monitor.model.archive.backtest import Backtest, Effect, Effects, Example, NameEffects

MARK = "**"
"""Around the names that were met."""
MOST_ROWS = 40
"""Names that are listed."""
AT_MOST = "Articles that are gained stand for stories of their own here; the bot folds those that tell one event."


def print_backtest(found: Backtest) -> None:
    """Counts, names, volumes, broken pins, and examples of each effect."""
    say(head(found))
    say("")
    effects = [
        (effect.value, getattr(found.articles, effect.value), getattr(found.stories, effect.value)) for effect in Effect
    ]
    print_table(("", "ARTICLES", "STORIES"), [(name, str(of), str(told)) for name, of, told in effects], "")
    if found.articles.gained:
        say(AT_MOST)
    for title, rows in (("NAME", found.names), ("RULE", found.rules)):
        if shown := rows_of(rows):
            say("")
            print_table((title, "GAINED", "LOST", "NEARLY", "UNCHANGED"), shown, "")
    if found.volumes:
        say("")
        volumes = [(one.subscription, f"{one.before:g}", f"{one.after:g}") for one in found.volumes]
        print_table(("SUBSCRIPTION", "STORIES A DAY BEFORE", "AFTER"), volumes, "")
    for pin in found.pins:
        wanted = "must be found in" if pin.expected == "match" else "must not be found in"
        say(f"\nBroken pin: {pin.topic} {wanted}:\n  {pin.text}\n  {pin.why}")
    for effect, examples in found.examples:
        if examples and effect is not Effect.UNCHANGED:
            say(f"\n{effect.value.capitalize()}, for example:")
            for one in examples:
                print_example(one)


def head(found: Backtest) -> str:
    """One line: which list, which time, how much."""
    return (
        f"{found.watchlist}, articles first seen from {stamp(found.since)} to {stamp(found.until)} UTC: "
        f"{found.seen}, of which {counted(found.matched, 'article')} can differ and {_were(found.matched)} matched "
        "before and after"
    )


def _were(count: int) -> str:
    return "was" if count == 1 else "were"


def rows_of(found: Sequence[NameEffects]) -> list[tuple[str, ...]]:
    """A row for each name or rule, those that change nothing left out where they are many."""
    shown = found[:MOST_ROWS]
    rows = [(f"{one.topic}: {one.name}" if one.topic else one.name, *_numbers(one.effects)) for one in shown]
    if len(found) > MOST_ROWS:
        rows.append((f"and {len(found) - MOST_ROWS} more (--json lists all)", "", "", "", ""))
    return rows


def _numbers(of: Effects) -> tuple[str, ...]:
    return tuple(str(one) for one in (of.gained, of.lost, of.nearly, of.unchanged))


def marked(one: Example, opening: str = MARK, closing: str = MARK) -> str:
    """The sentence with signs around the names."""
    parts: list[str] = []
    at = 0
    for start, end in one.marks:
        parts += (one.sentence[at:start], opening, one.sentence[start:end], closing)
        at = end
    return "".join((*parts, one.sentence[at:]))


def print_example(one: Example) -> None:
    """One article with its sentence."""
    story = "" if one.story_id is None else f"  story {one.story_id:04x}"
    say(f"  {stamp(one.first_seen_at)}  {one.publisher}  {one.language or '?'}{story}")
    say(f"    {one.title}")
    if one.sentence != one.title:
        say(f"    {marked(one)}")
    say(f"    {one.why}")
    say(f"    {one.url}")
