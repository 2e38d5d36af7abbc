"""What the whole of an answer says about the guids and links in it: which of them name an item, and which do not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import replace
from itertools import combinations

from monitor.core.entries.identity import GUID, LINK, PATH, SHARED, Identity, chosen_page, identify
from monitor.core.entries.moving import differs_by_session, same_path, shows_the_latest
from monitor.core.entries.sameness import Evidence, dates_differ, own_guids, says_no_more
from monitor.model.feeds import EntryData, EntryKnown

_GUID_OF_MANY = 3
"""So many titles under one guid in one answer: the guid names none of them."""
_LINK_SHARED_BY = 3
"""So many titles under one link in one answer: the link names none of them."""
_LEAST_ALIKE = 2
"""So many items with nothing but their texts to go by must agree before they say something about the feed."""


def identities(entries: Sequence[EntryData]) -> list[Identity]:
    """What each entry of an answer can be recognised by, seen beside the others."""
    found = _without_guids_of_many([identify(data) for data in entries])
    return _without_shared_links(_with_chosen_pages(found))


def weigh(found: Sequence[Identity], known: Sequence[EntryKnown]) -> Evidence:
    """What the answer and the entries known from before say about guids and links."""
    shared = {one.link for one in found if one.link_is_shared}
    shared |= {key.removeprefix(SHARED) for entry in known for key in entry.keys if key.startswith(SHARED)}
    return Evidence(
        guids=frozenset(form for one in found if one.guid_is_own for form in one.guid_forms),
        links=frozenset(key for one in found for key in (one.link, one.exact) if key),
        shared=frozenset(shared),
        guids_move=_guids_move(found, known, shared),
        links_move=_links_move(found, known),
    )


def _by(found: Iterable[Identity], key: Callable[[Identity], str]) -> Mapping[str, list[Identity]]:
    groups: dict[str, list[Identity]] = defaultdict(list)
    for one in found:
        if named := key(one):
            groups[named].append(one)
    return groups


def _titles(group: Iterable[Identity]) -> set[str]:
    return {one.title_key for one in group}


def _without_guids_of_many(found: Sequence[Identity]) -> list[Identity]:
    """Guids that several items of the answer carry are no item's own (the address of the feed, `article`)."""
    of_many = {
        guid
        for guid, group in _by(found, lambda one: (one.data.guid or "").strip() if one.guid_is_own else "").items()
        if len(_titles(group)) >= _GUID_OF_MANY or len({(one.link, one.body) for one in group}) >= _GUID_OF_MANY
    }
    return [
        replace(one, guid_is_own=False, weighed=True)
        if one.guid_is_own and (one.data.guid or "").strip() in of_many
        else one
        for one in found
    ]


def _with_chosen_pages(found: Sequence[Identity]) -> list[Identity]:
    """Where links differ only by doubtful parameters or fragments, and titles with them, these choose the item."""
    choosing = {
        link
        for link, group in _by(found, lambda one: one.link).items()
        if len({one.exact for one in group}) > 1 and len(_titles(group)) > 1
    }
    return [by_exact(one) if one.link in choosing else one for one in found]


def by_exact(one: Identity) -> Identity:
    """`one`, named by all that its link says."""
    page = chosen_page(one)
    place = one.link_is_place or not page
    return replace(one, link=one.exact, canonical=page or one.canonical, link_is_place=place, weighed=True)


def _without_shared_links(found: Sequence[Identity]) -> list[Identity]:
    """Links of several items are no item's own; but a page that may be an article's is read for the first of them."""
    groups = _by(found, lambda one: one.link)
    shared = {link: group for link, group in groups.items() if len(group) > 1 and _is_shared(group)}
    readers = {id(group[0]) for group in shared.values() if not shows_the_latest(group[0].canonical)}
    return [
        replace(one, link_is_shared=True, weighed=True) if one.link in shared and id(one) not in readers else one
        for one in found
    ]


def _is_shared(group: Sequence[Identity]) -> bool:
    """Whether several items of one answer lead to one link."""
    # Entries whose guid is the link itself are revisions of one item.
    apart = [one for one in group if one.guid.removeprefix(GUID) != one.link.removeprefix(LINK)]
    titles = len(_titles(apart))
    if titles >= (2 if group[0].link_is_section else _LINK_SHARED_BY):
        return True
    return any(_are_two(one, other) for one, other in combinations(apart[: _LINK_SHARED_BY * 2], 2))


def _are_two(one: Identity, other: Identity) -> bool:
    """Whether two entries under one link are two items: guids tell, or that the page shows whatever is the latest."""
    if one.body == other.body:
        latest = shows_the_latest(one.canonical)
        return latest and _guids_differ(one, other) and _dated_apart(one, other)
    same_title = one.title_key == other.title_key != ""
    if _guids_differ(one, other):
        return not same_title or not says_no_more(one.text, other.text)
    return shows_the_latest(one.canonical) and not says_no_more(one.text, other.text)


def _guids_differ(one: Identity, other: Identity) -> bool:
    return one.guid_is_own and other.guid_is_own and one.guid != other.guid


def _dated_apart(one: Identity, other: Identity) -> bool:
    return None not in (one.published_at, other.published_at) and one.published_at != other.published_at


def _guids_move(found: Sequence[Identity], known: Sequence[EntryKnown], shared: set[str]) -> bool:
    """Whether more of the surely known items came under another guid than under theirs."""
    kept = moved = alike = 0
    for one, entry in _sure_pairs(found, known):
        guids = own_guids(entry)
        if not one.guid_is_own or not guids:
            continue
        if one.guid_forms & guids:
            kept += 1
        elif one.link and one.link in shared and dates_differ(one, entry):
            continue  # the same warning on another day
        elif one.link in entry.keys or (one.link and same_path(one.data.url, entry.url)):
            moved += 1
        elif not one.link and not dates_differ(one, entry):
            alike += 1
    return moved + (alike if alike >= _LEAST_ALIKE or moved else 0) > kept


def _sure_pairs(found: Sequence[Identity], known: Sequence[EntryKnown]) -> list[tuple[Identity, EntryKnown]]:
    """Entries with the known one that has their title and body, or their title and link."""
    holders = {key: entry for entry in known for key in entry.keys}
    pairs = []
    for one in found:
        entry = holders.get(one.body) if one.body else None
        if entry is None and one.link and not one.link_is_shared:
            held = holders.get(one.link)
            entry = held if held is not None and held.title_key == one.title_key != "" else None
        if entry is not None:
            pairs.append((one, entry))
    return pairs


def _links_move(found: Sequence[Identity], known: Sequence[EntryKnown]) -> bool:
    """Whether items of known texts came under other parameters, several of them and none under a link that is known."""
    links = {key for entry in known for key in entry.keys if key.startswith(LINK)}
    links |= {LINK + entry.url_key for entry in known if entry.url_key}
    if any(one.link in links for one in found if one.link):
        return False
    paths = {key: entry for entry in known for key in entry.keys if key.startswith(PATH)}
    moved = {one.data for one, entry in _sure_pairs(found, known) if same_path(one.data.url, entry.url)}
    moved |= {one.data for one in found if one.path in paths and differs_by_session(one.data.url, paths[one.path].url)}
    return len(moved) >= _LEAST_ALIKE
