"""A story that continues an earlier one names it, in each channel and in both directions of writing."""

from __future__ import annotations

import json
from datetime import timedelta

import jsonschema
import pytest
from lxml import html

from monitor.deliver.chat.short import short_text
from monitor.deliver.feed.entries import entries_of
from monitor.deliver.render import Printed, render
from monitor.deliver.webhook import payload_schema
from monitor.model.delivery import Message
from monitor.model.digests import Digest, DigestSection, DigestStory, Followed
from monitor.model.ids import Direction, Priority, StoryId
from tests.unit.deliver.kit import NOON, make_digest, make_story

CONTROLS = "\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069"

AR = "انفجار في ميناء السهل"
EN = "Explosion at Sahl port"


def words(printed: Printed) -> str:
    body = html.document_fromstring(printed.html).find("body")
    assert body is not None
    return " ".join("".join(body.itertext()).replace("\u200b", "").split())


def lines(text: str) -> list[str]:
    return [line.strip() for line in text.translate(dict.fromkeys(map(ord, CONTROLS))).splitlines()]


def section_of(*stories: DigestStory) -> DigestSection:
    return DigestSection(watchlist="w", title="Towns", priority=Priority.NORMAL, stories=stories)


def digest_with(title: str, language: str, direction: Direction, *, full: int = 9) -> Digest:
    earlier = Followed(
        story_id=StoryId(18), ref="0012", title=title, language=language, direction=direction, at=NOON - timedelta(2)
    )
    return make_digest(1, sections=(section_of(make_story(1, follows=earlier), make_story(2)),), max_stories=full)


@pytest.mark.parametrize("full", [9, 0])
def test_mail_names_the_earlier_story_with_its_number_and_day(full: int) -> None:
    mail = render(digest_with(EN, "en", Direction.LTR, full=full))
    assert words(mail).count(f"Follows: [0012] {EN} (Fri 07:00)") == 1
    assert " ".join(lines(mail.text)).count(f"Follows: [0012] {EN} (Fri 07:00)") == 1


def test_a_headline_from_right_to_left_stands_by_itself_in_text() -> None:
    mail = render(digest_with(AR, "ar", Direction.RTL))
    said = lines(mail.text)
    at = said.index("Follows: [0012], Fri 07:00")
    assert AR in said[at + 1 : at + 4]
    assert 'lang="ar"' in mail.html
    assert AR in words(mail)


@pytest.mark.parametrize(
    ("title", "language", "said"), [(EN, "en", f"[0012] {EN} (Fri 07:00)"), (AR, "ar", f"[0012] (Fri 07:00) {AR}")]
)
def test_chats_name_it_in_a_line(title: str, language: str, said: str) -> None:
    direction = Direction.RTL if language == "ar" else Direction.LTR
    _, text = short_text(digest_with(title, language, direction), 4_000)
    assert lines(text).count(f"Follows: {said}") == 1


def test_json_and_feeds_hold_it() -> None:
    digest = digest_with(AR, "ar", Direction.RTL)
    first, second = json.loads(render(digest).json)["data"]["sections"][0]["stories"]
    assert first["follows"] == {
        "id": 18,
        "ref": "0012",
        "title": AR,
        "language": "ar",
        "direction": "rtl",
        "first_seen_at": "2026-11-20T04:00:00Z",
    }
    assert second["follows"] is None
    jsonschema.validate(json.loads(render(digest).json), payload_schema())
    entry, other = entries_of(Message(id="m", recipient="", digest=digest, at=NOON))
    assert "Follows: [0012]" in entry.html
    assert AR in entry.html
    assert "Follows" not in other.html
