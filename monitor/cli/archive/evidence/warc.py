"""An alert as a WARC file: the answers as servers gave them, what was matched, and the readable page."""

from __future__ import annotations

import io
from http import HTTPStatus
from typing import Any

from warcio.statusandheaders import StatusAndHeaders
from warcio.warcwriter import WARCWriter

import monitor
from monitor.core.evidence.texts import lists_bytes, text_bytes
from monitor.model.evidence.proof import Proof, ProofPage

_DECODED = frozenset({"content-encoding", "content-length", "transfer-encoding"})
"""What they say is not true of the body as it is kept: decoded, and whole."""


def warc_of(proof: Proof, html: str, *, gzip: bool) -> bytes:
    """The file: a record for each kept answer, metadata for the text and the watchlists, the readable page."""
    out = io.BytesIO()
    writer: Any = WARCWriter(out, gzip=gzip)
    info = {
        "software": f"monitor {monitor.__version__}",
        "format": "WARC File Format 1.0",
        "isPartOf": f"alert {proof.alert_id}",
    }
    _write(writer, writer.create_warcinfo_record("alert.warc", info))
    for page in proof.pages:
        if page.body is not None:
            _answer(writer, page, page.body)
    base = f"urn:monitor:alert:{proof.alert_id}"
    if proof.text is not None:
        _other(writer, f"{base}:text", "application/json", text_bytes(proof.text))
    if proof.lists is not None:
        _other(writer, f"{base}:watchlists", "application/json", lists_bytes(proof.lists))
    _other(writer, f"{base}:page", "text/html; charset=utf-8", html.encode())
    return out.getvalue()


def _answer(writer: Any, page: ProofPage, body: bytes) -> None:
    head = page.head
    named = [(f"x-archive-orig-{name}" if name in _DECODED else name, value) for name, value in head.headers]
    # Bytes, for a server's letters are Latin-1 at best.
    lines = [(name, value.encode("ascii", "xmlcharrefreplace").decode()) for name, value in named]
    lines.append(("content-length", str(len(body))))
    phrase = HTTPStatus(head.status).phrase if head.status in set(HTTPStatus) else "Unknown"
    http = StatusAndHeaders(f"{head.status} {phrase}", lines, protocol="HTTP/1.1")
    when = {"WARC-Date": head.at.strftime("%Y-%m-%dT%H:%M:%SZ")}
    made = writer.create_warc_record(
        head.url, "response", payload=io.BytesIO(body), http_headers=http, warc_headers_dict=when
    )
    _write(writer, made)


def _other(writer: Any, name: str, kind: str, data: bytes) -> None:
    made = writer.create_warc_record(
        name, "resource", payload=io.BytesIO(data), warc_content_type=kind, length=len(data)
    )
    _write(writer, made)


def _write(writer: Any, made: Any) -> None:
    writer.write_record(made)
    # A copy in a temporary file by now, which nobody else closes.
    made.raw_stream.close()
