from datetime import UTC, datetime

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from monitor.parse.dates import from_timestamp, parse_date

GOOD = {
    "mail format": ("Thu, 05 Mar 2026 14:30:00 GMT", "2026-03-05T14:30:00"),
    "numeric zone": ("Thu, 05 Mar 2026 14:30:00 +0300", "2026-03-05T11:30:00"),
    "zone with colon": ("Thu, 5 Mar 2026 14:30 +03:30", "2026-03-05T11:00:00"),
    "negative zone": ("05 Mar 2026 14:30:00 -0500", "2026-03-05T19:30:00"),
    "named zone eest": ("Fri, 05 Jun 2026 14:30:00 EEST", "2026-06-05T11:30:00"),
    "named zone msk": ("05 Mar 2026 14:30:00 MSK", "2026-03-05T11:30:00"),
    "named zone in brackets": ("05 Mar 2026 14:30:00 +0300 (MSK)", "2026-03-05T11:30:00"),
    "wrong weekday": ("Mon, 05 Mar 2026 14:30:00 GMT", "2026-03-05T14:30:00"),
    "two-digit year": ("Thu, 05 Mar 26 14:30:00 GMT", "2026-03-05T14:30:00"),
    "single-digit hour": ("05 Mar 2026 4:30:00 GMT", "2026-03-05T04:30:00"),
    "iso zulu": ("2026-03-05T14:30:00Z", "2026-03-05T14:30:00"),
    "iso fraction": ("2026-03-05T14:30:00.123456+03:00", "2026-03-05T11:30:00"),
    "iso with space": ("2026-03-05 14:30:00 +0300", "2026-03-05T11:30:00"),
    "iso without seconds": ("2026-03-05T14:30Z", "2026-03-05T14:30:00"),
    "iso without zone is utc": ("2026-03-05T14:30:00", "2026-03-05T14:30:00"),
    "iso date": ("2026-03-05", "2026-03-05T00:00:00"),
    "slashes year first": ("2026/03/05 14:30", "2026-03-05T14:30:00"),
    "american": ("March 5, 2026 2:30 PM EST", "2026-03-05T19:30:00"),
    "american noon": ("Mar 5, 2026 12:15 pm", "2026-03-05T12:15:00"),
    "american midnight": ("Mar 5, 2026 12:15 a.m.", "2026-03-05T00:15:00"),
    "ordinal": ("5th March 2026", "2026-03-05T00:00:00"),
    "midnight as 24": ("2026-03-05T24:00:00Z", "2026-03-06T00:00:00"),
    "leap second": ("2016-12-31T23:59:60Z", "2016-12-31T23:59:59"),
    "french": ("5 mars 2026 14:30", "2026-03-05T14:30:00"),
    "german": ("Do, 5. März 2026 14:30:00 +0100", "2026-03-05T13:30:00"),
    "turkish": ("5 Mart 2026", "2026-03-05T00:00:00"),
    "turkish august": ("05 Ağustos 2026 10:00", "2026-08-05T10:00:00"),
    "russian": ("5 марта 2026, 14:30", "2026-03-05T14:30:00"),
    "arabic": ("5 مارس 2026", "2026-03-05T00:00:00"),
    "levantine": ("5 كانون الثاني 2026", "2026-01-05T00:00:00"),
    "arabic digits": ("٢٠٢٦-٠٣-٠٥", "2026-03-05T00:00:00"),
    "persian digits": ("۲۰۲۶-۰۳-۰۵ ۱۴:۳۰", "2026-03-05T14:30:00"),
    "unix seconds": ("1772721000", "2026-03-05T14:30:00"),
    "unix milliseconds": ("1772721000000", "2026-03-05T14:30:00"),
    "beside a day from which clocks count": ("1999-12-31T12:00:00Z", "1999-12-31T12:00:00"),
    "the future is not judged": ("2099-01-01", "2099-01-01T00:00:00"),
}
BAD = [
    "", "soon", "05/03/2026", "2026-13-01", "2026-02-30", "0000-00-00", "1970-01-01T00:00:00Z", "2101-01-01",
    "1601-01-01", "2026-03-05T25:00:00Z", "2026-03-05T14:30:00+99:00", "05 Mar 2026 14:30:00 XQZ", "99999999999999",
    "Sat, 01 Jan 2000 00:00:00 GMT", "2000-01-01", "2000-01-01T00:04:10+05:30", "01 Jan 2001 00:00:00 GMT",
    "946684800", "978307200", "30 Nov 1999 00:00:00 GMT", "1990-01-01T00:00:00Z",
    "-1", "Thu, 32 Mar 2026 10:00:00 GMT", "5 Brumaire 2026", "2026-03-05T14:30:00Z and more", "9" * 5_000,
]  # fmt: skip


@pytest.mark.parametrize(("text", "expected"), GOOD.values(), ids=GOOD)
def test_dates(text: str, expected: str) -> None:
    assert parse_date(text) == datetime.fromisoformat(expected).replace(tzinfo=UTC)


LANGUAGES = [
    ("5 listopada 2026", "pl", "2026-11-05"),
    ("5 listopada 2026", "hr", "2026-10-05"),
    ("5 listopada 2026", "", None),
    ("05/10/2026 10:00", "es", "2026-10-05T10:00"),
    ("05/10/2026 10:00", "vi", "2026-10-05T10:00"),
    ("05/10/2026 10:00", "en", None),
    ("05/10/2026 10:00", "", None),
    ("Mon, 10/05/2026 - 10:00", "en", "2026-10-05T10:00"),
    ("Mon, 05/10/2026 - 10:00", "en", "2026-10-05T10:00"),
    ("Tue, 10/05/2026 - 10:00", "en", None),
    ("25/10/2026", "en", "2026-10-25"),
    ("10/25/2026", "en", "2026-10-25"),
]


@pytest.mark.parametrize(("text", "language", "expected"), LANGUAGES)
def test_a_language_or_a_weekday_decides(text: str, language: str, expected: str | None) -> None:
    assert parse_date(text, language) == (expected and datetime.fromisoformat(expected).replace(tzinfo=UTC))


@pytest.mark.parametrize("text", BAD, ids=[text[:30] or "empty" for text in BAD])
def test_no_dates(text: str) -> None:
    assert parse_date(text) is None


@settings(deadline=None)
@given(st.text(max_size=120) | st.text(alphabet="0123456789 -:/T+ZMarGMT,.", max_size=40))
def test_any_text_gives_utc_or_nothing(text: str) -> None:
    found = parse_date(text)
    assert found is None or (found.tzinfo is UTC and 1990 <= found.year <= 2100)


@settings(deadline=None)
@given(
    st.datetimes(min_value=datetime.fromisoformat("1990-01-02"), max_value=datetime.fromisoformat("2100-01-01")).map(
        lambda moment: moment.replace(microsecond=0)
    )
)
def test_iso_round_trip(moment: datetime) -> None:
    assume(moment.date().isoformat() not in {"1999-11-30", "2000-01-01", "2001-01-01"})
    aware = moment.replace(tzinfo=UTC)
    assert parse_date(aware.isoformat()) == aware


def test_structs_and_timestamps() -> None:
    assert from_timestamp(1e20) is None
