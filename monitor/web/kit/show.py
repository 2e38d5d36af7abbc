"""What templates show, made safe: texts with their language and direction, links that lead outside, times, counts."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import UTC, date, datetime

from markupsafe import Markup, escape

from monitor.core.health.words import age_in_words
from monitor.deliver.render.bidi import first_strong, language_tag
from monitor.deliver.render.clean import clean, clean_marks
from monitor.deliver.render.links import safe_link
from monitor.deliver.render.telling import told_in
from monitor.deliver.render.words import language_name
from monitor.model.ids import Direction

_MOST = 500
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
REL = "noopener noreferrer nofollow external"


def told(text: str, language: str = "", most: int = _MOST) -> Markup:
    """A text that somebody else wrote: cleaned, in a `<bdi>` with its language and direction."""
    shown = clean(text, most)
    direction = first_strong(shown) or Direction.LTR
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language_tag(language), direction.value, shown)


def marked(text: str, marks: Iterable[tuple[int, int]], language: str = "", kind: str = "mark") -> Markup:
    """As `told`, with what was found in it marked; in full. `kind`: `mark`, or `del` and `ins` for what was edited."""
    tag = {"del": Markup("<del>{}</del>"), "ins": Markup("<ins>{}</ins>")}.get(kind, Markup("<mark>{}</mark>"))
    shown, spans = clean_marks(text, marks)
    direction = first_strong(shown) or Direction.LTR
    parts, at = [], 0
    for start, end in sorted(spans):
        if start >= at:
            parts += [escape(shown[at:start]), tag.format(shown[start:end])]
            at = end
    inner = Markup("").join((*parts, escape(shown[at:])))
    return Markup('<bdi lang="{}" dir="{}">{}</bdi>').format(language_tag(language), direction.value, inner)


def outward(url: str, text: str = "", language: str = "", kind: str = "", key: str = "") -> Markup:
    """A link to a page of others, by `text` or its host; the text alone where it must not be a link.

    `kind`: a class, or nothing; `key`: the letter that follows it.
    """
    link = safe_link(url)
    shown = told(text, language) if text else escape(link.host or clean(url, 100))
    if not link.href:
        return Markup("{}").format(shown)
    mark = Markup(' class="{}"').format(kind) if kind else Markup("")
    if key:
        mark += Markup(' data-key="{}"').format(key)
    return Markup('<a href="{}" rel="{}"{}>{}</a>').format(link.href, REL, mark, shown)


def outward_marked(url: str, text: str, marks: Iterable[tuple[int, int]], language: str = "") -> Markup:
    """As `outward`, with what was found in the text marked."""
    link, shown = safe_link(url), marked(text, marks, language)
    return Markup('<a href="{}" rel="{}">{}</a>').format(link.href, REL, shown) if link.href else shown


def host(url: str) -> str:
    """The host that an address really leads to, "" for none."""
    return safe_link(url).host


def when(moment: datetime | None, never: str = "never") -> Markup:
    """A time: in UTC where scripts are off, in the viewer's own zone (UTC on hover) where they are on."""
    if moment is None:
        return Markup('<span class="never">{}</span>').format(never)
    utc = moment.astimezone(UTC)
    return Markup('<time datetime="{}">{} UTC</time>').format(
        utc.strftime("%Y-%m-%dT%H:%M:%SZ"), f"{utc.day} {_MONTHS[utc.month - 1]} {utc:%H:%M}"
    )


def day(one: date) -> str:
    """`29 Nov`."""
    return f"{one.day} {_MONTHS[one.month - 1]}"


def since(moment: datetime | None, now: datetime) -> str:
    """`3 d`, `12 min`; "" for none."""
    return "" if moment is None else age_in_words(now - moment)


def counted(number: int, one: str, many: str = "") -> str:
    """`1 feed`, `3,412 feeds`."""
    return f"{number:,} {one if number == 1 else many or one + 's'}"


FILTERS = {
    "told": told,
    "marked": marked,
    "outward_marked": outward_marked,
    "outward": outward,
    "host": host,
    "when": when,
    "day": day,
    "since": since,
    "counted": counted,
    "language_name": language_name,
    "spoken": told_in,
}
