"""`monitor` without what search, trends and proofs of alerts take: what `bench.kept` compares the bot with."""

from __future__ import annotations

from typing import Any

from monitor.engine import cycle
from monitor.flow import upkeep
from monitor.store.areas import assessing
from monitor.store.index import archive


async def _waits(*_: Any, **__: Any) -> None:
    """As a step that has nothing to do."""


def _nothing(*_: Any, **__: Any) -> None:
    """As a part of a transaction that writes nothing."""


def main() -> None:
    """`monitor` with these arguments."""
    for name in ("index_archive", "index_fresh", "count_spellings"):
        setattr(upkeep, name, _waits)
    cycle.count_mentions = _waits
    archive.put_new = _nothing
    assessing.drop_waiting = assessing.record_alert = _nothing
    from monitor.cli.main import main as monitor  # noqa: PLC0415 - which takes over what it finds

    monitor()


if __name__ == "__main__":
    main()
