"""Who may enter the desk, as tables: names, origins, proxies, codes, sessions, tries, permissions."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.core.addresses import parse_allowed
from monitor.core.entrance.doorway import (
    came_from,
    host_known,
    network_fault,
    safe_path,
    same_origin,
    sent_from_here,
    trusted,
)
from monitor.core.entrance.one_time import address, code_at, key_of, step_of, step_proven
from monitor.core.entrance.permissions import LEAST, may, refusal
from monitor.core.entrance.sessions import Lifetime, ended, mark_of, stamp_of
from monitor.core.entrance.throttle import ACCOUNT, ADDRESS, ALL, PAIR, Throttle, network_of
from monitor.model.desk.visitors import Permission, Role, Session, User, Users, Visitor, Way

T0 = datetime(2026, 11, 30, 6, tzinfo=UTC)
ALI = User(name="ali", role=Role.ANALYST, password="$argon2id$x")
PROXIES = parse_allowed(["10.0.0.2", "fd00::/8"])

# RFC 6238, appendix B: eight digits, a key of 20, 32 or 64 bytes.
SHA1, SHA256, SHA512 = b"12345678901234567890", b"12345678901234567890123456789012", (b"1234567890" * 7)[:64]
VECTORS = [
    (59, "94287082", "46119246", "90693936"),
    (1111111109, "07081804", "68084774", "25091201"),
    (1111111111, "14050471", "67062674", "99943326"),
    (1234567890, "89005924", "91819424", "93441116"),
    (2000000000, "69279037", "90698825", "38618901"),
    (20000000000, "65353130", "77737706", "47863826"),
]


@pytest.mark.parametrize(("seconds", "sha1", "sha256", "sha512"), VECTORS)
def test_codes_are_those_of_rfc_6238(seconds: int, sha1: str, sha256: str, sha512: str) -> None:
    step = seconds // 30
    assert code_at(SHA1, step, digits=8) == sha1
    assert code_at(SHA256, step, digits=8, algorithm="sha256") == sha256
    assert code_at(SHA512, step, digits=8, algorithm="sha512") == sha512


@pytest.mark.parametrize(("steps", "proven"), [(-2, False), (-1, True), (0, True), (1, True), (2, False)])
def test_a_code_of_now_and_of_a_step_beside_it(steps: int, proven: bool) -> None:
    code = code_at(SHA1, step_of(T0) + steps)
    assert step_proven(SHA1, code, T0) == (step_of(T0) + steps if proven else None)
    assert step_proven(SHA1, f" {code[:3]} {code[3:]} ", T0) == (step_of(T0) + steps if proven else None)


@pytest.mark.parametrize("code", ["", "12345", "1234567", "abcdef", "١٢٣٤٥٦", "-12345"])
def test_what_is_no_code_proves_nothing(code: str) -> None:
    assert step_proven(SHA1, code, T0) is None


@pytest.mark.parametrize(
    ("secret", "key"),
    [
        ("GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ", SHA1),
        ("gezd gnbv gy3t qojq gezd gnbv gy3t qojq", SHA1),
        ("GEZDGNBV", None),
        ("not base32!", None),
        ("", None),
        ("ЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖЖ", None),
    ],
)
def test_keys_as_authenticators_show_them(secret: str, key: bytes | None) -> None:
    assert key_of(secret) == key


def test_the_address_for_an_authenticator() -> None:
    assert address("ABC", "a b").startswith("otpauth://totp/monitor:a%20b?secret=ABC&issuer=monitor")


@pytest.mark.parametrize(
    ("listens", "users", "proxies", "fault"),
    [
        ("127.0.0.1", (), (), False),
        ("::1", (), (), False),
        ("localhost", (), (), False),
        ("0.0.0.0", (), (), True),
        ("::", (), (), True),
        ("192.168.1.5", (), (), True),
        ("desk.example.org", (), (), True),
        ("0.0.0.0", (ALI,), (), False),
        ("0.0.0.0", (replace(ALI, password=""),), (), True),
        ("0.0.0.0", (), PROXIES, False),
    ],
)
def test_not_served_openly_to_a_network(listens: str, users: tuple[User, ...], proxies: tuple, fault: bool) -> None:
    said = network_fault(listens, Users(users=users), proxies)
    assert bool(said) is fault
    assert ("monitor user add" in said) is fault


@pytest.mark.parametrize(
    ("header", "listens", "names", "known"),
    [
        ("127.0.0.1:8321", "127.0.0.1", (), True),
        ("localhost", "127.0.0.1", (), True),
        ("LOCALHOST.:8321", "127.0.0.1", (), True),
        ("[::1]:8321", "127.0.0.1", (), True),
        ("evil.example", "127.0.0.1", (), False),
        ("127.0.0.1.evil.example", "127.0.0.1", (), False),
        ("localhost.evil.example", "127.0.0.1", (), False),
        ("192.168.1.5:8321", "127.0.0.1", (), False),
        ("desk.example.org", "127.0.0.1", ("Desk.Example.org",), True),
        ("192.168.1.5:8321", "0.0.0.0", (), True),
        ("evil.example", "0.0.0.0", (), False),
        ("desk.example.org:443", "0.0.0.0", ("desk.example.org",), True),
        ("", "127.0.0.1", (), False),
        ("localhost:99999", "127.0.0.1", (), False),
        ("localhost:8321@evil.example", "127.0.0.1", (), False),
        ("localhost evil", "127.0.0.1", (), False),
        ("lоcalhost", "127.0.0.1", (), False),
    ],
)
def test_names_that_visitors_may_call_us(header: str, listens: str, names: tuple[str, ...], known: bool) -> None:
    assert host_known(header, listens, names) is known


@pytest.mark.parametrize(
    ("origin", "host", "same"),
    [
        ("http://localhost:8321", "localhost:8321", True),
        ("https://desk.example.org", "desk.example.org", True),
        ("https://desk.example.org:443", "desk.example.org", True),
        ("http://[::1]:8321", "[::1]:8321", True),
        ("http://localhost:8322", "localhost:8321", False),
        ("http://localhost", "localhost:8321", False),
        ("http://localhost.evil.example:8321", "localhost:8321", False),
        ("http://evil@localhost:8321", "localhost:8321", False),
        ("null", "localhost:8321", False),
        ("", "localhost:8321", False),
        ("file://", "localhost:8321", False),
        ("ftp://localhost:8321", "localhost:8321", False),
        ("http://[bad", "localhost:8321", False),
        ("http://localhost:x", "localhost:8321", False),
    ],
)
def test_pages_of_our_own(origin: str, host: str, same: bool) -> None:
    assert same_origin(origin, host) is same


@pytest.mark.parametrize(
    ("origin", "referer", "site", "here"),
    [
        ("http://localhost:1", "", "", True),
        ("", "http://localhost:1/feeds", "", True),
        ("http://localhost:1", "", "same-origin", True),
        ("http://localhost:1", "", "same-site", False),
        ("http://localhost:1", "", "cross-site", False),
        ("http://evil.example", "http://localhost:1/", "", False),
        ("null", "http://localhost:1/", "", False),
        ("", "", "same-origin", False),
        ("", "", "", False),
    ],
)
def test_silence_about_where_a_form_comes_from_is_no(origin: str, referer: str, site: str, here: bool) -> None:
    assert sent_from_here(origin, referer, site, "localhost:1") is here


@pytest.mark.parametrize(
    ("peer", "forwarded", "found"),
    [
        ("10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "1.1.1.1, 203.0.113.9", "203.0.113.9"),
        ("10.0.0.2", "1.1.1.1, 203.0.113.9, fd00::7", "203.0.113.9"),
        ("10.0.0.2", "", "10.0.0.2"),
        ("10.0.0.2", "rubbish", "10.0.0.2"),
        ("10.0.0.3", "203.0.113.9", "10.0.0.3"),
        ("::ffff:10.0.0.2", "203.0.113.9", "203.0.113.9"),
        ("unix", "203.0.113.9", "unix"),
    ],
)
def test_only_a_listed_proxy_speaks_for_others(peer: str, forwarded: str, found: str) -> None:
    assert came_from(peer, forwarded, PROXIES) == found


def test_an_empty_list_of_proxies_is_nobody() -> None:
    assert not trusted("127.0.0.1", ())
    assert not trusted("10.0.0.2", parse_allowed(["10.0.0.3"]))


@pytest.mark.parametrize(
    "path", ["//evil.example", "https://evil.example", "/\\evil.example", "javascript:x", "", "/a\nb"]
)
def test_nobody_is_sent_elsewhere(path: str) -> None:
    assert safe_path(path) == "/"


def test_sent_on_to_a_place_of_our_own() -> None:
    assert safe_path("/story/4f2a?x=1#y") == "/story/4f2a?x=1#y"


SESSION = Session(mark=mark_of("secret"), user="ali", stamp=stamp_of(ALI), began_at=T0, seen_at=T0)


@pytest.mark.parametrize(
    ("user", "session", "after", "why"),
    [
        (ALI, SESSION, timedelta(minutes=59), ""),
        (ALI, SESSION, timedelta(minutes=60), "not used"),
        (ALI, replace(SESSION, seen_at=T0 + timedelta(hours=23.5)), timedelta(hours=23.9), ""),
        (ALI, replace(SESSION, seen_at=T0 + timedelta(hours=23.9)), timedelta(hours=24), "as long as"),
        (replace(ALI, password="$argon2id$y"), SESSION, timedelta(), "The password, or the authenticator, was changed"),
        (replace(ALI, totp="ABC"), SESSION, timedelta(), "was changed"),
        (replace(ALI, role=Role.READER), SESSION, timedelta(), ""),
        (replace(ALI, password=""), SESSION, timedelta(), "removed"),
        (None, SESSION, timedelta(), "removed"),
    ],
)
def test_sessions_end(user: User | None, session: Session, after: timedelta, why: str) -> None:
    said = ended(session, user, T0 + after, Lifetime(idle=timedelta(hours=1), whole=timedelta(hours=24)))
    assert why in (said or "")
    assert bool(why) is bool(said)


def tries(throttle: Throttle, count: int, now: float, account: str = "ali", place: str = "203.0.113.9") -> int:
    return sum(throttle.take(account, place, now) == 0 for _ in range(count))


def test_ten_thousand_tries_from_one_place() -> None:
    throttle = Throttle(b"k")
    assert tries(throttle, 10_000, 0.0) == PAIR.burst
    assert throttle.take("ali", "203.0.113.9", 0.0) == pytest.approx(PAIR.each_s)
    assert tries(throttle, 10, PAIR.each_s) == 1, "and one more when that is over"


def test_names_made_up_from_one_place() -> None:
    throttle = Throttle(b"k")
    assert sum(throttle.take(f"user{number}", "203.0.113.9", 0.0) == 0 for number in range(10_000)) == ADDRESS.burst


def test_one_account_from_many_places_is_slowed_and_never_shut() -> None:
    throttle = Throttle(b"k")
    made = sum(throttle.take("ali", f"198.51.{n // 250}.{n % 250}", n / 1000) == 0 for n in range(10_000))
    assert ACCOUNT.burst <= made <= ACCOUNT.burst + 1
    assert 0 < throttle.take("ali", "203.0.113.1", 10.0) <= ACCOUNT.each_s


def test_all_together_cannot_keep_the_machine_busy() -> None:
    throttle = Throttle(b"k")
    made = sum(throttle.take(f"user{n}", f"198.51.{n // 250}.{n % 250}", 0.0) == 0 for n in range(10_000))
    assert made == ALL.burst


def test_memory_is_bounded_whatever_names_are_tried() -> None:
    throttle = Throttle(b"k")
    for number in range(60_000):
        throttle.take(f"user{number}", f"2001:db8:{number:x}::1", float(number * 2))
    assert len(throttle) <= PAIR.slots + ACCOUNT.slots + ADDRESS.slots + 1


def test_success_counts_for_nothing() -> None:
    throttle = Throttle(b"k")
    for _ in range(100):
        assert throttle.take("ali", "203.0.113.9", 0.0) == 0
        throttle.give_back("ali", "203.0.113.9", 0.0)
    assert len(throttle) == 0


def test_one_owner_of_many_addresses_is_one() -> None:
    assert network_of("2001:db8::1") == network_of("2001:db8::ffff:1")
    assert network_of("2001:db8:0:1::1") != network_of("2001:db8::1")
    assert network_of("::ffff:203.0.113.9") == "203.0.113.9"
    assert network_of("rubbish") == "rubbish"


@given(
    st.lists(st.tuples(st.sampled_from("abc"), st.sampled_from(["1.1.1.1", "2.2.2.2"]), st.floats(0, 60)), max_size=60)
)
def test_never_more_than_the_burst_and_what_time_gave_back(steps: list[tuple[str, str, float]]) -> None:
    throttle, now, made = Throttle(b"k"), 0.0, 0
    for account, place, later in steps:
        now += later
        made += throttle.take(account, place, now) == 0
    assert made <= min(2 * (ADDRESS.burst + now / ADDRESS.each_s), ALL.burst + now / ALL.each_s) + 2


@pytest.mark.parametrize("permission", list(Permission))
def test_who_may_more_may_all_that_others_may(permission: Permission) -> None:
    allowed = [may(role, permission) for role in Role]
    assert allowed == sorted(allowed)
    assert may(Role.ADMIN, permission)


def test_each_permission_stands_in_the_table_and_readers_change_nothing() -> None:
    assert set(LEAST) == set(Permission)
    reading = {Permission.READ, Permission.EXPLAIN, Permission.SEARCH, Permission.OWN_ACCOUNT}
    assert {permission for permission in Permission if may(Role.READER, permission)} == reading


def test_a_refusal_says_who_may() -> None:
    reader = Visitor(name="ali", role=Role.READER, way=Way.SESSION, watchlists=("border",))
    assert refusal(reader, Permission.READ) == ""
    assert refusal(reader, Permission.PAUSE_FEED) == "ali is reader; to pause a feed takes admin."
    assert reader.sees("border")
    assert not reader.sees("other")
    assert replace(reader, watchlists=None).sees("other")
