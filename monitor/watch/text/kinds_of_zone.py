"""What a stretch of a text may be instead of story."""

from __future__ import annotations

from enum import StrEnum


class ZoneKind(StrEnum):
    """What a stretch is instead of story."""

    RELATED = "a link to another story"
    CAPTION = "a caption or credit"
    CONSENT = "a consent or subscription notice"
    AUTHOR = "a by-line or a note about the author"
    TAGS = "a line of tags"
