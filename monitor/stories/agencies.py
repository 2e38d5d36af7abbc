"""News agencies: whose text an article is, read from by-line, dateline and closing credit.

Only the first lines and the last ones are looked at: an agency named inside the body ("told Reuters", "according to
AFP") is quoted, it did not write the text. One that contributed ("with Reuters", "Additional reporting by AFP") did not
either, nor do several together ("Reuters, AFP", "agencies"): what an editor made of several texts is nobody's reprint.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from monitor.stories.agency_names import AMBIGUOUS, NAMES
from monitor.stories.cleaning import fold, words

_HEAD_LINES, _HEAD_LETTERS = 6, 200
_CLOSING_LINES, _CLOSING_LETTERS = 4, 300
_SHORT = 5
"""A Latin name of fewer letters is an agency only in capitals: "AP" is, "ap" is not (unless it stands in brackets)."""
_PLACE_WORDS = 8
"""A dateline has no more before the agency: "DEIR AL-ZOR, Syria, Nov. 22"."""
_UNCASED_WORDS = 3
"""Of a dateline in a script without capitals, where a place does not look different from other words."""
_BYLINE_WORDS = 12

SPELLINGS: tuple[str, ...] = tuple(
    sorted((name for table in (NAMES, AMBIGUOUS) for names in table.values() for name in names), key=len, reverse=True)
)
"""Every way to write an agency, the longest first, so that an alternation of them finds whole names."""
_AGENCY_OF = {fold(name): agency for table in (AMBIGUOUS, NAMES) for agency, names in table.items() for name in names}
_DOUBTFUL = frozenset(fold(name) for names in AMBIGUOUS.values() for name in names)
_FIRST_WORDS = frozenset(words(name)[0] for name in SPELLINGS if not name.startswith("The "))
_AS_WRITTEN = frozenset(name for name in SPELLINGS if len(name) < _SHORT)

_NAME = rf"(?<![^\W_])(?P<name>{'|'.join(re.escape(name) for name in SPELLINGS)})(?![^\W_])"
_NAMED = re.compile(_NAME, re.IGNORECASE)
_DASH = r"[-\u2010-\u2015\u2212\u0640]"
_IN_BRACKETS = re.compile(
    rf"^(?P<place>[^()\[\]/«\n]{{0,70}}(?:/[^()\[\]/«\n]{{3,40}})?)(?P<open>[(\[/«])\s*{_NAME}(?:/(?P<desk>\w{{2,4}}))?"
    rf"\s*(?P<close>[)\]/»])\s*(?P<after>{_DASH}|[:.]|$)?",
    re.IGNORECASE,
)
_BEHIND_PLACE = re.compile(
    rf"^(?P<place>[^()\[\]\n]{{2,70}}?)(?P<sign>\s*[,:|]\s*|\s*{_DASH}+\s*|\.\s+|\s+/\s+|/)"
    rf"{_NAME}\s*(?P<after>{_DASH}|[.,:|/]|$)?",
    re.IGNORECASE,
)
_BEFORE_PLACE = re.compile(
    rf"^{_NAME}(?:\s*[,/]\s*[^\s,.!?]+(?:\s[^\s,.!?]+){{0,2}})?(?:\s+{_DASH}+|{_DASH}+\s|\s*\|)", re.IGNORECASE
)
_PAIRS = ("()", "[]", "//", "«»")
_SIGNATURE = re.compile(rf"(?:^|[.!?؟…\"”»]\s*)[-\u2010-\u2015(\[/]*\s*{_NAME}\s*[)\]/.]*$", re.IGNORECASE)
_REPORTED = re.compile(rf"^\W*reporting by (?:the )?{_NAME}", re.IGNORECASE)
_SIGNED = re.compile(r"^\W*reporting by\b", re.IGNORECASE)
_RIGHTS = re.compile(r"©|\(c\)|\bcopyright\b|\btrust principles\b", re.IGNORECASE)

_LABEL = re.compile(
    r"^\W*(?:(?:by|von|par|por|written by|yazan|бай|بقلم|نوشته|מאת)\s+|(?:written by|author|autor|auteur|yazan|автор"
    r"|source|quelle|fuente|fonte|kaynak|источник|المصدر|مصدر|منبع|מקור)\s*:\s*)",
    re.IGNORECASE,
)
_PARTS = re.compile(rf"\s*[,/&+|;،(]\s*|\s+{_DASH}+\s+|\s+(?:and|et|und|y|ve|и|of)\s+|\s+و\s*", re.IGNORECASE)
_SITE = re.compile(
    r"(?:\s+(?:news agency|news|agency|newswire|staff|editorial|online)|\.(?:com|org|net|ru|ir|de|fr))+$"
)
_POST = re.compile(r"(?: \w+){0,2} (?:writer|correspondent|reporter|bureau)$", re.IGNORECASE)
"""What somebody is at an agency: "AP National Political Writer"."""
_LONG_AT_END = re.compile(rf"\S (?P<name>{'|'.join(re.escape(fold(name)) for name in SPELLINGS if ' ' in name)})$")
"""Names of several words are told apart from a person's name in front of them: "Jane Doe Associated Press"."""
_NOT_ITS_OWN = re.compile(
    r"\b(?:with|avec|mit|con|contributed|contribution|additional|agencies|agences|agenturen|agencias|ajanslar|getty"
    r"|photos?|image|picture|foto|video|агентства|фото|وكالات|الوكالات|صورة|تصوير|סוכנויות|צילום)\b",
    re.IGNORECASE,
)
_SAID = re.compile(
    r"\b(?:agency|agence|agentur|agencia|ajansı|агентств\w*|وكالة|لوكالة|خبرگزاری|סוכנות|قال\w*|ذكر\w*|نقل\w*|افاد\w*"
    r"|أفاد\w*|أكد\w*|كشف\w*|أعلن\w*|صرح\w*|به گزارش)\b",
    re.IGNORECASE,
)
_SMALL_WORD = re.compile(
    r"(?:jan|feb|f[eé]v|m[aä]r|mar[sz]|apr|avr|abr|ma[iy]|ju[nil]|ao[uû]t|ago|aug|sep|set|o[ckt]t|nov|d[eéi][czk]|ene|gen"
    r"|янв|фев|мар|апр|ма[йя]|июн|июл|авг|сен|окт|ноя|дек)[\w.]*|de|del|d|al|el|ez|es|as|ash|an|az|the|di|in|of|h|и"
)
_LETTERS = re.compile(r"[^\W\d_]+")


