"""Whether what was planned has been done: the same verb, ahead of its day in one sentence and past in the other."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.stories.statements.align import Pair
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading.known_words import known_word
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon

_CLOSE = 0.75
_TO, _AND = "ל", "ו"
_LEAST_ROOT, _LEAST_RUSSIAN, _ROOT_SHARE = 3, 2, 0.4
"""Letters that two tenses of a verb have in common (Russian ones have a prefix in front), share of the longer word."""
_NEAR = 2
_GE = re.compile(r"^(?:ge|(?:ab|an|auf|aus|ein|vor|zu|um|weg)ge)(?=.{4})")
_FA = re.compile("^(?:ن?مي|ب|ن)(?=.{2})")
"""What stands before a Persian verb: "going on", "that it be", "not"."""
_WEAK_LETTERS = re.compile("[אויاوي]")
"""Letters that come and go with the tense of a Semitic verb."""
_AHEAD = {"he": re.compile("^[ית]"), "ar": re.compile("^س[يتن]")}
_BEHIND = {"he": re.compile("^(?:לה|[נהל])"), "ar": re.compile("^[ات]")}
_ABLAUT = frozenset({"en", "de"})
_VOWELS = re.compile("[aeiou]")
"""What changes in "sing, sang", "write, wrote"."""
_OWN_FUTURE = frozenset({"tr", "ar"})
"""Languages whose future is not the present of other verbs as well."""
_WERDEN = "werden"
_TO_BE = frozenset({"is", "are"})


def became_done(pair: Pair, lexicon: Lexicon, *, same_publisher: bool) -> bool:
    """Planned before, done now.

    Ahead is what a word says ("will", "planned"), a future tense, or the present with a day. Done is the past tense of
    the same verb: another verb's says something else.
    """
    new, old = pair.new, pair.old
    if new.negations != old.negations or says_to_come(new, lexicon):
        return False
    lost, gained = _without(old.words, new.words), _without(new.words, old.words)
    tense = lexicon.tenses
    planned = says_to_come(old, lexicon) or any("future" in tense(word) for word in lost)
    if any("future" in tense(word) for word in gained):
        return False
    past = [word for word in gained if "past" in tense(word)]
    helped = any(lexicon.has("done", word) for word in gained)
    if not planned and (not (old.days or old.dates) or _is_told_otherwise(lost, lexicon)):
        return False
    if any("future" in tense(word) for word in lost) and any("any" in tense(word) for word in new.words):
        return True  # Persian: "will" is gone, and the verb stands as it stood behind it.
    ahead = [word for word in lost if _is_ahead(word, lexicon, planned=planned)]
    if any("any" in tense(two) or related(one, two, lexicon) for one in ahead for two in past):
        return True
    if _is_helped(pair, ahead, gained, lexicon, planned=planned):
        return True
    if planned and any("any" in tense(word) for word in gained):
        return True
    if planned and any(lexicon.has("since", word) for word in gained):
        return any(related(one, two, lexicon) for one in ahead for two in gained)
    if not planned:
        return helped and _before_the_same(new, old, lexicon)
    if same_publisher and pair.share >= _CLOSE:
        return bool(helped or past)
    return any(lexicon.states(word) & old.states for word in past)


def _is_told_otherwise(lost: Sequence[str], lexicon: Lexicon) -> bool:
    """Whether a sentence is told in another tense as a whole ("says", "said"), or was of what is past before."""
    return any(actors(lexicon.language).says(word) or lexicon.has("done", word) for word in lost)


def _is_helped(pair: Pair, ahead: Sequence[str], gained: Sequence[str], lexicon: Lexicon, *, planned: bool) -> bool:
    """Whether a helping verb says that what was ahead is done: "will close", "has closed"."""
    new = pair.new
    if any(lexicon.has("done", word) for word in gained):
        if any(related(one, two, lexicon) for one in ahead for two in _participles(new, gained, lexicon)):
            return True
        return planned and (_only_helping(pair, lexicon) or _helps_the_same(pair, lexicon))
    if not planned or not any("plan" in lexicon.cues(word) for word in pair.gone):
        return False
    # "A promis d'opposer", "a opposé": the helping verb stood there before, with the verb that is gone.
    behind = (two for one, two in pairwise(new.words) if lexicon.has("done", one) and two in gained)
    return any(related(one, two, lexicon) for two in behind for one in ahead)


def _without(words: Sequence[str], others: Sequence[str]) -> list[str]:
    """The words that stand here more often than there, once for each time."""
    left = Counter(others)
    found = []
    for word in words:
        if left[word] > 0:
            left[word] -= 1
        else:
            found.append(word)
    return found


def was_planned(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a sentence said in words what is planned, and the other no longer does."""
    return says_to_come(pair.old, lexicon) and not says_to_come(pair.new, lexicon)


