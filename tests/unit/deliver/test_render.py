"""The rules for mails, measured on what is really rendered: tags, sizes, directions, figures, both parts alike."""

from __future__ import annotations

import json
import re
from dataclasses import replace
from datetime import timedelta
from itertools import product
from typing import Any

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree, html

from monitor.deliver.render import Rendered, render
from monitor.deliver.render.bidi import has_rtl
from monitor.deliver.render.clean import clean, quote_segments
from monitor.deliver.render.payload import payload_json
from monitor.model.alerting import SentStory
from monitor.model.archive.audit import AuditHead, AuditMade
from monitor.model.coverage import CoverageForm, FeedTrouble, HeldBack, TopicSilence, Unfollowed
from monitor.model.digests import Digest, DigestSection
from monitor.model.ids import ArticleId, Direction, Priority
from tests.unit.deliver.kit import NOON, make_coverage, make_digest, make_story

TAGS = {
    *("html", "head", "meta", "title", "style", "body"),
    *("p", "h1", "h2", "h3", "a", "strong", "span", "div", "table", "tbody", "tr", "td"),
}
ATTRIBUTES = {
    *("lang", "dir", "class", "style", "href", "role", "width", "align", "cellpadding", "cellspacing", "border"),
    *("charset", "name", "content"),
}
PROPERTIES = {
    *("font-family", "font-size", "line-height", "color", "background-color", "text-align", "direction"),
    *("width", "max-width", "display", "margin", "padding", "border"),
}
BIDI_CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"
SIZES = (0, 1, 6, 30, 250)
MIXES = (("en",), ("ar",), ("he",), ("ru",), ("fa",), ("en", "ar", "ru", "he"))


def tree(rendered: Rendered) -> etree._Element:
    return html.document_fromstring(rendered.html)


def words(rendered: Rendered) -> str:
    body = tree(rendered).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).replace("\u200b", "").split())


def disallowed(root: etree._Element) -> list[str]:
    """Everything in the mail that is not on the lists."""
    found: list[str] = []
    for node in root.iter():
        if not isinstance(node.tag, str):
            found.append(f"{type(node).__name__}")
            continue
        found += [node.tag] if node.tag not in TAGS else []
        found += [f"{node.tag}@{name}" for name in node.attrib if name not in ATTRIBUTES]
        if node.tag == "meta":
            continue
        declarations = [part.partition(":") for part in (node.get("style") or "").split(";") if part.strip()]
        for name, _, value in declarations:
            family = re.sub(r"-(top|left|right|bottom)(-color)?$", "", name.strip())
            if (
                family not in PROPERTIES
                or "url" in value
                or "var(" in value
                or (family == "display" and "none" not in value)
            ):
                found.append(f"{node.tag}: {name}:{value}")
    return found


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("mix", MIXES, ids="-".join)
def test_only_what_every_mail_client_shows(size: int, mix: tuple[str, ...]) -> None:
    root = tree(render(make_digest(min(size, 60), mix, coverage=make_coverage(size))))
    assert disallowed(root) == []
    [style] = root.iter("style")
    assert set(re.findall(r"@[a-z-]+", style.text or "")) == {"@media"}
    assert "prefers-color-scheme: dark" in (style.text or "")
    assert "url(" not in (style.text or "")


@pytest.mark.parametrize(("size", "mix"), list(product(SIZES[:4], MIXES)), ids=str)
def test_every_block_of_a_story_has_its_own_language_and_direction(size: int, mix: tuple[str, ...]) -> None:
    root = tree(render(make_digest(size, mix)))
    blocks = [*root.iter("h1"), *root.iter("h3"), *root.iterfind(".//p[@class]")]
    for block in blocks:
        classes = block.get("class", "").split()
        if block.tag == "p" and "quote" not in classes:
            continue
        assert block.get("lang")
        assert block.get("dir") in {"ltr", "rtl"}
        side = "right" if block.get("dir") == "rtl" else "left"
        assert f"text-align:{side}" in (block.get("style") or "").replace(": ", ":")
    for element in (root, root.find(".//body/div")):
        assert element is not None
        assert element.get("lang") == "en"
        assert element.get("dir") == "ltr"


