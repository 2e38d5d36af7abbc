"""What a visit to an entry's page came to, and which text becomes the article's: the page's or the feed's."""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import datetime, timedelta

from monitor.core.health.feeds import named
from monitor.core.pages import is_door
from monitor.core.text import count_words, few_lines
from monitor.model.articles import EntryClaim, ExtractedPage
from monitor.model.feeds import FetchFailure, ParseFailure
from monitor.model.outcomes import TextSource
from monitor.records import dataclass

PageResult = ExtractedPage | ParseFailure | FetchFailure | None
"""What became of the entry's page; None if it was not asked for (no link)."""

FULL_WORDS = 120
"""A feed text of so many words is taken for the whole article."""
THIN_WORDS = 80
"""A page text below this may be a caption or a teaser: the feed's own words are kept with it."""
_MUCH_SHORTER = 0.5
_WORD = re.compile(r"[^\W\d_]+")
_HEADLINE_LEAST = 4
"""Words of a page's title; shorter ones are often the site's or a section's name."""
_DATE_AHEAD = timedelta(days=1)
_FEED_CUT = 100_000
"""Characters that are kept of what a feed says itself of an entry (`parse.feeds.bodies`)."""
_OPENING = 60
"""Characters by which a feed's text is found again in the page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Visit:
    """What the visit to the page came to."""

    page: ExtractedPage | None
    """None if there is none that may be used."""
    url: str
    trouble: str
    """Why there is no text from the page, "" if there is."""
    notice: str = ""
    """The text of a notice that holds a watched name."""
    at_a_door: bool = False
    """The request ended at a consent, login, error or front page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class ChosenText:
    """The text chosen for an article."""

    text: str
    source: TextSource
    detail: str


def visit(claim: EntryClaim, page: PageResult, final_url: str) -> Visit:
    """What the visit to an entry's page came to; `final_url` is its address after redirects, "" if it was not had."""
    if isinstance(page, ExtractedPage | ParseFailure) and is_door(claim.canonical_url, final_url):
        trouble = "the link led to a consent, login, error or front page"
        return Visit(page=None, url=claim.url, trouble=trouble, at_a_door=True)
    if isinstance(page, ExtractedPage) and page.doubt and page.doubt.notice:
        notice = page.text if page.doubt.body.named else ""
        return Visit(page=None, url=final_url or claim.url, trouble=page.doubt.notice, notice=notice)
    if isinstance(page, ExtractedPage):
        return Visit(page=page, url=final_url or claim.url, trouble=trouble_of(page))
    if page is None and claim.url:
        return Visit(page=None, url=claim.url, trouble="its link leads to a page that several entries share")
    url = final_url if isinstance(page, ParseFailure) and final_url else claim.url
    return Visit(page=None, url=url, trouble=trouble_of(page))


def trouble_of(page: PageResult) -> str:
    """Why a page gives no text, in words; "" if it does."""
    if page is None:
        return "the entry has no page to fetch"
    if isinstance(page, ExtractedPage):
        return "" if page.text.strip() else "the page has no text"
    return named(page)


def chosen_text(claim: EntryClaim, seen: Visit) -> ChosenText | None:
    """The text that becomes the article's, of a bounded number of lines; None if neither page nor feed has one."""
    chosen = _chosen(claim, seen)
    return chosen and replace(chosen, text=few_lines(chosen.text))


def _chosen(claim: EntryClaim, seen: Visit) -> ChosenText | None:
    """The page's text, unless the feed's is much longer; without either, the title: a name in it must be found.

    Of a page that shows only the beginning, the feed's text is taken if it is longer at all.
    """
    page_text = _shown(claim, seen.page) if seen.page else ""
    feed_text = told_by_feed(claim)
    if not page_text:
        return _feed_text(feed_text or title_of(claim, seen), seen.trouble)
    page_words, feed_words = count_words(page_text), count_words(feed_text)
    partial = _partial(seen.page) if seen.page else ""
    if page_words < (1 if partial else _MUCH_SHORTER) * feed_words:
        return _feed_text(feed_text, f"the page gave {page_words} words, the feed {feed_words}")
    source = TextSource.PAGE_PART if partial else TextSource.PAGE
    detail, said = f"page, {page_words} words", f"; only the beginning: {partial}" if partial else ""
    doubtful = page_words < THIN_WORDS or partial or bool(seen.page and seen.page.doubt)
    if doubtful and _opening(feed_text) not in folded(page_text) and not _is_edited_away(claim, feed_text, page_text):
        detail += f", after the feed's text{said}"
        return ChosenText(text=f"{feed_text}\n{page_text}", source=source, detail=detail)
    return ChosenText(text=page_text, source=source, detail=f"{detail}{said}")


