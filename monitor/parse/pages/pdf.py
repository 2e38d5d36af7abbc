"""PDF documents that entries link to: their text, page by page, within bounds. The only import of pypdf."""

from __future__ import annotations

import re
from collections import Counter
from contextlib import suppress
from datetime import datetime
from io import BytesIO
from itertools import islice
from typing import Any, Final

from monitor.model.articles import ExtractedPage
from monitor.model.feeds import ParseFailure
from monitor.model.outcomes import ParseReason
from monitor.parse.dates import parse_date
from monitor.parse.language import guess_language
from monitor.parse.pages.prose import is_sentence
from monitor.parse.text import clean_line, clean_plain, count_words

MOST_PAGES: Final = 40
"""Pages that are read of a document."""
_MOST_STREAM: Final = 600_000
"""Bytes of drawing instructions of a page; a page beyond that is a drawing, and costs seconds."""
_MOST_STREAMS: Final = 3_000_000
"""Of all pages together."""
_MOST_LETTERS: Final = 200_000
_LIMITS: Final[dict[str, Any]] = {
    "maximum_declared_stream_length": 5_000_000,
    "array_based_stream_maximum_output_length": 5_000_000,
    "zlib_maximum_output_length": 5_000_000,
    "zlib_maximum_recovery_input_length": 1_000_000,
    "lzw_maximum_output_length": 2_000_000,
    "run_length_maximum_output_length": 5_000_000,
    "stream_decoding_work_maximum_length": 20_000_000,
    "stream_parsing_work_maximum_count": 300_000,
    "page_tree_maximum_entries": 5_000,
    "page_tree_maximum_page_entries": 100_000,
    "xform_maximum_invocations_per_extraction": 100,
    "jbig2dec_binary": None,
}
"""What one document may cost pypdf; it may run no other program."""
_LEAST_WORDS: Final = 20
_FRAME_PAGES: Final = 3
"""A line at the edge of so many pages is their frame."""
_EDGE: Final = 2
_NUMBER = re.compile(
    r"\W*(?:page|seite|página|pagina|стр\.?|صفحة)?\s*\d{1,4}\s*(?:(?:/|of|von|de|из|من)\s*\d{1,4})?\W*",
    re.IGNORECASE,
)
_HYPHENATED = re.compile(r"(?<=[^\W\d_])[-\u2010\u00ad]$")
_SHORT: Final = 0.7
"""A line of less than this share of the usual length ends its paragraph."""
_PROGRAM_TITLE = re.compile(
    r"^(?:microsoft word|untitled|document\d*$)|\.(?:docx?|pdf|indd|qxd|pptx?|odt)$", re.IGNORECASE
)


def looks_like_pdf(body: bytes) -> bool:
    """Whether a body is a PDF: the mark stands in the first kilobyte."""
    return b"%PDF-" in body[:1_024]


def extract_pdf(body: bytes) -> ExtractedPage | ParseFailure:
    """The text of a PDF as paragraphs; never raises for anything `body` can hold."""
    import pypdf  # noqa: PLC0415 - a tenth of a second and 15 MB, for the few pages that are PDFs

    try:
        with pypdf.apply_configuration(**_LIMITS):
            reader = pypdf.PdfReader(BytesIO(body), strict=False)
            if reader.is_encrypted and not reader.decrypt(""):
                return ParseFailure(reason=ParseReason.NO_TEXT, detail="The PDF is encrypted; its text cannot be read.")
            pages = _page_texts(reader, pypdf.errors.PyPdfError)
            title, author, date = _facts(reader)
    except MemoryError:
        raise
    except Exception as error:  # noqa: BLE001 - pypdf raises whatever a broken file makes of it
        detail = f"The PDF could not be read ({type(error).__name__})."
        return ParseFailure(reason=ParseReason.MALFORMED, detail=detail)
    text = clean_plain("\n".join(_paragraphs(_unframed(pages))))
    words = count_words(text)
    if words < _LEAST_WORDS:
        return ParseFailure(reason=ParseReason.NO_TEXT, detail=f"The PDF holds no text ({words} words).")
    title = title or clean_line(text.partition("\n")[0], 200)
    return ExtractedPage(title=title, text=text, language=guess_language(text), published_at=date, author=author)


def _page_texts(reader: Any, broken: type[Exception]) -> list[str]:
    """The texts of the pages that can be read; a broken page costs only itself."""
    texts: list[str] = []
    streams = 0
    for page in islice(reader.pages, MOST_PAGES):
        with suppress(ArithmeticError, AttributeError, LookupError, RecursionError, TypeError, ValueError, broken):
            contents = page.get_contents()
            size = len(contents.get_data()) if contents is not None else 0
            streams += size
            if streams > _MOST_STREAMS or sum(map(len, texts)) > _MOST_LETTERS:
                break
            if 0 < size <= _MOST_STREAM:
                texts.append(page.extract_text())
    return texts


def _facts(reader: Any) -> tuple[str, str, datetime | None]:
    told = reader.metadata or {}
    title, author = clean_line(str(told.get("/Title") or ""), 300), clean_line(str(told.get("/Author") or ""), 300)
    stamp = re.match(r"D:(\d{4})(\d\d)(\d\d)", str(told.get("/CreationDate") or ""))
    date = parse_date("-".join(stamp.groups())) if stamp else None
    return ("" if _PROGRAM_TITLE.match(title) else title), author, date


def _unframed(pages: list[str]) -> list[str]:
    """The lines of all pages, without page numbers and what stands at the edge of several pages."""
    split = [[line.strip() for line in page.split("\n") if line.strip()] for page in pages]
    edges = Counter(line for lines in split for line in {*lines[:_EDGE], *lines[-_EDGE:]})
    kept = []
    for lines in split:
        for number, line in enumerate(lines):
            edge = number < _EDGE or number >= len(lines) - _EDGE
            if not (edge and (_NUMBER.fullmatch(line) or edges[line] >= _FRAME_PAGES)):
                kept.append(line)
    return kept


def _paragraphs(lines: list[str]) -> list[str]:
    """Lines joined as far as one sentence runs on; words that were parted at a line's end are whole again."""
    usual = sorted(map(len, lines))[len(lines) * 3 // 4] if lines else 0
    paragraphs: list[str] = []
    open_line = False
    for line in lines:
        if open_line and paragraphs and _HYPHENATED.search(paragraphs[-1]) and line[:1].islower():
            paragraphs[-1] = _HYPHENATED.sub("", paragraphs[-1]) + line
        elif open_line:
            paragraphs[-1] += f" {line}"
        else:
            paragraphs.append(line)
        open_line = len(line) >= _SHORT * usual and not (is_sentence(line) and len(line) < 0.9 * usual)
    return paragraphs
