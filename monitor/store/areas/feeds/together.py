"""Polls that ended while those before were saved, saved together."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Connection

from monitor.errors import StoreError
from monitor.model.feeds import PollIntent
from monitor.store.areas.feeds.quiet import count_many_quiet, is_quiet
from monitor.store.database import Database

_FEW = 2
"""Fewer quiet polls are not counted together."""

Saving = tuple[Callable[[Connection], bool], int]
"""What saves a poll, and how many rows that writes."""


def save_together(
    db: Database, intents: Sequence[PollIntent], saving: Callable[[PollIntent], Saving]
) -> list[Callable[[], bool]]:
    """What came of each, in their order. Where statements have a way to go, quiet ones are counted by one of them."""
    quiet = [one for one in intents if is_quiet(one)] if db.far else []
    if len(quiet) < _FEW:
        return db.write_each(list(map(saving, intents)))
    others = [one for one in intents if not is_quiet(one)]
    first: tuple[Callable[[Connection], Any], int] = (partial(count_many_quiet, intents=quiet), len(quiet))
    count, *answers = db.write_each([first, *map(saving, others)])
    found: dict[int, Callable[[], bool]] = dict(zip(map(id, others), answers, strict=True))
    try:
        counted = count()
    except StoreError:
        # Perhaps they are: each has to ask what became of it.
        found.update((id(one), count) for one in quiet)
    else:
        found.update((id(one), _yes) for one in quiet)
        if left := [one for one in quiet if one.feed_id not in counted]:
            found.update(zip(map(id, left), db.write_each(list(map(saving, left))), strict=True))
    return [found[id(one)] for one in intents]


def _yes() -> bool:
    return True
