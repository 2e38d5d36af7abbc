"""Article pages: bytes of HTML to title, text and facts."""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlsplit

from lxml import etree

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.dates import parse_date
from monitor.parse.encoding import decode_body
from monitor.parse.language import guess_language
from monitor.parse.pages.absent import is_bare_notice, leads_home, lists_others, speaks_to_visitors
from monitor.parse.pages.beside.built import HEADINGS
from monitor.parse.pages.blocks import PageBlocks
from monitor.parse.pages.captions import telling_captions
from monitor.parse.pages.dated import shown_date
from monitor.parse.pages.extractor.loading import load_page
from monitor.parse.pages.extractor.main_text import main_text, searched_page
from monitor.parse.pages.extractor.prepare import hide_joiners, make_lean, prepare_page, with_joiners
from monitor.parse.pages.extractor.uncover import uncover
from monitor.parse.pages.frame.own import own_prose
from monitor.parse.pages.head import PageHead, next_link, read_head
from monitor.parse.pages.linked_data import StatedArticle
from monitor.parse.pages.outside import outside_text
from monitor.parse.pages.pdf import extract_pdf, looks_like_pdf
from monitor.parse.pages.prose import is_sentence
from monitor.parse.pages.section import section_of
from monitor.parse.pages.state import text_in_state
from monitor.parse.pages.story import Story, whole_story
from monitor.parse.pages.told import fuller_text
from monitor.parse.pages.walls import is_only_wall, is_placeholder, partial_reason
from monitor.parse.sniff import (
    MAX_ATTRIBUTES,
    attribute_storm,
    is_challenge,
    looks_like_feed,
    looks_like_html,
    unusable_bytes,
)
from monitor.parse.text import clean_line, clean_plain, count_words, has_words

MAX_PAGE_BYTES = 5_000_000
"""Larger bodies are refused unread."""
MIN_WORDS = 40
"""A text shorter than this without any title is no article."""
_SUMMARY_WORDS = 8
"""A summary of fewer words is a name of the site."""
_MUCH = 300
"""Words that no page shows which checks its visitor."""
_THIN_WORDS = 120
"""A text shorter than this is looked for in the page's data as well."""
_SEARCH_MAX = 1_500_000
"""Code points of a page in which a date is still searched for: the search costs a second for every five million."""
_MANY_BREAKS = 3_000
_BREAKS = etree.XPath("count(//br)")
_BREAK_RUN = re.compile(r"(?:<br\b[^<>]*+>\s*+){3,}+", re.IGNORECASE)
_BREAK = re.compile(r"<br\b[^<>]*+>", re.IGNORECASE)
_HTML_TYPES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "text/plain", "")
_ANY_TAG = re.compile(r"<(?:p|div|html|body|article|head)\b", re.IGNORECASE)


def extract_page(
    body: bytes, content_type: str, url: str, *, metadata: bool, language: str = ""
) -> ExtractedPage | ParseFailure:
    """The article of a page as plain text, one paragraph a line; never raises for anything `body` can hold.

    Where `url` has a fragment, and the page a section of that name, the section is the article.

    Title, language, canonical link and site name are read from the page's head in any case; `metadata` asks for date
    and author as well, for which trafilatura searches the whole page where the head does not say (half as slow again).
    `language` is that of the feed: it helps to read letters of which the page does not say how they are encoded.
    """
    if looks_like_pdf(body) and len(body) <= MAX_PAGE_BYTES:
        return extract_pdf(body)
    refused = _refused(body, content_type)
    if refused is not None:
        return refused
    text = decode_body(body, content_type, language).text
    kind = _kind(content_type)
    if kind == "text/plain" and not _ANY_TAG.search(text[:20_000]):
        return _plain_page(text)
    failure = _not_a_page(text)
    if failure is not None:
        return failure
    return _extracted(text, read_head(text, url), url, metadata=metadata)


