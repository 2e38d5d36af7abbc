"""Pages that hold no article and say so to whoever visits them: gone, moved, for members, at work, a search, a list.

What they have in common, whatever their words and language, is whom they speak to and of what. A newsroom's text tells
of others in the third person; a site's own text speaks to its visitor of its pages, its search, its accounts. So a
short text is a notice where most of its sentences speak so, unless the page declares an article (`og:type`, JSON-LD).
Compare C. Kohlschütter et al., "Boilerplate Detection using Shallow Text Features", WSDM 2010, and Z. Bar-Yossef et
al., "Sic transit gloria telae", WWW 2004, on pages that say "not found" with status 200.
"""

from __future__ import annotations

import re
from itertools import islice
from typing import Any, Final
from urllib.parse import urlsplit

from monitor.parse.pages.beside.cards import Cards
from monitor.parse.pages.phrases.sought import Openers, any_of, cells_of
from monitor.parse.pages.phrases.speaking import SAYINGS, SEEKING
from monitor.parse.pages.phrases.visit import (
    GONE,
    LISTS,
    PERSONS,
    SEARCHES,
    SITE_MATTERS,
    TAKEN_BACK,
    THINGS,
)
from monitor.parse.text import count_words, has_words

_MOST: Final = 120
"""Words up to which a text may be nothing but a notice."""
_SHARE, _SHARE_DECLARED, _SHARE_TITLED = 0.5, 0.75, 0.25
"""Of a text's words, those in sentences that speak to the visitor; then of a page that declares an article, and of one
whose title speaks so."""
_EMPTY: Final = 30
"""Words of a page that hold nothing beside "it has gone", or "no results"."""
_SAID_ON: Final = 15
"""Words of a sentence to the visitor that goes on where the one before spoke of the site."""
_OPENING: Final = 4
"""Words of an exclamation or a heading above the first sentence."""
_NAME_MOST: Final = 5
"""Words of a title that may be a heading such as "Back soon"."""
_TITLE_MOST: Final = 3
"""A title of so many words may be the name of a site or a section."""
_LISTED, _LINKS, _LABELS = 3, 5, 150
"""Boxes with a link and a few words, or links, of which a list has at least so many; letters beside these."""
_BARE_MOST, _MOST_LINKS, _DEPTH, _LOGO = 50, 40, 12, 3
"""Words of a notice in a language of which no word is known; links and elements around them that are looked at; letters
of a link that is a picture or a mark."""
_MENUS: Final = frozenset({"nav", "header", "footer", "aside"})
_MENU_NAMES = re.compile(r"menu|nav|crumb|header|head\b|top|logo|foot|brand|bar\b|masthead", re.IGNORECASE)
_SENTENCE = re.compile(r"(?<=[.!?؟。！？।…])\s+|\n+|(?<=[。！？])")
_QUOTED = re.compile(r"[“„«\"「『][^“”„«»\"「」『』]{0,400}[”“»\"」』]")
_JOINED = re.compile("[\u05d0-\u05ea\u0620-\u064a]")
"""Scripts that write "and", "that" and "in" with the word behind."""
_UNSPACED = re.compile("[\u0e00-\u0eff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7a3]")


def _pattern(table: str, *, stems_beyond: str = "") -> re.Pattern[str]:
    """The cells of a table as words of their own, as stems with a hyphen or if they begin with a letter beyond one.

    In scripts that part no words, anywhere.
    """
    cells = cells_of(table)
    unspaced = " | ".join(cell for cell in cells if _UNSPACED.search(cell))
    begun = [cell for cell in cells if cell[-1] == "-" or (stems_beyond and cell > stems_beyond)]
    joined = " | ".join(cell for cell in cells if _JOINED.match(cell))
    stems = " | ".join(cell.rstrip("-") for cell in begun)
    spaced = " | ".join(cell for cell in cells if cell not in begun and not _UNSPACED.search(cell))
    return re.compile(
        rf"(?<!\w)(?:(?:{any_of(spaced)})(?!\w)|{any_of(stems) or '(?!)'})|{any_of(unspaced)}"
        rf"|(?<!\w)[והבכלמשفوبلك]{{1,2}}(?:{any_of(joined) or '(?!)'})(?!\w)",
        re.IGNORECASE,
    )


