import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from monitor.parse.encoding import decode_body
from tests.growth import cpu_grows_linearly

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


SHORT = {
    ("ru", "cp1251"): "Взрыв в Кадмаре, двое ранены",
    ("ru", "koi8_r"): "Взрыв в Кадмаре, двое ранены",
    ("ru", "iso8859_5"): "Взрыв в Кадмаре, двое ранены",
    ("uk", "koi8_u"): "Вибух у Кадмарі, двоє поранені",
    ("ar", "cp1256"): "انفجار في قدمار صباح الأحد",
    ("ar", "iso8859_6"): "انفجار في قدمار صباح الأحد",
    ("fa", "cp1256"): "دو نفر در قدمار كشته شدند",
    ("he", "cp1255"): "פיצוץ בקדמר, שני פצועים",
    ("el", "cp1253"): "Έκρηξη στο Καδμάρ, δύο τραυματίες",
    ("th", "cp874"): "ระเบิดในเมือง บาดเจ็บสองคน",
    ("fr", "cp1252"): "Deux blessés à Kadmar, selon les autorités",
    ("pl", "cp1250"): "Wybuch w Kadmarze, dwóch rannych, poinformowały władze",
    ("pl", "iso8859_2"): "Wybuch w Kadmarze, dwóch rannych, poinformowały władze",
    ("tr", "cp1254"): "Kadmar’da patlama, iki yaralı, yetkililer açıkladı",
    ("lt", "cp1257"): "Sprogimas Kadmare, du sužeisti, pranešė pareigūnai",
    ("zh", "gb18030"): "卡德马尔发生爆炸，两人受伤",
    ("zh", "big5"): "卡德馬爾發生爆炸，兩人受傷",
    ("ja", "cp932"): "カドマルで爆発、二人がけが",
    ("ja", "euc_jp"): "カドマルで爆発、二人がけが",
    ("ja", "iso2022_jp"): "カドマルで爆発、二人がけが",
    ("ko", "cp949"): "카드마르에서 폭발, 두 명 부상",
}
LABELS = ["", "text/xml; charset=ISO-8859-1", "text/xml; charset=us-ascii", "text/xml; charset=utf-8"]


@pytest.mark.parametrize("label", LABELS)
@pytest.mark.parametrize(("key", "text"), SHORT.items(), ids=["-".join(key) for key in SHORT])
def test_a_title_is_read_whatever_label_fits_everything(key: tuple[str, str], text: str, label: str) -> None:
    body = f"<rss><channel><item><title>{text}</title></item></channel></rss>"
    assert decode_body(body.encode(key[1]), label).text == body


@pytest.mark.parametrize(
    ("header", "own", "encoding"),
    [("koi8-r", "windows-1251", "cp1251"), ("windows-1256", "koi8-r", "koi8_r"), ("gb2312", "windows-1251", "cp1251")],
)
def test_of_two_labels_the_one_that_makes_words_counts(header: str, own: str, encoding: str) -> None:
    body = f"<?xml version='1.0' encoding='{own}'?><rss>{RUSSIAN}</rss>"
    assert decode_body(body.encode(encoding), f"text/xml; charset={header}").text == body


def test_the_language_of_the_feed_decides_where_letters_do_not() -> None:
    body = "<rss><title>Wybuch w Łodzi</title></rss>"
    assert decode_body(body.encode("cp1250"), "", "pl").text == body
    told = body.replace("<title>", "<language>pl</language><title>")
    assert decode_body(told.encode("cp1250"), "").text == told


def test_pasted_quotation_marks_are_read_in_utf_8() -> None:
    body = ARABIC.encode() + b" said \x93yes\x94."
    assert decode_body(body, "text/xml; charset=utf-8").text == ARABIC + " said “yes”."


def test_a_few_accents_are_no_other_script() -> None:
    assert decode_body("Café à Qadmar, dès l’aube".encode("cp1252"), "text/xml; charset=utf-8").encoding == "cp1252"


@pytest.mark.parametrize("kind", ["text/xml; charset=utf-7", ""])
def test_letters_written_as_ascii(kind: str) -> None:
    body = f"<?xml version='1.0' encoding='utf-7'?><t>{ARABIC}</t>".encode("utf-7")
    assert ARABIC in decode_body(body if not kind else body.replace(b"utf-7", b"x"), kind).text


def test_surrogates_in_utf_8_are_joined() -> None:
    assert decode_body("a 😀 b".encode("utf-16", "surrogatepass").decode("utf-16").encode(), "").text == "a 😀 b"
    assert decode_body(b"a \xed\xa0\xbd\xed\xb8\x80 b", "").text == "a 😀 b"


def test_arabic_without_a_label_is_readable() -> None:
    assert "القافلة" in decode_body(ARABIC.encode("cp1256"), "").text


def test_a_lying_label_is_noted() -> None:
    assert "labelled cp1252" in decode_body(ARABIC.encode(), "text/html; charset=latin-1").note


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from(["", "text/html; charset=utf-8", "x; charset=gb2312", "charset=\x00"]))
def test_any_bytes_decode(body: bytes, content_type: str) -> None:
    assert isinstance(decode_body(body, content_type).text, str)


@pytest.mark.parametrize("piece", [b"a", b"\xe9>", b"<p>", b"\xe9", b"a>"])
def test_bytes_of_an_old_encoding_cost_linear_time(piece: bytes) -> None:
    # A script of 100 kB in a page that was not UTF-8 took a minute, and the page was lost.
    assert cpu_grows_linearly(lambda times: lambda: decode_body(b"\xe9<" + piece * times, ""), 3_000)