def _refused(body: bytes, content_type: str) -> ParseFailure | None:
    if len(body) > MAX_PAGE_BYTES:
        detail = f"The page has {len(body):,} bytes; more than {MAX_PAGE_BYTES:,} are not read."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    unusable = unusable_bytes(body)
    if unusable is not None:
        return unusable
    kind = _kind(content_type)
    if kind not in _HTML_TYPES and b"<html" not in body[:4_000].lower():
        return ParseFailure(reason=ParseReason.WRONG_TYPE, detail=f"The answer is {clean_line(kind, 60)}, not a page.")
    return None


def _not_a_page(text: str) -> ParseFailure | None:
    start = text[:2_000].lstrip("\ufeff\x00 \t\r\n")
    if looks_like_feed(text):
        return ParseFailure(reason=ParseReason.WRONG_TYPE, detail="The answer is a feed, not a page.")
    if start.startswith(("{", "[")) and not looks_like_html(text):
        return ParseFailure(reason=ParseReason.WRONG_TYPE, detail="The answer is JSON, not a page.")
    if attribute_storm(text):
        detail = f"An element has more than {MAX_ATTRIBUTES:,} attributes; the page was not read."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    return None


def _defused(text: str) -> str:
    """Runs of line breaks cut down: 300,000 of them cost trafilatura 19 s and 490 MB."""
    shorter = _BREAK_RUN.sub("<br><br>", text)
    return _BREAK.sub("\n", shorter) if len(_BREAK.findall(shorter)) > _MANY_BREAKS else shorter


def _tree_of(text: str) -> Any:
    """The page's tree, made ready for the extractor; None where none could be made."""
    tree = load_page(text)
    if tree is None:
        return None
    if _BREAKS(tree) >= _MANY_BREAKS:
        tree = load_page(_defused(text))
    if tree is not None:
        uncover(tree)
        prepare_page(tree)
    return tree


def _extracted(text: str, head: PageHead, url: str, *, metadata: bool) -> ExtractedPage | ParseFailure:
    missing = head.published_at is None or not head.author
    search = metadata and missing and len(text) <= _SEARCH_MAX
    tree = _tree_of(text)
    section, page = section_of(tree, url), PageBlocks(tree, head.title)
    # Who reads much on a page was not asked to prove anything, and that takes long to see in its source.
    if not page.has_words(_MUCH) and is_challenge(text):
        return _a_challenge(head.title)
    if section is not None:
        return _of_section(*section, head)
    shown = shown_date(tree, head.language) if metadata and tree is not None and head.published_at is None else None
    further = head.next_url or ("" if tree is None else next_link(tree, url))
    if tree is not None and not search:
        make_lean(tree)
    joined = tree is not None and hide_joiners(tree)
    stated = head.declared or head.published_at is not None or shown is not None or bool(head.author)
    home = tree is not None and not stated and leads_home(tree, url)  # asked before the extractor changes the tree
    document = searched_page(tree, url) if search and tree is not None else None
    found = _field(document, "text") if search or tree is None else main_text(tree, text)
    title = head.title or clean_line(_field(document, "title"))
    found = clean_plain(with_joiners(found) if joined else found)
    if not has_words(found, MIN_WORDS) and (head.declared or head.published_at or shown):
        found = own_prose(page, found) or found
    story = whole_story(found, page, title)
    lines = fuller_text(story.lines, head.stated)
    if _is_thin(lines, story, head, title) and (said := text_in_state(text, title)):
        lines = fuller_text(lines, StatedArticle(text=said))
    body = clean_plain("\n".join(lines))
    failure = _no_article(body, title, declared=head.declared) or _of_a_list(story, title, head, url)
    if failure is not None and (summed := _summed_up(head)):
        return summed
    if failure is None and not stated and tree is not None:
        headings = (block.text for block in page.blocks if block.scope.tag in HEADINGS)
        if is_only_wall(body, headings) or (is_bare_notice(body, title) and home):
            failure = _a_notice(body)
    if failure is not None:
        return failure
    return ExtractedPage(
        title=title,
        text=body,
        language=guess_language(body, head.language),
        published_at=(head.published_at or shown or parse_date(_field(document, "date"))) if metadata else None,
        author=(head.author or clean_line(_field(document, "author"), 300)) if metadata else "",
        canonical_url=head.canonical_url,
        site_name=head.site_name,
        next_url=further,
        amp_url=head.amp_url,
        outside=outside_text(page.blocks, title, body),
        captions=telling_captions(page.blocks, title, body),
        partial=_partial(body, lines, story, head),
    )


