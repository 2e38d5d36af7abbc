"""Faults of a watchlist, canaries and packs."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from monitor.errors import WatchError
from monitor.model.watch import Condition, MatchText, Name, Topic, Watchlist
from monitor.parse.language import guess_language
from monitor.watch import check, compile_watchlists, run_canaries
from monitor.watch.packs.alias_packs import known_packs, load_pack, pack_names

MakeTopic = Callable[..., Topic]
MakeWatchlist = Callable[..., Watchlist]

TOGETHER = 40
"""Concepts in one matcher: each costs some milliseconds to make."""
BAD_NAMES = [
    ("", "a name needs at least one letter or digit"),
    ("=", "a name needs at least one letter or digit"),
    ("Imam (Ali", "the parentheses do not pair"),
    ("Imam )Ali(", "the parentheses do not pair"),
    ("Imam ((Ali))", "parentheses inside parentheses"),
    ("(a) (b) (c) (d) (e) f", "a name has at most 4 optional parts"),
    ("a b c d e f g h i j k l m", "a name has at most 12 words"),
]


@pytest.mark.parametrize(("name", "message"), BAD_NAMES, ids=[name or "empty" for name, _ in BAD_NAMES])
def test_bad_names(topic: MakeTopic, watchlist: MakeWatchlist, name: str, message: str) -> None:
    faults = check(watchlist(topic("good", "Tanf"), topic("bad", "Tanf", name)))
    assert [(fault.topic, fault.part, fault.index) for fault in faults] == [(1, "names", 1)]
    assert faults[0].message.startswith(message)
    assert faults[0].hint


def test_all_faults_are_told_at_once(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    bad = topic("bad", "", requires=Condition(words=("x*",)), excludes=Condition(words=("a",), within=-1))
    faults = check(watchlist(bad, rules=("@bad", "@nope"), packs=("levant", "atlantis")))
    assert [(fault.topic, fault.part, fault.index) for fault in faults] == [
        (None, "packs", 1),
        (0, "names", 0),
        (0, "requires", 0),
        (0, "excludes", 0),
        (None, "rules", 1),
    ]


def test_a_condition_without_words_is_a_fault(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    faults = check(watchlist(topic("bad", "Tanf", requires=Condition(words=()))))
    assert [(fault.part, fault.message) for fault in faults] == [("requires", "a condition needs at least one word")]


def test_a_fault_refuses_to_compile(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    with pytest.raises(WatchError, match="parentheses do not pair"):
        compile_watchlists([watchlist(topic("bad", "Imam (Ali"))])


def test_an_unknown_topic_is_told_its_neighbour(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    faults = check(watchlist(topic("fifth-corps", "Fifth Corps"), rules=("@fith-corps",)))
    assert [fault.hint for fault in faults] == ["Did you mean @fifth-corps?"]


def test_an_unknown_pack_is_told_the_known_ones(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    faults = check(watchlist(topic("a", "Tanf"), packs=("atlantis",)))
    assert [fault.hint for fault in faults] == [f"The packs are: {', '.join(known_packs())}."]


def test_canaries(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    base = replace(
        topic("base", "Tanf", requires=Condition(words=("camp",))),
        match_examples=("The camp at Tanf.", "At Tanf.", "Nothing here."),
        ignore_examples=("Nothing here.", "A camp: Tanf."),
    )
    listed = watchlist(base)
    failures = run_canaries(compile_watchlists([listed]), [listed], guess_language)
    assert [(failure.expected, failure.index, failure.explanation) for failure in failures] == [
        ("match", 1, "'Tanf' was found, but requires any of camp in the article"),
        ("match", 2, "no name of the topic was found"),
        ("ignore", 1, "'Tanf' was found: name Tanf; near 'camp' (0 words between)"),
    ]


@pytest.mark.parametrize(
    ("language", "name", "text"),
    [
        ("pl", "Łęczna", "W Łęcznej zamknięto w niedzielę drogę po wybuchu."),
        ("fi", "Tornala", "Poliisi pidätti kaksi miestä Tornalassa sunnuntaina."),
        ("en", "Velmar", "A vonat vasárnap indult Velmarból a tengerpart felé."),
    ],
)
@pytest.mark.parametrize("wanted", ["match", "ignore"])
def test_an_example_is_read_in_its_own_language(
    language: str, name: str, text: str, wanted: str, topic: MakeTopic, watchlist: MakeWatchlist
) -> None:
    given = replace(topic("t", name), names=(Name(text=name, language=language),))
    matches, ignores = ((text,), ()) if wanted == "match" else ((), (text,))
    listed = watchlist(replace(given, match_examples=matches, ignore_examples=ignores))
    failures = run_canaries(compile_watchlists([listed]), [listed], guess_language)
    assert bool(failures) is (wanted == "ignore")


def test_the_language_of_an_example_is_asked_only_where_it_may_decide(
    topic: MakeTopic, watchlist: MakeWatchlist
) -> None:
    def asked(_text: str) -> str:
        raise AssertionError

    listed = watchlist(replace(topic("a", "Tanf"), match_examples=("At the Tanf.",), ignore_examples=("At the Tunf.",)))
    assert run_canaries(compile_watchlists([listed]), [listed], asked) == ()


def test_a_candidate_does_not_satisfy_a_canary(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    listed = watchlist(replace(topic("suwayda", "Suwayda"), match_examples=("Calm in Sweida.",)))
    failures = run_canaries(compile_watchlists([listed]), [listed], guess_language)
    assert [failure.explanation.split(":")[0] for failure in failures] == [
        "'Sweida' was found only as a possible new spelling"
    ]


def test_every_name_of_every_pack_compiles_and_is_found_as_written(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    concepts = [concept for pack in known_packs() for concept in load_pack(pack)]
    for start in range(0, len(concepts), TOGETHER):
        some = concepts[start : start + TOGETHER]
        # A list for each: what another concept is called has no say in it.
        lists = [
            watchlist(topic(one.id, *(name.text for name in one.names)), id_=f"l{at}") for at, one in enumerate(some)
        ]
        matcher = compile_watchlists(lists)
        for listed, concept in zip(lists, some, strict=True):
            for name in concept.names:
                surface = name.text.strip("=").replace("(", "").replace(")", "")
                result = matcher.match(MatchText(title="", text=f"— {surface} —", language=name.language))
                hits = {hit.topic for hit in result.hits if hit.watchlist == listed.id}
                assert hits == {concept.id}, name


def test_no_two_concepts_share_an_english_name() -> None:
    for pack in known_packs():
        seen: dict[str, str] = {}
        for concept in load_pack(pack):
            for name in concept.names:
                if name.language == "en":
                    assert seen.setdefault(name.text, concept.id) == concept.id


@pytest.mark.parametrize(
    ("name", "gets"),
    [
        pytest.param("Al-Tanf", True, id="article and case do not matter"),
        pytest.param("Tanf", True, id="any English name of the concept"),
        pytest.param("Tanfield", False, id="another name"),
    ],
)
def test_a_pack_serves_topics_with_its_english_name(topic: MakeTopic, name: str, gets: bool) -> None:
    added = {added.text for added, _ in pack_names(topic("it", name), ["levant"])}
    assert ("التنف" in added) is gets


def test_what_the_analyst_wrote_is_not_added_again(topic: MakeTopic) -> None:
    added = [added for added, _ in pack_names(topic("it", "Tanf", "التنف"), ["levant"])]
    assert not {"Tanf", "التنف"} & {name.text for name in added}


def test_a_short_acronym_of_a_pack_is_looked_for_in_its_language_only(
    topic: MakeTopic, watchlist: MakeWatchlist
) -> None:
    matcher = compile_watchlists([watchlist(topic("sdf", "Syrian Democratic Forces"), packs=("levant",))])
    found = {
        language: bool(matcher.match(MatchText(title="", text="On FDS today.", language=language)).hits)
        for language in ("fr", "en")
    }
    assert found == {"fr": True, "en": False}


def test_plain_quotation_marks_around_a_name_are_dropped(topic: MakeTopic, watchlist: MakeWatchlist) -> None:
    matcher = compile_watchlists([watchlist(topic("base", '"Imam Ali base"'))])
    assert matcher.match(MatchText(title="", text="the Imam Ali base")).hits
