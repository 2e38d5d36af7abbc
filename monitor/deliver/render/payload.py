"""The digest as versioned JSON: what webhooks carry and the file channel writes. `schema/digest-v1.json` describes it.

Within version 1 fields are only ever added. Text is cleaned but not cut; copies are, at 50 a story.
"""

from __future__ import annotations

import json
from dataclasses import replace

from monitor.deliver.render.bidi import language_tag
from monitor.deliver.render.clean import clean, clean_marks
from monitor.deliver.render.headline import subject as mail_subject
from monitor.deliver.render.links import safe_link
from monitor.deliver.render.payload_coverage import Json, coverage_json, time_json
from monitor.deliver.render.telling import translation_view
from monitor.model.alerting import SentStory
from monitor.model.digests import (
    WHOLE,
    Copy,
    Digest,
    DigestSection,
    DigestStory,
    Followed,
    NewFact,
    Part,
    Quote,
    Report,
    Surge,
)

TYPE = "digest.composed"
VERSION = 1
COPIES = 50
PAGE_BYTES = 900_000
"""Of one event: what is in front of a receiver often refuses more than a megabyte."""
_NO_STORY = Part(first=0, last=0)
_FIGURES = 100
"""Bytes kept free for the numbers of pages."""


def payload_json(digest: Digest, subject: str, part: Part = WHOLE) -> str:
    """The payload as compact JSON, the same text every time for the same digest and part."""
    payload: Json = {
        "type": TYPE,
        "version": VERSION,
        "timestamp": time_json(digest.composed_at),
        "data": _digest(digest, subject, part),
    }
    return _dump(payload)


def page_json(digest: Digest, part: Part) -> str:
    """The payload of one page; its subject is the digest's."""
    return payload_json(digest, mail_subject(digest), part)


def payload_pages(digest: Digest) -> tuple[int, ...]:
    """How many stories each event tells, so that none is larger than `PAGE_BYTES`; one at least, whatever its size."""
    room = PAGE_BYTES - _FIGURES - len(page_json(replace(digest, sections=_emptied(digest)), _NO_STORY).encode())
    sizes, left = [0], room
    for story in digest.stories:
        size = len(_dump(_story(story)).encode()) + 1
        if size > left and sizes[-1]:
            sizes.append(0)
            left = room
        sizes[-1] += 1
        left -= size
    return tuple(sizes)


def _emptied(digest: Digest) -> tuple[DigestSection, ...]:
    return tuple(replace(section, stories=()) for section in digest.sections)


def _dump(value: Json) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"), allow_nan=False)


def _digest(digest: Digest, subject: str, part: Part) -> Json:
    total = len(digest.stories)
    return {
        "key": clean(digest.key),
        "kind": digest.kind.value,
        "seen_at": time_json(digest.seen_at),
        "subscription": clean(digest.subscription),
        "title": clean(digest.title),
        "subject": subject,
        "language": language_tag(digest.language),
        "direction": digest.direction.value,
        "schedule": clean(digest.schedule),
        "zone": clean(digest.zone),
        "window": {"from": time_json(digest.window_from), "to": time_json(digest.window_to)},
        "lists": [clean(title) for title in digest.lists],
        "late": digest.late,
        "page": {"number": part.number, "of": part.of, "stories": total},
        "sections": _sections(digest, part.first, total if part.last is None else part.last),
        "sent": [_sent(one) for one in digest.sent] if part.number == 1 else [],
        "surges": [_surge(one) for one in digest.surges] if part.number == 1 else [],
        "weak": [_story(story) for story in digest.weak] if part.number == 1 else [],
        "coverage": coverage_json(digest.coverage),
    }


def _sections(digest: Digest, first: int, last: int) -> Json:
    """Of the stories from `first` up to `last` in the digest's order; a section with none of them is left out."""
    sections: list[Json] = []
    before = 0
    for section in digest.sections:
        stories = section.stories[max(first - before, 0) : max(last - before, 0)]
        before += len(section.stories)
        if stories or not section.stories:
            sections.append(
                {
                    "watchlist": clean(section.watchlist),
                    "title": clean(section.title),
                    "priority": section.priority.value,
                    "stories": [_story(story) for story in stories],
                }
            )
    return sections


def _surge(surge: Surge) -> Json:
    return {"topic": clean(surge.topic), "weeks": list(surge.weeks), "usual": surge.usual}


