"""The words of an organisation's name that are said in two ways or not at all: Plant and Factory, "named after", Korea.

What is left must still name it: two words, and one of them no frequent one.
"""

from __future__ import annotations

from collections.abc import Iterator

from monitor.watch.lexicon.pieces import Sequence, piece
from monitor.watch.text import DEMONYMS, GENERAL, is_rare, listed

_ALIKE = tuple(
    frozenset(listed(row))
    for row in (
        "plant factory works zavod",
        "bureau office department",
        "shipping shpg",
        "charity charitable",
        "industries industry industrial",
        "trade trading",
        "institute institution",
        "aircraft aviation",
        "machine machinery",
        "motor engine",
        "concern kontsern",
        "invest investment",
        "development dev",
        "international intl",
        "engineering engineers",
        "automation automatics",
        "bank banking",
        "company co",
        "corporation corp",
    )
)
"""English words of which lists of companies and newsrooms write one for the other."""
OTHER_WORDS = {word: tuple(sorted(row - {word})) for row in _ALIKE for word in row}
LINKS = frozenset(listed("of the for and in on to at de du des la le les der die das und et i y al fi & von"))
"""Small words that may stand between the words of a long name, or be another one, or none."""
_WEAK = frozenset(listed("general holding group concern the company complex"))
_NAMED_AFTER = ("named", "after")
_COUNTRIES = GENERAL | DEMONYMS | frozenset(listed("korea korean north south hk"))
_LEAST_LONG, _LEAST_LETTERS = 3, 6
_LEAST_LEFT = 2
_LEAST_TO_LEAVE_OUT, _MOST_TO_LEAVE_OUT = 4, 8
_MOST_JOINED_IN = 5
_SKY, _TOWN_LEAST = "sky", 4


def says_enough(words: Sequence) -> bool:
    """Whether one word alone, without a legal form, is hardly anything else."""
    return len(words) == 1 and len(words[0].folded) >= _LEAST_LETTERS and is_rare(words[0].folded)


def linked(words: Sequence) -> Sequence:
    """A name of three words and more without its small words; none if it is shorter."""
    kept = tuple(word for word in words if word.folded not in LINKS)
    return kept if len(kept) >= _LEAST_LONG else ()


def shorter(words: Sequence) -> Iterator[Sequence]:
    """A name with less said: not after whom, of which country, that research is scientific, that it is a holding."""
    plain = _research(_without_name(words))
    for said in (plain, *_without_country(plain), *_adjective(plain), *_turned(plain)):
        kept = tuple(word for word in said if word.folded not in _WEAK)
        yield from (way for way in (said, kept) if way != words and _names_it(way))


def unsaid(words: Sequence) -> Iterator[Sequence]:
    """A name of four words and more that tell with one of them unsaid; not one that is rare, for that names it."""
    telling = [at for at, word in enumerate(words) if word.folded not in LINKS]
    if _LEAST_TO_LEAVE_OUT <= len(telling) <= _MOST_TO_LEAVE_OUT:
        for at in telling[1:]:
            shorter_by_one = (*words[:at], *words[at + 1 :])
            if not is_rare(words[at].folded) and _names_it(shorter_by_one):
                yield shorter_by_one


def together(words: Sequence) -> Iterator[Sequence]:
    """A name of two to five words with two neighbouring ones written together: Radio Plant and Radioplant."""
    if len(words) <= _MOST_JOINED_IN:
        for at in range(len(words) - 1):
            first, second = words[at : at + 2]
            if LINKS.isdisjoint((first.folded, second.folded)):
                joined = piece(first.surface + second.surface.lower())
                if len(words) > _LEAST_LEFT or says_enough((joined,)):
                    yield (*words[:at], joined, *words[at + 2 :])


def _without_name(words: Sequence) -> Sequence:
    folded = tuple(word.folded for word in words)
    if _NAMED_AFTER[0] in folded and folded[folded.index("named") + 1 :][:1] == _NAMED_AFTER[1:]:
        return words[: folded.index("named")]
    return words


def _research(words: Sequence) -> Sequence:
    """Scientific research is research, and scientific (and) production research and production."""
    found = list(words)
    for at in range(len(found) - 1):
        follows = [word.folded for word in found[at + 1 : at + 3]]
        if found[at].folded != "scientific":
            continue
        if follows[0] == "research":
            del found[at]
            break
        if "production" in follows:
            found[at] = piece("Research")
            break
    return tuple(found)


def _without_country(words: Sequence) -> Iterator[Sequence]:
    if words and words[0].folded in _COUNTRIES:
        yield words[1:]
    if words and words[-1].folded in _COUNTRIES and words[-2:-1] and words[-2].folded not in LINKS:
        yield words[:-1]


def _adjective(words: Sequence) -> Iterator[Sequence]:
    """The Amur or the Amursky Plant: Russian makes an adjective of the town."""
    town = words[0].folded if len(words) > 1 else ""
    if town.endswith(_SKY):
        yield (piece(town.removesuffix(_SKY).capitalize()), *words[1:])
    elif len(town) >= _TOWN_LEAST and not town.endswith("sk") and is_rare(town):
        yield (piece(town.capitalize() + _SKY), *words[1:])


def _turned(words: Sequence) -> Iterator[Sequence]:
    """Polyot Chelyabinsk Radio Plant and Chelyabinsk Radio Plant Polyot: the name proper before or behind its kind."""
    if len(words) >= _LEAST_LONG and not any(word.folded in LINKS for word in words):
        yield from (
            way
            for way, proper in (((*words[1:], words[0]), words[0]), ((words[-1], *words[:-1]), words[-1]))
            if is_rare(proper.folded)
        )


def _names_it(words: Sequence) -> bool:
    telling = [word.folded for word in words if word.folded not in LINKS]
    return len(telling) >= _LEAST_LEFT and any(map(is_rare, telling))
