"""Where an entry's text comes from, and which article it is."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from monitor.core.entries.asking import is_of_all, wants_metadata, wants_page
from monitor.core.extract import (
    article_identity,
    decide_extract,
    decide_rested,
    extract_failed,
)
from monitor.core.transfers import as_far_as_it_came
from monitor.core.urls import url_key
from monitor.model.articles import ArticleDraft, EntryClaim, ExtractedPage, ExtractIntent, KnownArticle
from monitor.model.feeds import FetchFailure, FetchResult, ParseFailure
from monitor.model.ids import ArticleId, EntryId, FeedId, Token
from monitor.model.outcomes import ExtractOutcome, FetchReason, ParseReason, TextSource

NOW = datetime(2026, 11, 22, 9, tzinfo=UTC)
URL = "https://news.example/story/convoy-crosses-the-border"
CLAIM = EntryClaim(
    id=EntryId(5),
    token=Token(7),
    attempts=1,
    feed_id=FeedId(1),
    feed_url="https://news.example/feed",
    publisher="News",
    url=f"{URL}?utm_source=rss",
    canonical_url=URL,
    title="Convoy crosses",
    summary="A convoy crossed the border before dawn.",
    content="",
    language="en",
    published_at=NOW - timedelta(hours=2),
    first_seen_at=NOW - timedelta(hours=1),
)


def words(count: int) -> str:
    return " ".join(f"word{n}" for n in range(count))


PAGE = ExtractedPage(title="Page title", text=words(300), language="fr", published_at=NOW, author="A. Writer")
DOWN = FetchFailure(reason=FetchReason.TIMEOUT, detail="no answer within 30 s", url="https://hop.example/x")
MISSING = FetchFailure(reason=FetchReason.HTTP_CLIENT_ERROR, detail="HTTP 404", status=404)
ROBOTS = FetchFailure(reason=FetchReason.ROBOTS, detail="robots.txt asks us not to")
CHALLENGE = ParseFailure(reason=ParseReason.CHALLENGE_PAGE, detail="a challenge page")


def decide(
    page: ExtractedPage | ParseFailure | FetchFailure | None,
    final_url: str = URL,
    existing: ArticleId | None = None,
    **changes: Any,
) -> ExtractIntent:
    return decide_extract(
        replace(CLAIM, **changes),
        page,
        final_url=final_url,
        existing=existing,
        content_key=lambda title, text: f"{title}|{text[:20]}",
        now=NOW,
    )


def article(intent: ExtractIntent) -> ArticleDraft:
    assert intent.article is not None
    return intent.article


FULL = {"content": words(200)}
BARE = {"title": "", "summary": ""}
CASES: dict[str, tuple[Any, Any, ExtractOutcome]] = {
    "page": (PAGE, {}, ExtractOutcome.PAGE),
    "page and full feed text": (PAGE, FULL, ExtractOutcome.PAGE),
    "the beginning": (replace(PAGE, partial="it says so"), {}, ExtractOutcome.PAGE_PART),
    "the beginning, and all of it in the feed": (
        replace(PAGE, text=words(150), partial="it says so"),
        FULL,
        ExtractOutcome.FEED_CONTENT,
    ),
    "page much shorter than the feed": (replace(PAGE, text=words(90)), FULL, ExtractOutcome.FEED_CONTENT),
    "page much shorter than the summary": (
        replace(PAGE, text="a"),
        {"summary": words(50)},
        ExtractOutcome.SUMMARY_ONLY,
    ),
    "page without text": (replace(PAGE, text=" "), {}, ExtractOutcome.SUMMARY_ONLY),
    "missing page, full feed text": (MISSING, FULL, ExtractOutcome.FEED_CONTENT),
    "missing page, summary": (MISSING, {}, ExtractOutcome.SUMMARY_ONLY),
    "missing page, title only": (MISSING, {"summary": ""}, ExtractOutcome.SUMMARY_ONLY),
    "missing page, nothing": (MISSING, BARE, ExtractOutcome.NO_TEXT),
    "page title only": (replace(PAGE, text=""), BARE, ExtractOutcome.SUMMARY_ONLY),
    "robots": (ROBOTS, FULL, ExtractOutcome.FEED_CONTENT),
    "challenge": (CHALLENGE, {}, ExtractOutcome.SUMMARY_ONLY),
    "no link": (None, {"url": "", "canonical_url": ""}, ExtractOutcome.SUMMARY_ONLY),
    "down, first try": (DOWN, {}, ExtractOutcome.RETRY),
    "down, second try": (DOWN, {"attempts": 2}, ExtractOutcome.RETRY),
    "down, third try": (DOWN, {"attempts": 3}, ExtractOutcome.SUMMARY_ONLY),
    "down, but the feed has it all": (DOWN, FULL, ExtractOutcome.FEED_CONTENT),
    "fourth claim": (PAGE, {"attempts": 4}, ExtractOutcome.PARKED),
}


COMES_LATER = (DOWN, MISSING, CHALLENGE, replace(PAGE, text=" "), replace(PAGE, text=""))


@pytest.mark.parametrize(("page", "changes", "expected"), CASES.values(), ids=CASES.keys())
def test_outcome(page: Any, changes: Any, expected: ExtractOutcome) -> None:
    intent = decide(page, **changes)
    assert intent.outcome is expected
    assert (intent.entry_id, intent.token, intent.at) == (5, 7, NOW)
    assert intent.detail
    again = expected is ExtractOutcome.RETRY or (expected is ExtractOutcome.SUMMARY_ONLY and page in COMES_LATER)
    assert (intent.next_try_at is not None) is again
    ends_without = (ExtractOutcome.NO_TEXT, ExtractOutcome.RETRY, ExtractOutcome.PARKED)
    assert (intent.article is None) is (expected in ends_without)
    if intent.article:
        assert intent.article.text
        assert intent.article.source == expected.value
        assert intent.article.content_key == f"{intent.article.title}|{intent.article.text[:20]}"


def test_draft_of_a_page() -> None:
    draft = article(decide(PAGE))
    assert (draft.title, draft.language, draft.author) == ("Convoy crosses", "fr", "A. Writer")
    assert (draft.canonical_url, draft.url_key, draft.final_url) == (URL, url_key(URL), URL)
    assert (draft.published_at, draft.first_seen_at, draft.fetched_at) == (
        CLAIM.published_at,
        CLAIM.first_seen_at,
        NOW,
    )


def test_what_the_feed_lacks_comes_from_the_page() -> None:
    draft = article(decide(PAGE, title="", published_at=None))
    assert (draft.title, draft.published_at) == ("Page title", NOW)
    assert article(decide(replace(PAGE, language=""))).language == "en"


def test_dates_far_ahead_are_not_believed() -> None:
    ahead = NOW + timedelta(days=2)
    assert article(decide(PAGE, published_at=ahead)).published_at == NOW
    assert article(decide(replace(PAGE, published_at=ahead), published_at=ahead)).published_at is None


@pytest.mark.parametrize(
    ("changes", "expected"),
    [({}, False), ({"title": ""}, True), ({"published_at": None}, True)],
    ids=["complete", "no title", "no date"],
)
def test_wants_metadata(changes: Any, expected: bool) -> None:
    assert wants_metadata(replace(CLAIM, **changes)) is expected


def test_thin_page_keeps_the_words_of_the_feed() -> None:
    assert article(decide(replace(PAGE, text=words(30)))).text.startswith(f"{CLAIM.summary}\nword0")
    teaser = f"Subscribe! {CLAIM.summary.upper()} {words(20)}"
    assert article(decide(replace(PAGE, text=teaser))).text == teaser


def test_no_text_of_the_feed_replaces_another() -> None:
    text = article(decide(MISSING, summary="On Marrat.", content=words(20))).text
    assert text == f"{words(20)}\nOn Marrat."
    assert article(decide(MISSING, summary="word0 word1 …", content=words(20))).text == words(20)


def test_words_of_scripts_without_spaces_count() -> None:
    chinese = "车队在黎明前越过边境" * 30
    assert decide(MISSING, content=chinese).outcome is ExtractOutcome.FEED_CONTENT


def test_existing_article_is_joined() -> None:
    intent = decide(DOWN, existing=ArticleId(3))
    assert (intent.outcome, intent.joins, intent.article) == (ExtractOutcome.SAME_URL, 3, None)


@pytest.mark.parametrize(
    ("attempts", "asked", "minutes"),
    [(0, None, 2), (1, None, 2), (2, None, 10), (1, 300, 5), (1, 3_600, 60), (2, 1, 10)],
)
def test_retry_delay(attempts: int, asked: int | None, minutes: int) -> None:
    intent = decide(replace(DOWN, retry_after_s=asked), attempts=attempts)
    assert intent.next_try_at == NOW + timedelta(minutes=minutes)


def test_who_wants_to_be_left_alone_for_long_does_not_hold_up_what_the_feed_says() -> None:
    intent = decide(replace(DOWN, retry_after_s=7_200))
    assert intent.outcome is ExtractOutcome.SUMMARY_ONLY
    assert intent.next_try_at is not None


@pytest.mark.parametrize("reason", [ParseReason.PARSER_CRASH, ParseReason.PARSER_MEMORY, ParseReason.PARSER_TIMEOUT])
def test_trouble_of_our_own_parsers_is_not_the_articles(reason: ParseReason) -> None:
    trouble = ParseFailure(reason=reason, detail="x")
    for attempts, minutes in ((1, 2), (2, 10)):
        intent = decide(trouble, attempts=attempts)
        assert (intent.outcome, intent.next_try_at) == (ExtractOutcome.RETRY, NOW + timedelta(minutes=minutes))
    last = decide(trouble, attempts=3)
    assert last.outcome is ExtractOutcome.SUMMARY_ONLY
    assert last.next_try_at is not None  # and then the page is asked for again, a few times


def test_a_page_that_broke_off_is_used_as_far_as_it_came_and_asked_for_again() -> None:
    broken = FetchFailure(reason=FetchReason.TRUNCATED, detail="the body is shorter than announced")
    half = FetchResult(status=200, url=URL, body=b"<html><p>The convoy", broken=broken)
    found = as_far_as_it_came(PAGE, half)
    assert isinstance(found, ExtractedPage)
    intent = decide(found)
    assert intent.outcome is ExtractOutcome.PAGE_PART
    assert intent.next_try_at == NOW + timedelta(minutes=2)
    assert "broke off" in intent.detail
    whole = replace(half, body=b"<html><p>The convoy</p></html>\n<!-- cached -->\n")
    assert as_far_as_it_came(PAGE, whole) == PAGE
    assert as_far_as_it_came(ParseFailure(reason=ParseReason.NO_TEXT, detail="x"), half) == broken
    assert as_far_as_it_came(replace(PAGE, text=" "), half) == broken


def test_consent_page_is_not_the_article() -> None:
    intent = decide(replace(PAGE, text="We value your privacy " * 100), "https://consent.news.example/?back=1")
    draft = article(intent)
    assert intent.outcome is ExtractOutcome.SUMMARY_ONLY
    assert "consent" in intent.detail
    assert (draft.text, draft.canonical_url, draft.final_url) == (CLAIM.summary, URL, CLAIM.url)


def test_failed_hop_is_not_the_article() -> None:
    draft = article(decide(DOWN, DOWN.url, attempts=3))
    assert (draft.canonical_url, draft.final_url) == (URL, CLAIM.url)


def test_where_a_page_without_an_article_lies_makes_no_two_entries_one() -> None:
    draft = article(decide(CHALLENGE, "https://other.example/story/convoy-crosses-the-border"))
    assert draft.canonical_url == URL
    assert draft.final_url == "https://other.example/story/convoy-crosses-the-border"
    assert article(decide(CHALLENGE, "")).final_url == CLAIM.url


def test_page_that_names_its_own_address() -> None:
    page = replace(PAGE, canonical_url=f"{URL}.html")
    assert article_identity(CLAIM, page, URL).canonical_url == f"{URL}.html"


def test_entry_without_own_link_is_an_article_of_its_own() -> None:
    one, two = (replace(CLAIM, canonical_url="", title=title) for title in ("One", "Two"))
    keys = [article_identity(claim, PAGE, URL).url_key for claim in (one, two, one)]
    assert keys[0] == keys[2] != keys[1]
    assert article(decide(PAGE, canonical_url="")).canonical_url == ""


def test_the_same_words_of_another_day_are_another_article() -> None:
    first = replace(CLAIM, canonical_url="")
    second = replace(first, published_at=NOW)
    keys = [article_identity(claim, None, "").url_key for claim in (first, second, first)]
    assert keys[0] == keys[2] != keys[1]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        pytest.param({}, True, id="a page of its own"),
        pytest.param({"url": "", "canonical_url": ""}, False, id="no link"),
        pytest.param({"canonical_url": ""}, False, id="a page for all"),
        pytest.param({"canonical_url": "", "summary": "", "content": "Words"}, False, id="a page for all, own content"),
        pytest.param({"canonical_url": "", "summary": ""}, True, id="a page for all, no text"),
        pytest.param({"canonical_url": "", "summary": "convoy  crosses"}, True, id="a page for all, title for text"),
    ],
)
def test_wants_page(changes: dict[str, Any], expected: bool) -> None:
    assert wants_page(replace(CLAIM, **changes)) is expected


def test_an_entry_under_a_page_for_all_says_what_its_feed_says() -> None:
    intent = decide(None, "", canonical_url="")
    assert article(intent).text == CLAIM.summary
    assert intent.detail == "its link leads to a page that several entries share; used 7 words from the feed"


@pytest.mark.parametrize(
    ("attempts", "outcome", "minutes"),
    [(1, ExtractOutcome.RETRY, 2), (2, ExtractOutcome.RETRY, 10), (3, ExtractOutcome.PARKED, None)],
)
def test_bug_is_tried_again_then_parked(attempts: int, outcome: ExtractOutcome, minutes: int | None) -> None:
    intent = extract_failed(replace(CLAIM, attempts=attempts), "KeyError", NOW)
    assert (intent.outcome, intent.detail) == (outcome, f"could not be extracted (KeyError), try {attempts} of 3")
    assert intent.next_try_at == (NOW + timedelta(minutes=minutes) if minutes else None)


BEFORE = KnownArticle(
    id=ArticleId(9),
    version=2,
    title="Convoy crosses",
    text=words(300),
    source=TextSource.PAGE,
    content_key="Convoy crosses|" + words(300)[:20],
    read_at=NOW - timedelta(hours=2),
    own=True,
)
OTHERS = replace(BEFORE, own=False)
SUMMARY = replace(BEFORE, text=CLAIM.summary, source=TextSource.SUMMARY_ONLY, content_key="old")
EDIT = replace(PAGE, text=f"Now {words(300)}")
THIN = replace(PAGE, text=f"Now {words(60)}")
TOLD_ANEW = {"summary": "At noon a convoy crossed the border."}
AGAIN: dict[str, tuple[KnownArticle, Any, dict[str, Any], ExtractOutcome, str]] = {
    "edited page": (BEFORE, EDIT, {}, ExtractOutcome.EDITED, "version 3"),
    "same page": (BEFORE, PAGE, {}, ExtractOutcome.UNCHANGED, "as before; version 2 stays (page)"),
    "same page, another summary": (BEFORE, PAGE, TOLD_ANEW, ExtractOutcome.UNCHANGED, "as before"),
    "much shorter page": (BEFORE, replace(EDIT, text=words(100)[4:]), {}, ExtractOutcome.UNCHANGED, "longer text"),
    "missing page": (BEFORE, MISSING, TOLD_ANEW, ExtractOutcome.UNCHANGED, "HTTP 404 (http_client_error)"),
    "missing page, full feed text": (BEFORE, MISSING, FULL, ExtractOutcome.UNCHANGED, "text of the page is kept"),
    "challenge": (BEFORE, CHALLENGE, FULL, ExtractOutcome.UNCHANGED, "challenge"),
    "down, first try": (BEFORE, DOWN, {}, ExtractOutcome.RETRY, "no answer"),
    "down, full feed text": (BEFORE, DOWN, FULL, ExtractOutcome.RETRY, "no answer"),
    "down, third try": (BEFORE, DOWN, {"attempts": 3}, ExtractOutcome.UNCHANGED, "no answer"),
    "fourth claim": (BEFORE, PAGE, {"attempts": 4}, ExtractOutcome.PARKED, "given up"),
    "nothing at all": (BEFORE, MISSING, BARE, ExtractOutcome.UNCHANGED, "HTTP 404"),
    "another entry's, edited page": (OTHERS, EDIT, {}, ExtractOutcome.EDITED, "version 3"),
    "another entry's, same page": (OTHERS, PAGE, TOLD_ANEW, ExtractOutcome.UNCHANGED, "as before"),
    "another entry's, thin page": (OTHERS, THIN, {}, ExtractOutcome.UNCHANGED, "little text"),
    "another entry's, missing page": (OTHERS, MISSING, TOLD_ANEW, ExtractOutcome.UNCHANGED, "HTTP 404"),
    "own summary": (SUMMARY, MISSING, TOLD_ANEW, ExtractOutcome.EDITED, "used 7 words from the feed"),
    "own summary, now a page": (SUMMARY, PAGE, {}, ExtractOutcome.EDITED, "page, 300 words"),
    "own summary, now the full text": (SUMMARY, MISSING, FULL, ExtractOutcome.EDITED, "used 207 words"),
    "no link, another text": (SUMMARY, None, {"url": "", **TOLD_ANEW}, ExtractOutcome.EDITED, "no page to fetch"),
    "another feed's summary": (replace(SUMMARY, own=False), MISSING, TOLD_ANEW, ExtractOutcome.UNCHANGED, "HTTP 404"),
}


@pytest.mark.parametrize(("before", "page", "changes", "outcome", "said"), AGAIN.values(), ids=AGAIN)
def test_a_second_look(
    before: KnownArticle, page: Any, changes: dict[str, Any], outcome: ExtractOutcome, said: str
) -> None:
    intent = decide(page, article=before, **changes)
    assert intent.outcome is outcome
    assert said in intent.detail
    assert (intent.article is not None) is (outcome is ExtractOutcome.EDITED)
    looked = outcome in (ExtractOutcome.EDITED, ExtractOutcome.UNCHANGED)
    assert intent.joins == (before.id if looked else None)
    assert intent.replaces == (before.version if outcome is ExtractOutcome.EDITED else None)
    shown = intent.article.source if intent.article else before.source
    waits = page is MISSING and shown is TextSource.SUMMARY_ONLY
    assert (intent.next_try_at is not None) is (outcome is ExtractOutcome.RETRY or waits)


@pytest.mark.parametrize(("status", "again"), [(404, True), (403, False), (410, False), (None, False)])
def test_a_page_that_is_not_there_yet_is_asked_for_again(status: int | None, again: bool) -> None:
    page = replace(MISSING, status=status)
    assert (decide(page).next_try_at == CLAIM.first_seen_at + timedelta(hours=4)) is again
    assert decide(page, first_seen_at=NOW - timedelta(hours=31)).next_try_at is None
    assert decide(page, **FULL).next_try_at is None


WALL = replace(PAGE, text="Subscribe to read on.")
NEWS = {"title": "Convoy turned back", "summary": "Soldiers turned the convoy back at noon."}
RETITLED: dict[str, tuple[KnownArticle, Any, dict[str, Any], tuple[str, ...]]] = {
    "a missing page": (BEFORE, MISSING, NEWS, (NEWS["summary"],)),
    "a challenge": (BEFORE, CHALLENGE, NEWS, (NEWS["summary"],)),
    "a page that is down": (BEFORE, DOWN, {**NEWS, "attempts": 3}, (NEWS["summary"],)),
    "a wall": (BEFORE, WALL, NEWS, (NEWS["summary"],)),
    "a wall that the feed shows too": (BEFORE, WALL, {**NEWS, "summary": WALL.text}, ()),
    "two lines, one known": (BEFORE, MISSING, {**NEWS, "summary": f"Turned back.\n{words(20)}"}, ("Turned back.",)),
    "content and summary": (BEFORE, MISSING, {**NEWS, "content": "Lorries wait."}, (NEWS["summary"], "Lorries wait.")),
    "a summary that stands in the text": (BEFORE, MISSING, {**NEWS, "summary": words(20).upper()}, ()),
    "a headline alone": (BEFORE, MISSING, {**NEWS, "summary": ""}, ()),
    "the same page": (BEFORE, PAGE, NEWS, ()),
    "another feed's words": (OTHERS, PAGE, NEWS, ()),
}


@pytest.mark.parametrize(("before", "page", "changes", "added"), RETITLED.values(), ids=RETITLED)
def test_over_a_text_that_is_kept_stands_what_the_feed_says_with_its_new_headline(
    before: KnownArticle, page: Any, changes: dict[str, Any], added: tuple[str, ...]
) -> None:
    intent = decide(page, article=before, **changes)
    if not before.own:
        assert intent.article is None
        return
    assert (article(intent).title, article(intent).source) == (NEWS["title"], before.source)
    assert article(intent).text == "\n".join((*added, before.text))


def test_the_next_article_under_an_address_takes_the_place_of_a_longer_one() -> None:
    page = replace(PAGE, text="Soldiers turned the convoy back at noon.\nNobody was hurt.")
    draft = article(decide(page, article=BEFORE, **NEWS))
    assert (draft.title, draft.text) == (NEWS["title"], page.text)


def test_another_feeds_words_do_not_get_into_the_article() -> None:
    draft = article(decide(EDIT, article=OTHERS, title="Our own headline", content=words(250)))
    assert (draft.title, draft.text) == (OTHERS.title, EDIT.text)


@pytest.mark.parametrize(
    ("existing", "outcome"),
    [(None, ExtractOutcome.EDITED), (BEFORE.id, ExtractOutcome.EDITED), (ArticleId(10), ExtractOutcome.UNCHANGED)],
)
def test_a_link_that_leads_to_another_article_by_now(existing: ArticleId | None, outcome: ExtractOutcome) -> None:
    intent = decide(EDIT, final_url="https://news.example/moved", existing=existing, article=BEFORE)
    assert intent.outcome is outcome
    assert (f"{existing}" == "10") is ("another article" in intent.detail)


@pytest.mark.parametrize(
    ("before", "read_before", "rested"),
    [
        pytest.param(BEFORE, timedelta(minutes=59), True, id="looked at meanwhile"),
        pytest.param(BEFORE, timedelta(hours=1), False, id="not for an hour"),
        pytest.param(SUMMARY, timedelta(minutes=1), False, id="its own words are the text"),
        pytest.param(replace(SUMMARY, own=False), timedelta(minutes=1), True, id="another feed's words are the text"),
        pytest.param(None, timedelta(0), False, id="never read"),
    ],
)
def test_one_look_an_hour_for_all_entries(before: KnownArticle | None, read_before: timedelta, rested: bool) -> None:
    known = before and replace(before, read_at=NOW - read_before)
    intent = decide_rested(replace(CLAIM, article=known), NOW)
    assert (intent is not None) is rested
    if intent is not None:
        assert (intent.outcome, intent.joins, intent.article) == (ExtractOutcome.UNCHANGED, None, None)


def test_a_beginning_keeps_the_feeds_words_and_says_why_it_is_one() -> None:
    page = replace(PAGE, text=words(100), partial='the page says "Subscribe"')
    intent = decide(page, summary="Shelling near Qadmar, the mayor said.")
    assert article(intent).text == f"Shelling near Qadmar, the mayor said.\n{words(100)}"
    assert intent.detail == 'page, 100 words, after the feed\'s text; only the beginning: the page says "Subscribe"'


@pytest.mark.parametrize(
    ("title", "site", "text", "told"),
    [
        (
            "Mayor of Qadmar resigns today",
            "",
            "He gave no reason.",
            "Mayor of Qadmar resigns today\nHe gave no reason.",
        ),
        (
            "Mayor of Qadmar resigns today",
            "",
            "Mayor of Qadmar resigns today. Why?",
            "Mayor of Qadmar resigns today. Why?",
        ),
        ("News of the valley", "News of the valley", "He gave no reason.", "He gave no reason."),
        ("Politics", "", "He gave no reason.", "He gave no reason."),
        ("09:45 A mayor goes", "", "He gave no reason.", "He gave no reason."),
        ("", "", "He gave no reason.", "He gave no reason."),
    ],
)
def test_another_headline_of_the_page_is_told(title: str, site: str, text: str, told: str) -> None:
    page = replace(PAGE, title=title, site_name=site, text=text)
    assert article(decide(page, summary="", title="A mayor goes")).text == told


LATEST = {"url": "https://coast.example/warnings", "canonical_url": "https://coast.example/warnings", "summary": ""}
ICE = "Drifting ice was sighted off Sarin.\nShips should slow down."


@pytest.mark.parametrize(
    ("shown", "changes", "waits"),
    [
        ("A drifting mine was sighted off Qadmar.", {}, True),
        ("A drifting mine was sighted off Qadmar.", {"attempts": 2}, False),
        ("A drifting mine was sighted off Qadmar.", {"canonical_url": URL}, False),
        ("A drifting mine was sighted off Qadmar.", {"article": None}, False),
        (f"{ICE}\nThe coast guard left port.", {}, False),
        ("DRIFTING ICE was sighted  off Sarin.", {}, False),
        (
            "A drifting mine was sighted off Qadmar.",
            {"summary": "09.40: A drifting mine was sighted off Qadmar."},
            False,
        ),
        ("Ships beware.", {"summary": "Ships beware. The mine was sunk."}, True),
    ],
    ids=[
        "another",
        "asked once",
        "an article's page",
        "read first",
        "an edit",
        "a line stayed",
        "its entry says so",
        "too few words",
    ],
)
def test_what_a_page_of_the_latest_shows_is_left_to_the_next_entry(
    shown: str, changes: dict[str, Any], waits: bool
) -> None:
    known = replace(BEFORE, title="Ice off Sarin", text=ICE)
    intent = decide(replace(PAGE, text=shown), **{"article": known, **LATEST, **changes})
    assert (intent.outcome is ExtractOutcome.RETRY) is waits
    assert (intent.next_try_at == NOW + timedelta(minutes=30)) is waits


PLACE = {"url": "https://valley.example/notices#gate", "canonical_url": ""}


@pytest.mark.parametrize(
    ("changes", "wanted"),
    [
        (PLACE, True),
        ({**PLACE, "article": BEFORE}, True),
        ({**PLACE, "content": words(200)}, False),
        ({**PLACE, "url": "https://valley.example/notices"}, False),
        ({**PLACE, "url": "https://valley.example/notices#content"}, False),
        ({**PLACE, "url": "https://valley.example/notices", "summary": ""}, True),
        ({**PLACE, "url": "https://valley.example/notices", "summary": "", "article": BEFORE}, False),
    ],
    ids=[
        "a place",
        "again",
        "the feed has it all",
        "no place",
        "a place of every page",
        "no text",
        "shared, read once",
    ],
)
def test_a_page_of_several_is_asked_for_an_entrys_own_place(changes: dict[str, Any], wanted: bool) -> None:
    assert wants_page(replace(CLAIM, **changes)) is wanted


def test_the_whole_page_is_no_section_of_an_entry_that_tells_its_text() -> None:
    claim, whole = replace(CLAIM, **PLACE), replace(PAGE, text="All of it.")
    assert is_of_all(claim, whole)
    assert not is_of_all(claim, replace(whole, section=True))
    assert not is_of_all(replace(claim, summary=""), whole), "better than nothing"
    assert not is_of_all(CLAIM, whole)
    assert not is_of_all(claim, DOWN)


FLASH = replace(PAGE, text="A blast was heard near the border. More to follow.")


@pytest.mark.parametrize(("seen_ago", "asked_in"), [(0.1, 0.9), (2.0, 2.0), (11.0, 1.0), (20.0, 10.0), (31.0, None)])
def test_a_page_that_says_that_more_follows_is_asked_for_again(seen_ago: float, asked_in: float | None) -> None:
    intent = decide(FLASH, first_seen_at=NOW - timedelta(hours=seen_ago))
    assert intent.outcome is ExtractOutcome.PAGE
    assert intent.next_try_at == (None if asked_in is None else NOW + timedelta(hours=asked_in))
    assert ("it says that more follows" in intent.detail) is (asked_in is not None)


def test_a_page_that_says_no_such_thing_is_not() -> None:
    assert decide(replace(FLASH, text="A blast was heard near the border.")).next_try_at is None
