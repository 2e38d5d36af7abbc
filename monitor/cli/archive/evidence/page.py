"""An alert as a page for readers: what was found, where it stands in the text, and by what it is proved."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from html import escape

from monitor.model.evidence.proof import Proof
from monitor.model.watch import Field, Hit

_STYLE = (
    "body{font:16px/1.5 sans-serif;max-width:50em;margin:2em auto;padding:0 1em}pre{white-space:pre-wrap}"
    "td,th{text-align:left;padding:.2em .6em;vertical-align:top;overflow-wrap:anywhere}"
)


def readable(proof: Proof) -> str:
    """The page as HTML, with no script, no picture and no link."""
    text = proof.text
    parts = [] if text is None else [(text.title, Field.TITLE), (text.text, Field.TEXT), (text.outside, Field.PAGE)]
    body = "".join(
        f"<h2>{field.value}</h2><pre dir='auto'>{_marked(words, field, proof.hits)}</pre>"
        for words, field in parts
        if words
    )
    return (
        f"<!doctype html><html lang='en'><meta charset='utf-8'><title>Alert {proof.alert_id}</title>"
        f"<style>{_STYLE}</style><h1>Alert {proof.alert_id}: {escape(proof.title)}</h1>"
        f"<table>{_rows(_facts(proof))}</table>{body}<h2>mentions</h2><table>{_rows(_mentions(proof.hits))}</table>"
        f"<h2>answers</h2>{''.join(_answers(proof))}</html>\n"
    )


def _facts(proof: Proof) -> Iterator[tuple[str, str]]:
    yield "watchlist", proof.watchlist
    yield "why", proof.verdict.reason
    yield "alerted", proof.at.isoformat()
    yield "publisher", proof.publisher
    yield "address", proof.url
    yield "version of the article", str(proof.version)
    yield "configuration", proof.revision
    yield "watchlists (SHA-256)", proof.lists_hash or "not kept"
    yield "program", f"monitor {proof.program}, matcher {proof.matcher}"
    yield "record in the chain", f"{proof.record}:{proof.seal}"


def _mentions(hits: Sequence[Hit]) -> Iterator[tuple[str, str]]:
    for hit in hits:
        yield (
            f"{hit.topic} ({hit.strength.value})",
            f"{hit.surface} at {hit.field.value} {hit.start}-{hit.end}: {hit.reason}",
        )


def _answers(proof: Proof) -> Iterator[str]:
    if not proof.pages:
        yield "<p>The text is the feed's own: no page was read for it, or none could be kept.</p>"
    for page in proof.pages:
        head = page.head
        rows = [("address", head.url), ("fetched", head.at.isoformat()), ("status", str(head.status))]
        rows += [
            ("body (SHA-256)", page.hash),
            ("bytes", f"{page.size:,}{'' if page.body is not None else ', not kept'}"),
        ]
        rows += [("cut", head.part)] if head.part else []
        rows += [("headers left out", ", ".join(head.left_out))] if head.left_out else []
        yield f"<table>{_rows([*rows, *head.headers])}</table>"


def _rows(rows: Iterator[tuple[str, str]] | Sequence[tuple[str, str]]) -> str:
    return "".join(f"<tr><th>{escape(name)}</th><td dir='auto'>{escape(value)}</td></tr>" for name, value in rows)


def _marked(text: str, field: Field, hits: Sequence[Hit]) -> str:
    """The text with its mentions marked; of mentions that overlap the first."""
    shown, done = [], 0
    for hit in sorted((one for one in hits if one.field is field), key=lambda one: (one.start, -one.end)):
        if hit.start >= done:
            shown += [escape(text[done : hit.start]), f"<mark>{escape(text[hit.start : hit.end])}</mark>"]
            done = hit.end
    return "".join([*shown, escape(text[done:])])