def _story(story: DigestStory) -> Json:
    link = safe_link(story.url)
    return {
        "id": int(story.story_id),
        "ref": clean(story.ref),
        "state": clean(story.state),
        "topics": [clean(topic) for topic in story.topics],
        "title": clean(story.title),
        "translation": _translation(story.title, story),
        "language": language_tag(story.language),
        "direction": str(story.direction),
        "url": link.href or None,
        "host": link.host or None,
        "publisher": clean(story.publisher),
        "published_at": time_json(story.published_at),
        "first_seen_at": time_json(story.first_seen_at),
        "source": str(story.source),
        "publishers": story.publishers,
        "copies_total": len(story.copies),
        "copies": [_copy(copy) for copy in story.copies[:COPIES]],
        "quotes": [_quote(quote, story) for quote in story.quotes],
        "also_in": [clean(title) for title in story.also_in],
        "why": clean(story.why),
        "weak": story.weak,
        "new_facts": [_new_fact(fact, story) for fact in story.new_facts],
        "reports": [_report(one, story) for one in story.reports],
        "original": None if story.original is None else _original(story.original, story),
        "told_in": [{"language": language_tag(language), "publishers": by} for language, by in story.told_in],
        "told_first": (
            None if story.told is None else {"digest": clean(story.told.digest), "at": time_json(story.told.at)}
        ),
        "follows": None if story.follows is None else _followed(story.follows),
        "found_late": time_json(story.late_at),
        "held": clean(story.held) or None,
        "first_publisher": clean(story.first_publisher) or None,
        "growth": [
            {"at": time_json(one.at), "publishers": one.publishers, "articles": one.articles} for one in story.growth
        ],
    }


def _followed(one: Followed) -> Json:
    return {
        "id": int(one.story_id),
        "ref": clean(one.ref),
        "title": clean(one.title),
        "language": language_tag(one.language),
        "direction": str(one.direction),
        "first_seen_at": time_json(one.at),
    }


def _sent(one: SentStory) -> Json:
    link = safe_link(one.url)
    return {
        "at": time_json(one.at),
        "ref": clean(one.ref),
        "state": clean(one.state),
        "title": clean(one.title),
        "language": language_tag(one.language),
        "url": link.href or None,
        "publisher": clean(one.publisher),
    }


def _new_fact(fact: NewFact, story: DigestStory) -> Json:
    return {
        "kind": fact.kind.value,
        "shown": clean(fact.shown),
        "sentence": None if fact.sentence is None else _quote(fact.sentence, story),
        "earlier": None if fact.earlier is None else _quote(fact.earlier, story),
    }


def _report(one: Report, story: DigestStory) -> Json:
    says: Json = [{"shown": clean(shown), "sentence": clean(sentence) or None} for shown, sentence in one.says]
    return {**_article(one, story), "says": says}


def _article(one: Report, story: DigestStory) -> dict[str, Json]:
    link = safe_link(one.url)
    return {
        "publisher": clean(one.publisher),
        "title": clean(one.title),
        "language": language_tag(one.language),
        "direction": str(one.direction),
        "url": link.href or None,
        "host": link.host or None,
        "at": time_json(one.at),
        "translation": _translation(one.title, story),
    }


def _translation(text: str, story: DigestStory) -> Json:
    """What a machine made of it."""
    found = translation_view(text, story)
    return None if found is None else {"language": found.lang, "text": found.text}


def _original(one: Report, story: DigestStory) -> Json:
    return {**_article(one, story), "quotes": [_quote(quote, story) for quote in story.original_quotes]}


def _copy(copy: Copy) -> Json:
    link = safe_link(copy.url)
    return {
        "publisher": clean(copy.publisher),
        "title": clean(copy.title),
        "url": link.href or None,
        "host": link.host or None,
        "first_seen_at": time_json(copy.first_seen_at),
        "label": clean(copy.label) or None,
        "agency": clean(copy.agency) or None,
    }


def _quote(quote: Quote, story: DigestStory) -> Json:
    text, marks = clean_marks(quote.text, quote.marks)
    return {
        "text": text,
        "marks": [[start, end] for start, end in marks],
        "language": language_tag(quote.language),
        "direction": str(quote.direction),
        "translation": _translation(quote.text, story),
    }
