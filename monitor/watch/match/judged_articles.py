"""Whether an Arabic or Hebrew word is a name of one word with a particle or article, or another word that begins so."""

from __future__ import annotations

from monitor.watch.text import COMMONEST, Script, is_frequent, is_given_name, rank, script_of

SHORT_STEM = 4
"""Letters up to which what is derived from a name is as likely another word: تنف and تنفي."""
_MUCH_RARER, _NOUNS = 2, 800
"""Hebrew: what is so much rarer with its article is another word then (העזה dares), and how many words are nouns that
have it all the time."""
ARABIC_ARTICLE, _HEBREW_ARTICLE = "ال", "ה"
_LATIN_ARTICLES = frozenset({"el", "al"})
_TO_THE = "لل"
"""Where the particle has swallowed a letter of the article."""


def begins_with_it(own: str, folded: str) -> bool:
    """Whether what looks like a particle joined to a short name belongs to the word, which is said while the name is
    not: وزير (a minister) is no زير. With particles the names of Gaza and Egypt are rarer than without."""
    if script_of(folded) not in {Script.ARABIC, Script.HEBREW} or len(own.removeprefix(ARABIC_ARTICLE)) > SHORT_STEM:
        return False
    return is_frequent(folded) and not is_frequent(own)


def without_its_article(own: str, folded: str) -> bool:
    """Whether a name that carries the article is met as a common noun: النصر as نصر; or Hebrew עזה as העזה.

    And a name without it as a noun that has it here and mostly not: مشهد as المشهد. Salvador is no El Salvador.
    """
    if folded.endswith(with_it := ARABIC_ARTICLE + own):
        return is_frequent(with_it, most=COMMONEST) and _MUCH_RARER * rank(own) < rank(with_it)
    if own.removesuffix(folded) in _LATIN_ARTICLES:
        return is_given_name(folded) or is_frequent(folded)
    if folded.endswith(_HEBREW_ARTICLE + own):
        # What has its article often, as the Knesset and the Golan, is still meant.
        rarer = _MUCH_RARER * rank(own) < rank(_HEBREW_ARTICLE + own)
        return is_frequent(own) and (rarer or is_frequent(own, most=_NOUNS))
    if own.startswith(ARABIC_ARTICLE):
        bare_name = own.removeprefix(ARABIC_ARTICLE)
        with_article = folded.endswith((own, _TO_THE + bare_name))
        return folded.endswith(bare_name) and not with_article and is_frequent(bare_name, most=COMMONEST)
    return own == _HEBREW_ARTICLE + folded and is_frequent(folded)
