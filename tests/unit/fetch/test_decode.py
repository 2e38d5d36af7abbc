from __future__ import annotations

import gzip
import tracemalloc
import zlib
from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.fetch.decode import MAX_MEMBERS, BodyDecoder, open_decoder
from monitor.fetch.refusal import Refusal
from monitor.model.outcomes import FetchReason
from tests.growth import calls

TEXT = b"<rss>" + bytes(range(256)) * 40 + b"</rss>"


def raw_deflate(data: bytes) -> bytes:
    squeeze = zlib.compressobj(wbits=-15)
    return squeeze.compress(data) + squeeze.flush()


def decode(
    encoding: str, wire: bytes, *, limit: int = 1_000_000, step: int = 100, cut: bool = False
) -> bytes | Refusal:
    decoder = open_decoder(encoding, limit, cut=cut)
    if isinstance(decoder, Refusal):
        return decoder
    for start in range(0, len(wire), step):
        refusal = decoder.feed(wire[start : start + step])
        if refusal is not None:
            return refusal
    return decoder.finish()


def reason(outcome: bytes | Refusal) -> FetchReason | None:
    return outcome.reason if isinstance(outcome, Refusal) else None


WHOLE = {
    "identity": ("", TEXT, TEXT),
    "named identity": ("identity", TEXT, TEXT),
    "gzip": ("gzip", gzip.compress(TEXT), TEXT),
    "upper case": ("GZIP", gzip.compress(TEXT), TEXT),
    "x-gzip": ("x-gzip", gzip.compress(TEXT), TEXT),
    "identity and gzip": ("identity, gzip", gzip.compress(TEXT), TEXT),
    "zlib deflate": ("deflate", zlib.compress(TEXT), TEXT),
    "bare deflate": ("deflate", raw_deflate(TEXT), TEXT),
    "two members": ("gzip", gzip.compress(TEXT) + gzip.compress(b"second"), TEXT + b"second"),
    "empty member between": ("gzip", gzip.compress(b"a") + gzip.compress(b"") + gzip.compress(b"b"), b"ab"),
    "zero padding": ("gzip", gzip.compress(TEXT) + bytes(512), TEXT),
    "garbage after the end": ("gzip", gzip.compress(TEXT) + b"<!-- cached -->", TEXT),
    "one byte after the end": ("gzip", gzip.compress(TEXT) + b"\x1f", TEXT),
    "empty body called gzip": ("gzip", b"", b""),
}


@pytest.mark.parametrize("step", [1, 2, 7, 1_000_000])
@pytest.mark.parametrize(("encoding", "wire", "body"), list(WHOLE.values()), ids=list(WHOLE))
def test_a_whole_body_is_read_whole(encoding: str, wire: bytes, body: bytes, step: int) -> None:
    assert decode(encoding, wire, step=step) == body


BROKEN = {
    "gzip cut": ("gzip", gzip.compress(TEXT)[:-20], FetchReason.TRUNCATED),
    "gzip without its last byte": ("gzip", gzip.compress(TEXT)[:-1], FetchReason.TRUNCATED),
    "gzip header only": ("gzip", gzip.compress(TEXT)[:8], FetchReason.TRUNCATED),
    "one byte": ("gzip", b"\x1f", FetchReason.TRUNCATED),
    "second member cut": ("gzip", gzip.compress(TEXT) + gzip.compress(TEXT)[:-9], FetchReason.TRUNCATED),
    "deflate cut": ("deflate", zlib.compress(TEXT)[:-5], FetchReason.TRUNCATED),
    "not gzip at all": ("gzip", TEXT, FetchReason.BAD_ENCODING),
    "wrong checksum": ("gzip", gzip.compress(TEXT)[:-8] + bytes(8), FetchReason.BAD_ENCODING),
    "not deflate at all": ("deflate", b"\xff" * 50, FetchReason.BAD_ENCODING),
    "br": ("br", b"x", FetchReason.BAD_ENCODING),
    "zstd": ("zstd", b"x", FetchReason.BAD_ENCODING),
    "compress": ("compress", b"x", FetchReason.BAD_ENCODING),
    "stacked": ("gzip, gzip", gzip.compress(gzip.compress(TEXT)), FetchReason.BAD_ENCODING),
    "stacked mixed": ("br, gzip", b"x", FetchReason.BAD_ENCODING),
    "nonsense": ("\u202e<b>", b"x", FetchReason.BAD_ENCODING),
}


