"""Articles that take an earlier one back: corrections, kills, retractions, fact checks; and what they take back."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from monitor.model.articles import Article, ArticleVersion
from monitor.model.stories import TAKEN_BACK, Fact, FactKind, ToldText
from monitor.records import dataclass
from monitor.stories.cleaning import Sentence, sentences, words
from monitor.stories.common_words import COMMON
from monitor.stories.statements import Told
from monitor.stories.statements.reading.lines import OWN_LETTERS
from monitor.stories.statements.reading.sentence import TOKEN
from monitor.stories.statements.reading.text import language_of
from monitor.stories.words.corrections import Corrections, corrections
from monitor.stories.words.lexicon import lexicon
from monitor.stories.words.stems import fold_word

_PARTS = re.compile(r"\s*[:|\u2013\u2014]\s*|\s+-\s*|(?<=[A-Z0-9])[-/](?=\S)|\s*[()\[\]]\s*|[.!]\s+")
"""What stands between a mark and a headline: a colon, a dash, brackets; a wire's own dash has no blanks around it."""
_QUOTED = re.compile('["\u201c\u201d\u201e\u00ab\u00bb]')
_MOST = 3
"""Sentences at a text's beginning and at its end among which it says that it corrects."""
_OPENING = 6
_VERDICT = 6
"""Words of a sentence that only says of the one before it that it was wrong."""
_LONGEST_MARK = 5
_STEM, _LEAST_LETTERS = 5, 3
_OF_TITLE, _OF_LEAD = 0.5, 0.4
"""Share of what was told (its headline, its first sentence) that a correction repeats, names watched aside."""
_LEAST_SHARED = 2
_SAME = 0.5
_RETRACTION = "retraction:"


@dataclass(frozen=True, slots=True)
class TakenBack:
    """That an article takes something back."""

    sentence: str
    """Where it says so, the headline if that does."""
    reissue: bool = False
    """It is an earlier one with something put right, and says no more than what differs."""
    note: bool = False
    """It says so in a sentence, of what its own publisher reported."""

    def fact(self, earlier: str) -> Fact:
        """The same for readers, beside what they were told."""
        value = f"{_RETRACTION}{self.sentence}"
        return Fact(kind=FactKind.STATEMENT, value=value, shown=TAKEN_BACK, sentence=self.sentence, earlier=earlier)


def taken_back(title: str, text: str, language: str) -> TakenBack | None:
    """Where an article says that it takes an earlier one back, or checks a claim and finds it untrue; None: nowhere.

    It says so in its headline, or in a sentence at its beginning or its end that is no quotation. What the people in
    the story take back is none.
    """
    spoken = language_of(Told(title=title, text=text, language=language))
    listed = corrections(spoken)
    body = sentences(text)
    by_title = _by_title(title, body, spoken, listed)
    if by_title is not None:
        return by_title
    for one in _where_it_may_say_so(title, body):
        if listed.says(_words(one, spoken)) and not _QUOTED.search(one.shown):
            return TakenBack(one.shown, note=True)
    return None


def _by_title(title: str, body: Sequence[Sentence], spoken: str, listed: Corrections) -> TakenBack | None:
    """What the headline alone says."""
    whole = _folded(title, spoken)
    marks: list[tuple[str, ...]] = []
    if listed.may_be_marked(whole):
        if listed.opens(whole):
            return TakenBack(title)
        marks = [_folded(part, spoken) for part in _PARTS.split(title)]
        before_comma = _folded(title.partition(",")[0], spoken)
        for kind in ("head", "reissue"):
            if any(listed.is_mark(kind, _unnumbered(one)) for one in (*marks[:3], *marks[-2:], before_comma)):
                return TakenBack(title, reissue=kind == "reissue")
    return TakenBack(title) if _checks(title, marks, body, spoken, listed) else None


def _where_it_may_say_so(title: str, body: Sequence[Sentence]) -> Iterator[Sentence]:
    """The headline, and the sentences at beginning and end; a short one with the one before it: "That was wrong."."""
    yield Sentence(title, tuple(words(title)))
    for at in dict.fromkeys((*range(min(_MOST, len(body))), *range(max(0, len(body) - _MOST), len(body)))):
        yield body[at]
        if at and len(body[at].words) <= _VERDICT:
            both = body[at - 1], body[at]
            yield Sentence(" ".join(one.shown for one in both), tuple(word for one in both for word in one.words))


def is_withdrawn(text: str, language: str, *, related: bool) -> bool:
    """Whether what a page shows says that its article is taken back, and not that it was not found.

    `related`: it says something of the headline; then that it was wrong is said of the article.
    """
    spoken = language_of(Told(text=text, language=language))
    kinds = ("undone", "erred") if related else ("undone",)
    listed = corrections(spoken)
    return any(listed.says(_words(one, spoken), kinds) for one in sentences(text)[:_MOST])


