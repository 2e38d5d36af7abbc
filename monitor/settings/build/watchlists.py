"""Watchlists as the matcher takes them, judged by the matcher's own compiler and by their canaries."""

from __future__ import annotations

from collections.abc import Sequence
from importlib import import_module

from monitor.errors import WatchError
from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, Name, NameCondition, Rule, Scope, Topic, Watchlist
from monitor.records import dataclass
from monitor.settings.check import Checked, Findings
from monitor.settings.schema import ConditionSection, NameConditionSection, TopicSection, WatchlistFile
from monitor.settings.yaml import Loc
from monitor.watch import CanaryFailure, WatchFault, check, matcher_of, run_canaries

_LONGEST = 300
"""Characters of a message that may quote what the user wrote."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Loaded:
    """A watchlist with the file it came from."""

    watchlist: Watchlist
    checked: Checked[WatchlistFile]


def build_watchlist(checked: Checked[WatchlistFile], findings: Findings) -> Loaded:
    """The watchlist of one file; what the compiler refuses goes to `findings`."""
    file, document = checked.value, checked.document
    watchlist = Watchlist(
        id=file.watchlist,
        title=file.title or file.watchlist,
        priority=Priority(file.priority),
        topics=tuple(_topic(section) for section in file.topics),
        rules=tuple(Rule(id=rule.id, query=rule.query) for rule in file.rules),
        packs=tuple(file.packs),
        file=document.file,
        text=document.text,
    )
    loaded = Loaded(watchlist=watchlist, checked=checked)
    _check_ids(loaded, findings)
    complain = findings.into(document)
    for fault in check(watchlist):
        if fault.part == "rules" and "topics" in checked.positions:
            continue  # it may only miss a topic that was left out because of a problem of its own
        complain(_place(loaded, fault), _sentence(fault.message), _sentence(fault.hint))
    return loaded


def _sentence(text: str) -> str:
    if len(text) > _LONGEST:
        text = f"{text[:_LONGEST]}..."
    return text if not text or text.endswith((".", "!", "?")) else f"{text}."


def _topic(section: TopicSection) -> Topic:
    return Topic(
        id=section.id,
        name=section.name,
        kind=Kind(section.kind),
        names=tuple(Name(text=text, language=tag) for tag, texts in section.names.items() for text in texts),
        requires=_condition(section.requires, Scope.DOCUMENT),
        excludes=_condition(section.excludes, Scope.MENTION),
        conditions=tuple(map(_name_condition, section.conditions)),
        without=tuple(section.without),
        rejected=tuple(section.rejected),
        match_examples=tuple(section.examples.match),
        ignore_examples=tuple(section.examples.ignore),
        gap_examples=tuple(section.examples.gap),
    )


def _name_condition(section: NameConditionSection) -> NameCondition:
    return NameCondition(
        names=tuple(section.names or ()),
        languages=tuple(section.languages or ()),
        requires=_condition(section.requires, Scope.DOCUMENT),
        excludes=_condition(section.excludes, Scope.MENTION),
    )


def _condition(section: ConditionSection | None, default: Scope) -> Condition | None:
    if section is None:
        return None
    within = default if section.within is None else section.within
    return Condition(
        words=tuple(section.words),
        all=section.all_of is not None,
        within=within if isinstance(within, int) else Scope(within),
    )


def _check_ids(loaded: Loaded, findings: Findings) -> None:
    complain = findings.into(loaded.checked.document)
    for key, ids in (
        ("topics", [topic.id for topic in loaded.watchlist.topics]),
        ("rules", [rule.id for rule in loaded.watchlist.rules]),
    ):
        for index, one in enumerate(ids):
            if one in ids[:index]:
                loc = loaded.checked.at(key, index, "id")
                complain(loc, f"another of the {key} has the id {one}, too.", "Choose another id.")


def _place(loaded: Loaded, fault: WatchFault) -> Loc:
    """Where in the file the compiler's fault lies."""
    checked = loaded.checked
    if fault.topic is None:
        return checked.at("rules", fault.index, "query") if fault.part == "rules" else (fault.part, fault.index)
    topic = checked.value.topics[fault.topic]
    if fault.part == "names":
        return checked.at("topics", fault.topic, "names", *_name_place(topic, fault.index))
    if fault.part == "without":
        return checked.at("topics", fault.topic, fault.part, fault.index)
    within = topic if fault.condition is None else topic.conditions[fault.condition]
    place = () if fault.condition is None else ("conditions", fault.condition)
    if fault.part in {"condition names", "condition languages"}:
        return checked.at("topics", fault.topic, *place, fault.part.removeprefix("condition "), fault.index)
    condition = within.requires if fault.part == "requires" else within.excludes
    words = "all" if condition is not None and condition.all_of is not None else "any"
    return checked.at("topics", fault.topic, *place, fault.part, words, fault.index)


def _name_place(topic: TopicSection, index: int) -> tuple[str | int, ...]:
    """Language and position of name number `index` of all languages together."""
    for language, texts in topic.names.items():
        if index < len(texts):
            return (language, index) if language else (index,)
        index -= len(texts)
    return ()


def check_canaries(loaded: Sequence[Loaded], findings: Findings) -> None:
    """Try every example of watchlists that compile; one that fails is a problem at its line."""
    watchlists = [one.watchlist for one in loaded]
    by_id = {one.watchlist.id: one for one in loaded}
    try:
        matcher = matcher_of(tuple(watchlists))
    except WatchError as error:
        for one in loaded[:1]:
            findings.into(one.checked.document)((), f"the watchlists cannot be compiled together: {error}.", "")
        return
    for failure in run_canaries(matcher, watchlists, _language_of):
        _complain_of_canary(by_id[failure.watchlist], failure, findings)


def _language_of(text: str) -> str:
    # Loaded only where an example asks for it: most starts need no identifier of languages.
    return str(import_module("monitor.parse.language").guess_language(text))


def _complain_of_canary(loaded: Loaded, failure: CanaryFailure, findings: Findings) -> None:
    ids = [topic.id for topic in loaded.watchlist.topics]
    loc = loaded.checked.at("topics", ids.index(failure.topic), "examples", failure.expected, failure.index)
    wanted = "is not found in" if failure.expected == "match" else "is found in"
    message = f"the topic {failure.topic} {wanted} this example: {failure.explanation.rstrip('.')}."
    hint = "Correct the names and conditions, or the example."
    findings.into(loaded.checked.document)(loc, message, hint)