def isolated(block: etree._Element) -> str:
    """The block's text as the reader's bidi algorithm gets it: a `dir` attribute isolates."""
    text = block.text or ""
    for child in block:
        inner = isolated(child)
        text += {"rtl": f"\u2067{inner}\u2069", "ltr": f"\u2066{inner}\u2069"}.get(child.get("dir", ""), inner)
        text += child.tail or ""
    return text


def left_to_right(text: str) -> str:
    return "".join(char for char in text if not re.match(f"[\u0590-\u08ff\ufb1d-\ufefc{BIDI_CONTROLS}\u200b]", char))


@pytest.mark.parametrize("number", range(50))
def test_no_figure_changes_its_place(number: int) -> None:
    mix = MIXES[number % len(MIXES)]
    digest = make_digest(1 + number % 9, mix)
    story = replace(
        digest.sections[0].stories[0],
        topics=("البوكمال", "IRGC", "الحرس الثوري"),
        publisher=("عنب بلدي", "الحدث 24", "TV הארץ", "North Press")[number % 4],
        not_plain=f"البوكمال = Albu Kamal near 'قافلة'; rule border/albu-{number}",
        also_in=("משמרות המהפכה", "Border 2"),
    )
    section = replace(digest.sections[0], title="الحدود (2)", stories=(story, *digest.sections[0].stories[1:]))
    rendered = render(replace(digest, sections=(section, *digest.sections[1:]), title="מעקב 7"))
    lines = [
        line for line in rendered.text.splitlines() if re.search(r"\d", line) and not re.match(r"[\u0590-\u08ff]", line)
    ]
    root = tree(rendered)
    blocks = [node for node in root.iter("p", "h2") if node.get("dir") != "rtl"]
    assert len(lines) > 8
    for line in (*lines, *(isolated(block) for block in blocks)):
        assert left_to_right(get_display(line, base_dir="L")) == left_to_right(line)


@pytest.mark.parametrize("size", SIZES[:4])
@pytest.mark.parametrize("mix", MIXES, ids="-".join)
def test_both_parts_say_the_same(size: int, mix: tuple[str, ...]) -> None:
    rendered = render(make_digest(size, mix))
    root = tree(rendered)
    text = " ".join(rendered.text.split())
    titles = [" ".join("".join(node.itertext()).replace("\u200b", "").split()) for node in root.iter("h3")]
    places = [text.find(title, text.find("==")) for title in titles]
    assert -1 not in places
    assert len(titles) == (size + 3 if size else 0)
    hrefs = {node.get("href") for node in root.iter("a")}
    assert hrefs == set(re.findall(r"^ *(https?://\S+)$", rendered.text, re.MULTILINE))
    figures = re.findall(r"\d+ publishers?, (?:\d+|no) cop(?:y|ies)", words(rendered))
    assert figures == re.findall(r"\d+ publishers?, (?:\d+|no) cop(?:y|ies)", text)
    assert len(figures) == len(titles)


@pytest.mark.parametrize("size", SIZES[:4])
def test_own_text_lines_are_at_most_72_columns(size: int) -> None:
    rendered = render(make_digest(size))
    own = [
        line for line in rendered.text.splitlines() if line.startswith("   ") or line[:1].isdigit() or line[:2] == "=="
    ]
    wide = [line for line in own if len(line) > 72 and "http" not in line and not line.lstrip().startswith('"')]
    assert wide == []


def test_each_story_stands_once_and_names_its_other_lists() -> None:
    rendered = render(make_digest(6))
    links = [node.get("href") for h3 in tree(rendered).iter("h3") for node in h3.iter("a")]
    assert len(links) == len(set(links))
    assert "Also in: IRGC." in words(rendered)
    assert "1 more is under Syrian-Iraqi border" in words(rendered)


def test_every_full_story_carries_reason_evidence_and_its_id() -> None:
    rendered = render(make_digest(30))
    text = words(rendered)
    assert text.count("Why: ") == 7 + 3
    assert text.count(", first: ") == 7
    assert len(re.findall(r"NEW [0-9a-f]{4} · ", text)) == 30
    assert [int(n) for n in re.findall(r"^(\d+)\. NEW", rendered.text, re.MULTILINE)] == list(range(1, 31))
    for part in (text, " ".join(rendered.text.split())):
        assert part.count("monitor story 4f2b. About any address: monitor why LINK") == 1


