"""Our own words: counts, times, languages. English, digits Western, nothing from the machine's locale."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from monitor.model.digests import DigestStory

_DAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_LANGUAGES = {
    "af": "Afrikaans", "am": "Amharic", "ar": "Arabic", "arc": "Aramaic", "as": "Assamese", "az": "Azerbaijani",
    "azb": "South Azerbaijani", "ba": "Bashkir", "be": "Belarusian", "bg": "Bulgarian", "bho": "Bhojpuri",
    "bn": "Bengali", "bo": "Tibetan", "bs": "Bosnian", "ca": "Catalan", "ce": "Chechen", "ceb": "Cebuano",
    "ckb": "Sorani Kurdish", "co": "Corsican", "cs": "Czech", "cv": "Chuvash", "cy": "Welsh", "da": "Danish",
    "de": "German", "dv": "Divehi", "dz": "Dzongkha", "el": "Greek", "en": "English", "eo": "Esperanto",
    "es": "Spanish", "et": "Estonian", "eu": "Basque", "fa": "Persian", "fi": "Finnish", "fil": "Filipino",
    "fo": "Faroese", "fr": "French", "fy": "Western Frisian", "ga": "Irish", "gd": "Scottish Gaelic",
    "gl": "Galician", "gu": "Gujarati", "ha": "Hausa", "haw": "Hawaiian", "he": "Hebrew", "hi": "Hindi",
    "hmn": "Hmong", "hr": "Croatian", "ht": "Haitian Creole", "hu": "Hungarian", "hy": "Armenian",
    "id": "Indonesian", "ig": "Igbo", "is": "Icelandic", "it": "Italian", "iw": "Hebrew", "ja": "Japanese",
    "jv": "Javanese", "ka": "Georgian", "kk": "Kazakh", "km": "Khmer", "kmr": "Kurmanji Kurdish",
    "kn": "Kannada", "ko": "Korean", "ks": "Kashmiri", "ku": "Kurdish", "ky": "Kyrgyz", "la": "Latin",
    "lb": "Luxembourgish", "lo": "Lao", "lt": "Lithuanian", "lv": "Latvian", "mai": "Maithili",
    "mg": "Malagasy", "mi": "Māori", "mk": "Macedonian", "ml": "Malayalam", "mn": "Mongolian", "mr": "Marathi",
    "ms": "Malay", "mt": "Maltese", "my": "Burmese", "nb": "Norwegian Bokmål", "ne": "Nepali", "nl": "Dutch",
    "nn": "Norwegian Nynorsk", "no": "Norwegian", "ny": "Nyanja", "om": "Oromo", "or": "Odia", "os": "Ossetic",
    "pa": "Punjabi", "pl": "Polish", "pnb": "Western Punjabi", "prs": "Dari", "ps": "Pashto",
    "pt": "Portuguese", "ro": "Romanian", "ru": "Russian", "rw": "Kinyarwanda", "sa": "Sanskrit",
    "sd": "Sindhi", "sh": "Serbo-Croatian", "si": "Sinhala", "sk": "Slovak", "sl": "Slovenian", "sm": "Samoan",
    "sn": "Shona", "so": "Somali", "sq": "Albanian", "sr": "Serbian", "st": "Southern Sotho", "su": "Sundanese",
    "sv": "Swedish", "sw": "Swahili", "syr": "Syriac", "ta": "Tamil", "te": "Telugu", "tg": "Tajik",
    "th": "Thai", "ti": "Tigrinya", "tk": "Turkmen", "tl": "Tagalog", "tn": "Tswana", "to": "Tongan",
    "tr": "Turkish", "tt": "Tatar", "ug": "Uyghur", "uk": "Ukrainian", "ur": "Urdu", "uz": "Uzbek",
    "vi": "Vietnamese", "xh": "Xhosa", "yi": "Yiddish", "yo": "Yoruba", "yue": "Cantonese", "zh": "Chinese",
    "zu": "Zulu",
}  # fmt: skip
"""Names as the Unicode CLDR has them, of all languages that texts are recognised in."""


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
