"""A draft watchlist as YAML: valid as it is, and full of comments for the analyst who will cut it down."""

from __future__ import annotations

import json
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from textwrap import wrap

from monitor.model.watch import Name
from monitor.watch.draft.suggest import Draft, Suggestion

_WIDTH = 116
_PLAIN = re.compile(r"[^\W\d_][\w .'’/()-]*")
_RESERVED = frozenset({"yes", "no", "on", "off", "true", "false", "null", "y", "n"})
_UNPRINTABLE = re.compile(r"[^\w\s!-~¡-\u1fff\u2010-\u2027\u2030-\u205e\u2070-\ufefe]")
_MOST_SHOWN = 24


def draft_yaml(draft: Draft, watchlist: str, title: str, packs: Sequence[str]) -> str:
    """The draft as the text of a watchlist file; `packs` are those it was made with."""
    used = [pack for pack in packs if any(one.pack == pack for one in draft.suggestions)]
    lines = [
        "# yaml-language-server: $schema=../schema/watchlist.json",
        "#",
        f"# A draft from {_counted(draft.documents, 'text')}: {_counted(len(draft.suggestions), 'name')}, best first.",
        "# Delete the topics that you do not want. For each that stays: add the spellings that you know, conditions",
        "# (requires, excludes) where a name may mean something else, and examples; then run monitor check and",
        "# monitor watchlist lint.",
        "",
        f"watchlist: {watchlist}",
        f"title: {_scalar(title)}",
        "priority: normal",
    ]
    if used:
        lines.append(f"packs: [{', '.join(used)}]")
    lines += ["", "topics:"]
    for one in draft.suggestions:
        lines += ["", *_topic(one)]
    for what, named in (
        ("Left out, for they are in too many stories", draft.general),
        ("Left out, for they tell the stories (agencies, papers, by-lines)", draft.sources),
    ):
        if named:
            shown = ", ".join(f"{name} ({count})" for name, count in named[:_MOST_SHOWN])
            lines += ["", *_comment(f"{what}: {shown}.", "")]
    return "\n".join(lines) + "\n"


def _topic(one: Suggestion) -> Iterator[str]:
    where = f"in {_counted(one.documents, 'text')}"
    yield from _comment(f"{_counted(one.mentions, 'mention')} {where}", "  ")
    for snippet in one.snippets:
        yield from _comment(f"» {snippet}", "  ")
    yield f"  - id: {_scalar(one.id)}"
    yield f"    name: {_scalar(one.name)}"
    yield f"    kind: {one.kind}"
    yield "    names:"
    yield from _names(one.names)
    if one.short:
        shown = ", ".join(f"{text} ({count})" for text, count in one.short)
        yield from _comment(f"Also met, but it may mean something else: {shown}", "    ")
    if one.pack_names:
        yield from _comment(f"The pack {one.pack} adds: {_listed(one.pack_names)}", "    ")


def _names(names: Sequence[tuple[Name, int]]) -> Iterator[str]:
    by_language: dict[str, list[str]] = defaultdict(list)
    for name, _ in names:
        by_language[name.language or "en"].append(name.text)
    for language, texts in by_language.items():
        yield f"      {language}: [{', '.join(_scalar(text) for text in texts)}]"


def _listed(names: Iterable[Name]) -> str:
    by_language: dict[str, list[str]] = defaultdict(list)
    for name in names:
        by_language[name.language].append(name.text)
    return "; ".join(f"{language}: {', '.join(texts)}" for language, texts in by_language.items())


def _comment(text: str, indent: str) -> Iterator[str]:
    plain = " ".join(_UNPRINTABLE.sub(" ", text).split())
    for number, line in enumerate(wrap(plain, _WIDTH - len(indent), break_on_hyphens=False)):
        yield f"{indent}# {'  ' if number else ''}{line}"


def _scalar(text: str) -> str:
    """Plain where that is surely the same text, else in double quotes; always safe inside brackets."""
    if _PLAIN.fullmatch(text) and text == text.strip() and text.casefold() not in _RESERVED:
        return text
    return json.dumps(text, ensure_ascii=False)


def _counted(count: int, noun: str) -> str:
    return f"{count:,} {noun}{'' if count == 1 else 's'}"