def test_who_cannot_see_why_is_told_and_others_are_not() -> None:
    stories = (make_story(1, not_plain="البوكمال = Albu Kamal"), make_story(2, not_plain=""))
    section = DigestSection(watchlist="w", title="Watch", priority=Priority.HIGH, stories=stories)
    rendered = render(make_digest(2, sections=(section,), weak=()))
    for part in (words(rendered), rendered.text):
        assert part.count("Why: ") == 1
        assert "= Albu Kamal" in part
    assert [story["why"] for story in json.loads(rendered.json)["data"]["sections"][0]["stories"]] == [
        story.why for story in stories
    ]


@pytest.mark.parametrize("form", CoverageForm)
def test_coverage_as_wished_and_what_was_not_read_in_any_case(form: CoverageForm) -> None:
    holds = (HeldBack(why="silenced by the desk, for a parade", stories=2, until=NOON),)
    coverage = make_coverage(2, held=2, matched=30, holds=holds)
    rendered = render(replace(make_digest(2, coverage=coverage), coverage_form=form))
    for part in (words(rendered), " ".join(rendered.text.split())):
        assert ("what we looked at" in part.lower()) is (form is CoverageForm.FULL)
        assert ("118 read" in part) is (form is not CoverageForm.OFF)
        assert ("matched = 2 shown" in part) is (form is not CoverageForm.OFF)
        assert "Not seen: 2 of 120 feeds" in part
        assert part.count("held back until") == 1


@pytest.mark.parametrize("mix", [("en",), ("ru",), ("en", "ar", "ru", "he")], ids=" ".join)
def test_only_links_and_what_runs_from_right_to_left_are_longer_than_a_line(mix: tuple[str, ...]) -> None:
    rendered = render(make_digest(6, mix))
    long = [line for line in rendered.text.splitlines() if len(re.sub("[\u2066-\u2069]", "", line)) > 72]
    assert [line for line in long if "http" not in line and not has_rtl(line)] == []


def failing(*details: str) -> tuple[FeedTrouble, ...]:
    return tuple(
        FeedTrouble(title=f"Paper {number}", detail=detail, since=NOON - timedelta(minutes=number), tries=1)
        for number, detail in enumerate(details, 1)
    )


