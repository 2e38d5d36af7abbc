"""How far the names of a topic are looked for beyond the script and the language they are given in."""

from __future__ import annotations

from collections.abc import Iterable

from monitor.model.watch import Name, Topic
from monitor.watch.crossing import Reach
from monitor.watch.fold import Script, script_of
from monitor.watch.lexicon import Mode
from monitor.watch.names import Piece, Sequence
from monitor.watch.parts import parted
from monitor.watch.vocabulary import LANGUAGES

_SCRIPT_LANGUAGE = {Script.ARABIC: "ar", Script.CYRILLIC: "ru", Script.HEBREW: "he"}


def reach_of(topic: Topic, added: Iterable[Name]) -> Reach:
    """Where the names of a topic are looked for beyond the script and language they are given in.

    What a pack spells need not be guessed. The names of one script, Latin if there are any, stand for all.
    """
    spelled = frozenset(script_of_name(name) for name in added)
    own = {script_of_name(name) for name in topic.names}
    alphabets = own & {Script.LATIN, Script.CYRILLIC}
    source = Script.LATIN if Script.LATIN in own else Script.CYRILLIC if alphabets else None
    languages = {language_of(name) for name in topic.names}
    return Reach(
        given=spelled | own,
        spelled=spelled,
        source=source,
        languages=frozenset({"en"}) if "en" in languages else None,
    )


def parted_sequences(pieces: Sequence) -> tuple[Sequence, ...]:
    """The sequences of words that other scripts may write a Latin name in."""
    if any(piece.mode is not Mode.NAME or script_of(piece.surface) is not Script.LATIN for piece in pieces):
        return ()
    found = parted(tuple(piece.folded for piece in pieces))
    return tuple(tuple(Piece(word, Mode.NAME) for word in words) for words in found)


def script_of_name(name: Name) -> Script:
    """The script of a name as a watchlist writes it."""
    return script_of(name.text.strip('="('))


def language_of(name: Name) -> str:
    """The language a name is given in: what the watchlist says, else what its script suggests."""
    language = name.language.split("-", maxsplit=1)[0].lower()
    if language in LANGUAGES:
        return language
    return _SCRIPT_LANGUAGE.get(script_of_name(name), "en")
