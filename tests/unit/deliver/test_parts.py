"""Limits take away details, never a story: lines, then further mails and pages, each story once and in order."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import timedelta
from functools import cache

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import html

from monitor.core.outbox import drafts
from monitor.deliver.render import Printed, render, render_mail
from monitor.deliver.render.digest import MAX_BYTES
from monitor.deliver.render.encoding import transfer_size
from monitor.deliver.render.packing import mail_parts
from monitor.deliver.render.payload import PAGE_BYTES, page_json, payload_pages
from monitor.deliver.webhook import payload_schema
from monitor.model.digests import WHOLE, Digest, DigestSection, DigestStory, Part, Quote
from monitor.model.ids import Direction, Priority
from tests.unit.deliver.kit import NOON, make_coverage, make_digest, make_story, make_update

MIXES = (("en",), ("ar",), ("he",), ("ru",), ("fa",), ("en", "ar", "ru", "he"))
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"


def words(printed: Printed) -> str:
    body = html.document_fromstring(printed.html).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).replace("\u200b", "").split())


def plain(printed: Printed) -> str:
    return " ".join(printed.text.translate(dict.fromkeys(map(ord, BIDI_CONTROLS))).split())


def bytes_of(printed: Printed) -> int:
    """As mail sites measure: the HTML alone, or both bodies as they are sent."""
    return max(len(printed.html.encode()), transfer_size(printed.html) + transfer_size(printed.text))


def mails(digest: Digest) -> list[Printed]:
    parts = [row.part for row in drafts(digest, "mail", "a@example.org", mail_parts(digest))]
    return [render_mail(digest, part) for part in parts]


def links_in_html(printed: Printed) -> list[str]:
    """Where headlines lead, in order."""
    root = html.document_fromstring(printed.html)
    headlines = [node for node in root.iter("h3", "p") if node.tag == "h3" or (node.get("class") or "")[:3] == "one"]
    return [str(link.get("href")) for node in headlines for link in node.iter("a")]


def links_in_text(printed: Printed) -> list[str]:
    return re.findall(r"^   (https?://\S+)$", printed.text, re.MULTILINE)


def links(stories: Sequence[DigestStory]) -> list[str]:
    return [story.url for story in stories]


@pytest.mark.parametrize("size", [0, 1, 6, 30, 45, 250])
@pytest.mark.parametrize("mix", MIXES, ids="-".join)
def test_every_story_stands_in_one_mail_and_every_mail_is_shown_whole(size: int, mix: tuple[str, ...]) -> None:
    digest = make_digest(size, mix, coverage=make_coverage(size))
    sent = mails(digest)
    told = [link for mail in sent for link in links_in_html(mail)]
    weak = links(digest.weak)
    assert [link for link in told if link not in weak] == links(digest.stories)
    copies = {copy.url for story in digest.stories for copy in story.copies}
    in_text = [link for mail in sent for link in links_in_text(mail) if link not in copies]
    assert [link for link in in_text if link not in weak] == links(digest.stories)
    assert max(map(bytes_of, sent)) <= MAX_BYTES
    for mail in sent:
        assert "raise max_stories" not in words(mail) or size > 30
    if size >= 6:
        assert len('class="kicker"'.join(sent[0].html.split('class="kicker"')[:7]).encode()) < 24_000


def test_lines_come_before_a_second_mail() -> None:
    digest = make_digest(60, ("en",))
    assert mail_parts(digest) == (60,)
    [mail] = mails(digest)
    numbers = [int(number) for number in re.findall(r"^(\d+)\. NEW", mail.text, re.MULTILINE)]
    assert numbers == list(range(1, 61))
    assert mail.text.count("Why: ") == 7 + 3
    for part in (words(mail), plain(mail)):
        assert "60 stories" in part
        assert part.count("From here on one line each") == 1
        assert "From here on one line each: max_stories of border-watch is 30." in part
        assert f"{60 + 27} matched = 60 shown + 24 folded + 3 weak." in part
    assert mail.subject.endswith(", 2 publishers +59 stories")


def heavy(number: int, language: str = "ar") -> DigestStory:
    """As much of a story as is ever shown."""
    quote = Quote(text="جملة طويلة جدا " * 60, marks=((0, 4),), language=language, direction=Direction.RTL)
    return make_story(number, language, title="عنوان طويل " * 40, why="سبب " * 200, quotes=(quote, quote))


def section_of(*stories: DigestStory) -> DigestSection:
    return DigestSection(watchlist="w", title="Watch", priority=Priority.HIGH, stories=stories)


def test_the_note_names_the_limit_that_acted() -> None:
    digest = make_digest(
        6, sections=(section_of(*map(heavy, range(1, 61))),), coverage=make_coverage(60), max_stories=500
    )
    first = mails(digest)[0]
    assert "From here on one line each: a mail has no room for more in full." in words(first)
    assert "max_stories" not in words(first)
    whole = render(replace(digest, max_stories=12))
    assert "max_stories of border-watch is 12. To see more of them in full, raise it" in words(whole)
    assert "From here on" not in words(render(digest)), "a file has room for all that was asked for"


def test_further_mails_say_which_they_are() -> None:
    digest = make_digest(250, ("en",))
    sizes = mail_parts(digest)
    sent = mails(digest)
    assert len(sent) == len(sizes) > 1
    assert f"Parts: Mail 1 of {len(sizes)}, stories 1 to {sizes[0]} of 250; the others follow in mail" in words(sent[0])
    assert f"Mail 2 of {len(sizes)}, stories {sizes[0] + 1} to {sum(sizes[:2])} of 250" in words(sent[1])
    for number, mail in enumerate(sent, start=1):
        assert mail.subject.endswith(f" +249 stories ({number} of {len(sizes)})")
        assert len(mail.subject) <= 70
        assert ("What we looked at" in words(mail)) == (number == 1)
        assert "You get this because" in words(mail)
        assert "Digest 2026-11-22/border-watch/0700" in words(mail)
    assert " (continued)" in words(sent[1])
    assert len({mail.subject for mail in sent}) == len(sent)


@pytest.mark.parametrize("mix", MIXES, ids="-".join)
@pytest.mark.parametrize("part", [Part(number=2, of=3), Part(number=12, of=12)], ids=["2-of-3", "12-of-12"])
def test_no_figure_stands_behind_a_headline_from_right_to_left(mix: tuple[str, ...], part: Part) -> None:
    digest = make_digest(4, mix)
    title = digest.stories[0].title
    subject = render_mail(digest, replace(part, last=1)).subject
    which = f"({part.number} of {part.of})"
    assert which in subject
    assert len(subject) <= 70
    assert subject.startswith(which) == (digest.stories[0].direction is Direction.RTL)
    if digest.stories[0].direction is Direction.RTL:
        first = re.search("[\u0590-\u08ff]", subject)
        assert first is not None
        assert not re.search(r"\d", subject[first.start() :].replace(title, ""))


def test_what_waits_for_the_next_digest_is_said_where_the_list_begins_and_where_it_ends() -> None:
    digest = make_digest(250, ("en",), coverage=make_coverage(250, matched=250 + 27 + 40, more=40))
    sent = mails(digest)
    sentence = "40 more stories wait for the next digest: 250 are as many as one tells."
    assert [words(mail).count(sentence) for mail in sent] == [1, *[0] * (len(sent) - 2), 1]
    assert [plain(mail).count(sentence) for mail in sent] == [1, *[0] * (len(sent) - 2), 1]
    assert "+249 stories" in sent[0].subject
    assert "250 shown + 24 folded + 40 waiting for the next digest + 3 weak" in words(sent[0])


def test_a_digest_from_before_the_others_were_kept_does_not_promise_them() -> None:
    rendered = render(make_digest(30, ("en",), max_stories=0, coverage=make_coverage(30, more=5)))
    assert "And 5 more stories beyond this digest's limit, each judged and kept." in words(rendered)
    assert "wait" not in words(rendered)


def test_a_line_of_an_update_says_what_is_new() -> None:
    stories = (make_story(1), make_update(2), make_update(3, "ar"))
    mail = render(make_digest(3, sections=(section_of(*stories),), max_stories=1))
    assert words(mail).count("New: 14 killed (was 9), publisher AFP") == 1
    assert "UPDATE 4f2c · " in words(mail)
    assert "3. UPDATE [" in plain(mail)


def test_what_was_found_late_says_so_in_full_in_short_and_in_a_line() -> None:
    at = NOON - timedelta(days=1)
    stories = tuple(make_story(number, late_at=at) for number in range(1, 10))
    digest = make_digest(9, sections=(section_of(*stories),), max_stories=8)
    said = "ound late: the list changed on Sat 21 Nov 2026, 07:00 Damascus"
    for part in (words(render(digest)), plain(render(digest))):
        assert part.count(f"F{said}.") == 7
        assert part.count(f"f{said}") == 2
    [section] = json.loads(render(digest).json)["data"]["sections"]
    assert section["stories"][0]["found_late"] == "2026-11-21T04:00:00Z"


@st.composite
def floods(draw: st.DrawFn) -> Digest:
    """Digests of headlines, links and quotes of any length, in any split into sections."""
    paths = st.sampled_from(["a", "%D8%A7", "&"])
    letters = st.sampled_from(["a", "ж", "ع", "&", '"', "<", "漢", " ", "x "])
    made = [
        make_story(
            number,
            draw(st.sampled_from(["en", "ar", "ru"])),
            title=draw(letters) * draw(st.integers(1, 260)),
            url=f"https://news.example/{number}/{draw(paths) * draw(st.integers(0, 300))}",
            copies=(),
        )
        for number in range(1, draw(st.integers(1, 24)) + 1)
    ]  # fmt: skip
    many = [
        replace(story, story_id=story.story_id + 100 * n, url=f"{story.url}?{n}")
        for n in range(draw(st.sampled_from([1, 1, 7])))
        for story in made
    ]
    cut = draw(st.integers(0, len(many)))
    halves = [half for half in (many[:cut], many[cut:]) if half]
    return make_digest(
        1,
        sections=tuple(section_of(*half) for half in halves),
        max_stories=draw(st.integers(1, 500)),
        coverage=make_coverage(len(many)),
        weak=(),
    )


@given(floods())
@settings(max_examples=25, deadline=None)
def test_mails_hold_everything_once_in_order_and_are_never_cut(digest: Digest) -> None:
    sizes = mail_parts(digest)
    assert sum(sizes) == len(digest.stories)
    assert min(sizes) > 0
    sent = mails(digest)
    assert [link for mail in sent for link in links_in_html(mail)] == links(digest.stories)
    assert [link for mail in sent for link in links_in_text(mail)] == links(digest.stories)
    assert max(map(bytes_of, sent)) <= MAX_BYTES, (sizes, list(map(bytes_of, sent)))
    assert sizes == mail_parts(digest)


@given(floods())
@settings(max_examples=25, deadline=None)
def test_a_file_holds_everything(digest: Digest) -> None:
    rendered = render(digest)
    assert links_in_html(rendered) == links(digest.stories)
    assert links_in_text(rendered) == links(digest.stories)
    assert told_in([rendered.json]) == [story.story_id for story in digest.stories]


def told_in(pages: Sequence[str]) -> list[int]:
    return [
        story["id"]
        for page in pages
        for section in json.loads(page)["data"]["sections"]
        for story in section["stories"]
    ]


@cache
def payload_validator() -> jsonschema.Draft202012Validator:
    """Made once: `jsonschema.validate` checks the schema itself anew for each of hundreds of pages."""
    jsonschema.Draft202012Validator.check_schema(payload_schema())
    return jsonschema.Draft202012Validator(payload_schema())


@given(floods(), st.integers(1, 40))
@settings(max_examples=25, deadline=None)
def test_pages_hold_everything_once_in_order(digest: Digest, times: int) -> None:
    long = "word " * 4_000
    stories = tuple(replace(story, why=long) for story in digest.stories) if times > 20 else digest.stories
    digest = replace(digest, sections=(section_of(*stories),))
    sizes = payload_pages(digest)
    rows = drafts(digest, "hook", "", sizes)
    pages = [page_json(digest, row.part) for row in rows]
    assert told_in(pages) == [story.story_id for story in stories]
    assert max(len(page.encode()) for page in pages) <= PAGE_BYTES
    for number, page in enumerate(pages, start=1):
        whole = json.loads(page)
        assert whole["data"]["page"] == {"number": number, "of": len(pages), "stories": len(stories)}
        payload_validator().validate(whole)


def test_a_digest_of_one_page_is_what_the_file_holds() -> None:
    digest = make_digest(40)
    assert payload_pages(digest) == (40,)
    assert page_json(digest, WHOLE) == page_json(digest, drafts(digest, "hook", "", (40,))[0].part)
    assert page_json(digest, WHOLE) == render(digest).json