DNS = tuple(f"the name p{number}.example has no address (dns)" for number in range(1, 20))
ALIKE = {
    "few": (failing(*DNS[:2]), ["Paper 1: the name p1.example has", "Paper 2: the name p2.example has"]),
    "many": (
        failing(*DNS[:18]),
        ["18 feeds: Paper 1, Paper 2, Paper 3, Paper 4, Paper 5, Paper 6 and 12 more: the name p1.example has",
         "no address (dns), and the like, since 03:42."],
    ),
    "among others": (
        failing("no answer within 30 s (timeout)", *DNS[:3], "the server answered 404 (http_client_error)"),
        ["Paper 1: no answer within 30 s (timeout), since 03:59, 1 try.", "3 feeds: Paper 2, Paper 3 and Paper 4: the",
         "Paper 5: the server answered 404"],
    ),
    "without a reason": (failing(*["not read yet"] * 4), ["4 feeds: Paper 1, Paper 2, Paper 3 and Paper 4: not read"]),
    "more than are shown": (
        failing(*(f"an odd thing {number}" for number in range(7)), "odd", *DNS[:9]),
        ["9 feeds: Paper 9, Paper 10,", "and 1 more: monitor feeds health"],
    ),
    "told apart by what was answered": (
        failing(*(f"the server answered {status} (http_client_error)" for status in (401, 403, 404, 404, 404))),
        ["Paper 1: the server answered 401", "Paper 2: the server answered 403", "3 feeds: Paper 3, Paper 4 and"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("troubles", "told"), ALIKE.values(), ids=ALIKE)
def test_one_reason_for_many_feeds_is_one_line(troubles: tuple[FeedTrouble, ...], told: list[str]) -> None:
    coverage = make_coverage(1, feeds_read=100 - len(troubles), feeds=100, failing=troubles, silent=())
    rendered = render(make_digest(1, ("en",), coverage=coverage, zone="UTC"))
    for text in (words(rendered), " ".join(rendered.text.split())):
        assert [one for one in told if one not in text] == []


def test_a_silence_that_tells_something_comes_first_and_counts_as_no_feed() -> None:
    quiet = TopicSilence(
        topic="Albu Kamal",
        language="ar",
        publisher="",
        since=NOON - timedelta(days=4),
        usual="about 3 a day",
        others=14,
        feeds=12,
    )
    rendered = render(make_digest(1, ("en",), coverage=make_coverage(1, quiet=(quiet,)), zone="UTC"))
    for text in (words(rendered), " ".join(rendered.text.split())):
        assert "Albu Kamal: nothing in Arabic for 4 d (usually about 3 a day), 14 articles elsewhere" in text
    (told,) = json.loads(rendered.json)["data"]["coverage"]["quiet"]
    assert (told["topic"], told["language"], told["others"], told["feeds"]) == ("Albu Kamal", "ar", 14, 12)


AUDIT = AuditMade(
    watchlist="border",
    at=NOON,
    articles=8413,
    found=312,
    share=0.94,
    low=0.881,
    high=0.972,
    lines=2,
    first=(
        AuditHead(article=ArticleId(7), title="<b>Convoy</b> waits", publisher="North", url="https://n.example/7"),
        AuditHead(article=ArticleId(8), title="", publisher="South", url="javascript:alert(1)"),
    ),
)
AUDITED = {
    "share": (AUDIT, "Audit of border: 94 % (88 to 97 %) of what it watches was found. 2 articles to look at"),
    "lines": (AUDIT, "misses first: <b>Convoy</b> waits (North); an article (South). To see all: monitor audit border"),
    "unknown": (
        replace(AUDIT, share=None),
        "Audit of border: 312 stories found; of how many cannot be said yet. 2 art",
    ),
    "nothing": (replace(AUDIT, lines=0, first=()), "of what it watches was found. No article reads like a miss."),
}


@pytest.mark.parametrize("form", CoverageForm)
@pytest.mark.parametrize(("audit", "told"), AUDITED.values(), ids=AUDITED)
def test_an_audit_is_told_in_a_sentence(audit: AuditMade, told: str, form: CoverageForm) -> None:
    coverage = make_coverage(1, audits=(audit,))
    rendered = render(replace(make_digest(1, ("en",), coverage=coverage, zone="UTC"), coverage_form=form))
    assert told in " ".join(rendered.text.split())
    assert told in words(rendered)


def test_an_audit_is_in_the_json() -> None:
    rendered = render(make_digest(1, ("en",), coverage=make_coverage(1, audits=(AUDIT,)), zone="UTC"))
    (told,) = json.loads(rendered.json)["data"]["coverage"]["audits"]
    assert (told["watchlist"], told["share"], told["low"], told["lines"]) == ("border", 0.94, 0.881, 2)
    assert [(one["article"], one["url"]) for one in told["first"]] == [(7, "https://n.example/7"), (8, None)]


def test_what_befell_many_feeds_and_what_is_silent_is_never_left_out_for_single_ones() -> None:
    troubles = failing(*(f"an odd thing {number}" for number in range(12)), *DNS[:9], *["no answer (timeout)"] * 4)
    silent = (FeedTrouble(title="Quiet", detail="", since=NOON - timedelta(days=1)),)
    coverage = make_coverage(1, feeds_read=100 - len(troubles), feeds=100, failing=troubles, silent=silent)
    rendered = render(make_digest(1, ("en",), coverage=coverage, zone="UTC"))
    for text in (words(rendered), " ".join(rendered.text.split())):
        places = [
            text.index(one) for one in ("9 feeds: Paper 13", "4 feeds: Paper 22", "Quiet: read, but", "Paper 1: an")
        ]
        assert places == sorted(places)
        assert "and 7 more: monitor feeds health" in text


def impaired(kind: str, *titles: str) -> tuple[FeedTrouble, ...]:
    return tuple(FeedTrouble(title=title, detail=f"words of {kind}", since=None, kind=kind) for title in titles)


def test_feeds_with_shortcomings_are_a_line_for_each_of_these() -> None:
    silent = tuple(FeedTrouble(title=f"Quiet {n}", detail="", since=NOON - timedelta(days=n)) for n in (1, 3, 2))
    feeds = (*impaired("undated", "A", "B"), *impaired("slow", "C"), *impaired("of a later version", "D", "E"))
    rendered = render(make_digest(1, ("en",), coverage=make_coverage(1, silent=silent, impaired=feeds), zone="UTC"))
    for text in (words(rendered), " ".join(rendered.text.split())):
        assert "read, but their entries have no dates: A and B" in text
        assert "C: read, but words of slow" in text
        assert "read, but of a later version: D and E" in text
        assert "3 feeds: read, but nothing new for unusually long: Quiet 3 (since" in text
    told = json.loads(rendered.json)["data"]["coverage"]["impaired"]
    assert [(one["title"], one["kind"]) for one in told][:3] == [("A", "undated"), ("B", "undated"), ("C", "slow")]


@pytest.mark.parametrize(
    ("key", "said"),
    [
        ("2026-11-29/demo/demo", "It is the demo's own and stops with it."),
        ("2026-11-29/demo/07:00", "To change or stop it, edit daily in config/monitor.yaml,"),
        ("2026-11-29/daily/now-1", "To change or stop it, edit daily in config/monitor.yaml,"),
    ],
)
def test_how_to_stop_it(key: str, said: str) -> None:
    rendered = render(make_digest(1, ("en",), subscription="daily", key=key))
    assert said in words(rendered)
    assert said in " ".join(rendered.text.split())


@given(st.integers(0, 40), st.integers(0, 300), st.integers(0, 99), st.integers(0, 9), st.integers(0, 20))
def test_the_sum_adds_up(shown: int, folded: int, weak: int, held: int, more: int) -> None:
    matched = shown + folded + weak + held + more
    coverage = make_coverage(shown, matched=matched, folded=folded, weak=weak, held=held, more=more)
    rendered = render(make_digest(shown, ("en",), coverage=coverage))
    for text in (words(rendered), " ".join(rendered.text.split())):
        found = re.search(r"([\d,]+) matched = ([^.]+)\.", text)
        assert found is not None
        total, parts = found.groups()
        assert int(total.replace(",", "")) == sum(int(n.replace(",", "")) for n in re.findall(r"[\d,]+", parts))


SUBJECTS = [
    *((f"{mix[0]}-{n}-{tail}", make_digest(n, mix), tail) for mix, n, tail in product(MIXES, (1, 2, 6, 30), range(8))),
]


@pytest.mark.parametrize(("digest", "tail"), [case[1:] for case in SUBJECTS], ids=[case[0] for case in SUBJECTS])
def test_subjects(digest: Digest, tail: int) -> None:
    top = digest.sections[0].stories[0]
    title = f"{top.title} {'и ещё word ' * tail}" if top.direction is Direction.LTR else f"{top.title} {'كلمة ' * tail}"
    story = replace(top, title=title, publishers=tail + 1)
    section = replace(digest.sections[0], stories=(story, *digest.sections[0].stories[1:]))
    subject = render(replace(digest, sections=(section, *digest.sections[1:]))).subject
    assert len(subject) <= 70
    assert not set(subject) & set(BIDI_CONTROLS + "\r\n\x85\u2028\u2029")
    head = subject[:35]
    assert top.topics[0][:20] in head or top.title[:12] in head
    if top.direction is Direction.RTL:
        first = re.search("[\u0590-\u08ff]", subject)
        assert first is not None
        assert not re.search(r"\d", subject[first.start() :].replace(title, ""))


@pytest.mark.parametrize(
    ("digest", "subject", "first_line"),
    [
        pytest.param(
            make_digest(0),
            "Quiet: no story matched, 120 of 120 feeds read",
            "3,412 articles compared with Syrian-Iraqi border and IRGC; none matched.",
            id="nothing",
        ),
        pytest.param(
            make_digest(0, coverage=make_coverage(0)),
            "Quiet: no new story, 118 of 120 feeds read",
            "27 matched, none of them a new story.",
            id="only-copies-of-earlier-stories",
        ),
    ],
)
def test_a_quiet_day_is_said_and_covered(digest: Digest, subject: str, first_line: str) -> None:
    rendered = render(digest)
    assert rendered.subject == subject
    assert first_line in words(rendered)
    assert not list(tree(rendered).iter("h3"))
    for part in (words(rendered), " ".join(rendered.text.split())):
        assert "Config 9c1e7f2, unchanged since Fri 07:00." in part
        assert "Deliveries: all sent." in part
        assert "Digest 2026-11-22/border-watch/0700" in part


def test_trouble_is_shown_in_both_parts() -> None:
    error = "border.yaml:9: topics[2]: <b>withing</b> is not a key"
    coverage = make_coverage(1, config_error=error, undelivered=2, parked=3, orphans=2, orphan_lists=("towns",))
    rendered = render(make_digest(1, coverage=coverage))
    for part in (words(rendered), " ".join(rendered.text.split())):
        assert "SANA: no answer within 30 s, since 02:00, 5 tries." in part
        assert "Iraqi News: read, but nothing new since Wed 07:00." in part
        assert error in part
        assert "Deliveries: 2 late or given up. To see them: monitor deliveries list" in part
        assert "3 items given up after 3 tries" in part
        assert "2 alerts of towns are told by no subscription any more" in part
        assert "To see or tell them: monitor digest orphans" in part
        assert "Attention: The newest edit of config/ was refused, 2 deliveries not made and 2 alerts told" in part


@pytest.mark.parametrize(
    ("changes", "seen", "read"),
    [
        pytest.param({"feeds_read": 120, "failing": ()}, "Seen: all 120 feeds.", "120 feeds, 120 read.", id="all"),
        pytest.param(
            {"feeds": 1, "feeds_read": 0, "feeds_not_due": 1, "failing": ()},
            "Not seen: the only feed, not due in this time.",
            "1 feed, 0 read, 1 not due in this time.",
            id="nothing polled",
        ),
        pytest.param(
            {"feeds_read": 0, "feeds_not_due": 120, "failing": ()},
            "Not seen: all 120 feeds, not due in this time.",
            "120 feeds, 0 read, 120 not due in this time.",
            id="none of many polled",
        ),
        pytest.param(
            {"feeds_read": 115, "feeds_not_due": 3},
            "Not seen: 5 of 120 feeds (SANA and عنب بلدي; 3 not due in this time).",
            "120 feeds, 115 read, 3 not due in this time.",
            id="some failing, some not due",
        ),
    ],
)
def test_what_was_read_is_said_alike_in_all_parts(changes: dict[str, Any], seen: str, read: str) -> None:
    digest = make_digest(0, coverage=make_coverage(0, **changes))
    rendered = render(digest)
    for part in (words(rendered), " ".join(rendered.text.split())):
        plain = "".join(letter for letter in part if letter not in BIDI_CONTROLS)
        assert seen.split(": ")[1] in plain
        assert read in plain
    figures = json.loads(payload_json(digest, ""))["data"]["coverage"]
    assert figures["feeds"] == figures["feeds_read"] + figures["feeds_not_due"] + len(figures["failing"])


def test_what_feeds_held_back_is_one_line() -> None:
    held = make_coverage(1, entries_held=7, held_feeds=("Dawn Post", "Radio"))
    rendered = render(make_digest(1, coverage=held))
    line = "7 old or repeated entries held back, not matched (Dawn Post and Radio). To see or release them: "
    for part in (words(rendered), " ".join(rendered.text.split())):
        assert f"{line}monitor feeds held" in part
    assert "held back, not matched" not in words(render(make_digest(1)))


def test_the_same_digest_renders_the_same_bytes() -> None:
    assert render(make_digest(30)) == render(make_digest(30))


def test_a_story_that_cannot_be_shown_is_a_placeholder_among_its_neighbours() -> None:
    digest = make_digest(3, ("en",))
    bad = replace(digest.sections[0].stories[0], source="no such source")  # type: ignore[arg-type]
    section = replace(digest.sections[0], stories=(bad, *digest.sections[0].stories[1:]))
    rendered = render(replace(digest, sections=(section, *digest.sections[1:])))
    assert "NOT SHOWN" in words(rendered)
    assert "Convoy crosses at Albu Kamal before dawn (2)" in words(rendered)


@pytest.mark.parametrize(
    ("text", "mark", "marked"),
    [
        ("معبر والبوكمال قبل", "بوكمال", "والبوكمال"),
        ("at Albu Kamal's gate", "Albu Kamal", "Albu Kamal"),
        ("the al-Heri road", "Heri", "Heri"),
        ("в Абу-Кемале утром", "Кемал", "Кемале"),
        ("伊朗革命卫队宣布", "革命卫队", "革命卫队"),
        ("a\u202eb\x1b[31mKamal\x00 x", "Kamal", "31mKamal"),
    ],
)
def test_the_whole_written_word_is_marked(text: str, mark: str, marked: str) -> None:
    at = text.index(mark)
    segments = quote_segments(text, [(at, at + len(mark))])
    assert [segment.text for segment in segments if segment.marked] == [marked]


@given(st.text(max_size=600), st.lists(st.tuples(st.integers(-5, 700), st.integers(-5, 700)), max_size=5))
def test_any_quote_keeps_its_letters_within_the_limit(text: str, marks: list[tuple[int, int]]) -> None:
    segments = quote_segments(text, marks)
    joined = "".join(segment.text for segment in segments)
    assert len(joined) <= 240 + 4
    assert joined.strip("… ") in clean(text)
    assert not set(joined) & set(BIDI_CONTROLS + "\r\n\x00\x1b")


def test_no_word_of_a_feed_is_too_long_for_a_phone() -> None:
    digest = make_digest(1, ("en",))
    url = f"https://{'h' * 60}.example/{'%D8%A7' * 60}"
    story = replace(
        digest.sections[0].stories[0], title="W" * 150, publisher="P" * 80, url=url, why="y" * 200, topics=("T" * 60,)
    )
    rendered = render(replace(digest, sections=(replace(digest.sections[0], stories=(story,)),)))
    body = tree(rendered).find("body")
    assert body is not None
    assert max(len(word) for text in body.itertext() for word in re.split(r"[\s\u200b/?-]", text)) <= 34
    assert "monitor why LINK" in words(rendered)
    assert "W" * 150 in words(rendered)


def test_articles_that_are_followed_no_longer_are_named_those_with_a_reason_of_their_own_first() -> None:
    left = [
        Unfollowed(title=f"Old {n}", publisher="P", url="https://p.example/o", detail="unchanged for 7 days", at=NOON)
        for n in range(4)
    ]
    gone = Unfollowed(title="Taken down", publisher="P", url="javascript:x", detail="its page is gone", at=NOON)
    rendered = render(make_digest(1, coverage=make_coverage(1, followed=12, unfollowed=(*left, gone))))
    text = " ".join(rendered.text.split())
    assert "12 articles are followed for changes, 5 no longer, 2 of them not named here." in text
    assert "Taken down: no longer followed, its page is gone. Old 0: no longer followed, unchanged for 7 days." in text
    assert "<strong>Taken down:</strong> no longer followed, its page is gone." in rendered.html
    told = json.loads(rendered.json)["data"]["coverage"]
    assert (told["followed"], len(told["unfollowed"])) == (12, 5)
    assert told["unfollowed"][-1]["url"] is None
    assert "followed for changes" not in render(make_digest(1)).text


def sent(ref: str, hour: int, state: str, title: str) -> SentStory:
    at = NOON.replace(hour=0) + timedelta(hours=hour)
    url = f"https://{ref}.example/{hour}"
    return SentStory(
        at=at, ref=ref, state=state, title=title, language="en", direction=Direction.LTR, url=url, publisher="Paper"
    )


def test_what_was_sent_at_once_is_a_line_for_each_story() -> None:
    told = (
        sent("aaaa", 0, "new", "Bridge closed"),
        sent("bbbb", 1, "update", "Toll rises"),
        sent("aaaa", 2, "update", "Bridge open again"),
        sent("bbbb", 3, "correction", "Toll was wrong"),
    )
    rendered = render(replace(make_digest(1, weak=()), sent=told, zone="UTC"))
    for part in (words(rendered), " ".join(rendered.text.split())):
        assert "2 stories at once, listed below." in part
        assert part.count("Bridge") == part.count("Toll") == 1
        assert "Bridge open again" in part
        assert "sent 00:00, last 02:00" in part
        assert "sent 01:00, last 03:00" in part
        assert part.index("Toll was wrong") < part.index("Bridge open again")
    assert re.search(r"NEW \[aaaa\]", rendered.text)
    assert re.search(r"CORRECTION \[bbbb\]", rendered.text)
    assert len(json.loads(rendered.json)["data"]["sent"]) == 4
