"""Whether what two texts share is only background: context, closing paragraphs and boxes beside two main topics."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence

from monitor.model.articles import Article
from monitor.model.stories import CopyFinding, CopyLabel, ToldText
from monitor.stories.cleaning import Sentence, lines_of, sentences, words
from monitor.stories.common_words import COMMON
from monitor.stories.notices import OwnText, says_nothing_of
from monitor.stories.statements import Told, unshared

_HEAD = 2
"""Sentences that say, with the headline, what a text is about."""
_DISJOINT = 0.2
"""Share of the shorter head's words below which two texts are about two things."""
_NOTHING_SHARED = 0.1
"""The same for texts that share no sentence word for word: they were taken for one event by single words."""
_LEAST_WORDS = 5
_LEAST_HEAD = 3
"""Words of a headline and a first sentence together without which nothing is said by them."""
_WHOLE = 0.8
_ANNOUNCEMENT = 240
"""Characters of a text that may do nothing but send readers to the page."""
_SAME_HEADLINE = 0.6
"""Share of two headlines' words from which they say the same."""
_STEM = 5
"""Letters that the inflected forms of a word have in common."""
_OWN_SHARE = 0.25
"""Of a text's words, from which what it does not share tells something of its own."""
_OTHER_HEADLINE = 0.5
"""Share of the shorter headline's words below which two say two things."""
_STANDING = 2
"""Other texts of a publisher, under other headlines, in which a sentence stands that it repeats."""


def is_background(new: Article, old: Article, finding: CopyFinding, surfaces: Iterable[str] = ()) -> bool:
    """Whether two texts with sentences in common tell of two events.

    A copy keeps most of a text, or its headline, or its first sentences; what shares none of these has quoted the same
    history. Nor is a copy what begins with the sentences of another text of its publisher, and then tells what its own
    headline says: they are a box that stands above all of them; nor what opens with other words than another text of
    its publisher and has none of its sentences as it stands: these are a form. `surfaces`: watched mentions; that two
    texts name what is watched makes them no one event.
    """
    if only_announce(new, old):
        return True
    if finding.label is CopyLabel.IDENTICAL or min(finding.of_new, finding.of_old) >= _WHOLE:
        return False
    mine, theirs = _body(new.title, new.text), _body(old.title, old.text)
    shared = {one.words for one in mine} & {one.words for one in theirs}
    watched = {word[:_STEM] for surface in surfaces for word in words(surface)}
    if not shared and _of_one_desk(new, old) and _open_otherwise(new, mine, old, theirs, watched):
        return True
    if any(one.words in shared for one in (*mine[:1], *theirs[:1])):
        return _below_a_box(new, old, shared, watched)
    topic, other = _topic(new.title, mine, shared) - watched, _topic(old.title, theirs, shared) - watched
    fewest = min(len(topic), len(other))
    return fewest >= _LEAST_WORDS and len(topic & other) < _DISJOINT * fewest


def _of_one_desk(new: Article, old: Article) -> bool:
    """Whether one publisher has the two at two addresses."""
    return bool(new.publisher) and new.publisher == old.publisher and new.canonical_url != old.canonical_url


def _open_otherwise(
    new: Article, mine: Sequence[Sentence], old: Article, theirs: Sequence[Sentence], watched: set[str]
) -> bool:
    """Whether neither headline nor first sentence of one has words of the other's: what is alike is the desk's form."""
    first, second = (
        {stem for stem in _stems([*words(one.title), *(body[0].words if body else ())]) - watched if stem.isalpha()}
        for one, body in ((new, mine), (old, theirs))
    )
    fewest = min(len(first), len(second))
    return fewest >= _LEAST_HEAD and len(first & second) < _DISJOINT * fewest


def _below_a_box(new: Article, old: Article, shared: Collection[tuple[str, ...]], watched: set[str]) -> bool:
    """Whether two texts of one publisher begin with the same sentences, and then tell what their headlines say."""
    if not _of_one_desk(new, old):
        return False
    heads = [_stems(words(one.title)) - watched for one in (new, old)]
    if _say_the_same(*heads):
        return False
    for one, head, other in zip((new, old), heads, reversed(heads), strict=True):
        body = _body(one.title, one.text)
        own = [each for each in body if each.words not in shared]
        size = sum(len(each.words) for each in body)
        if sum(len(each.words) for each in own) < _OWN_SHARE * size:
            return False
        said = {stem for each in own for stem in _stems(each.words)}
        if head.isdisjoint(said) or _say_the_same(other, said):
            return False
    return True