def _partial(page: ExtractedPage) -> str:
    """Why a page's text is not all of its article, in words; "" if it is."""
    return page.partial or (f"it broke off ({page.cut})" if page.cut else "")


def told_by_feed(claim: EntryClaim) -> str:
    """All that the feed says of an entry: its longer text, and the other one below if it says something else."""
    longer, other = sorted((claim.content.strip(), claim.summary.strip()), key=count_words, reverse=True)
    if not other or _opening(other).rstrip(" .…[]") in folded(longer):
        return longer
    return f"{longer}\n{other}"


def below_news(claim: EntryClaim, seen: Visit, kept: str) -> str:
    """A text that is kept below another headline, under what the feed says with that headline and the text does not.

    Only where the page does not show its text any more: if it does, it says so itself.
    """
    page = folded(seen.page.text) if seen.page else ""
    if count_words(page) >= _MUCH_SHORTER * count_words(kept):
        return kept
    lines = (line.strip() for line in told_by_feed(claim).split("\n"))
    fresh = [line for line in lines if line and not any(folded(line) in known for known in (folded(kept), page))]
    return few_lines("\n".join([*fresh, kept]))


def _is_edited_away(claim: EntryClaim, feed_text: str, page_text: str) -> bool:
    """Whether the feed's words stood in the text that is known, and the page has others now: they are of before."""
    known = claim.article
    if known is None or not known.source.of_page or known.text == f"{feed_text}\n{page_text}":
        return False
    return _opening(feed_text) in folded(known.text)


def _shown(claim: EntryClaim, page: ExtractedPage) -> str:
    """What a page tells: its text, under its own headline where that is another than the feed's."""
    text, title = page.text.strip(), page.title
    if not text or not claim.title or title == page.site_name or count_words(title) < _HEADLINE_LEAST:
        return text
    # Not for a time or a number alone: they change from visit to visit.
    new = set(_WORD.findall(folded(title))).difference(_WORD.findall(folded(f"{claim.title}\n{text}")))
    return f"{title}\n{text}" if new else text


def _feed_text(text: str, trouble: str) -> ChosenText | None:
    if not text:
        return None
    words = count_words(text)
    source = TextSource.FEED_CONTENT if words >= FULL_WORDS else TextSource.SUMMARY_ONLY
    cut = f", cut at {_FEED_CUT:,} characters" if len(text) >= _FEED_CUT else ""
    return ChosenText(text=text, source=source, detail=f"{trouble}; used {words} words from the feed{cut}")


def beside(claim: EntryClaim, seen: Visit, text: str) -> str:
    """What page and feed show beside the article's text; of a notice only if it holds a watched name."""
    there, told = [seen.page.outside if seen.page else seen.notice], folded(text)
    there += [words for words in (claim.summary.strip(), claim.content.strip()) if folded(words) not in told]
    return "\n".join(one for one in there if one)


def title_of(claim: EntryClaim, seen: Visit) -> str:
    """The feed's title, else the page's; "" if neither has one."""
    return claim.title or (seen.page.title if seen.page else "")


def date_of(claim: EntryClaim, seen: Visit, now: datetime) -> datetime | None:
    """The feed's date, else the page's; dates more than a day ahead are errors."""
    dates = (claim.published_at, seen.page.published_at if seen.page else None)
    return next((date for date in dates if date is not None and date <= now + _DATE_AHEAD), None)


def _opening(text: str) -> str:
    return folded(text)[:_OPENING]


def folded(text: str) -> str:
    """A text by its letters: in lower case, with single spaces."""
    return " ".join(text.casefold().split())
