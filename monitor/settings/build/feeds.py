"""Feeds with their secret headers read, and the families of publishers."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from urllib.parse import urlsplit

from monitor.model.feeds import FeedSpec
from monitor.settings.build.secrets import SecretReader
from monitor.settings.check import Checked, Findings
from monitor.settings.schema import FeedSection, FeedsFile, PollingSection, PublishersFile

_DEFAULT_PORTS = {"http": 80, "https": 443}


def same_feed_key(url: str) -> str:
    """Equal for addresses that are surely the same feed: scheme, case of the host, default port, `#...`, last slash."""
    parts = urlsplit(url)
    port = parts.port if parts.port != _DEFAULT_PORTS.get(parts.scheme.lower()) else None
    host = (parts.hostname or "").rstrip(".")
    return f"{host}{f':{port}' if port else ''}{parts.path.rstrip('/')}?{parts.query}"


def publisher_of(url: str) -> str:
    """The host without `www.`: the publisher of a feed whose entry names none."""
    return (urlsplit(url).hostname or url).removeprefix("www.")


def build_feeds(
    checked: Checked[FeedsFile], polling: PollingSection, secrets: SecretReader, findings: Findings
) -> tuple[FeedSpec, ...]:
    """All feeds; whatever is wrong with them goes to `findings`."""
    complain = findings.into(checked.document)
    seen: dict[str, int] = {}
    built = []
    for index, (line, spec) in enumerate(feeds_in(checked, polling, secrets, findings)):
        key = same_feed_key(spec.url)
        if key in seen:
            complain((*checked.at("feeds", index), "url"), *twice(seen[key]))
        seen.setdefault(key, line)
        built.append(spec)
    if not checked.document.root.data.get("feeds"):
        findings.warn(checked.document, ("feeds",), "there is no feed, so nothing is read.")
    return tuple(built)


def twice(line: int) -> tuple[str, str]:
    """Message and hint about a feed that stands on that line too."""
    return f"this feed is also on line {line}.", "Remove one of them."


def feeds_in(
    checked: Checked[FeedsFile], polling: PollingSection, secrets: SecretReader, findings: Findings
) -> Iterator[tuple[int, FeedSpec]]:
    """Each feed with its line, whether or not others are the same; what is wrong with it goes to `findings`."""
    complain = findings.into(checked.document)
    for index, section in enumerate(checked.value.feeds):
        loc = checked.at("feeds", index)
        if section.interval is not None and not polling.min_interval <= section.interval <= polling.max_interval:
            complain(
                (*loc, "interval"),
                "the interval is outside min_interval and max_interval of monitor.yaml.",
                "Change it, or change polling there.",
            )
        if section.heed is not None and section.heed > polling.max_interval:
            complain((*loc, "heed"), "heed is longer than max_interval of monitor.yaml.", "Write less, or change that.")
        line = checked.document.node(loc).line
        yield line, _feed(section, _headers(checked, index, secrets, findings))


def _feed(section: FeedSection, headers: tuple[tuple[str, str], ...]) -> FeedSpec:
    publisher = section.publisher or publisher_of(section.url)
    return FeedSpec(
        url=section.url,
        title=section.title or publisher,
        publisher=publisher,
        language=section.language or "",
        tags=tuple(dict.fromkeys(section.tags)),
        interval_s=None if section.interval is None else int(section.interval),
        heed_s=None if section.heed is None else int(section.heed),
        lookback_s=None if section.lookback is None else int(section.lookback),
        headers=headers,
        paused=section.paused,
    )


def _headers(
    checked: Checked[FeedsFile], index: int, secrets: SecretReader, findings: Findings
) -> tuple[tuple[str, str], ...]:
    complain = findings.into(checked.document)
    section = checked.value.feeds[index]
    found = [
        (name, secrets.from_env(checked.at("feeds", index, "headers_env", name), variable, complain))
        for name, variable in section.headers_env.items()
    ]
    found += [
        (name, secrets.from_file(checked.at("feeds", index, "headers_file", name), path, complain))
        for name, path in section.headers_file.items()
    ]
    taken: set[str] = set()
    for name, _ in found:
        if name.lower() in taken:
            complain(checked.at("feeds", index), f"the header {name} is set twice.", "Keep one of them.")
        taken.add(name.lower())
    return tuple((name, value.reveal()) for name, value in found if value is not None)


def build_families(
    checked: Checked[PublishersFile], known: AbstractSet[str] | None, findings: Findings
) -> tuple[tuple[str, str], ...]:
    """(publisher, family) pairs; `known` are the publishers of feeds.yaml, None where they cannot be told."""
    complain = findings.into(checked.document)
    family_of: dict[str, str] = {}
    for family, publishers in checked.value.families.items():
        if not publishers:
            complain(("families", family), "the family has no publishers.", "List at least one, or remove it.")
        for index, publisher in enumerate(publishers):
            loc = ("families", family, index)
            if publisher in family_of:
                where = f"{publisher} already belongs to the family {family_of[publisher]}."
                complain(loc, where, "A publisher has one family: keep one of them.")
            family_of.setdefault(publisher, family)
            if known is not None and publisher not in known:
                findings.warn(checked.document, loc, f"no feed has the publisher {publisher!r}.")
    return tuple(family_of.items())