def _is_thin(lines: list[str], story: Story, head: PageHead, title: str) -> bool:
    """Whether the page shows no article or only its beginning, as far as one can tell."""
    text = "\n".join(lines)
    if not has_words(text, _THIN_WORDS) or is_placeholder(text, title):
        return True
    return bool(_partial(text, lines, story, head))


def _partial(text: str, lines: list[str], story: Story, head: PageHead) -> str:
    completed = lines is not story.lines
    return partial_reason(text, story.below, head.stated, completed=completed, walled=story.walled)


def _of_section(heading: str, text: str, head: PageHead) -> ExtractedPage:
    language = guess_language(text, head.language)
    return ExtractedPage(title=clean_line(heading), text=clean_plain(text), language=language, section=True)


def _summed_up(head: PageHead) -> ExtractedPage | None:
    """What a page that shows no text says in short of the article that it declares; it may have the text later."""
    summary = head.summary
    if not head.declared or not is_sentence(summary) or not has_words(summary, _SUMMARY_WORDS):
        return None
    if is_placeholder(summary, head.title, declared=True) or speaks_to_visitors(summary, head.title, declared=True):
        return None
    return ExtractedPage(
        title=head.title,
        text=summary,
        language=guess_language(summary, head.language),
        published_at=head.published_at,
        author=head.author,
        canonical_url=head.canonical_url,
        site_name=head.site_name,
        partial="the page shows no text, only a summary",
        cut="its text is not there",
    )


def _no_article(body: str, title: str, *, declared: bool) -> ParseFailure | None:
    if not has_words(body, 1 if title else MIN_WORDS):
        words = count_words(body)
        detail = f"No article text was found on the page ({words} words)."
        return ParseFailure(reason=ParseReason.NO_TEXT, detail=detail)
    if is_placeholder(body, title, declared=declared) or speaks_to_visitors(body, title, declared=declared):
        return _a_notice(body)
    return None


def _a_challenge(title: str) -> ParseFailure:
    name = f' ("{title[:80]}")' if title else ""
    detail = f"The site answered with a check for robots or a consent page{name} instead of the article."
    return ParseFailure(reason=ParseReason.CHALLENGE_PAGE, detail=detail)


def _a_notice(body: str) -> ParseFailure:
    detail = f'The page shows a notice, not the article: "{clean_line(body, 80)}"'
    return ParseFailure(reason=ParseReason.NO_TEXT, detail=detail)


def _of_a_list(story: Story, title: str, head: PageHead, url: str) -> ParseFailure | None:
    front = head.of_site or urlsplit(url).path in ("", "/")
    if not lists_others(title, story.cards, declared=head.declared, front=front):
        return None
    return ParseFailure(reason=ParseReason.NO_TEXT, detail="The page lists other pages; no article was found on it.")


def _kind(content_type: str) -> str:
    return content_type.partition(";")[0].strip().lower()


def _field(document: object, name: str) -> str:
    value = getattr(document, name, None)
    return value if isinstance(value, str) else ""


def _plain_page(text: str) -> ExtractedPage | ParseFailure:
    body = clean_plain(text)
    words = count_words(body)
    if words < MIN_WORDS:
        return ParseFailure(reason=ParseReason.NO_TEXT, detail=f"The plain text has only {words} words.")
    return ExtractedPage(title="", text=body, language=guess_language(body))
