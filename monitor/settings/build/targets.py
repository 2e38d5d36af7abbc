"""Channels with their recipients, of subscriptions and of operators."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping, Sequence

from monitor.model.config import Target
from monitor.settings.check import Complain
from monitor.settings.schema import TargetSection
from monitor.settings.yaml import Loc


def build_targets(
    sections: Sequence[TargetSection], loc: Loc, types: Mapping[str, str], complain: Complain
) -> tuple[Target, ...]:
    """The targets under `loc`; whatever they get wrong is complained about. `types`: of all channels, by name."""
    seen: set[str] = set()
    for index, target in enumerate(sections):
        at = (*loc, "channels", index)
        kind = types.get(target.channel)
        if kind is None:
            complain(at, f"there is no channel {target.channel!r}.", suggest(target.channel, types))
        elif kind == "email" and not target.to:
            message = f"the channel {target.channel} sends mail, but there is no recipient."
            complain(at, message, f"Write {{channel: {target.channel}, to: [desk@example.org]}}.")
        elif kind not in ("email", "") and target.to:
            complain((*at, "to"), f"a channel of type {kind} has no recipients.", "Remove to.")
        if target.channel in seen:
            complain(at, f"the channel {target.channel} is listed twice.", "Put all recipients in one item.")
        seen.add(target.channel)
    return tuple(Target(channel=one.channel, recipients=tuple(dict.fromkeys(one.to))) for one in sections)


def suggest(wrong: str, known: Iterable[str]) -> str:
    """A hint with the nearest known name, else with all of them."""
    names = list(known)
    near = difflib.get_close_matches(wrong, names, n=1, cutoff=0.6)
    if near:
        return f"Did you mean {near[0]}?"
    return f"Known: {', '.join(sorted(names)[:10])}." if names else "None is defined."
