"""feeds.yaml read in lots: seconds and little memory for hundreds of thousands of feeds.

Only a file without any fault is read so. One that has some and is not large is read whole (`monitor.settings.load`),
which tells of all of them; of a large one the first faults are told.
"""

from __future__ import annotations

import hashlib
import re
from array import array
from collections.abc import Iterable, Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from io import BytesIO
from itertools import pairwise

from monitor.errors import Problem
from monitor.model.feeds import FeedSpec
from monitor.model.hearing.feed_list import FeedList
from monitor.records import dataclass
from monitor.settings.build import SecretReader, build_feeds, feeds_in, same_feed_key, twice
from monitor.settings.check import Findings, check
from monitor.settings.schema import FeedsFile, PollingSection
from monitor.settings.yaml import FEEDS, MAX_FEEDS_BYTES, ConfigTree, Document, Lot, lots_of, read_document

_MOST_TOLD = 20
_NOT_PLAIN = (
    "the file is larger than 8 MB, and not a plain list of feeds.",
    "Begin with feeds: and put each feed under it, as - url: https://..., with each key on a line of its own.",
)
_NUMBER = re.compile(r"^feeds\[(\d+)\]")


class ManyFeeds:
    """One try at reading them: `feeds`, or `problems` with what is wrong; neither if there is no plain list."""

    def __init__(self, file: str, lines: Iterable[bytes], polling: PollingSection, secrets: SecretReader) -> None:
        """`file`: its name for messages. Reads all of `lines`, or up to the faults that are told."""
        self._file, self._polling, self._secrets = file, polling, secrets
        self.problems: list[Problem] = []
        self.publishers: set[str] = set()
        self.tags: set[str] = set()
        self.feeds: FeedList | None = None
        self._keys, self._lines, self._numbers = array("Q"), array("I"), array("I")
        """Of each feed the hash of what makes it the same as another, its line, and which item of the file it is."""
        try:
            lots = lots_of(file, "feeds", lines)
            found = FeedList(self._specs(lots)) if lots is not None else FeedList()
        except OSError as error:
            reason = (error.strerror or "unknown reason").lower()
            self._complain(None, "", f"the file cannot be read ({reason}).", "Check the file and its rights.")
            return
        self._find_twins(found)
        if not self.problems and found:
            self.feeds = found

    def refusal(self) -> list[Problem]:
        """What to tell of a file of which nothing can be used."""
        if not self.problems:
            self._complain(None, "", *_NOT_PLAIN)
        return self.problems

    def _specs(self, lots: Iterator[Lot]) -> Iterator[FeedSpec]:
        for lot in lots:
            specs, problems = self._lot(lot)
            self.problems += problems
            if len(self.problems) >= _MOST_TOLD:
                return
            for line, number, spec in specs:
                key = hashlib.blake2b(same_feed_key(spec.url).encode("utf-8", "replace"), digest_size=8).digest()
                self._keys.append(int.from_bytes(key, "big"))
                self._lines.append(line)
                self._numbers.append(number)
                self.publishers.add(spec.publisher)
                self.tags.update(spec.tags)
                yield spec

    def _lot(self, lot: Lot) -> tuple[list[tuple[int, int, FeedSpec]], list[Problem]]:
        """The feeds of a lot with their lines and numbers, and what is wrong with any of them."""
        document, later = lot.plain(), 0
        if document is None:
            found = read_document(self._file, lot.content)
            later = lot.first_line - 2
            if not isinstance(found, Document):
                return [], [_shifted(one, lot, later) for one in found]
            document = found
        checked, problems = check(document, FeedsFile)
        findings = Findings(problems)
        specs = []
        if checked is not None:
            for place, (line, spec) in enumerate(feeds_in(checked, self._polling, self._secrets, findings)):
                number = checked.positions.get("feeds", range(place + 1))[place]
                specs.append((line + later, number + lot.first, spec))
        return specs, [_shifted(one, lot, later) for one in findings.problems]

    def _complain(self, line: int | None, key: str, message: str, hint: str) -> None:
        self.problems.append(Problem(file=self._file, line=line, key=key, message=message, hint=hint))

    def _find_twins(self, found: FeedList) -> None:
        """Feeds that stand there twice."""
        more = _repeated(self._keys)
        first: dict[str, int] = {}
        for place, hashed in enumerate(self._keys if more else ()):
            if hashed in more:
                key, line = same_feed_key(found[place].url), self._lines[place]
                if key in first:
                    self._complain(line, f"feeds[{self._numbers[place]}].url", *twice(first[key]))
                first.setdefault(key, line)


