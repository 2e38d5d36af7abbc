"""Requires and excludes judge the mention, and the longest name wins."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from monitor.model.watch import Condition, Field, MatchText, Scope, Strength, Topic, Watchlist
from monitor.watch import compile_watchlists

MakeTopic = Callable[..., Topic]
MakeWatchlist = Callable[..., Watchlist]


def found(watchlist: Watchlist, text: str, title: str = "") -> list[tuple[str, str]]:
    hits = compile_watchlists([watchlist]).match(MatchText(title=title, text=text)).hits
    return [(hit.topic, hit.surface) for hit in hits]


FAR = "one two three four five six seven eight nine ten eleven twelve"

REQUIRES = [
    pytest.param(Condition(words=("base",)), "", "The Tanf base.", True, id="word"),
    pytest.param(Condition(words=("base",)), "", "The Tanf bases.", True, id="inflected word"),
    pytest.param(Condition(words=("base",)), "", "The Tanf-based men.", False, id="another word"),
    pytest.param(Condition(words=("militia*",)), "", "Militiamen. Then Tanf.", True, id="stem"),
    pytest.param(Condition(words=("сирийск*",)), "", "Tanf, сирийская пустыня", True, id="stem in Cyrillic"),
    pytest.param(Condition(words=("قاعدة",)), "", "Tanf وبالقاعدة", True, id="Arabic word with particles"),
    pytest.param(Condition(words=("Albu Kamal",)), "", "Tanf near Albu-Kamal.", True, id="phrase"),
    pytest.param(Condition(words=("Albu Kamal",)), "", "Tanf, Albu. Kamal.", False, id="no phrase across a full stop"),
    pytest.param(Condition(words=("=US",)), "", "Tell us of Tanf.", False, id="exact case"),
    pytest.param(Condition(words=("base",)), "The base", "At Tanf.", True, id="document holds the title"),
    pytest.param(Condition(words=("city",)), "", "Tanf and other cities", True, id="English plural in -ies"),
    pytest.param(Condition(words=("şehir",)), "", "Tanf şehrinde", True, id="Turkish word that loses a vowel"),
    pytest.param(Condition(words=("עיר",)), "", "Tanf בעיר", True, id="Hebrew word with a prefix"),
    pytest.param(Condition(words=("дивизия",)), "", "Tanf, дивизией", True, id="Russian case"),
    pytest.param(Condition(words=("قاعدة",)), "", "Tanf قاعدتها", True, id="Arabic word with a possessive"),
    pytest.param(Condition(words=("Damascus",)), "", "Tanf, Damaskus", True, id="name in another spelling"),
    pytest.param(Condition(words=("Deir ez-Zor",)), "", "Tanf, Deir al-Zour", True, id="name with another article"),
    pytest.param(Condition(words=("Iraqi Hezbollah",)), "", "Tanf, Iraqi Hizballah", True, id="phrase with a name"),
    pytest.param(Condition(words=("US Army",)), "", "Tanf, the army", False, id="nothing of a phrase is dropped"),
    pytest.param(Condition(words=("Palmyra",)), "", "Tanf, Palmer", False, id="a lone word by its sound is no help"),
    pytest.param(Condition(words=("base",)), "", "Tanf basement", False, id="word that only begins alike"),
    pytest.param(Condition(words=("base",), within=Scope.SENTENCE), "", "A base. At Tanf now.", False, id="sentence"),
    pytest.param(
        Condition(words=("base",), within=Scope.SENTENCE), "", "Gen. Ali's base at Tanf.", True, id="abbreviation"
    ),
    pytest.param(Condition(words=("base",), within=2), "", "base in the Tanf", True, id="two words between"),
    pytest.param(Condition(words=("base",), within=2), "", "base in all the Tanf", False, id="three words between"),
    pytest.param(Condition(words=("base",), within=2), "base", "Tanf", False, id="words do not count across parts"),
    pytest.param(Condition(words=("base", "US"), all=True), "", "A US base, Tanf.", True, id="all present"),
    pytest.param(Condition(words=("base", "US"), all=True), "", "A base, Tanf.", False, id="one missing"),
]


@pytest.mark.parametrize(("condition", "title", "text", "counts"), REQUIRES)
def test_requires(
    topic: MakeTopic, watchlist: MakeWatchlist, condition: Condition, title: str, text: str, counts: bool
) -> None:
    matcher = compile_watchlists([watchlist(topic("tanf", "Tanf", requires=condition))])
    result = matcher.match(MatchText(title=title, text=text))
    assert (bool(result.hits), bool(result.near), bool(result.verdicts)) == (counts, not counts, counts)


EXCLUDES = [
    pytest.param(Condition(words=("welfare",), within=Scope.MENTION), "Tanf, a welfare scheme", False, id="near"),
    pytest.param(Condition(words=("welfare",), within=Scope.MENTION), f"Tanf {FAR} welfare", True, id="far"),
    pytest.param(Condition(words=("welfare",), within=Scope.DOCUMENT), f"Tanf {FAR} welfare", False, id="document"),
    pytest.param(Condition(words=("welfare", "US"), all=True), "Tanf, a welfare scheme", True, id="only one of all"),
]


@pytest.mark.parametrize(("condition", "text", "counts"), EXCLUDES)
def test_excludes(topic: MakeTopic, watchlist: MakeWatchlist, condition: Condition, text: str, counts: bool) -> None:
    assert bool(found(watchlist(topic("tanf", "Tanf", excludes=condition)), text)) is counts


def test_an_exclude_silences_the_mention_and_not_the_article(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    excludes = Condition(words=("Iraqi Hezbollah",), within=Scope.MENTION)
    hezbollah = watchlist(topic("hezbollah", "Hezbollah", excludes=excludes))
    text = "The Iraqi Hezbollah left; the Lebanese Hezbollah stayed."
    result = compile_watchlists([hezbollah]).match(MatchText(title="", text=text))
    assert [hit.start for hit in result.hits] == [text.rindex("Hezbollah")]
    assert [miss.failed for miss in result.near] == ["excluded by 'Iraqi Hezbollah' within 10 words"]


def test_the_longest_name_wins_across_topics(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    both = watchlist(topic("hezbollah", "Hezbollah"), topic("kataib", "Kata'ib Hezbollah"))
    assert found(both, "Kataib Hezbollah met Hezbollah.") == [
        ("kataib", "Kataib Hezbollah"),
        ("hezbollah", "Hezbollah"),
    ]


def test_a_longer_name_whose_context_failed_still_covers_the_shorter(
    topic: MakeTopic, watchlist: MakeWatchlist
) -> None:
    long = topic("kataib", "Kata'ib Hezbollah", requires=Condition(words=("Iraq",)))
    assert found(watchlist(topic("hezbollah", "Hezbollah"), long), "Kataib Hezbollah spoke.") == []


def test_two_topics_may_share_a_name(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    both = watchlist(topic("a", "Tanf"), topic("b", "Tanf"))
    assert found(both, "In Tanf.") == [("a", "Tanf"), ("b", "Tanf")]


def test_watchlists_do_not_cover_each_other(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    lists = [watchlist(topic("h", "Hezbollah"), id_="one"), watchlist(topic("k", "Kata'ib Hezbollah"), id_="two")]
    result = compile_watchlists(lists).match(MatchText(title="", text="Kataib Hezbollah spoke."))
    assert [(hit.watchlist, hit.topic) for hit in result.hits] == [("two", "k"), ("one", "h")]


def test_title_and_text_are_told_apart(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    matcher = compile_watchlists([watchlist(topic("tanf", "Tanf"))])
    hits = matcher.match(MatchText(title="On Tanf", text="In Tanf")).hits
    assert [(hit.field, hit.start, hit.end) for hit in hits] == [(Field.TITLE, 3, 7), (Field.TEXT, 3, 7)]


def test_a_context_word_is_named_in_the_reason(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    listed = watchlist(topic("tanf", "Tanf", requires=Condition(words=("base", "convoy"))))
    hits = compile_watchlists([listed]).match(MatchText(title="", text="A convoy left Tanf.")).hits
    assert [hit.reason for hit in hits] == ["name Tanf; near 'convoy' (1 word between)"]


def test_a_candidate_alone_makes_a_verdict_of_that_strength(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    listed = watchlist(topic("suwayda", "Suwayda"))
    verdicts = compile_watchlists([listed]).match(MatchText(title="", text="Calm in Sweida.")).verdicts
    assert [(verdict.fires, verdict.strength) for verdict in verdicts] == [(True, Strength.CANDIDATE)]
