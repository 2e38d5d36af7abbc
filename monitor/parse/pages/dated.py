"""When a page says that its article was published, where its head does not say it: as its readers see it."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Any, Final

from monitor.parse.dates import parse_date

SEARCHED: Final = {"original_date": True, "extensive_search": False}
"""What trafilatura may search besides. Extensively, it would make a date of any year in the text."""
_BESIDE = re.compile(
    r"comment|related|recommend|sidebar|(?:^|\s)widget(?:\s|$)|popular|latest|teaser|archive|expire|event|agenda|calendar"
    r"|upcoming|(?<!post[_-])(?<!entry[_-])(?<!article[_-])(?<!message[_-])(?<!story[_-])(?<!news[_-])footer",
    re.IGNORECASE,
)
_OTHERS = re.compile(r"event|agenda|calendar|upcoming|related|recommend|comment", re.IGNORECASE)
_DATED = re.compile(
    r"(?:^|[\s_-])(?:date|datetime|time|timestamp|published|publish|posted|pubdate|created|fecha|datum|data|tarih|дата"
    r"|infomation|information|meta|info)(?:$|[\s_-])|(?<=[a-z])(?:Date|Time)\b|(?:publish|post|article)-?date",
    re.IGNORECASE,
)
_IN_TEXT = re.compile(
    r"\d{4}[./年-]\s?\d{1,2}[./月-]\s?\d{1,2}日?\.?(?:[T ]{1,3}\d{1,2}:\d{2}(?::\d{2})?(?:Z|[+-]\d\d:?\d\d)?)?"
    r"|\d{1,2}\.?\s(?:de\s)?[^\W\d_]{3,12}\.?\s(?:de\s)?\d{4}(?:[,\s–-]{1,4}\d{1,2}:\d{2})?"
    r"|[^\W\d_]{3,12}\.?\s\d{1,2},?\s\d{4}(?:[,\s–-]{1,4}\d{1,2}:\d{2}(?:\s?[ap]\.?m\.?)?)?"
    r"|\d{1,2}[./]\d{1,2}[./]\d{4}(?:[,\s–-]{1,4}\d{1,2}:\d{2})?",
    re.IGNORECASE,
)
_LONGEST: Final = 120
_MOST: Final = 200
_DEPTH, _NEAR = 12, 3
_HEADLINE: Final = 12
"""Letters of a link that may be a headline."""


def shown_date(tree: Any, language: str) -> datetime | None:
    """The first date in an element that is made for one and stands in nothing beside the article; None if none is read.

    `tree` is the page's, of lxml, in which the dates of what stands beside are no dates afterwards. Linear in its size.
    """
    for said in _candidates(tree):
        date = parse_date(said, language)
        if date is None and len(said) <= _LONGEST and (found := _IN_TEXT.search(said)) is not None:
            date = parse_date(found[0], language)
        if date is not None:
            return date
    return None


def _candidates(tree: Any) -> Iterator[str]:
    """What elements of dates say: the stated ones before those that are only named so."""
    named, linked, seen = [], [], 0
    listed = _listed(tree)
    for element in tree.iter():
        if not isinstance(element.tag, str) or seen >= _MOST:
            continue
        names = f"{element.get('class') or ''} {element.get('id') or ''}"
        stated = element.tag == "time" or (element.get("itemprop") or "").lower() in ("datepublished", "datecreated")
        if not (stated or _DATED.search(names)):
            continue
        if element in listed or _stands_beside(element):
            if element.tag == "time" and (element in listed or _is_another(element)):
                element.tag = "span"
                element.attrib.clear()
            continue
        seen += 1
        if stated and any(above.tag == "a" for above in islice(element.iterancestors(), _NEAR)):
            linked.append(element)
        elif stated:
            yield element.get("datetime") or element.get("content") or " ".join("".join(element.itertext()).split())
        else:
            named.append(element)
    for element in (*named, *linked):
        said = element.get("datetime") or " ".join(" ".join(element.itertext()).split())
        if 0 < len(said) <= _LONGEST:
            yield said


def _listed(tree: Any) -> set[Any]:
    """The dates of a list of others: several in boxes of one kind, each with a link beside it."""
    kinds: dict[tuple[str, str], list[Any]] = defaultdict(list)
    for element in tree.iter("time"):
        box = next((above for above in islice(element.iterancestors(), _NEAR) if above.find(".//a") is not None), None)
        if box is not None and any(len("".join(link.itertext())) >= _HEADLINE for link in islice(box.iter("a"), _NEAR)):
            kinds[box.tag, box.get("class") or ""].append(element)
    return {element for found in kinds.values() if len(found) > 1 for element in found}


def _is_another(element: Any) -> bool:
    """Whether a date is that of an event or of another story, by the names around it."""
    return any(
        _OTHERS.search(f"{above.get('class') or ''} {above.get('id') or ''}")
        for above in islice(element.iterancestors(), _NEAR)
    )


def _stands_beside(element: Any) -> bool:
    above = element
    for _ in range(_DEPTH):
        if above is None or above.tag in ("aside", "footer", "nav", "form", "li"):
            return above is not None and above.tag != "li"
        if _BESIDE.search(f"{above.get('class') or ''} {above.get('id') or ''}"):
            return True
        above = above.getparent()
    return False
