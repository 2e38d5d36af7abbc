"""Delivery: a frozen digest becomes a mail, a signed webhook, files or terminal output.

`render/` is pure: a `Digest` in, subject, HTML, text and JSON out, the same bytes every time. The channels may use
the network (mail servers by aiosmtplib, webhooks by the guarded `Poster`) and, for the file channel only, the disk.
None reads the clock, decides about retries or raises for what a receiver does: each attempt ends in one `Receipt`.

In: a frozen digest and a recipient. Out: one receipt. Terms: docs/explanation/glossary.md.
"""
