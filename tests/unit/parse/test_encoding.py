import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.parse.encoding import decode_body

ARABIC = "قالت وزارة الدفاع إن القافلة عبرت الحدود قرب البوكمال صباح الأحد، بحسب مصادر محلية في المنطقة. " * 3
RUSSIAN = "Министерство обороны сообщило, что колонна пересекла границу у города Абу-Кемаль в воскресенье утром. " * 3
CASES = {
    "utf-8": (ARABIC.encode(), "", "utf-8", ARABIC),
    "utf-8 with a mark": (b"\xef\xbb\xbf" + ARABIC.encode(), "", "utf-8", ARABIC),
    "utf-8 under a wrong header": (ARABIC.encode(), "text/xml; charset=iso-8859-1", "utf-8", ARABIC),
    "utf-8 declared as cp1256": (b'<?xml version="1.0" encoding="cp1256"?>' + ARABIC.encode(), "", "utf-8", None),
    "cp1256 by header": (ARABIC.encode("cp1256"), 'text/html; charset="windows-1256"', "cp1256", ARABIC),
    "cp1256 by declaration": (
        b'<?xml version="1.0" encoding="windows-1256"?>' + ARABIC.encode("cp1256"), "", "cp1256", None,
    ),
    "cp1256 by meta": (b'<html><meta charset="windows-1256">' + ARABIC.encode("cp1256"), "text/html", "cp1256", None),
    "cp1251 by http-equiv": (
        b'<meta http-equiv="Content-Type" content="text/html; charset=windows-1251">' + RUSSIAN.encode("cp1251"),
        "", "cp1251", None,
    ),
    "cp1251 without a label": (RUSSIAN.encode("cp1251"), "", "cp1251", RUSSIAN),
    "latin label means windows": (b"\x93quoted\x94", "text/html; charset=iso-8859-1", "cp1252", "“quoted”"),
    "utf-16 with a mark": (b"\xff\xfe" + ARABIC.encode("utf-16-le"), "", "utf-16-le", ARABIC),
    "utf-16 without a mark": ("<rss>news</rss>".encode("utf-16-be"), "", "utf-16-be", "<rss>news</rss>"),
    "utf-16 claimed by plain bytes": (b"<rss>news</rss>", "text/xml; charset=utf-16", "utf-8", "<rss>news</rss>"),
    "utf-32": ("<rss/>".encode("utf-32-le"), "", "utf-32-le", "<rss/>"),
    "unknown label": (ARABIC.encode(), "text/html; charset=utf8mb4", "utf-8", ARABIC),
    "label that is no text": (b"news", "text/html; charset=base64", "utf-8", "news"),
    "one bad byte in utf-8": (ARABIC.encode() + b"\xff", "text/html; charset=utf-8", "utf-8", ARABIC + "\ufffd"),
    "empty": (b"", "", "utf-8", ""),
}  # fmt: skip


@pytest.mark.parametrize(("body", "content_type", "encoding", "text"), CASES.values(), ids=CASES)
def test_decoding(body: bytes, content_type: str, encoding: str, text: str | None) -> None:
    decoded = decode_body(body, content_type)
    assert decoded.encoding == encoding
    if text is None:
        assert "قالت" in decoded.text or "Министерство" in decoded.text
    else:
        assert decoded.text == text


def test_arabic_without_a_label_is_readable() -> None:
    assert "القافلة" in decode_body(ARABIC.encode("cp1256"), "").text


def test_a_lying_label_is_noted() -> None:
    assert "labelled cp1252" in decode_body(ARABIC.encode(), "text/html; charset=latin-1").note


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=utf-8", "x; charset=gb2312", "charset=\x00"]))
def test_any_bytes_decode(body: bytes, content_type: str) -> None:
    assert isinstance(decode_body(body, content_type).text, str)
