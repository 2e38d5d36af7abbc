"""`monitor watchlist`: draft a watchlist from a corpus, look for risks in it, try its examples, see its spellings."""

from __future__ import annotations

import asyncio
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from monitor.cli.output import NOT_WELL, counted, print_json, print_table, say
from monitor.cli.place import place_of, writing
from monitor.cli.watchlists.backtest.command import try_edit
from monitor.cli.watchlists.backtest.tell import tell
from monitor.cli.watchlists.corpus import read_corpus
from monitor.cli.watchlists.feedback.report import report
from monitor.cli.watchlists.spellings import spellings
from monitor.errors import UsageError
from monitor.model.watch import Watchlist
from monitor.parse.language import guess_language
from monitor.settings import load_pins, load_watchlists
from monitor.watch import (
    Accident,
    CanaryFailure,
    LintFinding,
    accident_findings,
    accidents,
    broken_pins,
    closed_gaps,
    derived_in,
    draft_yaml,
    known_packs,
    matcher_of,
    pack_names,
    pin_findings,
    run_canaries,
)
from monitor.watch import lint as risks_of
from monitor.watch import suggest as suggested

app = typer.Typer(
    help="Watchlists: draft one from texts, find its risks, try its examples, see and add spellings.",
    epilog="Example: monitor watchlist suggest seed_corpus",
    no_args_is_help=True,
)
app.command("spellings")(spellings)
app.command("report")(report)
app.command("try")(try_edit)
app.command("tell")(tell)

_Folder = Annotated[
    Path | None, typer.Option("--watchlists", metavar="DIR", help="Watchlists from there; else those of config/.")
]
_Json = Annotated[bool, typer.Option("--json", help="As JSON.")]
_MOST_LENT = 8
"""Names of a pack that are shown of one topic."""
_SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")


@app.command()
def suggest(
    sources: Annotated[
        list[str], typer.Argument(metavar="DIR|FILE...", help="Articles: .txt, .md, .html, .jsonl, or folders of them.")
    ],
    name: Annotated[str, typer.Option("--id", help="Short name of the new watchlist.")] = "draft",
    packs: Annotated[list[str] | None, typer.Option("--pack", help="Packs to know names by; all if omitted.")] = None,
    most: Annotated[int, typer.Option(min=1, help="Topics at most.")] = 100,
    write: Annotated[Path | None, typer.Option(metavar="FILE", help="Write it there; never over a file.")] = None,
    as_json: _Json = False,
) -> None:
    """A draft watchlist from articles you have: the names they hold, grouped across spellings, ready to edit.

    Example: monitor watchlist suggest seed_corpus/ --id border --write config/watchlists/border.yaml
    """
    if not _SLUG.fullmatch(name):
        raise UsageError(f"{name!r} cannot be a watchlist's name. Write small letters, digits and hyphens.")
    if write is not None and write.exists():
        raise UsageError(f"{write} is there already; it was left alone.")
    chosen = tuple(packs) if packs else known_packs()
    draft = suggested(asyncio.run(read_corpus(sources)), chosen, most)
    if not draft.suggestions:
        raise UsageError("no name was found in these texts")
    if as_json:
        print_json(draft)
        return
    text = draft_yaml(draft, name, name.replace("-", " ").capitalize(), chosen)
    if write is None:
        typer.echo(text, nl=False)
        return
    with writing(write):
        write.write_text(text, encoding="utf-8")
    say(f"written: {write} ({counted(len(draft.suggestions), 'topic')} from {counted(draft.documents, 'text')})")


@app.command()
def lint(context: typer.Context, watchlists: _Folder = None, as_json: _Json = False) -> None:
    """Risks in watchlists that are valid: names too short, common or met by accident, shared; pins that are broken.

    Status 1 if there are any. Example: monitor watchlist lint --json
    """
    found, languages = _linted(context, watchlists)
    met = accidents(found, languages or _named_in(found))
    broken = broken_pins(matcher_of(found), found, load_pins(watchlists or place_of(context).config / "watchlists"))
    findings = (*pin_findings(broken), *risks_of(found, languages), *accident_findings(met))
    if as_json:
        print_json(findings)
    else:
        print_table(
            ("WATCHLIST", "TOPIC", "NAME", "RISK", "WHAT", "WHAT TO DO"),
            _alike(findings),
            "Nothing to remark.",
        )
        _print_accidents(met)
        _print_lent(found)
        _print_derived(languages)
    if findings:
        raise typer.Exit(NOT_WELL)


def _named_in(watchlists: Sequence[Watchlist]) -> set[str]:
    """The languages that names are given in, where no feeds say which are read; English always."""
    return {"en", *(name.language for one in watchlists for topic in one.topics for name in topic.names)}


