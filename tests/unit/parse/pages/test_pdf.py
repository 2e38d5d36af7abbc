"""PDF documents made here, byte by byte."""

from __future__ import annotations

import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.pages.page import extract_page
from monitor.parse.pages.pdf import MOST_PAGES
from tests.unit.parse.pages.pages import STORY


def pdf(*pages: list[str], info: str = "", packed: bool = False) -> bytes:
    """A document of such lines a page."""
    kids = " ".join(f"{4 + 2 * number} 0 R" for number in range(len(pages)))
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Count {len(pages)} /Kids [{kids}] >>".encode(),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T*\n" for line in lines)
        stream = f"BT /F1 11 Tf 14 TL 50 780 Td\n{shown}ET".encode("cp1252")
        packing = "/Filter /FlateDecode " if packed else ""
        stream = zlib.compress(stream) if packed else stream
        fonts = "/Resources << /Font << /F1 3 0 R >> >> /MediaBox [0 0 595 842]"
        objects.append(f"<< /Type /Page /Parent 2 0 R {fonts} /Contents {5 + 2 * number} 0 R >>".encode())
        objects.append(f"<< {packing}/Length {len(stream)} >>\nstream\n".encode() + stream + b"\nendstream")
    objects.append(f"<< {info} >>".encode())
    body, places = b"%PDF-1.4\n", []
    for number, written in enumerate(objects, 1):
        places.append(len(body))
        body += f"{number} 0 obj\n".encode() + written + b"\nendobj\n"
    table = "".join(f"{place:010d} 00000 n \n" for place in places)
    end = f"trailer << /Size {len(objects) + 1} /Root 1 0 R /Info {len(objects)} 0 R >>\nstartxref\n{len(body)}\n%%EOF"
    return body + f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}{end}".encode()


def read(body: bytes, content_type: str = "application/pdf") -> ExtractedPage | ParseFailure:
    return extract_page(body, content_type, "https://n.example/bulletin.pdf", metadata=True)


LINES = [
    "Two gunboats shelled Tarsin harbour at dawn, and the port captain said that the cranes were hit and ferry tra-",
    "velling was halted for the day. Crews spent the morning clearing glass from the quay while inspectors came.",
    "The governor called a meeting of the board.",
    "Fishermen who had been at sea returned before noon, and most of them sold the catch from the boats at half price.",
]


@pytest.mark.parametrize("packed", [False, True])
@pytest.mark.parametrize("content_type", ["application/pdf", "application/octet-stream", "text/html", ""])
def test_its_text_is_read_as_paragraphs(packed: bool, content_type: str) -> None:
    info = "/Title (Harbour bulletin) /Author (Port office) /CreationDate (D:20261120081500Z)"
    result = read(pdf(LINES, info=info, packed=packed), content_type)
    assert isinstance(result, ExtractedPage)
    assert (result.title, result.author, result.language) == ("Harbour bulletin", "Port office", "en")
    assert result.published_at is not None
    assert result.published_at.date().isoformat() == "2026-11-20"
    assert "ferry travelling was halted" in result.text
    assert "The governor called a meeting of the board.\nFishermen" in result.text


def test_heads_and_numbers_of_pages_are_left_out() -> None:
    pages = [
        ["Port office, bulletin 12", *(f"{line} {number}." for line in LINES), f"Page {number} of 4"]
        for number in range(4)
    ]
    result = read(pdf(*pages))
    assert isinstance(result, ExtractedPage)
    assert "bulletin 12" not in result.text
    assert "Page 2 of 4" not in result.text
    assert "half price. 3." in result.text


def test_a_title_that_a_program_made_is_none() -> None:
    result = read(pdf(["Harbour bulletin", *LINES], info="/Title (Microsoft Word - final2.docx)"))
    assert isinstance(result, ExtractedPage)
    assert result.title.startswith("Harbour bulletin")


def test_only_so_many_pages_are_read() -> None:
    pages = [[f"{STORY[0]} Sheet {number:03d}."] for number in range(MOST_PAGES + 5)]
    result = read(pdf(*pages))
    assert isinstance(result, ExtractedPage)
    assert f"Sheet {MOST_PAGES - 1:03d}" in result.text
    assert f"Sheet {MOST_PAGES:03d}" not in result.text


@pytest.mark.parametrize(
    ("body", "reason"),
    [
        (b"%PDF-1.7", ParseReason.MALFORMED),
        (b"%PDF-1.4\n" + b"1 0 obj << >> " * 500, ParseReason.MALFORMED),
        (pdf([]), ParseReason.NO_TEXT),
        (pdf(["Page 1"]), ParseReason.NO_TEXT),
        (pdf(LINES).replace(b"/Catalog", b"/Nothing").replace(b"/Pages", b"/Xages"), ParseReason.MALFORMED),
    ],
)
def test_what_cannot_be_read_is_named(body: bytes, reason: ParseReason) -> None:
    result = read(body)
    assert isinstance(result, ParseFailure)
    assert result.reason is reason


def test_a_page_that_unpacks_to_millions_costs_only_itself() -> None:
    bomb = pdf(["x" * 9_000_000], [*LINES], packed=True)
    assert len(bomb) < 20_000
    result = read(bomb)
    assert isinstance(result, ExtractedPage)
    assert "Tarsin harbour" in result.text


@given(st.binary(max_size=200), st.integers(0, 900))
def test_broken_documents_are_values(rubbish: bytes, place: int) -> None:
    whole = pdf(LINES)
    assert isinstance(read(whole[:place] + rubbish + whole[place:]), ExtractedPage | ParseFailure)
    assert isinstance(read(b"%PDF-" + rubbish), ExtractedPage | ParseFailure)
