"""Who tells a story instead of being in it: agencies, papers, people in by-lines; and words that name nothing."""

from __future__ import annotations

from monitor.watch.draft.text_words import Page
from monitor.watch.text import COMMONEST, DEMONYMS, bare, fold, is_frequent, listed, words

_AGENCIES = frozenset(
    listed(
        """
        reuters afp ap upi dpa epa tass ria itar interfax regnum xinhua anadolu aa ani pti irna isna fars tasnim mehr
        sana anha wafa petra anf rudaw kurdistan24 enabbaladi sputnik rt bbc cnn nbc abc cbs npr bloomberg haaretz ynet
        maariv walla jpost aljazeera alarabiya alhurra almanar kommersant izvestia vedomosti lenta rbc meduza gazeta
        getty shutterstock alamy imago picturealliance depositphotos guardian telegraph economist newsweek politico
        axios spiegel figaro lemonde orf zdf ard euronews
        """
    )
)
_OUTLETS = frozenset(
    listed(
        """
        post times news press media tv radio channel today journal herald tribune observer gazette daily newspaper
        magazine weekly broadcasting newsdesk
        """
    )
)
"""Words that end, or begin, the name of an outlet."""
_BEFORE = frozenset(listed("by told citing cites cited quoting quotes via per"))
_BEFORE_TWO = frozenset({"according to", "quoted by", "cited by", "reported by", "speaking to", "spoke to"})
_CREDITS = frozenset(
    listed(
        "photo photos image images picture pictures credit foto fotos photograph фото crédit bild fotoğraf "
        "author autor autorin auteur автор авторы текст"
    )
)
"""What a credit begins with, before its colon."""
_ROLES = frozenset(listed("staff writer writers reporter reporters correspondent editor contributor photographer"))
_BEHIND = frozenset(listed("reported reports wrote writes quoted cited correspondent reporter newspaper website"))
_SHORT_TIMES = frozenset(
    listed("mon tue tues wed thu thur thurs fri sat sun jan feb mar apr jun jul aug sep sept oct nov dec")
)
_GENERAL_NAMES = frozenset(
    {"united states", "usa", "middle east", "new york", "united nations", "european union", "tel aviv"}
)
"""Names that are in as many stories as countries and capitals."""
_ACRONYM_MOST = 4
"""Letters of a word in capitals that is no shouted one."""


def tells(page: Page, first: int, last: int) -> bool:
    """Whether the name that words `first` to `last` of a page are stands there as who tells it."""
    behind = page.words[last + 1].folded if last + 1 < len(page.words) and not page.opens(last + 1) else ""
    before = page.words[first - 1].folded if first and not page.opens(first) else ""
    two = f"{page.words[first - 2].folded} {before}" if first > 1 and before else ""
    by_line = first > 0 and page.words[first - 1].text in {"By", "BY"}
    credited = first > 0 and page.words[first - 1].folded in _CREDITS and page.between(first - 1).strip() in {":", "by"}
    return credited or by_line or before in _BEFORE or two in _BEFORE_TWO or behind in _BEHIND


def is_outlet(text: str) -> bool:
    """Whether a name is one of an agency or a paper, or what its people are."""
    parts = [bare(fold(word)) for word in words(text)]
    if _ROLES.issuperset(parts):
        return True
    named = "".join(parts).removeprefix("the")
    return (
        named in _AGENCIES
        or parts[0] in _AGENCIES
        or (len(parts) > 1 and not _OUTLETS.isdisjoint((parts[0], parts[-1])))
    )


def names_nothing(text: str) -> bool:
    """Whether it would alert on everything: one of the commonest words, or one with whose it is (Iranian Presence)."""
    parts = [bare(fold(word)) for word in words(text)]
    if len(parts) > 1 and parts[0] in DEMONYMS:
        parts = parts[1:]
    if len(parts) > 1 or (text.isupper() and len(text) <= _ACRONYM_MOST):
        return False
    return parts[0] in _SHORT_TIMES or is_frequent(parts[0], most=COMMONEST)


def is_everywhere(text: str) -> bool:
    """Whether it is a name in as many stories as a country's."""
    return bare(fold(text)) in _GENERAL_NAMES
