"""How a story is told, in words: what is new, who had it first, how it grew, what was folded into it."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence

from monitor.core.text import direction_of
from monitor.deliver.render.bidi import has_rtl, language_tag
from monitor.deliver.render.clean import clean, quote_segments
from monitor.deliver.render.links import safe_link
from monitor.deliver.render.view import ChangeView, CopyView, FollowedView, QuoteView, ReportView, TranslationView
from monitor.deliver.render.words import LocalTime, count, counted, language_name
from monitor.model.alerting import FLOOD, SINGLE
from monitor.model.digests import Copy, DigestStory, Growth, NewFact, Quote
from monitor.model.stories import ON, TAKEN_BACK, FactKind

_WORD = re.compile(r"\w+")
_WITH_UNIT = re.compile(r"\S+ [^\W\d_]|\S+%")
FACTS_SHOWN = 6
_CHANGES_SHOWN = 3
_LANGUAGES_SHOWN = 6
_TRANSLATION = 800
"""Letters: a quote is cut around what is marked in it, its translation is not."""
_NOTES = {"shortened": "shortened", "extended": "with additions", "partly_reused": "quotes another"}


def evidence(story: DigestStory) -> str:
    """`4 publishers, 8 copies, 3 retellings`: independence before volume."""
    retellings = sum(copy.own_words for copy in story.copies)
    copied = len(story.copies) - retellings
    parts = [count(story.publishers, "publisher"), count(copied, "copy", "copies") if copied else "no copies"]
    if retellings:
        parts.append(count(retellings, "retelling"))
    return ", ".join(parts)


def told_in(languages: Sequence[tuple[str, int]]) -> str:
    """`told in Arabic by 3, in Russian by 2`: independent publishers; "" where all that is known is one language."""
    spoken = [f"in {language_name(language) or clean(language, 12)} by {by:,}" for language, by in languages]
    return f"told {', '.join(spoken[:_LANGUAGES_SHOWN])}{counted(len(spoken) - _LANGUAGES_SHOWN)}" if spoken else ""


def first_told(story: DigestStory, time: LocalTime) -> str:
    """`first: North Press 09:12`; a name from right to left stands last, so that no figure follows it."""
    when, who = time.short(story.first_seen_at), clean(story.first_publisher, 60)
    if not who:
        return f"first seen {when}"
    return f"first: {when} {who}" if has_rtl(who) else f"first: {who} {when}"


def told_first(story: DigestStory, time: LocalTime) -> str:
    """In which digest its readers met the story, or when they were told at once; "" of one that is new to them."""
    if story.told is None:
        return ""
    at_once = story.told.digest.rpartition("/")[2].startswith((SINGLE, FLOOD))
    return f"Told first {'at once,' if at_once else 'in the digest of'} {time.full(story.told.at)}."


def found_late(story: DigestStory, time: LocalTime) -> str:
    """`found late: the list changed on Sat 28 Nov 2026, 07:00 Damascus`, and what held it back; or ""."""
    late = "" if story.late_at is None else f"found late: the list changed on {time.full(story.late_at)}"
    held = f"held back until now by {clean(story.held, 200)}" if story.held else ""
    return ", ".join(part for part in (late, held) if part)


def followed_view(story: DigestStory, time: LocalTime) -> FollowedView | None:
    """The earlier story that it continues, None if it does not."""
    earlier = story.follows
    if earlier is None:
        return None
    return FollowedView(
        ref=clean(earlier.ref, 16),
        title=clean(earlier.title, 160) or "(no headline)",
        lang=language_tag(earlier.language),
        dir=earlier.direction,
        time=time.short(earlier.at),
    )


def follows_line(earlier: FollowedView) -> str:
    """`Follows: [0012] headline (Sat 21:05)`; one from right to left stands last, so that no figure follows it."""
    if has_rtl(earlier.title):
        return f"Follows: [{earlier.ref}] ({earlier.time}) {earlier.title}"
    return f"Follows: [{earlier.ref}] {earlier.title} ({earlier.time})"


def until(growth: Sequence[Growth], time: LocalTime) -> str:
    """` by 14:30`, when the last of its articles came; "" if that was when the first did."""
    shown = list(dict.fromkeys(time.short(one.at) for one in growth))
    return f" by {shown[-1]}" if len(shown) > 1 else ""


def news_of(story: DigestStory, most: int = FACTS_SHOWN) -> str:
    """`open → closed, 12 wounded (was 3), topic Fifth Corps, publisher AFP`; from right to left last, as everywhere.

    What headline, state or topics of the story say already is left out.
    """
    facts = _unsaid(story)
    shown = sorted(facts[:most], key=lambda fact: has_rtl(fact.shown))
    return ", ".join(map(_named, shown)) + counted(len(facts) - most)


def first_news(story: DigestStory) -> str:
    """The first of them alone, "" if there is none."""
    return next(map(_named, _unsaid(story)), "")


def _unsaid(story: DigestStory) -> list[NewFact]:
    return [fact for fact in story.new_facts if not _is_said(fact, story)]


def _is_said(fact: NewFact, story: DigestStory) -> bool:
    if fact.kind is not FactKind.STATEMENT:
        return False
    if fact.shown == TAKEN_BACK:
        return story.correction
    said = _words(fact.shown)
    is_topic = said.removeprefix(ON) in map(_words, story.topics)
    return is_topic or f"{_words(story.title)} ".startswith(f"{said} ")


def _words(text: str) -> str:
    return " ".join(_WORD.findall(text.casefold()))


def _named(fact: NewFact) -> str:
    """The fact with its kind, where it does not say by itself what it is."""
    shown = clean(fact.shown, 60)
    says = fact.kind is FactKind.STATEMENT or (fact.kind is FactKind.NUMBER and _WITH_UNIT.match(fact.shown))
    return shown if says else f"{fact.kind.value} {shown}"


def facts_told(story: DigestStory, most: int = FACTS_SHOWN) -> frozenset[str]:
    """The facts that `news_of` names, as they are shown."""
    return frozenset(fact.shown for fact in _unsaid(story)[:most])


def sentences_told(story: DigestStory) -> tuple[str, ...]:
    """The sentences that `changes` shows, and the headline."""
    quoted = (fact.sentence for fact in story.new_facts if not _is_headline(fact.sentence, story))
    told = dict.fromkeys(quote.text for quote in quoted if quote is not None and quote_view(quote, story) is not None)
    return (*tuple(told)[:_CHANGES_SHOWN], story.title)


def changes(story: DigestStory, said_by: Callable[[str], ReportView | None]) -> tuple[ChangeView, ...]:
    """The sentences that say what is new, each once, with the earlier wording where there was one; no headline.

    `said_by` tells of a sentence which article beside the one that is shown says it.
    """
    sentences: dict[str, ChangeView] = {}
    for fact in story.new_facts:
        now = quote_view(fact.sentence, story)
        if fact.sentence is None or now is None or _is_headline(fact.sentence, story):
            continue
        known = sentences.get(fact.sentence.text)
        before = known.before if known and known.before else quote_view(fact.earlier, story)
        sentences[fact.sentence.text] = ChangeView(now=now, before=before, by=said_by(fact.sentence.text))
    return tuple(sentences.values())[:_CHANGES_SHOWN]


def said_before(story: DigestStory) -> QuoteView | None:
    """What was told where the headline says otherwise now."""
    earlier = (fact.earlier for fact in story.new_facts if _is_headline(fact.sentence, story))
    return next((view for quote in earlier if (view := quote_view(quote, story)) is not None), None)


def _is_headline(quote: Quote | None, story: DigestStory) -> bool:
    return quote is not None and _words(quote.text) == _words(story.title)


def quote_view(quote: Quote | None, story: DigestStory) -> QuoteView | None:
    """The quote cut into marked and plain stretches; None if nothing of it can be shown."""
    segments = () if quote is None else quote_segments(quote.text, quote.marks)
    if quote is None or not segments:
        return None
    return QuoteView(
        segments=segments,
        lang=language_tag(quote.language),
        dir=quote.direction,
        translation=translation_view(quote.text, story),
    )


def translation_view(text: str, story: DigestStory) -> TranslationView | None:
    """What a machine made of a headline or sentence of the story; None if none did."""
    found = clean(next((made for original, made in story.translations if original == text), ""), _TRANSLATION)
    if not found:
        return None
    tag = story.translated_to
    return TranslationView(text=found, lang=language_tag(tag), dir=direction_of(tag, found))


def copy_view(copy: Copy, time: LocalTime) -> CopyView:
    """Another outlet with the story, and what its text is."""
    link = safe_link(copy.url)
    agency = "" if copy.agency.casefold() == copy.publisher.casefold() else clean(copy.agency, 40)
    notes = (_NOTES.get(copy.label, ""), agency)
    return CopyView(
        publisher=clean(copy.publisher, 60),
        href=link.href,
        host=link.host or "no usable link",
        time=time.short(copy.first_seen_at),
        own_words=copy.own_words,
        note=", ".join(note for note in notes if note),
    )
