"""How far the names of a topic are looked for beyond the script and the language they are given in."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model.watch import Name, Topic
from monitor.watch.lexicon.modes import Mode
from monitor.watch.lexicon.names import unmarked
from monitor.watch.lexicon.pieces import Sequence, piece
from monitor.watch.lexicon.vocabulary import LANGUAGES
from monitor.watch.sounds import Reach, parted
from monitor.watch.text import Script, script_of

_SCRIPT_LANGUAGE = {Script.ARABIC: "ar", Script.CYRILLIC: "ru", Script.HEBREW: "he"}


def reach_of(topic: Topic, added: Iterable[Name]) -> Reach:
    """Where the names of a topic are looked for beyond the script and language they are given in.

    What a pack spells need not be guessed. The names of one script, Latin if there are any, stand for all.
    """
    spelled = frozenset(map(script_of_name, added))
    own = set(map(script_of_name, topic.names))
    source = next((alphabet for alphabet in (Script.LATIN, Script.CYRILLIC) if alphabet in own), None)
    languages = set(map(language_of, topic.names))
    return Reach(
        given=spelled | own,
        spelled=spelled,
        source=source,
        languages=frozenset({"en"}) if "en" in languages else None,
    )


def parted_sequences(pieces: Sequence) -> tuple[Sequence, ...]:
    """The sequences of words that other scripts may write a Latin name in."""
    if any(word.mode is not Mode.NAME or script_of(word.surface) is not Script.LATIN for word in pieces):
        return ()
    found = parted(tuple([word.folded for word in pieces]))
    return tuple(tuple(map(piece, words)) for words in found)


def script_of_name(name: Name) -> Script:
    """The script of a name as a watchlist writes it; the signs before it are no letters."""
    return script_of(unmarked(name.text))


def language_of(name: Name) -> str:
    """The language a name is given in: what the watchlist says, else what its script suggests."""
    if name.language:
        language = name.language.split("-", maxsplit=1)[0].lower()
        if language in LANGUAGES:
            return language
    return _SCRIPT_LANGUAGE.get(script_of_name(name), "en")
