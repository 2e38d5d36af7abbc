"""Our own words: counts, times, languages. English, digits Western, nothing from the machine's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.model.digests import DigestStory

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LANGUAGES = {
    "am": "Amharic", "ar": "Arabic", "arc": "Aramaic", "az": "Azerbaijani", "bg": "Bulgarian", "bn": "Bengali",
    "ckb": "Sorani Kurdish", "cs": "Czech", "da": "Danish", "de": "German", "el": "Greek", "en": "English",
    "es": "Spanish", "et": "Estonian", "fa": "Persian", "fi": "Finnish", "fr": "French", "he": "Hebrew",
    "hi": "Hindi", "hr": "Croatian", "hu": "Hungarian", "hy": "Armenian", "id": "Indonesian", "it": "Italian",
    "iw": "Hebrew", "ja": "Japanese", "ka": "Georgian", "kk": "Kazakh", "kmr": "Kurmanji Kurdish", "ko": "Korean",
    "ku": "Kurdish", "lt": "Lithuanian", "lv": "Latvian", "ms": "Malay", "nl": "Dutch", "no": "Norwegian",
    "pl": "Polish", "ps": "Pashto", "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "sk": "Slovak",
    "sl": "Slovenian", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "sv": "Swedish", "sw": "Swahili",
    "syr": "Syriac", "tg": "Tajik", "th": "Thai", "ti": "Tigrinya", "tr": "Turkish", "uk": "Ukrainian",
    "ur": "Urdu", "uz": "Uzbek", "vi": "Vietnamese", "zh": "Chinese",
}  # fmt: skip


def count(number: int, one: str, many: str = "") -> str:
    """`1 story`, `3,412 articles`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


def listing(items: Sequence[str], most: int, noun: str = "") -> str:
    """`a, b and c`, or `a, b and 3 more topics` beyond `most`."""
    shown = list(items[:most])
    if len(items) > most:
        rest = len(items) - most
        shown.append(f"{rest:,} more" + (f" {noun}{'' if rest == 1 else 's'}" if noun else ""))
    return " and ".join([", ".join(shown[:-1]), shown[-1]]) if len(shown) > 1 else "".join(shown)


def counted(rest: int) -> str:
    """` and 3 more` behind a list that was cut; "" behind a whole one."""
    return f" and {rest:,} more" if rest > 0 else ""


def new_and_updates(stories: Sequence[DigestStory]) -> str:
    """`1 correction, 2 new, 1 update`; what there is none of is not said."""
    corrections = sum(story.correction for story in stories)
    updates = sum(story.update for story in stories) - corrections
    new = len(stories) - corrections - updates
    parts = [count(corrections, "correction")] if corrections else []
    parts += [f"{new:,} new"] if new else []
    return ", ".join([*parts, count(updates, "update")] if updates else parts)


def language_name(tag: str) -> str:
    """`Arabic` for `ar-SY`; "" where the language is unknown or has no name here."""
    return _LANGUAGES.get(tag.replace("_", "-").split("-", 1)[0].lower(), "")


class LocalTime:
    """Times as the reader's clock shows them, told relative to the digest's own date."""

    def __init__(self, zone: str, reference: datetime) -> None:
        try:
            self._zone: ZoneInfo | None = ZoneInfo(zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            self._zone = None
        self.place = zone.rsplit("/", 1)[-1].replace("_", " ") if self._zone else "UTC"
        self._reference = self.local(reference)

    def local(self, moment: datetime) -> datetime:
        """`moment` in the reader's zone; a moment at the edge of the calendar stays as it is."""
        try:
            return moment.astimezone(self._zone or UTC)
        except OverflowError:
            return moment

    def short(self, moment: datetime) -> str:
        """`03:12` today, `Sat 21:05` within a week before, else `14 Nov 21:05` or `14 Nov 2025`."""
        local = self.local(moment)
        clock = f"{local:%H:%M}"
        if local.date() == self._reference.date():
            return clock
        if timedelta(0) < self._reference.date() - local.date() < timedelta(days=7):
            return f"{_DAYS[local.weekday()]} {clock}"
        day = f"{local.day} {_MONTHS[local.month - 1]}"
        return f"{day} {clock}" if local.year == self._reference.year else f"{day} {local.year}"

    def day_and_clock(self, moment: datetime) -> str:
        """`Sun 07:00`."""
        local = self.local(moment)
        return f"{_DAYS[local.weekday()]} {local:%H:%M}"

    def full(self, moment: datetime) -> str:
        """`Sun 22 Nov 2026, 07:00 Damascus`."""
        local = self.local(moment)
        date = f"{_DAYS[local.weekday()]} {local.day} {_MONTHS[local.month - 1]} {local.year}"
        return f"{date}, {local:%H:%M} {self.place}"
