"""An article that an edit of a watchlist does not need is judged as before, whatever it says: random edits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from monitor.core.backtest.compare import effect_of, said
from monitor.model.archive.search import All, Needs, Terms
from monitor.model.ids import Priority
from monitor.model.watch import Condition, Kind, MatchText, Name, NameCondition, Rule, Scope, Topic, Watchlist
from monitor.watch import Edit, archive_terms
from tests.unit.watch.search.archived import Index

NAMES = (
    "Albu Kamal",
    "البوكمال",
    "Yusuf Harandi",
    "Rapid Support Forces",
    "T-72",
    "=US",
    "Qadmar",
    "Qadmar Crossing",
    "Qad",
    "Kamal",
    "Fifth (Assault) Corps",
    "Damascus",
    "Border Guard*",
    '"Old Marrat"!',
    "grammar:التنف",
)
WORDS = ("convoy", "border", "football", "shrine*", "Qadmar", "army", "Kamal")
TEXTS = (
    "Albu Kamal",
    "AlbuKamal",
    "والبوكمال",
    "в Абу-Кемале",
    "#SaveAlbuKamal",
    "#albukamal",
    "#QadmarKamal",
    "#albukamalqadmar",
    "#savekamalqadmar",
    "@qadmaralbukamal",
    "Albu Ka-\nmal",
    "Qad-\nmar",
    "Qadmar",
    "Qad",
    "Yusuf Harandi",
    "Harandi, Yusuf",
    "Harandi",
    "يوسف هرندي",
    "Юсуфа Харанди",
    "优素福·哈兰迪",
    "Rapid Support Forces",
    "قوات الدعم السريع",
    "T-72s",
    "US",
    "us",
    "Fifth Corps",
    "Fifth Assault Corps",
    "Damaskus",
    "Border Guards",
    "Old Marrat",
    "وبالتنف",
    "convoy",
    "convoys",
    "border",
    "football",
    "shrines",
    "army",
    "@albukamal",
)
RULES = (
    "@t0",
    "@t0 OR @t1",
    "@t0 AND convoy",
    "NEAR/5(@t1, border)",
    "@t0 AND NOT football",
    "title:@t0",
    "lang:ar AND @t1",
)

conditions = st.none() | st.builds(
    Condition,
    words=st.lists(st.sampled_from(WORDS), min_size=1, max_size=2, unique=True).map(tuple),
    within=st.sampled_from([Scope.DOCUMENT, Scope.SENTENCE, Scope.MENTION, 3]),
)
names = st.lists(st.sampled_from(NAMES), min_size=1, max_size=4, unique=True)


@st.composite
def topics(draw: st.DrawFn, number: int) -> Topic:
    written = draw(names)
    aside = draw(conditions)
    return Topic(
        id=f"t{number}",
        name=written[0].strip('="!*'),
        kind=draw(st.sampled_from([Kind.PLACE, Kind.PERSON, Kind.UNIT])),
        names=tuple(Name(text=one) for one in written),
        requires=draw(conditions),
        excludes=draw(conditions),
        conditions=() if aside is None else (NameCondition(names=(written[0],), excludes=aside),),
        rejected=tuple(draw(st.lists(st.sampled_from(["Damaskus", "Qad"]), max_size=1))),
    )


@st.composite
def lists(draw: st.DrawFn, name: str = "border") -> Watchlist:
    made = tuple(draw(topics(number)) for number in range(2))
    rules = draw(st.lists(st.sampled_from(RULES), max_size=2, unique=True))
    return Watchlist(
        id=name,
        title=name,
        priority=Priority.NORMAL,
        topics=made,
        rules=tuple(Rule(id=f"r{at}", query=query) for at, query in enumerate(rules)),
        packs=tuple(draw(st.lists(st.just("people-levant"), max_size=draw(st.sampled_from([0, 0, 0, 1]))))),
    )


@st.composite
def edits(draw: st.DrawFn) -> tuple[Watchlist | None, Watchlist]:
    """Mostly small: one topic, the rules, the packs; sometimes all of it, or a list that is new."""
    old, new = draw(lists()), draw(lists())
    part = draw(st.sampled_from(["t0", "t1", "rules", "packs", "all", "new"]))
    if part == "new":
        return None, new
    if part in {"t0", "t1"}:
        changed = tuple(
            after if after.id == part else before for before, after in zip(old.topics, new.topics, strict=True)
        )
        return old, replace(old, topics=changed)
    return old, new if part == "all" else replace(old, **{part: getattr(new, part)})


texts = st.lists(
    st.builds(
        lambda parts, glue, language: MatchText(title=parts[0], text=glue.join(parts[1:]), language=language),
        st.lists(st.sampled_from(TEXTS), min_size=2, max_size=6),
        st.sampled_from([" ", ". ", ", ", " and "]),
        st.sampled_from(["", "en", "ar", "ru", "zh"]),
    ),
    min_size=3,
    max_size=8,
)


def met(needs: Sequence[Needs], terms: frozenset[str]) -> bool:
    return any(_met(one, terms) for one in needs)


def _met(needs: Needs, terms: frozenset[str]) -> bool:
    match needs:
        case Terms(any_of):
            return not any_of.isdisjoint(terms)
        case All(parts):
            return all(_met(part, terms) for part in parts)
    return any(_met(part, terms) for part in needs.parts)


@settings(max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(edits(), lists(name="other"), texts)
def test_what_is_not_needed_is_said_the_same_of(
    edit: tuple[Watchlist | None, Watchlist], other: Watchlist, articles: list[MatchText]
) -> None:
    old, new = edit
    tried = Edit("border", [*filter(None, (old,)), other], [new, other])
    terms = [archive_terms(one.title, one.text, one.language) for one in articles]
    known = frozenset().union(*terms)
    under = Index(known).under
    (needs, among), (whole, _) = tried.among(under), tried.among(under, whole=True)
    for text, has in zip(articles, terms, strict=True):
        before, after = (one.match(text) for one in tried.matchers)
        assert [one.match(text) for one in among] == [before, after], "words read before are read as ever"
        was, is_now = said(before, "border"), said(after, "border")
        if not met(needs, has):
            assert was == is_now, text
        if not met(whole, has):
            assert effect_of(was, is_now, tried.changed) is None, text


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        pytest.param("Albu Kamal", "We stand with #albukamalqadmar today.", (0, 1), id="a tag"),
        pytest.param("Qad", "the new Qad-\nmar road", (1, 0), id="a word cut at the end of a line"),
    ],
)
def test_a_word_that_the_new_names_take_apart_otherwise_is_looked_at(
    name: str, text: str, found: tuple[int, int]
) -> None:
    """Though nothing of the topic that was changed stands there, what is said of another is not the same."""
    topic, added = (
        Topic(id=one.lower(), name=one, kind=Kind.PLACE, names=(Name(text=one),)) for one in (name, "Qadmar Crossing")
    )
    old = Watchlist(id="border", title="", priority=Priority.NORMAL, topics=(topic,))
    new = replace(old, topics=(topic, added))
    tried = Edit("border", [old], [new])
    article = MatchText(title="", text=text, language="en")
    terms = archive_terms("", text, "en")
    assert tuple(len(one.match(article).hits) for one in (tried.before, tried.after)) == found
    assert tried.changed == {added.id}
    assert met(tried.among(lambda _exact, _beginnings: terms)[0], terms)
    quiet = archive_terms("", f"the new {name} road", "en")
    assert not met(tried.among(lambda _exact, _beginnings: quiet)[0], quiet)
