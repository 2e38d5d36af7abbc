"""Whether two sentences of the same words have their actors changed: "A gave it to B", "B gave it to A"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import combinations, pairwise

from monitor.stories.statements.align import Pair
from monitor.stories.statements.likeness import alike
from monitor.stories.statements.reading.known_words import known_word
from monitor.stories.statements.reading.statement import Statement
from monitor.stories.words.actors import actors
from monitor.stories.words.lexicon import Lexicon
from monitor.stories.words.stems import fold_word, forms_of

_MOST_LEFT = 2
"""Words that may be left over: more of them, and what changed is told by those."""
_MOST_WORDS = 24
_COMMAS = frozenset(",\u060c;\u061b")
_INFLECTED = frozenset({"ru", "tr"})
"""Languages whose endings, not the order of words, say who does it."""

_BY_WHOM = re.compile("(?:ом|ем|ами|ями|ью)$|(?:ои|еи) .*[аяую]$|[аяую] .*(?:ои|еи)$")
"""Russian endings, folded, of who does it where the sentence is turned round; "еи" is one beside "а" or "я"."""
_OBJECT_MARKED = frozenset({"ar", "fa", "he", "tr", "ru", "de"})
"""Languages in which whom it befalls may stand beside who acts."""
_WHO_AND_WHOM = ({"der", "dem"}, {"der", "den"})
_FAR = 4
_ELIDED = {"d": "de"}
"""French before a vowel."""
_BY = "tarafından"
_VERB_FIRST = "ar"
"""Who acts and whom it befalls stand side by side behind the verb."""
_RA = "را"
"""Persian: stands behind whom it befalls."""
_ARABIC_AND = "و"
_WRITTEN_TOGETHER = "لبל"
"""Arabic and Hebrew letters in front that say what part a word plays."""


def swapped(pair: Pair, lexicon: Lexicon) -> str:
    """The two that changed places, "" if none did.

    Two words have changed places where each now has the small word (or ending) in front of it that the other had, and
    stands on the other side of a word between them. A sentence turned round ("police arrested him", "he was arrested
    by police") keeps or changes the small words, but does not exchange them.
    """
    if len(pair.added) > _MOST_LEFT or len(pair.gone) > _MOST_LEFT or pair.equal:
        return ""
    if pair.added and pair.gone:
        return ""  # Another verb may say the same from the other side: "beat", "lost to".
    if len(pair.new.content) > _MOST_WORDS or any(lexicon.begins("mutual", word) for word in pair.new.content):
        return ""
    places = _places(pair)
    for (one, now, was), (two, then, before) in combinations(places, 2):
        if (now < then) == (was < before):
            continue
        if _exchanged(pair, (now, then), (was, before), lexicon):
            return f"{one} ↔ {two}"
    return ""


def _places(pair: Pair) -> list[tuple[str, int, int]]:
    """(word, its place now, its place before) for those that stand once on both sides."""
    old, found = pair.old.content, []
    for now, word in enumerate(pair.new.content):
        was = [at for at, one in enumerate(old) if one == word or alike(one, word)]
        if len(was) == 1 and pair.new.content.count(word) == 1 and word[0] != "#":
            found.append((word, now, was[0]))
    return found


def _exchanged(pair: Pair, now: tuple[int, int], was: tuple[int, int], lexicon: Lexicon) -> bool:
    new, old = pair.new, pair.old
    mine = [_part(new, at, lexicon) or _place_of(new, old, at, lexicon) for at in now]
    theirs = [_part(old, at, lexicon) or _place_of(old, new, at, lexicon) for at in was]
    if lexicon.language == "tr":
        forms = [(_with_ending(old, then), _with_ending(new, at)) for at, then in zip(now, was, strict=True)]
        return _longer_and_shorter(forms) and _BY not in new.words and _BY not in old.words
    if lexicon.language == "de" and _turned_by_article(mine, theirs):
        return all(_is_somebody(new, at, lexicon) for at in now)
    if mine != theirs[::-1]:
        return False
    if lexicon.language in _INFLECTED:
        forms = [(old.content[then], new.content[at]) for at, then in zip(now, was, strict=True)]
        named = new.names | old.names
        verbs = any("past" in lexicon.tenses(word) for both in forms for word in both if word not in named)
        return not verbs and _turned(forms) and _between(*now)
    listed = _listed(new, now) or _listed(old, was)
    if mine[0] != mine[1]:
        # Of things in a row the first has the preposition of all; where something happened is nobody's part.
        row = not _apart(now, was) and not (_divided(mine, now) and _divided(theirs, was))
        if "" in mine and (listed or (lexicon.language not in _OBJECT_MARKED and row)):
            return False
        return not any(lexicon.has("place", part) for part in mine)
    # Where a sentence begins with it, a capital tells nothing: the other one may have it inside.
    both = zip(now, was, strict=True)
    somebody = [_is_somebody(new, at, lexicon) or _is_somebody(old, before, lexicon) for at, before in both]
    if listed or not any(somebody):
        return False
    if lexicon.language == _VERB_FIRST:
        return not any(_is_joined(new.content[at], old) for at in now)
    return all(somebody) and _apart(now, was)


def _turned_by_article(mine: Sequence[str], theirs: Sequence[str]) -> bool:
    """Whether "der" has become "dem" or "den" beside a name without an article, or the other way round."""
    changed = [(one, two) for one, two in zip(mine, theirs, strict=True) if one != two]
    return len(changed) == 1 and "" in mine and {*changed[0]} in _WHO_AND_WHOM


def _with_ending(one: Statement, at: int) -> str:
    behind = one.places[at] + 1
    return one.content[at] + (one.tokens[behind] if behind in one.endings else "")


def _longer_and_shorter(forms: list[tuple[str, str]]) -> bool:
    """Whether of two Turkish words one has got the ending that the other has lost."""
    grown = [len(now) - len(before) for before, now in forms]
    return min(grown) < 0 < max(grown)


def _turned(forms: list[tuple[str, str]]) -> bool:
    """Whether both Russian words have another part by their endings, neither that of a sentence turned round."""
    return all(before != now and not _is_by_whom(before, now) for before, now in forms)


def _is_by_whom(before: str, now: str) -> bool:
    return any(map(_BY_WHOM.search, (before, now, f"{before} {now}")))


def _is_somebody(one: Statement, at: int, lexicon: Lexicon) -> bool:
    """Whether a word stands for who can act: a name, or people; of German words any that is written like one."""
    word = one.content[at]
    if lexicon.language == "de" and any(part[0].isupper() for part in one.shown.split() if fold_word(part) == word):
        return True
    if any(word in name.split() for name in one.watched):
        return True
    return word in one.names or actors(lexicon.language).person(word)


def _part(one: Statement, at: int, lexicon: Lexicon) -> str:
    """The small word in front, or the one that is written together with the word."""
    word, part = one.content[at], _role(one, at, lexicon)
    if not part and _before_ra(one.words, word):
        return _RA
    if lexicon.language != "fa" and len(forms_of(word)) > 1 and word[0] in _WRITTEN_TOGETHER:
        return word[0]
    return part


def _role(one: Statement, at: int, lexicon: Lexicon) -> str:
    """The small word before a noun that says what part it plays; articles between are passed over."""
    place = one.places[at]
    for back in range(place - 1, max(-1, place - _FAR), -1):
        word = one.tokens[back]
        if lexicon.has("role", word) or lexicon.has("place", word):
            return _ELIDED.get(word, word)
        if not known_word(word, lexicon).small:
            return ""
    return ""


def _place_of(one: Statement, other: Statement, at: int, lexicon: Lexicon) -> str:
    """The "in" before a name of several words, whose last it is: words side by side in both sentences are one name."""
    both = set(pairwise(other.content))
    while at and not _role(one, at, lexicon) and (one.content[at - 1], one.content[at]) in both:
        at -= 1
    part = _role(one, at, lexicon)
    return part if lexicon.has("place", part) else ""


def _is_joined(word: str, other: Statement) -> bool:
    """Whether an Arabic word has "and" in front."""
    return word[0] == _ARABIC_AND and (word[1:3] == "ال" or word[1:] in other.content)


def _before_ra(words: tuple[str, ...], word: str) -> bool:
    return _RA in words and (word, _RA) in pairwise(words)


def _apart(now: tuple[int, int], was: tuple[int, int]) -> bool:
    return _between(*now) and _between(*was)


def _between(first: int, second: int) -> bool:
    return abs(first - second) > 1


def _divided(parts: Sequence[str], places: tuple[int, int]) -> bool:
    """Whether of two words the later alone has a small word in front: "left one for the other" is no row of things."""
    first, later = sorted(zip(places, parts, strict=True))
    return not first[1] and bool(later[1])


def _listed(one: Statement, places: tuple[int, int]) -> bool:
    """Whether a comma stands between two content words."""
    first, last = sorted(one.places[at] for at in places)
    begins, ends, at = 0, 0, 0
    for place, word in enumerate(one.raw[: last + 1]):
        at = max(at, one.shown.find(word, at))
        begins, ends = (at + len(word), ends) if place == first else (begins, at)
    return not _COMMAS.isdisjoint(one.shown[begins:ends])