@pytest.mark.parametrize(("encoding", "wire", "expected"), list(BROKEN.values()), ids=list(BROKEN))
def test_a_broken_body_is_named(encoding: str, wire: bytes, expected: FetchReason) -> None:
    outcome = decode(encoding, wire)
    assert reason(outcome) is expected
    assert isinstance(outcome, Refusal)
    assert outcome.detail.isascii()


@pytest.mark.parametrize(
    ("encoding", "wire", "limit", "expected"),
    [
        ("", TEXT, len(TEXT), None),
        ("", TEXT, len(TEXT) - 1, FetchReason.TOO_LARGE),
        ("gzip", gzip.compress(TEXT), len(TEXT), None),
        ("gzip", gzip.compress(TEXT), len(TEXT) - 1, FetchReason.TOO_LARGE),
        ("gzip", gzip.compress(b"a") * 10, 100, FetchReason.TOO_LARGE),
        ("gzip", gzip.compress(b"a" * 60, mtime=0) * 2, 119, FetchReason.TOO_LARGE),
        ("gzip", gzip.compress(b"a" * 60, mtime=0) * 2, 120, None),
        ("deflate", zlib.compress(bytes(10_000_000)), 1_000_000, FetchReason.TOO_LARGE),
    ],
    ids=["fits", "over", "unpacked fits", "unpacked over", "wire over", "members over", "members fit", "bomb"],
)
@pytest.mark.parametrize("step", [1, 1_000_000])
def test_caps_on_both_sides(encoding: str, wire: bytes, limit: int, expected: FetchReason | None, step: int) -> None:
    assert reason(decode(encoding, wire, limit=limit, step=step)) is expected


@pytest.mark.parametrize("encoding", ["", "gzip"])
@pytest.mark.parametrize("limit", [0, 1, 100, len(TEXT) - 1, len(TEXT), len(TEXT) + 1])
def test_cutting_takes_the_beginning(encoding: str, limit: int) -> None:
    wire = gzip.compress(TEXT) if encoding else TEXT
    assert decode(encoding, wire, limit=limit, cut=True) == TEXT[:limit]


@pytest.mark.parametrize(("encoding", "wbits"), [("gzip", 31), ("deflate", 15), ("deflate", -15)])
def test_one_chunk_cannot_unpack_past_the_cap_in_memory(encoding: str, wbits: int) -> None:
    pack = zlib.compressobj(9, wbits=wbits)
    wire = pack.compress(bytes(100_000_000)) + pack.flush()
    tracemalloc.start()
    try:
        assert reason(decode(encoding, wire, step=len(wire))) is FetchReason.TOO_LARGE
        assert tracemalloc.get_traced_memory()[1] < 5_000_000
    finally:
        tracemalloc.stop()


def test_very_many_members_are_refused_before_they_cost_time() -> None:
    def work(members: int) -> Callable[[], object]:
        wire = gzip.compress(b"") * members
        return lambda: outcomes.append(reason(decode("gzip", wire, limit=len(wire), step=65_536)))

    outcomes: list[FetchReason | None] = []
    assert calls(work(MAX_MEMBERS * 50)) <= 2 * calls(work(MAX_MEMBERS * 2))
    assert outcomes == [FetchReason.BAD_ENCODING] * 2


def test_only_a_packed_body_proves_its_end() -> None:
    for encoding, wire, proves in (("", b"abc", False), ("gzip", gzip.compress(b"abc"), True), ("gzip", b"", False)):
        decoder = open_decoder(encoding, 1_000)
        assert isinstance(decoder, BodyDecoder)
        assert decoder.feed(wire) is None
        assert decoder.proves_end is proves


@settings(deadline=None)
@given(body=st.binary(max_size=2_000), layer=st.sampled_from(["", "gzip", "deflate"]), step=st.integers(1, 500))
def test_round_trip(body: bytes, layer: str, step: int) -> None:
    pack = {"": bytes, "gzip": gzip.compress, "deflate": zlib.compress}[layer]
    assert decode(layer, pack(body), step=step) == body


@settings(deadline=None)
@given(wire=st.binary(max_size=500), layer=st.sampled_from(["", "gzip", "deflate"]), step=st.integers(1, 50))
def test_any_bytes_give_a_value_within_the_cap(wire: bytes, layer: str, step: int) -> None:
    outcome = decode(layer, wire, limit=300, step=step)
    assert isinstance(outcome, Refusal) or len(outcome) <= 300
