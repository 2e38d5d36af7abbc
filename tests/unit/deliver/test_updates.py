"""Updates in every form: short, marked, with what was told before; and lines that say who told a story first."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta

import jsonschema
import pytest
from bidi import get_display

from monitor.deliver.render import Rendered, render
from monitor.deliver.render.bidi import has_rtl
from monitor.deliver.render.encoding import transfer_size
from monitor.deliver.webhook import payload_schema
from monitor.model.alerting import DigestKind
from monitor.model.digests import Digest, DigestSection, DigestStory, FirstTold, Growth, NewFact, Quote
from monitor.model.ids import Direction, Priority
from monitor.model.stories import FactKind
from monitor.store.schema.codec import decode, encode
from tests.unit.deliver.kit import NOON, UPDATES, make_copy, make_coverage, make_digest, make_story, make_update
from tests.unit.deliver.test_render import BIDI_CONTROLS, disallowed, isolated, left_to_right, tree, words

MIXES = (("en",), ("ar",), ("en", "ar"))


def digest_of(*stories: DigestStory, **changes: object) -> Digest:
    section = DigestSection(watchlist="border", title="Border", priority=Priority.HIGH, stories=stories)
    return make_digest(6, sections=(section,), coverage=make_coverage(len(stories)), **changes)


def mixed(size: int, mix: tuple[str, ...]) -> Digest:
    new = [make_story(n, mix[n % len(mix)]) for n in range(1, size - size // 2 + 1)]
    return digest_of(*new, *(make_update(n, mix[n % len(mix)]) for n in range(len(new) + 1, size + 1)))


def flat(rendered: Rendered) -> tuple[str, str]:
    return words(rendered), " ".join(rendered.text.split())


@pytest.mark.parametrize("language", ["en", "ar"])
def test_an_update_is_short_and_says_what_is_new(language: str) -> None:
    sentence, figure, shown, before = UPDATES[language]
    story = make_update(3, language)
    rendered = render(digest_of(story))
    for part in flat(rendered):
        plain = re.sub(f"[{BIDI_CONTROLS}*«»]", "", part)
        assert f"New: {shown}, publisher" in plain
        assert sentence in plain
        assert f"Before: {before}" in plain.replace('"', "")
        assert "Told first in the digest of Sat 21 Nov 2026, 07:00 Damascus." in plain
        assert f"UPDATE {story.ref}" in plain or f"UPDATE [{story.ref}]" in plain
        assert story.quotes[0].text not in plain
        assert "Why: " not in plain.split("Weak matches")[0].split("WEAK MATCHES")[0]
        assert story.copies[0].publisher not in plain
    marked = ["".join(node.itertext()) for node in tree(rendered).iter("span") if node.get("class") == "mark"]
    assert marked == [figure]
    assert ("«14»" if language == "ar" else "*14*") in rendered.text


def test_the_changed_sentence_stands_once_for_all_its_facts() -> None:
    number = make_update(1).new_facts[0]
    place = replace(number, kind=FactKind.PLACE, shown="Albu Kamal", earlier=None)
    for facts in ((number, place), (place, number)):
        rendered = render(digest_of(make_update(1, new_facts=facts)))
        for part in flat(rendered):
            assert part.count("rose to") == 1
            assert part.count("stood at 9 killed") == 1


def test_many_facts_are_cut_and_counted() -> None:
    facts = tuple(NewFact(kind=FactKind.NUMBER, shown=str(n)) for n in range(20, 29))
    assert "New: number 20, number 21, number 22, number 23, number 24, number 25 and 3 more" in words(
        render(digest_of(make_update(1, new_facts=facts)))
    )


@pytest.mark.parametrize(
    ("growth", "said"),
    [
        pytest.param((), "", id="one article"),
        pytest.param((Growth(at=NOON, publishers=2, articles=3),), "", id="all at once"),
        pytest.param(
            (
                Growth(at=NOON - timedelta(days=1), publishers=1, articles=1),
                Growth(at=NOON - timedelta(hours=2), publishers=1, articles=4),
                Growth(at=NOON, publishers=4, articles=9),
            ),
            " by 07:00, first: ",
            id="over a day",
        ),
        pytest.param(
            tuple(Growth(at=NOON + timedelta(seconds=n), publishers=n, articles=n) for n in (1, 2, 3)),
            "",
            id="within a minute",
        ),
    ],
)
def test_until_when_a_story_grew(growth: tuple[Growth, ...], said: str) -> None:
    for part in flat(render(digest_of(make_story(1, growth=growth)))):
        assert (said in part) if said else (" by 0" not in part)


@pytest.mark.parametrize(
    ("publisher", "said"),
    [
        pytest.param(
            "North Press", "4 publishers, 2 copies, 2 retellings by 06:40, first: North Press 06:12.", id="named"
        ),
        pytest.param(
            "عنب بلدي",
            "4 publishers, 2 copies, 2 retellings by 06:40, first: 06:12 عنب بلدي.",
            id="no figure after an Arabic name",
        ),
        pytest.param(
            "", "4 publishers, 2 copies, 2 retellings by 06:40, first seen 06:12.", id="not kept in an old digest"
        ),
    ],
)
def test_who_had_it_first(publisher: str, said: str) -> None:
    quoting = replace(make_copy(1, 3), label="partly_reused")
    copies = (make_copy(1, 0), make_copy(1, 1), make_copy(1, 2), quoting)
    story = make_story(1, publishers=4, copies=copies, first_publisher=publisher)
    story = replace(story, first_seen_at=NOON - timedelta(minutes=48))
    for part in flat(render(digest_of(story))):
        assert said in re.sub(f"[{BIDI_CONTROLS}]", "", part)


def test_retellings_stand_before_copies_and_the_rest_is_counted() -> None:
    own = replace(make_copy(1, 0), publisher="Reuters")
    quoting = replace(own, publisher="Paper A", label="partly_reused")
    copies = [replace(make_copy(1, 2), publisher=name, label="shortened") for name in ("Paper B", "Paper C", "Paper D")]
    own = replace(own, agency="REUTERS")
    rendered = render(digest_of(make_story(1, copies=(own, quoting, *copies))))
    assert (
        "In own words: Reuters 06:40 (copy0.example), Paper A 06:40 (copy0.example, quotes another). "
        "Copies: Paper B 06:38 (copy2.example, shortened, AFP) and 2 more." in words(rendered)
    )
    lines = [line.strip() for line in rendered.text.splitlines()]
    assert "In own words at 06:40: Paper A (quotes another)" in lines
    assert "Copy at 06:38: Paper B (shortened, AFP)" in lines
    assert "and 2 more" in lines


@pytest.mark.parametrize(
    ("stories", "subject", "line"),
    [
        pytest.param((make_story(1), make_story(2)), "+1 story", "New: 2 stories in 3 outlets.", id="all new"),
        pytest.param(
            (make_story(1), make_story(2), make_update(4)),
            "+1 new, 1 update",
            "Stories: 2 new, 1 update in 3 outlets.",
            id="an update among others",
        ),
        pytest.param(
            (make_story(1), make_update(4)),
            "+1 update",
            "Stories: 1 new, 1 update in 2 outlets.",
            id="one and one",
        ),
        pytest.param(
            (make_update(1, title="Toll rises"),),
            "UPDATE Imam Ali base: 14 killed (was 9): Toll rises",
            "Stories: 1 update in 2 outlets.",
            id="only an update",
        ),
        pytest.param(
            (make_update(1, title="Toll rises"), make_update(2)),
            "UPDATE Imam Ali base: 14 killed (was 9): Toll rises +1 update",
            "Stories: 2 updates in 3 outlets",
            id="only updates",
        ),
        pytest.param(
            (make_update(1, "ar", publishers=3), make_update(2)),
            "UPDATE Imam Ali base: 3 publishers, +1 update: قافلة",
            "Stories: 2 updates in",
            id="a headline from right to left stands last",
        ),
        pytest.param(
            (make_update(1, title="Toll rises", topics=(), new_facts=()),),
            "UPDATE: Toll rises",
            "Stories: 1 update in 2 outlets.",
            id="nothing known but that it is one",
        ),
        pytest.param(
            (make_update(1, title="Toll rises " * 20, topics=("A very long name of a watched topic",)),),
            "UPDATE A very long name of a…: 14 killed",
            "Stories: 1 update",
            id="long names",
        ),
    ],
)
def test_subject_and_first_line_say_what_is_an_update(
    stories: tuple[DigestStory, ...], subject: str, line: str
) -> None:
    rendered = render(digest_of(*stories))
    assert subject in rendered.subject
    assert len(rendered.subject) <= 70
    assert line in words(rendered)
    if all(story.update for story in stories):
        assert rendered.subject.startswith("UPDATE")
        assert all(topic[:20] in rendered.subject[:35] for topic in stories[0].topics)
    changed = "Changed: "
    assert (changed in rendered.text) is any(story.new_facts for story in stories)
    assert (changed in rendered.preview) is any(story.new_facts for story in stories)


def test_a_section_counts_new_stories_and_updates() -> None:
    pair = (make_story(1), make_update(2))
    several = DigestSection(watchlist="w", title="Watch", priority=Priority.HIGH, stories=pair)
    other = replace(several, watchlist="v", title="Other", stories=(make_update(3),))
    for part in flat(render(make_digest(3, sections=(several, other)))):
        assert "2 stories: 1 new, 1 update" in part
        assert "1 story: 1 update" in part


def test_a_digest_of_one_list_counts_its_stories_once() -> None:
    rendered = render(digest_of(make_story(1), make_update(2), make_update(3)))
    assert rendered.text.count("1 new, 2 updates") == 1


@pytest.mark.parametrize("size", [2, 9, 30])
@pytest.mark.parametrize("mix", MIXES, ids="-".join)
def test_the_rules_for_mails_hold_with_updates(size: int, mix: tuple[str, ...]) -> None:
    rendered = render(mixed(size, mix))
    root = tree(rendered)
    assert disallowed(root) == []
    assert transfer_size(rendered.html) + transfer_size(rendered.text) < 90_000
    assert len(re.findall(r"^\d+\. UPDATE ", rendered.text, re.MULTILINE)) == size // 2
    blocks = [node for node in root.iter("p", "h3") if {"quote", "title", "small"} & set(node.get("class", "").split())]
    assert all(node.get("lang") and node.get("dir") in {"ltr", "rtl"} for node in blocks)
    assert {node.get("href") for node in root.iter("a")} == set(
        re.findall(r"^ *(https?://\S+)$", rendered.text, re.MULTILINE)
    )
    figures = [
        re.findall(r"\d+ publishers?, (?:\d+|no) cop(?:y|ies)(?:, \d+ retellings?)?", part) for part in flat(rendered)
    ]
    assert figures[0] == figures[1]
    printed = re.sub(f"[{BIDI_CONTROLS}]", "", rendered.text).splitlines()
    own = [line for line in printed if line.startswith("   ") and "http" not in line]
    assert [line for line in own if len(line) > 72 and not line.lstrip().startswith('"')] == []


@pytest.mark.parametrize("mix", MIXES, ids="-".join)
def test_no_figure_changes_its_place_in_an_update(mix: tuple[str, ...]) -> None:
    facts = (
        NewFact(kind=FactKind.PLACE, shown="الحسكة"),
        NewFact(kind=FactKind.NUMBER, shown="14 (قتيلا)"),
        NewFact(kind=FactKind.NUMBER, shown="120 (km)"),
    )
    new = make_story(4, mix[0], first_publisher="عنب بلدي 24")
    rendered = render(digest_of(new, make_update(5, mix[-1], new_facts=facts, topics=("البوكمال", "IRGC"))))
    lines = [line for line in rendered.text.splitlines() if not re.match(r"[\u0590-\u08ff]", line)]
    blocks = [node for node in tree(rendered).iter("p", "h2") if node.get("dir") != "rtl"]
    assert "New: number 120 (km), place" in words(rendered)
    for line in (*lines, *(isolated(block) for block in blocks)):
        assert left_to_right(get_display(line, base_dir="L")) == left_to_right(line)


def test_the_payload_follows_its_schema_and_names_every_field_there() -> None:
    payload = json.loads(render(mixed(9, ("en", "ar"))).json)
    schema = payload_schema()
    jsonschema.validate(payload, schema, format_checker=jsonschema.FormatChecker())
    stories = payload["data"]["sections"][0]["stories"]
    parts = {
        "story": stories,
        "copy": [copy for story in stories for copy in story["copies"]],
        "new_fact": [fact for story in stories for fact in story["new_facts"]],
        "growth": [step for story in stories for step in story["growth"]],
    }
    assert set(schema["$defs"]["new_fact"]["properties"]["kind"]["enum"]) == set(FactKind)
    for name, found in parts.items():
        assert found
        assert all(set(one) == set(schema["$defs"][name]["properties"]) for one in found), name
    update = stories[-1]
    assert update["state"] == "update"
    assert update["told_first"] == {"digest": "2026-11-21/border-watch/0700", "at": "2026-11-21T04:00:00Z"}
    assert update["quotes"]


def test_a_digest_from_before_these_fields_still_reads_and_renders() -> None:
    stored = encode(make_digest(6))
    for section in stored["sections"]:
        for story in section["stories"]:
            for name in ("new_facts", "reports", "told", "first_publisher", "growth"):
                del story[name]
            for copy in story["copies"]:
                del copy["label"], copy["agency"]
    digest = decode(Digest, stored)
    assert {copy.label for story in digest.stories for copy in story.copies} == {""}
    assert all(story.told is None and not story.growth for story in digest.stories)
    rendered = render(digest)
    assert "1 copy, first seen" in words(rendered)
    assert "In own words" not in words(rendered)
    jsonschema.validate(json.loads(rendered.json), payload_schema())


@pytest.mark.parametrize("slot", ["alert-12", "flood-3"])
def test_a_story_that_was_told_at_once_was_in_no_digest(slot: str) -> None:
    told = FirstTold(digest=f"2026-11-21/border-watch/{slot}", at=NOON - timedelta(days=1))
    for part in flat(render(digest_of(make_update(1, told=told)))):
        assert "Told first at once, Sat 21 Nov 2026, 07:00 Damascus." in part


def statement(shown: str, sentence: str = "", before: str = "") -> NewFact:
    def quote(text: str) -> Quote | None:
        return Quote(text=text, marks=(), language="en", direction=Direction.LTR) if text else None

    return NewFact(kind=FactKind.STATEMENT, shown=shown, sentence=quote(sentence), earlier=quote(before))


@pytest.mark.parametrize(
    ("facts", "state", "said"),
    [
        (("Toll rises in the town",), "update", ""),
        (("Toll rises in …",), "update", ""),
        (("toll rises",), "update", ""),
        (("toll of 14",), "update", "toll of 14"),
        (("taken back or corrected", "11 killed"), "correction", "11 killed"),
        (("taken back or corrected",), "correction", ""),
        (("taken back or corrected",), "new", "taken back or corrected"),
        (("on Imam Ali base", "open → closed"), "update", "open → closed"),
        (("on Fifth Corps",), "update", "on Fifth Corps"),
    ],
)
def test_what_headline_state_and_topic_say_is_not_said_again(facts: tuple[str, ...], state: str, said: str) -> None:
    story = make_update(1, title="Toll rises in the town", state=state, new_facts=tuple(map(statement, facts)))
    rendered = render(digest_of(story))
    word = {"correction": "Corrects", "update": "New", "new": "Others add"}[state]
    lines = [line.strip() for line in rendered.text.splitlines()]
    assert (f"{word}: {said}" in lines) == bool(said)
    if state != "new":
        head = f"{state.upper()} Imam Ali base: " + (f"{said}: " if said else "")
        assert rendered.subject.startswith(f"{head}Toll rises in the town"[:70].rstrip("…"))


def test_what_stands_below_an_earlier_wording_is_told_apart_from_it() -> None:
    facts = (
        statement("a → b", "Toll rises in the town", "Nine were killed."),
        statement("14 killed (was 9)", "Fourteen were killed.", "Nine were killed there."),
        statement("on Hajin", "A hospital in Hajin took twelve in."),
    )
    rendered = render(digest_of(make_update(1, title="Toll rises in the town", new_facts=facts)))
    below = (
        "Before: Nine were killed. Also: Fourteen were killed. Before: Nine were killed there. "
        "Also: A hospital in Hajin took twelve in."
    )
    for part in flat(rendered):
        assert below in part.replace('"', "")


@pytest.mark.parametrize(
    ("digest", "heading"),
    [
        (replace(digest_of(make_update(1)), kind=DigestKind.ALERT), "Imam Ali base: 14 killed (was 9), publisher AFP"),
        (replace(digest_of(make_update(1, "ar")), kind=DigestKind.ALERT), make_update(1, "ar").title),
        (replace(digest_of(make_story(1)), kind=DigestKind.ALERT), make_story(1).title),
        (
            replace(digest_of(make_story(1, "ar")), kind=DigestKind.FLOOD, seen_at=NOON),
            "FLOOD Imam Ali base: 2 more in",
        ),
        (digest_of(make_update(1)), make_update(1).title),
    ],
)
def test_what_is_sent_at_once_does_not_head_its_story_with_the_same_words(digest: Digest, heading: str) -> None:
    rendered = render(digest)
    [h1] = tree(rendered).iter("h1")
    shown = "".join(h1.itertext()).replace("\u200b", "")
    assert shown.startswith(heading)
    assert rendered.text.split("\n\n")[1].replace("\n", " ").strip().startswith(heading)
    assert (h1.get("lang"), h1.get("dir")) == (("ar", "rtl") if has_rtl(heading) else ("en", "ltr"))
