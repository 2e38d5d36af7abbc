"""What is wrong with one word of a query, told to the person who wrote it.

The grammar takes words broadly and leaves it to these checks to refuse them: a grammar only knows that something is
not expected, a check knows what was meant.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from difflib import get_close_matches

from lark import Token

from monitor.errors import WatchError
from monitor.watch.query.conditions import parse_phrase

FARTHEST = 100
"""Words between the two terms of NEAR and BEFORE."""
MOST_MENTIONS = 1_000
"""That `min:` may ask for: no more of one topic are reported."""
MOST_WEIGHT = 1_000
WHERES = ("title", "lead", "sentence")
PREFIXES = (*WHERES, "lang", "source", "min", "score")
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:-[A-Za-z0-9]{2,8})*")
_LANGUAGE_NAMES = {
    "arabic": "ar",
    "english": "en",
    "farsi": "fa",
    "french": "fr",
    "german": "de",
    "hebrew": "he",
    "kurdish": "ku",
    "persian": "fa",
    "russian": "ru",
    "spanish": "es",
    "turkish": "tr",
    "ukrainian": "uk",
}
_NAMED = re.compile(r'"([^"]*)"|([^",]+)')
_CURLY = frozenset("“”„‟«»")
_SIGNS = {"&": "AND", "&&": "AND", "+": "AND", "|": "OR", "||": "OR", "!": "AND NOT"}
_NEAR_LIKE = re.compile(r"(near|before)(?:/.*)?", re.IGNORECASE)
_PREFIX_LIKE = re.compile(r"([A-Za-z]+):")
_WILDCARD = re.compile(r"\?\w")
_FUZZY = re.compile(r"~\d*$")


class Checks:
    """Looks at each token of one query before the grammar sees it."""

    def __init__(self, source: str) -> None:
        self._source = source
        self._by_type: dict[str, Callable[[Token], None]] = {
            "NEAR": self._near,
            "TOPIC": self._topic,
            "QUOTED": self._quoted,
            "WORD": self._word,
            "LANG": self._lang,
            "SOURCE": self._publishers,
            "MIN": self._least,
            "SCORE": self._score,
            "WEIGHT": self._weight,
        }

    def look(self, token: Token) -> None:
        """Refuse a token that cannot be right wherever it stands; WatchError with its position."""
        check = self._by_type.get(token.type)
        if check is not None:
            check(token)

    def fault(self, message: str, position: int, hint: str) -> WatchError:
        """The error for a fault at `position`."""
        return WatchError(message, source=self._source, position=position, hint=hint)

    def _refuse(self, token: Token, message: str, hint: str) -> None:
        raise self.fault(message, start_of(token), hint)

    # One kind of token each

    def _near(self, token: Token) -> None:
        name, *options = token.split("/")
        if not options or not _is_figure(options[0], 1, FARTHEST):
            self._refuse(token, f"{name} needs a number of words from 1 to {FARTHEST}", f"Write {name}/5(a, b).")
        if options[1:] not in ([], ["doc"]):
            self._refuse(
                token,
                f"only /doc may follow the number of {name}",
                f"Write {name}/{options[0]}(a, b), or {name}/{options[0]}/doc(a, b) across sentences.",
            )

    def _topic(self, sign: Token) -> None:
        if sign == "@":
            self._refuse(sign, "an @ without the id of a topic", "Write @ and the id, e.g. @irgc.")

    def _quoted(self, token: Token) -> None:
        if token.endswith("!") and "*" in token:
            self._refuse(token, "a literal is taken as written, so it holds no *", "Drop the ! or the *.")
        self._phrase(token)

    def _word(self, token: Token) -> None:
        self._operator_like(token)
        self._prefix_like(token)
        self._sign_like(token)
        self._phrase(token)

    def _lang(self, token: Token) -> None:
        for code in token.removeprefix("lang:").split(","):
            if _LANGUAGE.fullmatch(code) is None:
                known = _LANGUAGE_NAMES.get(code.lower(), "")
                found = f"{code!r} is no code of a language" if code else "lang: without a code"
                self._refuse(token, found, f"Write lang:{known or 'ar'}; several as lang:ar,fa without spaces.")

    def _publishers(self, token: Token) -> None:
        if not all(name.strip() for name in source_names(token)) or not source_names(token):
            self._refuse(token, "source: without the name of a publisher", 'Write source:"North Press".')

    def _least(self, token: Token) -> None:
        if not _is_figure(token.removeprefix("min:"), 1, MOST_MENTIONS):
            self._refuse(token, f"min: needs a number of mentions from 1 to {MOST_MENTIONS}", "Write min:2 @topic.")

    def _score(self, token: Token) -> None:
        if not _is_figure(token.removeprefix("score:"), 1, MOST_WEIGHT):
            self._refuse(token, f"score: needs a number from 1 to {MOST_WEIGHT}", "Write score:5(@topic^3, word^2).")

    def _weight(self, token: Token) -> None:
        if not _is_figure(token.removeprefix("^").removeprefix("-"), 1, MOST_WEIGHT):
            self._refuse(token, f"a weight is a number from 1 to {MOST_WEIGHT}", "Write word^2, or word^-2 against it.")

    # What a word may have been meant to be

    def _operator_like(self, token: Token) -> None:
        if token.upper() in {"AND", "OR", "NOT"}:
            raise self.fault(
                f"{str(token)!r} in small letters",
                start_of(token),
                f'Write {token.upper()}, or "{token}" in marks if the word is meant.',
            )
        like = _NEAR_LIKE.fullmatch(token)
        if like is None:
            return
        name = like.group(1).upper()
        opened = self._source[end_of(token) :].lstrip().startswith("(")
        if opened and not token.startswith(name):
            self._refuse(token, f"{str(token)!r} in small letters", f"Write {name}/5(a, b).")
        if not opened and (token.startswith(name) or "/" in token):
            self._refuse(token, f"{name} without its two terms in parentheses", f"Write {name}/5(a, b).")

    def _prefix_like(self, token: Token) -> None:
        like = _PREFIX_LIKE.match(token)
        if like is None:
            return
        name = like.group(1)
        close = get_close_matches(name.lower(), PREFIXES, n=1)
        if name.lower() in PREFIXES:
            self._refuse(token, f"{name}: in capital letters", f"Write {name.lower()}:")
        known = f"Did you mean {close[0]}:?" if close else f"There are {', '.join(f'{one}:' for one in PREFIXES)}."
        self._refuse(token, f"there is no {name}:", f'{known} Or put the word in marks: "...".')

    def _sign_like(self, token: Token) -> None:
        if _CURLY.intersection(token):
            self._refuse(token, "curly quotation marks", 'Write straight ones: "a phrase".')
        if token in _SIGNS:
            self._refuse(token, f"{str(token)!r} is no operator", f"Write {_SIGNS[token]}.")
        if not any(c.isalnum() for c in token.lstrip("=")):
            self._nothing(token)
        if token[0] in "-+":
            meant = "AND NOT" if token[0] == "-" else "AND"
            self._refuse(token, f"{str(token)!r} begins with a {token[0]}", f"Write {meant} {token[1:]}.")
        if token.startswith("=") and "*" in token:
            self._refuse(token, "= and * exclude each other", "Drop one of them.")
        if _WILDCARD.search(token):
            self._refuse(token, "a ? stands for no letter", "Write both spellings with OR, or a stem*.")
        if _FUZZY.search(token):
            self._refuse(token, "a ~ means nothing here", "Write the plain word; spellings are found by themselves.")

    def _nothing(self, sign: Token) -> None:
        if sign == "=":
            self._refuse(sign, "= without a word directly behind it", 'Write =US, or "US Army"! for several words.')
        self._refuse(sign, f"{str(sign)!r} holds no letter or digit", "Write a word.")

    def _phrase(self, token: Token) -> None:
        try:
            parse_phrase(str(token))
        except WatchError as error:
            raise self.fault(error.message, start_of(token), error.hint) from error


def source_names(token: str) -> tuple[str, ...]:
    """The publishers that `source:"North Press",SANA` names."""
    return tuple(quoted or plain for quoted, plain in _NAMED.findall(token.removeprefix("source:")))


def start_of(token: Token) -> int:
    """Where a token begins in the query."""
    return token.start_pos or 0


def end_of(token: Token) -> int:
    """Where a token ends in the query."""
    return start_of(token) + len(token)


def _is_figure(text: str, least: int, most: int) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= len(str(most)) and least <= int(text) <= most
