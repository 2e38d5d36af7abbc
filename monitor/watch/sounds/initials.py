"""The letter by which a given name is shortened, in its own alphabet and in the other: R. and Р., Sh. and Ш."""

from __future__ import annotations

from collections.abc import Iterator

from monitor.watch.text import Script, fold, listed, script_of

_CYRILLIC = dict(
    row.split("=")
    for row in listed(
        "a=А b=Б c=К d=Д e=ЕЭ f=Ф g=Г h=ХГ i=И j=ЙЯЖД k=К l=Л m=М n=Н o=О p=П q=К r=Р s=С t=Т u=У v=В w=ВУ x=К y=ЙЕИ "
        "z=З sh=Ш sch=Ш ch=Ч kh=Х zh=Ж ts=Ц th=Т ya=Я ia=Я yu=Ю iu=Ю ju=Ю yo=ЙЕ ye=Е jo=ЙД ph=Ф shch=Щ"
    )
)
"""By the Latin letters with which a name begins."""
_LONGEST = max(map(len, _CYRILLIC))
_LATIN: dict[str, str] = {}
for _letters, _ways in _CYRILLIC.items():
    for _way in _ways:
        _LATIN[_way] = _LATIN.get(_way, "") + _letters[0].upper()


def initials(name: str) -> Iterator[str]:
    """The capitals by which the word `name` may be shortened, its own first letter first; none if it has no capital."""
    first = name[:1]
    if not first.isupper():
        return
    found = [first]
    folded = fold(name)
    if script_of(name) is Script.LATIN:
        sizes = range(min(_LONGEST, len(folded)), 0, -1)
        found += next((_CYRILLIC[folded[:size]] for size in sizes if folded[:size] in _CYRILLIC), "")
    elif script_of(name) is Script.CYRILLIC:
        found += _LATIN.get(fold(first).upper(), "")
    yield from dict.fromkeys(found)
