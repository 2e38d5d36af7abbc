"""A Latin name as other tables, dialects and neighbouring languages of its country romanise its words."""

from __future__ import annotations

from collections.abc import Sequence

from monitor.watch.sounds.arabic_names import in_construct, is_arabic, spoken_otherwise
from monitor.watch.sounds.east_asian_names import by_other_tables, is_korean
from monitor.watch.sounds.slavic_names import alternates, by_sound_of_w, is_slavic


def romanised_otherwise(words: Sequence[str], *, person: bool) -> list[frozenset[str]]:
    """For each folded word of a name the other spellings it may have, none for words in other letters.

    An organisation is East Slavic word by word: it bears the name of a town, a river or a person.
    """
    ways = [by_other_tables] if is_korean(words) else []
    if person and is_slavic(words):
        ways.append(alternates)
    if is_arabic(words):
        ways.append(spoken_otherwise if person else in_construct)
    found = []
    for word in words:
        of_word = [*ways, *([] if person or not is_slavic([word]) else [alternates])] or [by_sound_of_w]
        found.append(frozenset().union(*(way(word) for way in of_word)) if word.isascii() else frozenset())
    return found