def agency_of(title: str, text: str, author: str = "", publisher: str = "") -> str:
    """The name of the news agency whose text this is, as in the table ("Reuters", "AFP"); "" if none, or several.

    What the text says counts before the `author` that the page names, and that before the `publisher`: an agency's own
    site publishes its own text, unless it says otherwise.
    """
    lines = [line.strip() for line in text.split("\n")]
    lines = [line for line in lines if line and line != title.strip()]
    head = (_of_head(line[:_HEAD_LETTERS]) for line in lines[:_HEAD_LINES])
    _, _, site = title.rpartition(" | ")
    return (
        next((found for found in head if found), "")
        or _of_closing([line[-_CLOSING_LETTERS:] for line in lines[-_CLOSING_LINES:]])
        or _of_author(author)
        or _whole(publisher)
        or (_whole(site) if " | " in title else "")
    )


def _of_head(line: str) -> str:
    """By a line above the text, or by the dateline that begins it."""
    if not _names_one(line):
        return ""
    if agency := _of_line(line):
        return agency
    if (found := _IN_BRACKETS.match(line)) and _is_one(found) and _is_place(found["place"], found["after"]):
        return _AGENCY_OF[fold(found["name"])]
    if (found := _BEHIND_PLACE.match(line)) and _closes(found) and _is_place(found["place"], "-"):
        return _AGENCY_OF[fold(found["name"])] if _in_capitals(found["name"]) else ""
    if (found := _BEFORE_PLACE.match(line)) and not _NOT_ITS_OWN.search(found.group()):
        return _sure(found["name"])
    return ""