def corrected(article: Article, told: Sequence[ToldText], surfaces: Iterable[str] = ()) -> ToldText | None:
    """Which of the texts told a correction takes back, the last of those that it repeats most of; None: none of them.

    `surfaces`: watched mentions; that both name what is watched does not make them one.
    """
    watched = {word[:_STEM] for surface in surfaces for word in words(surface)}
    opening = " ".join(one.shown for one in sentences(article.text)[:_OPENING])
    mine = _stems(f"{article.title} {opening}") - watched
    shares = [_repeats(mine, one, watched) for one in told]
    best = max(shares, default=0.0)
    last = zip(reversed(told), reversed(shares), strict=True)
    return None if best < 1 else next(one for one, share in last if share == best)


def with_what_is_taken_back(
    new: tuple[Fact, ...], found: TakenBack, article: Article, former: ArticleVersion | None, told: Sequence[ToldText]
) -> tuple[Fact, ...]:
    """What an article says anew to readers of `told`, with what it takes back in front, unless they know of that."""
    if not told or (found.reissue and not new) or any(one.corrects(edited=article.version > 1) for one in new):
        return new
    stood = None if former is None else taken_back(former.title, former.text, article.language)
    if stood is not None and stood.sentence == found.sentence:
        return new
    if not new and _was_told(found, article, told):
        return new
    earlier, share = _counterpart(found, article, told)
    if found.note and share < _OF_TITLE and all(one.publisher != article.publisher for one in told):
        return new  # A note on its own earlier version, which these readers were not told.
    return (found.fact(earlier if share >= _OF_LEAD else told[-1].title), *new)


def _counterpart(found: TakenBack, article: Article, told: Sequence[ToldText]) -> tuple[str, float]:
    """The sentence of what was told that a correction is most like, and the share of it that it repeats."""
    mine = _stems(found.sentence if found.note else f"{article.title} {found.sentence}")
    said = [text.title for text in reversed(told)]
    said += [one.shown for text in reversed(told) for one in sentences(text.text)[:_OPENING]]
    best = max(said, key=lambda one: len(mine & _stems(one)) / (len(mine) + len(_stems(one)) or 1))
    return best, _share(mine, _stems(best))


def _was_told(found: TakenBack, article: Article, told: Iterable[ToldText]) -> bool:
    """Whether readers were told of this correction: by one in much the same words."""
    mine = _stems(f"{article.title} {found.sentence}")
    for text in told:
        before = taken_back(text.title, text.text, text.language)
        if before is not None:
            theirs = _stems(f"{text.title} {before.sentence}")
            if len(mine & theirs) >= _SAME * min(len(mine), len(theirs)):
                return True
    return False


def _checks(
    title: str, marks: Sequence[Sequence[str]], body: Sequence[Sentence], language: str, listed: Corrections
) -> bool:
    """Whether it is a fact check, and what it checks is not so."""
    says_no, _, rest = title.partition(",")
    denied = len(says_no.split()) == 1 and bool(rest) and "no" in listed.kinds(_folded(says_no, language))
    if not denied and not any(listed.is_mark("check", _unnumbered(one)) for one in (*marks[:2], *marks[-2:])):
        return False
    texts = (rest,) if denied else (title, *(one.shown for one in body[:_MOST]))
    said = [_folded(one, language) for one in texts]
    cues = lexicon(language).cues
    return any("false" in listed.kinds(one) or any("negation" in cues(word) for word in one) for one in said)


def _repeats(mine: set[str], one: ToldText, watched: set[str]) -> float:
    """How far a text is above what makes it the one that is corrected; below 1 it is not."""
    lead = next((each.shown for each in sentences(one.text)), "")
    shares = ((_stems(one.title) - watched, _OF_TITLE), (_stems(lead) - watched, _OF_LEAD))
    return max(_share(mine, said) / least if len(mine & said) >= _LEAST_SHARED else 0.0 for said, least in shares)


def _share(mine: set[str], said: set[str]) -> float:
    return len(mine & said) / len(said) if said else 0.0


def _stems(text: str) -> set[str]:
    found = (word for word in words(text) if word not in COMMON and len(word) >= _LEAST_LETTERS)
    return {word[:_STEM] for word in found}


def _words(one: Sentence, language: str) -> Sequence[str]:
    """A sentence's words as the lists have them; most languages fold them as all texts are."""
    return _folded(one.shown, language) if language in OWN_LETTERS else one.words


def _folded(text: str, language: str) -> tuple[str, ...]:
    return tuple(fold_word(one, language) for one in TOKEN.findall(text))


def _unnumbered(part: Sequence[str]) -> tuple[str, ...]:
    """A mark without its number: "Correction 2"."""
    return tuple(word for word in part if not word.isdigit())[:_LONGEST_MARK]