def _repeated(keys: array[int]) -> set[int]:
    """Those that occur more than once; sorted in parts, for a list of all of them takes five times as much memory."""
    parts = [array("Q") for _ in range(256)]
    for key in keys:
        parts[key & 255].append(key)
    return {one for part in parts for one, other in pairwise(sorted(part)) if one == other}


def _shifted(problem: Problem, lot: Lot, later: int) -> Problem:
    """A problem of a lot as one of the file."""
    line = None if problem.line is None else problem.line + later
    return replace(problem, line=line, key=_NUMBER.sub(lambda one: f"feeds[{int(one[1]) + lot.first}]", problem.key))


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadFeeds:
    """What feeds.yaml gives."""

    specs: Sequence[FeedSpec] = ()
    publishers: AbstractSet[str] | None = None
    """Of all feeds; None where some could not be read. So are `tags`."""
    tags: AbstractSet[str] | None = None
    given: bool = False
    """Whether the file gives the list a value, be it an empty one."""
    document: Document | None = None
    """Of a file that was read whole."""


def read_feeds(tree: ConfigTree, polling: PollingSection, secrets: SecretReader, findings: Findings) -> ReadFeeds:
    """The feeds of config/; whatever is wrong with them goes to `findings`."""
    file, large, content = tree.shown(FEEDS), tree.large.get(FEEDS), tree.files.get(FEEDS)
    if large is None and content is None:
        return ReadFeeds()
    digest = hashlib.sha256(content or b"").hexdigest() if large is None else large.digest
    key = (digest, polling.min_interval, polling.max_interval)
    if (kept := _kept.get(key)) is not None:
        publishers, tags = {one.publisher for one in kept}, {tag for one in kept for tag in one.tags}
        return ReadFeeds(specs=kept, publishers=publishers, tags=tags, given=True)
    many = ManyFeeds(file, BytesIO(content or b"") if large is None else large.lines(), polling, secrets)
    if many.feeds is not None:
        _keep(key, many.feeds)
        return ReadFeeds(specs=many.feeds, publishers=many.publishers, tags=many.tags, given=True)
    if content is None:
        findings.problems += many.refusal()
        return ReadFeeds(given=True)
    return _whole(file, content, polling, secrets, findings)


_kept: dict[tuple[str, float, float], FeedList] = {}
"""The feeds of the file that was read last, by all that they depend on: an edit elsewhere costs half a second less
with 2,000 of them, and a minute with a million.
"""


def _keep(key: tuple[str, float, float], feeds: FeedList) -> None:
    _kept.clear()
    # Secrets may be others the next time.
    if not any(one.headers for one in feeds):
        _kept[key] = feeds


def _whole(file: str, content: bytes, polling: PollingSection, secrets: SecretReader, findings: Findings) -> ReadFeeds:
    document = read_document(file, content, max_bytes=MAX_FEEDS_BYTES)
    if not isinstance(document, Document):
        findings.problems += document
        return ReadFeeds()
    data = document.root.data
    given = isinstance(data, dict) and data.get("feeds") is not None
    checked, problems = check(document, FeedsFile)
    findings.problems += problems
    if checked is None:
        return ReadFeeds(given=given)
    specs = build_feeds(checked, polling, secrets, findings)
    if checked.positions:
        return ReadFeeds(specs=specs, given=given, document=document)
    publishers, tags = {one.publisher for one in specs}, {tag for one in specs for tag in one.tags}
    return ReadFeeds(specs=specs, publishers=publishers, tags=tags, given=given, document=document)
