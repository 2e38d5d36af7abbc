"""How often a log-in may be tried: by account, by address, by both, and by all together, in bounded memory.

A token bucket each. Accounts and addresses share a fixed number of buckets, by a keyed hash: whoever makes up a million
names takes no more memory than one, and pushes nobody out; two that share a bucket are only limited a little sooner.
Names that do not exist are limited as those that do, so nothing is learned from being told to wait.
"""

from __future__ import annotations

import hashlib
from ipaddress import IPv6Address

from monitor.core.addresses import literal, unmapped
from monitor.records import dataclass


@dataclass(frozen=True, slots=True)
class Rate:
    """`burst` tries at once, then one each `each_s` seconds."""

    burst: int
    each_s: float
    slots: int


PAIR = Rate(burst=5, each_s=30.0, slots=16_384)
ACCOUNT = Rate(burst=30, each_s=10.0, slots=4_096)
"""Looser than a pair: a stranger must not be able to keep somebody out for long."""
ADDRESS = Rate(burst=20, each_s=15.0, slots=16_384)
ALL = Rate(burst=60, each_s=1.0, slots=1)
"""A hash takes a tenth of a second and 19 MB: more of them would be felt by the news."""


class Throttle:
    """Buckets of this process; `key` is random and known to nobody else. Times are monotonic seconds."""

    def __init__(self, key: bytes) -> None:
        self._key = key
        self._spent: dict[tuple[str, int], tuple[float, float]] = {}
        """What was taken out of a bucket, and when that was reckoned. A full one is not kept."""

    def take(self, account: str, address: str, now: float) -> float:
        """Take one try; 0.0 if it may be made, else the seconds to wait, and nothing is taken."""
        buckets = self._buckets(account, address)
        spent = [self._left(slot, rate, now) for slot, rate in buckets]
        waits = [(left + 1 - rate.burst) * rate.each_s for left, (_, rate) in zip(spent, buckets, strict=True)]
        if max(waits) > 0:
            return max(waits)
        for left, (slot, _) in zip(spent, buckets, strict=True):
            self._spent[slot] = (left + 1, now)
        return 0.0

    def give_back(self, account: str, address: str, now: float) -> None:
        """The try that was taken succeeded: it counts for nothing."""
        for slot, rate in self._buckets(account, address):
            self._keep(slot, self._left(slot, rate, now) - 1, now)

    def __len__(self) -> int:
        return len(self._spent)

    def _buckets(self, account: str, address: str) -> list[tuple[tuple[str, int], Rate]]:
        name, place = account.casefold(), network_of(address)
        return [
            (("pair", self._slot(f"{name}\0{place}", PAIR)), PAIR),
            (("account", self._slot(name, ACCOUNT)), ACCOUNT),
            (("address", self._slot(place, ADDRESS)), ADDRESS),
            (("all", 0), ALL),
        ]

    def _slot(self, text: str, rate: Rate) -> int:
        mark = hashlib.blake2b(text.encode("utf-8", "surrogatepass"), key=self._key, digest_size=8).digest()
        return int.from_bytes(mark, "big") % rate.slots

    def _left(self, slot: tuple[str, int], rate: Rate, now: float) -> float:
        """What of the bucket is still spent now."""
        spent, at = self._spent.get(slot, (0.0, now))
        return max(0.0, spent - max(0.0, now - at) / rate.each_s)

    def _keep(self, slot: tuple[str, int], spent: float, now: float) -> None:
        if spent > 0:
            self._spent[slot] = (spent, now)
        else:
            self._spent.pop(slot, None)


def network_of(address: str) -> str:
    """What one owner has in hand: an IPv4 address, the /64 of an IPv6 one; anything else as it is."""
    found = literal(address)
    found = None if found is None else unmapped(found)
    if isinstance(found, IPv6Address):
        return f"{IPv6Address(int(found) >> 64 << 64)}/64"
    return address if found is None else str(found)
