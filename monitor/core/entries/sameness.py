"""Whether two sightings are one item: what guid, link, title, text and date say together.

A wrong "another one" costs a copy that is folded by its text; a wrong "the same" costs the item. So where a feed names
its items by guids that can be trusted, another guid with another title is another item, wherever its link leads.
"""

from __future__ import annotations

from monitor.core.edits import wording_key
from monitor.core.entries.identity import GUID, LINK, SHARED, Identity, guid_is_own, guid_keys, link_keys
from monitor.core.entries.moving import differs_by_session, same_path, shows_the_latest
from monitor.core.text import words_of
from monitor.core.urls import canonical_url
from monitor.model.feeds import EntryKnown
from monitor.records import dataclass

_MANY_GUIDS = 3
"""An entry that was met under so many guids is named by none of them."""
_CUT_LEAST_WORDS = 4
"""A text of fewer words is no shortened form of another one that happens to begin with them."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What the whole of an answer says about its parts."""

    guids: frozenset[str] = frozenset()
    """All keys by guid in this answer."""
    links: frozenset[str] = frozenset()
    """All keys by link in this answer, `exact` ones included."""
    shared: frozenset[str] = frozenset()
    """Keys of links that several items share, in this answer or before."""
    guids_move: bool = False
    """Most items that are surely known came under other guids: the feed's guids name nothing."""
    links_move: bool = False
    """Items that are surely known came with other parameters in their links, and none with a link that is known."""


def is_known(entry: Identity, known: EntryKnown, evidence: Evidence) -> bool:
    """Whether `known`, which shares a key with `entry`, is the same item.

    Same guid, if it can be trusted: yes, unless both link and title differ (a guid used again). Same link: yes, unless
    guid, title, text and date say that the page shows several items. Same title and body, or title and path, only: yes,
    unless guid or link say otherwise.
    """
    same_title = _same_title(entry, known)
    same_link = _same_link(entry, known, same_title)
    if entry.guid_is_own and not evidence.guids_move and entry.guid_forms & known.keys:
        return same_link or same_title or not _links_differ(entry, known) or _moved(entry, known)
    if same_link:
        return not _is_another(entry, known, evidence, same_title)
    return _same_text(entry, known, evidence)


def own_guids(known: EntryKnown) -> frozenset[str]:
    """Keys by the guids under which an entry was met that say something by themselves."""
    guids = frozenset(key for key in known.keys if key.startswith(GUID))
    canonical = canonical_url(known.url)
    if known.guid is not None and not guid_is_own(known.guid, canonical):
        guids -= guid_keys(known.guid, canonical)
    return guids - {GUID + known.url_key}


def dates_differ(entry: Identity, known: EntryKnown) -> bool:
    """Whether both have a date, and not the same."""
    return None not in (entry.published_at, known.published_at) and entry.published_at != known.published_at


def says_no_more(text: str, other: str) -> bool:
    """Whether two texts are one but for clocks and counters, or the one is the other cut short."""
    if wording_key("", text) == wording_key("", other):
        return True
    short, long = sorted((words_of(text.casefold()), words_of(other.casefold())), key=len)
    return len(short) >= _CUT_LEAST_WORDS and long[: len(short)] == short


def _same_title(entry: Identity, known: EntryKnown) -> bool:
    if entry.title_key == known.title_key != "" or entry.body in known.keys:
        return True
    told = known.told.title if known.told else ""
    return bool(told.strip()) and wording_key(told, "") == wording_key(entry.data.title, "")


def _link_keys(known: EntryKnown) -> frozenset[str]:
    links = frozenset(key for key in known.keys if key.startswith(LINK))
    return links | {LINK + known.url_key} if known.url_key else links


def _same_link(entry: Identity, known: EntryKnown, same_title: bool) -> bool:
    links = _link_keys(known)
    if not entry.link or not (entry.link in links or entry.exact in links):
        return False
    if entry.exact in links and entry.exact != entry.link:
        return True
    # What else the link says chooses an item, if the items have different titles.
    exact = link_keys(known.url, canonical_url(known.url))[1]
    return same_title or exact in ("", entry.exact)


def _links_differ(entry: Identity, known: EntryKnown) -> bool:
    links = _link_keys(known)
    return bool(entry.link and links) and entry.link not in links and not entry.link_is_shared


def _guids_differ(entry: Identity, known: EntryKnown, evidence: Evidence) -> bool:
    """Whether both have guids of their own that can be trusted, and different ones."""
    guids = own_guids(known)
    if not entry.guid_is_own or not guids or len(guids) >= _MANY_GUIDS:
        return False
    if evidence.guids_move or entry.guid_forms & guids:
        return False
    return not (known.guid and entry.data.guid and differs_by_session(known.guid, entry.data.guid))


def _is_another(entry: Identity, known: EntryKnown, evidence: Evidence, same_title: bool) -> bool:
    """Whether an entry under the link of `known` is another item nevertheless."""
    differ = _guids_differ(entry, known, evidence)
    if not entry.body and not differ:
        return False  # nothing but a link
    if same_title:
        return _is_repeated(entry, known, evidence, differ)
    together = known.id < 0 or not evidence.guids.isdisjoint(own_guids(known))
    if differ:
        return together or dates_differ(entry, known) or not _no_more(entry, known)
    if entry.link_is_section or entry.link in evidence.shared:
        return True
    return shows_the_latest(entry.canonical) and (dates_differ(entry, known) or not _no_more(entry, known))


def _is_repeated(entry: Identity, known: EntryKnown, evidence: Evidence, guids_differ: bool) -> bool:
    """Whether an entry under the link and title of `known` is the next of its kind, such as a warning of another day.

    Newsrooms announce an article again with a new date: so only where the page is known to show several items, or the
    text is another one as well.
    """
    for_all = entry.link in evidence.shared or shows_the_latest(entry.canonical)
    if entry.body in known.keys:
        return guids_differ and for_all and dates_differ(entry, known)
    if _no_more(entry, known):
        return False
    together = known.id < 0 or not evidence.guids.isdisjoint(own_guids(known))
    if guids_differ:
        return together or for_all or dates_differ(entry, known)
    edited = entry.published_at is not None and entry.published_at == known.published_at
    return for_all and (together or not edited)


def _no_more(entry: Identity, known: EntryKnown) -> bool:
    """Whether the texts say the same; of a text that is not known nobody can tell."""
    if entry.body in known.keys:
        return True
    return known.told is not None and says_no_more(entry.text, known.told.text)


def _same_text(entry: Identity, known: EntryKnown, evidence: Evidence) -> bool:
    """Whether title and body, or title and path, are enough."""
    if _guids_differ(entry, known, evidence):
        return False
    if not _links_differ(entry, known):
        return entry.body in known.keys
    if known.id < 0 or not evidence.links.isdisjoint(_link_keys(known)):
        return False  # both links are shown: two items
    if entry.body in known.keys:
        return _moved(entry, known) or (evidence.links_move and same_path(entry.data.url, known.url))
    return entry.path in known.keys and evidence.links_move


def _moved(entry: Identity, known: EntryKnown) -> bool:
    """Whether the links differ by parameters that choose nothing, as far as these and the dates tell."""
    if not same_path(entry.data.url, known.url):
        return False
    if entry.published_at is not None and entry.published_at == known.published_at:
        return True
    return differs_by_session(entry.data.url, known.url)


def shared_key(link: str) -> str:
    """The key by which a feed remembers that a link is shared."""
    return f"{SHARED}{link}"
