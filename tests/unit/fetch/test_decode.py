from __future__ import annotations

import gzip
import random
import tracemalloc
import zlib
from collections.abc import Callable

import brotli
import pytest
from backports import zstd
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
    "a zlib stream called gzip": ("gzip", zlib.compress(TEXT), TEXT),
    "stacked": ("gzip, gzip", gzip.compress(gzip.compress(TEXT)), TEXT),
    "packed twice, told once": ("gzip", gzip.compress(gzip.compress(TEXT)), TEXT),
    "stacked mixed": ("gzip, br", brotli.compress(gzip.compress(TEXT)), TEXT),
    "br": ("br", brotli.compress(TEXT), TEXT),
    "zstd": ("zstd", zstd.compress(TEXT), TEXT),
    "zstd frames": ("zstd", zstd.compress(TEXT) + zstd.compress(b"second"), TEXT + b"second"),
}


@pytest.mark.parametrize("step", [1, 2, 7, 1_000_000])
@pytest.mark.parametrize(("encoding", "wire", "body"), list(WHOLE.values()), ids=list(WHOLE))
def test_a_whole_body_is_read_whole(encoding: str, wire: bytes, body: bytes, step: int) -> None:
    assert decode(encoding, wire, step=step) == body


NOISE = bytes(random.Random(7).randbytes(4_000)) + TEXT
BROKEN = {
    "gzip cut": ("gzip", gzip.compress(NOISE)[:-200]),
    "gzip without its last byte": ("gzip", gzip.compress(TEXT)[:-1]),
    "gzip without its checksum": ("gzip", gzip.compress(TEXT)[:-8]),
    "wrong checksum": ("gzip", gzip.compress(TEXT)[:-8] + bytes(8)),
    "second member cut": ("gzip", gzip.compress(TEXT) + gzip.compress(NOISE)[:-9]),
    "spoilt in the middle": ("gzip", gzip.compress(NOISE)[:4_100] + b"\xff" * 400),
    "deflate cut": ("deflate", zlib.compress(NOISE)[:-5]),
    "br cut": ("br", brotli.compress(NOISE)[:-5]),
    "zstd cut": ("zstd", zstd.compress(NOISE * 50)[:-5]),
    "packed twice, cut": ("gzip, gzip", gzip.compress(gzip.compress(NOISE))[:-60]),
}


@pytest.mark.parametrize(("encoding", "wire"), list(BROKEN.values()), ids=list(BROKEN))
def test_what_came_of_a_broken_body_is_given_with_the_reason(encoding: str, wire: bytes) -> None:
    decoder = open_decoder(encoding, 1_000_000)
    assert isinstance(decoder, BodyDecoder)
    for start in range(0, len(wire), 100):
        assert decoder.feed(wire[start : start + 100]) is None
        if decoder.full:
            break
    body = decoder.finish()
    assert isinstance(body, bytes)
    assert body
    assert (NOISE * 50 + TEXT).startswith(body[:1_000]) or (TEXT + NOISE).startswith(body)
    assert decoder.broken is not None
    assert decoder.broken.reason is FetchReason.TRUNCATED
    assert decoder.broken.detail.isascii()


NOTHING = {
    "gzip header only": ("gzip", gzip.compress(TEXT)[:8], FetchReason.TRUNCATED),
    "one byte": ("gzip", b"\x1f", FetchReason.TRUNCATED),
    "spoilt from the start": ("gzip", gzip.compress(TEXT)[:10] + b"\xff" * 30, FetchReason.BAD_ENCODING),
    "not deflate at all": ("deflate", b"\xff" * 50, FetchReason.BAD_ENCODING),
    "not brotli at all": ("br", b"\x00\xff" * 50, FetchReason.BAD_ENCODING),
    "compress": ("compress", b"\x1f\x9d\x90" * 9, None),
    "compress called gzip": ("gzip", b"\x1f\x9d\x90" * 9, FetchReason.BAD_ENCODING),
    "packed four times": ("gzip, gzip, br, gzip", b"x", FetchReason.BAD_ENCODING),
}


@pytest.mark.parametrize(("encoding", "wire", "expected"), list(NOTHING.values()), ids=list(NOTHING))
def test_a_body_that_gives_nothing_is_named(encoding: str, wire: bytes, expected: FetchReason | None) -> None:
    outcome = decode(encoding, wire)
    assert reason(outcome) is expected
    assert not isinstance(outcome, Refusal) or outcome.detail.isascii()


AS_IT_IS = ["gzip;q=1", "none", "utf-8", "UTF-8, none", "8bit", "binary", "aws-chunked", "chunked", "\u202e<b>", ""]


@pytest.mark.parametrize("encoding", [*AS_IT_IS, "gzip", "deflate", "br", "zstd"])
@pytest.mark.parametrize("text", [b"<rss/>", b'\n{"a": 1}', "\ufeff<feed/>".encode(), "<rss>\u0438".encode("utf-16")])
def test_a_text_is_taken_as_it_is_whatever_it_is_called(encoding: str, text: bytes) -> None:
    for step in (1, 3, 1_000):
        assert decode(encoding, text, step=step) == text


@pytest.mark.parametrize("encoding", [*AS_IT_IS, "gzip"])
@pytest.mark.parametrize("pack", [gzip.compress, zstd.compress, lambda text: gzip.compress(gzip.compress(text))])
def test_a_packed_body_is_known_by_how_it_begins(encoding: str, pack: Callable[[bytes], bytes]) -> None:
    for step in (1, 3, 1_000):
        assert decode(encoding, pack(TEXT), step=step) == TEXT


@pytest.mark.parametrize("pack", [brotli.compress, zstd.compress, gzip.compress])
def test_a_bomb_costs_no_more_than_its_cap(pack: Callable[[bytes], bytes]) -> None:
    encoding = {brotli.compress: "br", zstd.compress: "zstd", gzip.compress: "gzip"}[pack]
    bomb = pack(bytes(100_000_000))
    for wire in (bomb, gzip.compress(bomb)):
        layers = encoding if wire is bomb else f"{encoding}, gzip"
        tracemalloc.start()
        try:
            assert reason(decode(layers, wire, step=65_536)) is FetchReason.TOO_LARGE
            assert tracemalloc.get_traced_memory()[1] < 5_000_000
        finally:
            tracemalloc.stop()


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


PACKS: dict[str, Callable[[bytes], bytes]] = {
    "": bytes,
    "gzip": gzip.compress,
    "deflate": zlib.compress,
    "br": brotli.compress,
    "zstd": zstd.compress,
}


@settings(deadline=None)
@given(body=st.binary(max_size=2_000), layer=st.sampled_from(sorted(PACKS)), step=st.integers(1, 500))
def test_round_trip(body: bytes, layer: str, step: int) -> None:
    text = b"<" + body  # what begins like a packing is unpacked
    assert decode(layer, PACKS[layer](text), step=step) == text


@settings(deadline=None)
@given(wire=st.binary(max_size=500), layer=st.sampled_from(sorted(PACKS)), step=st.integers(1, 50))
def test_any_bytes_give_a_value_within_the_cap(wire: bytes, layer: str, step: int) -> None:
    outcome = decode(layer, wire, limit=300, step=step)
    assert isinstance(outcome, Refusal) or len(outcome) <= 300