def standing(article: Article, others: Sequence[Article], surfaces: Iterable[str] = ()) -> frozenset[tuple[str, ...]]:
    """The sentences of an article, as words, that its publisher repeats under headlines of all sorts.

    They stand in two of the `others` or more whose headlines say neither the same nor what its own says. None where
    they are nearly all that it says: then it is those texts again.
    """
    watched = {word[:_STEM] for surface in surfaces for word in words(surface)}
    heads = [_stems(words(article.title)) - watched]
    met: dict[tuple[str, ...], int] = {}
    for one in others:
        head = _stems(words(one.title)) - watched
        if one.publisher != article.publisher or one.canonical_url == article.canonical_url:
            continue
        if any(_say_the_same(head, other) for other in heads):
            continue
        heads.append(head)
        for said in {each.words for each in sentences(one.text)}:
            met[said] = met.get(said, 0) + 1
    body = _body(article.title, article.text)
    found = frozenset(one.words for one in body if met.get(one.words, 0) >= _STANDING)
    own = sum(len(one.words) for one in body if one.words not in found)
    return found if own >= _OWN_SHARE * sum(len(one.words) for one in body) else frozenset()


def without(text: str, said: Collection[tuple[str, ...]]) -> str:
    """The text without these sentences."""
    kept = (" ".join(one.shown for one in line if one.words not in said) for line in lines_of(text))
    return "\n".join(line for line in kept if line)


def _say_the_same(one: Collection[str], other: Collection[str]) -> bool:
    """Whether a headline may say what another, or a text, says: an empty one may say anything."""
    fewest = min(len(one), len(other))
    return not fewest or len(set(one) & set(other)) >= _OTHER_HEADLINE * fewest


def _stems(found: Iterable[str]) -> set[str]:
    return {word[:_STEM] for word in found if word not in COMMON}


def only_announce(one: Article, other: Article) -> bool:
    """Whether two short texts say nothing of their headlines, which are not alike: "Read more" twice is no copy.

    What such a feed tells stands in its headlines alone.
    """
    both = (one, other)
    if not all(article.title and 0 < len(article.text) <= _ANNOUNCEMENT for article in both):
        return False
    titles = [{*words(article.title)} for article in both]
    if len(titles[0] & titles[1]) >= _SAME_HEADLINE * len(titles[0] | titles[1]):
        return False
    return all(says_nothing_of(OwnText(text=one.text, repeats_feed=False), one.title, "") for one in both)


def _body(title: str, text: str) -> Sequence[Sentence]:
    """The sentences without the headline, with which many pages open."""
    headline = tuple(words(title))
    return [one for one in sentences(text) if one.words != headline]


def _topic(title: str, text: Sequence[Sentence], shared: Collection[tuple[str, ...]]) -> set[str]:
    opening = [word for sentence in text[:_HEAD] if sentence.words not in shared for word in sentence.words]
    return _stems((*words(title), *opening))


def own_text(article: Article, told: Sequence[ToldText], surfaces: Iterable[str] = ()) -> str | None:
    """The article without the statements that it shares with texts that were told, if they are about other things.

    None if one of them is about the same, or cannot be compared. `surfaces` as in `is_background`.
    """
    mine = _body(article.title, article.text)
    same = [one for one in told if one.language == article.language]
    if not same or len(same) < len(told):
        return None
    watched = {word[:_STEM] for surface in surfaces for word in words(surface)}
    topic = _topic(article.title, mine[:1], ()) - watched
    for one in same:
        other = _topic(one.title, _body(one.title, one.text)[:1], ()) - watched
        fewest = min(len(topic), len(other))
        if fewest < _LEAST_WORDS or len(topic & other) >= _NOTHING_SHARED * fewest:
            return None
    later = Told(title=article.title, text=article.text, language=article.language)
    return unshared([Told(title=one.title, text=one.text, language=one.language) for one in same], later)


def shares_sentence(article: Article, told: Sequence[ToldText]) -> bool:
    """Whether a sentence of the article stands in one of the texts word for word."""
    mine = {one.words for one in _body(article.title, article.text)}
    return any(one.words in mine for text in told for one in _body(text.title, text.text))


def without_shared(text: str, *others: str) -> str:
    """The text without the sentences that stand in the others: what is left is its own."""
    return without(text, {one.words for other in others for line in lines_of(other) for one in line})
