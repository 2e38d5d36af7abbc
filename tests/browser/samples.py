"""Digests as files, for the checks in a browser: sizes from none to 500 stories, four languages mixed.

python -m tests.browser.samples FOLDER
"""

from __future__ import annotations

import sys
from dataclasses import replace
from pathlib import Path

from monitor.core.outbox import drafts
from monitor.deliver.render.digest import render_mail
from monitor.deliver.render.packing import mail_parts
from monitor.model.alerting import DigestKind, SentStory
from monitor.model.coverage import CoverageForm, FeedTrouble
from monitor.model.digests import Digest, DigestSection, Surge
from monitor.model.ids import Priority
from tests.unit.deliver.kit import NOON, make_coverage, make_digest, make_update

MIX = ("en", "ar", "he", "ru")
SIZES = (0, 1, 6, 30, 500)


def samples() -> dict[str, Digest]:
    """The name of a file to what it shows."""
    found = {f"mixed-{size:03}": make_digest(size, MIX) for size in SIZES}
    found |= {f"{language}-006": make_digest(6, (language,)) for language in ("en", "ar", "he", "ru")}
    updates = (make_update(1), make_update(2, "ar"), make_update(3, state="correction"))
    section = DigestSection(watchlist="border", title="Border", priority=Priority.HIGH, stories=updates)
    found["updates"] = make_digest(3, sections=(section,))
    failing = tuple(
        FeedTrouble(title=f"Feed {n}", detail=f"the name f{n}.example has no address (dns)", since=NOON, tries=3)
        for n in range(27)
    )
    found["trouble"] = make_digest(
        1, MIX, coverage=make_coverage(1, failing=failing, config_error="line 3: no such key")
    )
    weeks = (4, 3, 5, 3, 2, 4, 3, 4, 14)
    surges = (Surge(topic="Albu Kamal", weeks=weeks, usual=4), Surge(topic="البوكمال", weeks=weeks[3:], usual=3))
    found["surge"] = make_digest(6, MIX, surges=surges)
    update = DigestSection(watchlist="border", title="Border", priority=Priority.HIGH, stories=(make_update(1),))
    found["at-once"] = replace(make_digest(1), weak=(), kind=DigestKind.ALERT, seen_at=NOON)
    found["at-once-update"] = replace(make_digest(1, sections=(update,)), weak=(), kind=DigestKind.ALERT, seen_at=NOON)
    found["flood"] = replace(make_digest(30, MIX), weak=(), kind=DigestKind.FLOOD, seen_at=NOON)
    fields = ("ref", "state", "title", "language", "direction", "url", "publisher")
    told = [SentStory(at=NOON, **{name: getattr(one, name) for name in fields}) for one in make_digest(12, MIX).stories]
    found["sent-before"] = make_digest(2, MIX, sent=tuple(told))
    found["line"] = replace(make_digest(6, MIX), coverage_form=CoverageForm.LINE)
    return found


def main(folder: Path) -> None:
    """Write the first mail of each sample."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, digest in samples().items():
        first = drafts(digest, "mail", "", mail_parts(digest))[0].part
        (folder / f"{name}.html").write_text(render_mail(digest, first).html, encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
