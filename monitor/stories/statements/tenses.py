"""Whether what was planned has been done: the same verb, ahead of its day in one sentence and past in the other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from monitor.stories.statements.align import Pair
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading.known_words import known_word
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon

_CLOSE = 0.75
_TO = "ל"
_LEAST_ROOT, _LEAST_RUSSIAN, _ROOT_SHARE = 3, 2, 0.4
"""Letters that two tenses of a verb have in common (Russian ones have a prefix in front), share of the longer word."""
_NEAR = 2
_GE = re.compile(r"^(?:ge|(?:ab|an|auf|aus|ein|vor|zu|um|weg)ge)(?=.{4})")
_WEAK_LETTERS = re.compile("[אויاوي]")
"""Letters that come and go with the tense of a Semitic verb."""
_AHEAD = {"he": re.compile("^[ית]"), "ar": re.compile("^س[يتن]")}
_BEHIND = {"he": re.compile("^[נה]"), "ar": re.compile("^[ات]")}
_ABLAUT = frozenset({"en", "de"})
_VOWELS = re.compile("[aeiou]")
"""What changes in "sing, sang", "write, wrote"."""
_WERDEN = "werden"
_TO_BE = frozenset({"is", "are"})


def became_done(pair: Pair, lexicon: Lexicon, *, same_publisher: bool) -> bool:
    """Planned before, done now.

    Ahead is what a word says ("will", "planned"), a future tense, or the present with a day. Done is the past tense of
    the same verb: another verb's says something else.
    """
    new, old = pair.new, pair.old
    if new.negations != old.negations or "plan" in new.cues:
        return False
    lost = [word for word in old.words if word not in new.words]
    gained = [word for word in new.words if word not in old.words]
    tense = lexicon.tenses
    planned = "plan" in old.cues or _is_to(old, lexicon) or any("future" in tense(word) for word in lost)
    if _is_to(new, lexicon) or any("future" in tense(word) for word in gained):
        return False
    past = [word for word in gained if "past" in tense(word)]
    helped = any(lexicon.has("done", word) for word in gained)
    if not planned and (not (old.days or old.dates) or any(map(actors(lexicon.language).says, lost))):
        return False  # Told in another tense as a whole, if even "says" has become "said".
    if any("future" in tense(word) for word in lost) and any("any" in tense(word) for word in new.words):
        return True  # Persian: "will" is gone, and the verb stands as it stood behind it.
    ahead = [word for word in lost if _is_ahead(word, lexicon, planned=planned)]
    if any("any" in tense(two) or _related(one, two, lexicon) for one in ahead for two in past):
        return True
    if helped and any(_related(one, two, lexicon) for one in ahead for two in _participles(new, gained, lexicon)):
        return True
    if planned and helped and (_only_helping(pair, lexicon) or _helps_the_same(pair, lexicon)):
        return True
    if planned and any("any" in tense(word) for word in gained):
        return True
    if planned and any(lexicon.has("since", word) for word in gained):
        return any(_related(one, two, lexicon) for one in ahead for two in gained)
    if not planned:
        return helped and _before_the_same(new, old, lexicon)
    if same_publisher and pair.share >= _CLOSE:
        return bool(helped or past)
    return any(lexicon.states(word) & old.states for word in past)


def was_planned(pair: Pair, lexicon: Lexicon) -> bool:
    """Whether a sentence said in words what is planned, and the other no longer does."""
    before, now = ("plan" in one.cues or _is_to(one, lexicon) for one in (pair.old, pair.new))
    return before and not now


def _is_ahead(word: str, lexicon: Lexicon, *, planned: bool) -> bool:
    """Whether it may be the verb of what is planned."""
    ways = {"future", "bare"} if planned else {"future", "now"}
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


def _related(ahead: str, past: str, lexicon: Lexicon) -> bool:
    if lexicon.language in _AHEAD:
        return _same_root(ahead, past, lexicon.language)
    if lexicon.states(ahead) & lexicon.states(past) or alike(ahead, past):
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