_THING, _GONE, _PERSON = _pattern(THINGS), _pattern(GONE), _pattern(PERSONS)
_MATTER = _pattern(SITE_MATTERS, stems_beyond="\u0370")
_SEEKING = _pattern(SEEKING, stems_beyond="\u0370")
_TAKEN_BACK, _SAYING = _pattern(TAKEN_BACK), _pattern(SAYINGS)
_POLITE = re.compile(r"\w+en Sie\b")
"""German speaks to its readers in capitals: "legen Sie ein Konto an"."""
_NO_RESULTS, _LISTS = (Openers(table, after=r"(?!\w)") for table in (SEARCHES, LISTS))


def speaks_to_visitors(text: str, title: str, *, declared: bool) -> bool:
    """Whether a short text only says that there is no article, or what to do for one, and takes none back.

    `declared`: the page's head says that it is an article. Linear in the text, of which at most `_MOST` words count.
    """
    if has_words(text, _MOST + 1) or _TAKEN_BACK.search(text):
        return False
    size = count_words(text)
    if size <= _EMPTY and not declared and _NO_RESULTS.open(title):
        return True
    said = [one for one in _SENTENCE.split(text) if one.strip() and one.strip() != title]
    speaking = _is_telling(title)
    short = count_words(title) <= _NAME_MOST and _MATTER.search(title) is not None
    titled = speaking or is_list_title(title) or short
    share = _SHARE_DECLARED if declared else _SHARE_TITLED if titled else _SHARE
    words, telling, before = 0, 0, titled
    for one in said:
        count = count_words(one)
        before = _is_telling(one, goes_on=before, opens=words <= _OPENING) or (
            speaking and _MATTER.search(one) is not None
        )
        if before and words <= _OPENING and size <= _EMPTY and not declared and _is_gone(one):
            return True
        words, telling = words + count, telling + count * before
    return bool(telling) and telling >= share * words


def _is_telling(sentence: str, *, goes_on: bool = False, opens: bool = True) -> bool:
    """Whether a sentence speaks to the visitor; `goes_on`: the one before did, of something that is "it" here.

    One that names nobody is of the page itself only where it `opens` the text: others' pages go as well.
    """
    bare = _QUOTED.sub(" ", sentence)
    if _SAYING.search(bare):
        return False
    if _GONE.search(bare) and (goes_on or _SEEKING.search(bare) or (opens and _THING.search(bare))):
        return True
    named = _PERSON.search(bare) or _POLITE.search(bare)
    if named and _MATTER.search(bare):
        return True
    # "We are working on bringing our pages to your country": whoever speaks of both speaks to the visitor.
    return bool(named and goes_on and (count_words(bare) <= _SAID_ON or len(set(_PERSON.findall(bare.lower()))) > 1))


def _is_gone(sentence: str) -> bool:
    return _THING.search(sentence) is not None and _GONE.search(sentence) is not None


def leads_home(tree: Any, url: str) -> bool:
    """Whether a link of a page's own text, beside its menus, leads to the front page, as a notice's does.

    `tree` is the page's, of lxml.
    """
    site = urlsplit(url)
    fronts = {"/", f"{site.scheme}://{site.netloc}", f"{site.scheme}://{site.netloc}/"}
    links = (link for link in tree.iter("a") if (link.get("href") or "").strip() in fronts)
    return any(not _in_menu(link) for link in islice(links, _MOST_LINKS))


def _in_menu(link: Any) -> bool:
    for above in islice(link.iterancestors(), _DEPTH):
        names = f"{above.get('class') or ''} {above.get('id') or ''}"
        if above.tag in _MENUS or _MENU_NAMES.search(names):
            return True
    return len("".join(link.itertext()).strip()) <= _LOGO


def is_bare_notice(text: str, title: str) -> bool:
    """Whether a page that says nothing of itself, and leads home, has so few words, none of them somebody's."""
    return count_words(text) <= _BARE_MOST and not _SAYING.search(text) and not _TAKEN_BACK.search(f"{title} {text}")


def lists_others(title: str, cards: Cards, *, declared: bool, front: bool = False) -> bool:
    """Whether a page only lists others: a search, a section, a front page; `front`: its head calls it a site's."""
    if declared or not cards.total:
        return False
    if cards.links >= _LINKS and cards.linked * 10 >= cards.total * 7 and cards.total - cards.linked <= _LABELS:
        return True
    if cards.count < _LISTED or cards.found * 10 < cards.total * 8:
        return False
    return front or count_words(title) <= _TITLE_MOST or is_list_title(title)


def is_list_title(title: str) -> bool:
    """Whether a title is that of a search, a tag or an archive."""
    return _LISTS.open(title)