def says_to_come(one: Statement, lexicon: Lexicon) -> bool:
    """Whether a sentence says in words that what it tells is to come."""
    return "plan" in one.cues or "may" in one.cues or _is_to(one, lexicon)


def is_ahead(one: Statement, lexicon: Lexicon) -> bool:
    """Whether a sentence says in words, or by the tense of a verb, that what it tells is to come."""
    future = lexicon.language in _OWN_FUTURE and any("future" in lexicon.tenses(word) for word in one.words)
    return future or says_to_come(one, lexicon)


def _is_ahead(word: str, lexicon: Lexicon, *, planned: bool) -> bool:
    """Whether it may be the verb of what is planned."""
    ways = {"future", "bare"} if planned else {"future", "now"}
    if not planned and "past" in lexicon.tenses(word) and lexicon.language in _ABLAUT:
        return False
    if lexicon.language == "he" and word[0] == _AND:
        return False  # "And" in front makes a past of what looks like a future.
    return bool(lexicon.tenses(word) & ways) and not actors(lexicon.language).says(word)


def _participles(new: Statement, gained: Sequence[str], lexicon: Lexicon) -> Iterator[str]:
    """The words that a helping verb may go with: those behind it, in German up to the sentence's end."""
    near = len(new.words) if lexicon.language == "de" else _NEAR
    for at, word in enumerate(new.words):
        if word in gained and lexicon.has("done", word):
            yield from (one for one in new.words[at + 1 : at + 1 + near] if one in gained)


def _before_the_same(new: Statement, old: Statement, lexicon: Lexicon) -> bool:
    """ "ferme samedi", "a fermé samedi": the helping verb stands before the same word."""
    had = set(pairwise(old.words))
    return any(
        lexicon.has("done", one) and two in old.words and (one, two) not in had and "now" in lexicon.tenses(two)
        for one, two in pairwise(new.words)
        if one not in old.words
    )


def _only_helping(pair: Pair, lexicon: Lexicon) -> bool:
    """ "Wird verkauft", "wurde verkauft": nothing differs but the helping verbs."""
    helping = (lexicon.has("done", word) or "plan" in lexicon.cues(word) for word in (*pair.added, *pair.gone))
    return all(helping)


def _helps_the_same(pair: Pair, lexicon: Lexicon) -> bool:
    """ "May be evacuated", "were evacuated": a new helping verb goes with a word that both have."""
    new, old = pair.new.words, pair.old.words
    if lexicon.language == "de":
        return _WERDEN in old and _WERDEN not in new
    helping = (at for at, word in enumerate(new) if lexicon.has("done", word) and word not in old)
    return any(word in old and not known_word(word, lexicon).small for at in helping for word in new[at + 1 : at + 3])


def _is_to(one: Statement, lexicon: Lexicon) -> bool:
    return lexicon.language == "en" and any(first in _TO_BE and then == "to" for first, then in pairwise(one.words))


def related(ahead: str, past: str, lexicon: Lexicon) -> bool:
    """Whether two words may be one verb, ahead of its day and past."""
    if lexicon.language in _AHEAD:
        return _same_root(ahead, past, lexicon.language) or bool(lexicon.states(ahead) & lexicon.states(past))
    if lexicon.states(ahead) & lexicon.states(past) or alike(ahead, past):
        return True
    if lexicon.language == "fa" and _FA.sub("", ahead) == _FA.sub("", past):
        return True
    one, two = (_GE.sub("", word) if lexicon.language == "de" else word for word in (ahead, past))
    common = _common(one, two)
    least = _LEAST_RUSSIAN if lexicon.language == "ru" else _LEAST_ROOT
    if common >= max(least, _ROOT_SHARE * max(len(one), len(two))):
        return True
    return lexicon.language in _ABLAUT and one[0] == two[0] and _VOWELS.sub("", one) == _VOWELS.sub("", two)


def _common(one: str, two: str) -> int:
    """Letters that two words begin with."""
    return next((at for at, (x, y) in enumerate(zip(one, two, strict=False)) if x != y), min(len(one), len(two)))


def _same_root(ahead: str, past: str, language: str) -> bool:
    """Whether two Hebrew or Arabic words are one verb, but for the letters that its tenses put in front and between."""
    if language == "he" and ahead[0] == _TO:
        return _common(ahead[1:], past) >= _LEAST_ROOT
    root = _AHEAD[language].sub("", ahead)
    if root == ahead or _AHEAD[language].match(past):
        return False
    mine = {_WEAK_LETTERS.sub("", root)}
    theirs = {_WEAK_LETTERS.sub("", one) for one in (past, _BEHIND[language].sub("", past))}
    return any(len(one) > 1 and two in (one, one + "ת", one + "ت") for one in mine for two in theirs)
