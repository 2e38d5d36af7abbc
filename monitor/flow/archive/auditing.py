"""The audit of misses for somebody who asks: texts in numbers, words that may be names, lines and answers."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace
from datetime import datetime
from functools import partial

from monitor.core.audit.audit import NO_SPELLING, Placed, Spelled, audit_of, placed
from monitor.core.audit.likeness import Texts, telling_words, terms_of
from monitor.model.archive.audit import Audit, AuditText
from monitor.model.feedback.given import Said
from monitor.model.ids import ArticleId
from monitor.model.watch import Watchlist
from monitor.ports import Store
from monitor.watch import UnknownNames

MOST_ARTICLES = 50_000
"""The newest that are looked at: they are held in memory as numbers."""
_WORD, _PART = re.compile(r"[^\W\d_]{4,30}"), re.compile(r"[^\W\d_]+")
_RARE, _RARE_SHARE = 5, 0.002
_MOST_TELLING = 6
_LONG = 5


def audit(
    store: Store, watchlist: Watchlist, since: datetime, now: datetime
) -> tuple[Audit, Mapping[ArticleId, AuditText]]:
    """The audit of a watchlist over the articles since then, and the articles of its lines."""
    rejected: defaultdict[ArticleId, set[str]] = defaultdict(set)
    for said in store.feedback():
        if said.said is Said.NOT and said.watchlist == watchlist.id:
            rejected[said.article_id].add(said.topic)
    texts = store.audit_texts(watchlist.id, since, MOST_ARTICLES, partial(_in_numbers, rejected))
    names = names_of(watchlist)
    found = placed(texts, names)
    looked = {one.id: one for one in store.audited(watchlist.id, [one.seen.id for one in found.looked_at()])}
    spelled = spelled_like(watchlist, looked.values(), texts)

    telling = telling_words(texts, names, _MOST_TELLING)

    def words(one: Placed) -> tuple[str, ...]:
        return telling(one.seen, one.alike.topic)

    answers = {**dict.fromkeys(rejected, False), **store.audit_answers(watchlist.id)}
    # What was found with one of its topics rejected, and with others not, is a find.
    answers |= {one.seen.id: True for one in found.finds if one.seen.id in rejected}
    week = f"{now.isocalendar().year}-{now.isocalendar().week}"
    made = audit_of(watchlist.id, found, spelled, answers, words, week)
    made = replace(made, every=store.seen_since(since)[0])
    missing = [one.article for one in (*made.lines, *made.sample) if one.article not in looked]
    return made, looked | {one.id: one for one in store.audited(watchlist.id, missing)}


def _in_numbers(rejected: Mapping[ArticleId, AbstractSet[str]], some: Iterator[AuditText]) -> Texts:
    """`rejected`: topics that somebody said an alert was not about."""
    texts = Texts()
    for one in some:
        wrong = rejected.get(one.id, frozenset())
        texts.add(replace(one, topics=tuple(topic for topic in one.topics if topic not in wrong)) if wrong else one)
    return texts


def names_of(watchlist: Watchlist) -> frozenset[str]:
    """The words of its names: likeness is reckoned without them."""
    return frozenset(
        word for topic in watchlist.topics for name in (topic.name, *(one.text for one in topic.names))
        for word in terms_of(name, "")
    )  # fmt: skip


def spelled_like(watchlist: Watchlist, some: Iterable[AuditText], texts: Texts) -> Mapping[ArticleId, Spelled]:
    """Of each article the rare word that is likeliest a watched name, in a spelling that the matcher does not take."""
    rare = max(_RARE, int(_RARE_SHARE * len(texts.seen)))
    names = UnknownNames(_rare_words(watchlist, texts, rare))
    found: dict[ArticleId, Spelled] = {}
    for one in some:
        for word in dict.fromkeys(_WORD.findall(f"{one.title}\n{one.text}")):
            if not _may_be_name(word) or any(texts.how_many(term) > rare for term in terms_of(word, "")):
                continue
            name, share = names.like(word, one.language)
            if share > found.get(one.id, NO_SPELLING)[2]:
                found[one.id] = (word, name, share)
    return found


def _rare_words(watchlist: Watchlist, texts: Texts, rare: int) -> Sequence[tuple[str, str]]:
    """Words of names that are no everyday words, and names of several words as one, with what they are called."""
    finds = sum(bool(one.topics) for one in texts.seen)
    found: dict[str, str] = {}
    for topic in watchlist.topics:
        for name in topic.names:
            parts = _PART.findall(name.text)
            long = [part for part in parts if len(part) >= _LONG]
            rarely = [one for one in long if all(texts.how_many(term) <= rare + finds for term in terms_of(one, ""))]
            for one in (*rarely, *(["".join(parts)] if len(parts) > 1 else [])):
                found.setdefault(one, topic.name)
    return list(found.items())


def _may_be_name(word: str) -> bool:
    """Whether it begins with a capital, or its letters have none."""
    return word[0].isupper() or word[0].lower() == word[0].upper()