def _print_accidents(met: Sequence[Accident]) -> None:
    """What names would meet that is not meant, in texts of the feeds' languages."""
    rows = [(one.topic, one.name, "alerts" if one.alerts else "asks", one.told()) for one in met]
    if rows:
        say("")
        print_table(("TOPIC", "NAME", "BY ACCIDENT", "ON"), rows, "")


def _print_lent(watchlists: Sequence[Watchlist]) -> None:
    """What packs add to each topic."""
    rows: dict[tuple[str, str], list[str]] = {}
    for watchlist in watchlists:
        for topic in watchlist.topics:
            for name, pack in pack_names(topic, watchlist.packs):
                rows.setdefault((topic.id, pack), []).append(name.text)
    if rows:
        say("")
        print_table(
            ("TOPIC", "PACK", "ADDS"), [(*of, _some(tuple(dict.fromkeys(names)))) for of, names in rows.items()], ""
        )


def _some(names: Sequence[str]) -> str:
    """The first of the names, and how many more there are; `monitor watchlist spellings` lists all."""
    more = f" and {len(names) - _MOST_LENT} more" if len(names) > _MOST_LENT else ""
    return ", ".join(names[:_MOST_LENT]) + more


def _print_derived(languages: Counter[str]) -> None:
    """What names need no writing down in the languages of the feeds."""
    rows = [(one.language, one.endings, one.from_latin) for one in derived_in(languages)]
    if rows:
        say("")
        print_table(("FEEDS IN", "ENDINGS", "NAMES IN LATIN LETTERS"), rows, "")


def _alike(findings: Sequence[LintFinding]) -> list[tuple[str, ...]]:
    """A row for each kind of remark: what is said of many topics or names is said once."""
    rows: dict[tuple[str, ...], list[LintFinding]] = {}
    for one in findings:
        rows.setdefault((one.watchlist, one.risk, one.message, one.hint), []).append(one)
    return [
        (
            watchlist,
            ", ".join(dict.fromkeys(one.topic for one in alike)),
            ", ".join(dict.fromkeys(one.name for one in alike if one.name)) or "-",
            risk,
            message,
            hint,
        )
        for (watchlist, risk, message, hint), alike in rows.items()
    ]


def _linted(context: typer.Context, folder: Path | None) -> tuple[tuple[Watchlist, ...], Counter[str]]:
    if folder is not None:
        return load_watchlists(folder), Counter()
    settings = place_of(context).load()
    return settings.watchlists, Counter(feed.language for feed in settings.feeds if feed.language)


@app.command("test")
def try_examples(context: typer.Context, watchlists: _Folder = None, as_json: _Json = False) -> None:
    """Try the examples in the watchlists and the pins beside them: each must be found, or not, as the file says.

    Status 1 if one comes out the other way. Example: monitor watchlist test
    """
    found = load_watchlists(watchlists or place_of(context).config / "watchlists", canaries=False)
    failures = run_canaries(matcher_of(found), found, guess_language)
    pins = load_pins(watchlists or place_of(context).config / "watchlists")
    broken = broken_pins(matcher_of(found), found, pins)
    rows = _rows(found, failures)
    if as_json:
        keys = ("watchlist", "topic", "match", "ignore", "wrong")
        told = {"pins": len(pins), "broken_pins": [asdict(one.pin) | {"why": one.explanation} for one in broken]}
        print_json({"topics": [dict(zip(keys, row, strict=True)) for row in rows], "failures": failures, **told})
    else:
        print_table(
            ("WATCHLIST", "TOPIC", "TO FIND", "TO IGNORE", "WRONG"),
            [tuple(map(str, row)) for row in rows],
            "No topics.",
        )
        for one in failures:
            wanted = "was not found in" if one.expected == "match" else "was found in"
            say(f"\n{one.watchlist}/{one.topic} {wanted} its example {one.index + 1}:")
            say(f"  {one.text}\n  {one.explanation}")
        for watchlist, topic, text in closed_gaps(matcher_of(found), found, guess_language):
            say(f"\n{watchlist}/{topic} finds its known gap by now; it can be an example to find:\n  {text}")
        for pin in broken:
            say(f"\n{pin.told()}")
        if pins:
            say(f"\n{counted(len(pins), 'pin')}, {len(broken)} broken")
    if failures or broken:
        raise typer.Exit(NOT_WELL)


def _rows(watchlists: tuple[Watchlist, ...], failures: tuple[CanaryFailure, ...]) -> list[tuple[str | int, ...]]:
    wrong = Counter((one.watchlist, one.topic) for one in failures)
    return [
        (
            watchlist.id,
            topic.id,
            len(topic.match_examples),
            len(topic.ignore_examples),
            wrong[watchlist.id, topic.id],
        )
        for watchlist in watchlists
        for topic in watchlist.topics
    ]