def _of_closing(lines: Sequence[str]) -> str:
    """By copyright, source or signature under the text."""
    signed = any(_SIGNED.match(line) for line in lines)
    own = [line for line in reversed(lines) if _names_one(line)]
    for line in own:
        if agency := _of_line(line):
            return agency
        if (found := _SIGNATURE.search(line) or _REPORTED.match(line)) and (agency := _sure(found["name"])):
            return agency
        named = {agency for found in _NAMED.finditer(line) if (agency := _sure(found["name"]))}
        credit = _RIGHTS.search(line) or (signed and not _SIGNED.match(line))
        if credit and len(named) == 1 and "/" not in line and not _NOT_ITS_OWN.search(line):
            return named.pop()
    return ""


def _of_line(line: str) -> str:
    """By a line that says nothing else: "Reuters", "By Jane Doe, Reuters", "(المصدر: رويترز)"."""
    if len(line.split()) > _BYLINE_WORDS:
        return ""
    return _of_author(line) if _LABEL.match(line) else _sure(_stripped(line))


def _of_author(author: str) -> str:
    """By an author's field: "Jane Doe, Reuters", "AFP", "Reuters Staff". One agency, and no others that contributed."""
    author = author.strip()[:_HEAD_LETTERS]
    if not author or _NOT_ITS_OWN.search(author):
        return ""
    named = {agency for part in _PARTS.split(_LABEL.sub("", author, count=1)) if (agency := _whole(part))}
    return named.pop() if len(named) == 1 else ""


def _whole(name: str) -> str:
    """The agency that a name is, "" if it says more than that: "Reuters Staff" is one, "Reuters Foundation" none."""
    plain = _stripped(name)
    if post := _POST.search(plain):
        return _AGENCY_OF.get(fold(plain[: post.start()]), "")
    if not _in_capitals(plain):
        return ""
    folded = fold(plain)
    if behind_name := _LONG_AT_END.search(folded):
        return _AGENCY_OF[behind_name["name"]]
    return _AGENCY_OF.get(folded) or _AGENCY_OF.get(_SITE.sub("", folded), "")


def _sure(name: str) -> str:
    """The agency of this name, "" if the name is something else as well."""
    folded = fold(name)
    return _AGENCY_OF.get(folded, "") if folded not in _DOUBTFUL and _in_capitals(name) else ""


def _stripped(name: str) -> str:
    return name.strip(" \t.,:;()[]{}«»/*|©\"'-\u2010\u2011\u2012\u2013\u2014\u2015")


def _in_capitals(name: str) -> bool:
    return not name.isascii() or len(name) >= _SHORT or name.isupper() or name in _AS_WRITTEN


def _names_one(line: str) -> bool:
    """Whether a line may name an agency: most do not, and a look at their words is quicker than a search."""
    return not _FIRST_WORDS.isdisjoint(words(line)) and _NAMED.search(line) is not None


def _is_one(found: re.Match[str]) -> bool:
    """Whether the brackets belong together and hold one agency, at most with its desk: "(dpa/bb)"."""
    return found["open"] + found["close"] in _PAIRS and fold(found["desk"] or "") not in _AGENCY_OF


def _closes(found: re.Match[str]) -> bool:
    """Whether a sign or the end of the line follows, or the place is one word glued to the agency: "دمشق-سانا"."""
    if found["sign"] == "/" and not _is_uncased(found["place"]):
        return False  # The credit of a photograph: "Omar Doe/Reuters".
    if found["after"] is not None:
        return fold(found["name"]) not in _DOUBTFUL or ":" not in found["sign"]
    return _is_uncased(found["place"]) and len(found["place"].split()) == 1 and ":" not in found["sign"]


def _is_place(before: str, after: str | None) -> bool:
    """Whether what stands before an agency is a place and a date. `after` None: no sign closes the dateline."""
    if _SAID.search(before) or _NOT_ITS_OWN.search(before):
        return False
    found = _LETTERS.findall(before)
    if _is_uncased(before):
        return len(found) <= _UNCASED_WORDS + (after is not None)
    small = [word for word in found if word[0].islower() and not _SMALL_WORD.fullmatch(word.casefold())]
    return len(found) <= _PLACE_WORDS and not small and (after is not None or not found or found[0].isupper())


def _is_uncased(text: str) -> bool:
    return text.upper() == text.lower()
