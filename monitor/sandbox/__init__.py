"""The killable worker processes in which the parsers run.

A feed or a page that stalls, blows up or crashes a parser costs one worker and five seconds, and comes back as a value.
The room starts and kills processes of its own; it touches no network, no database and no file.

In: bytes and a time limit. Out: what the parsers of `monitor.parse` made of them, or a failure with a reason.
Terms: docs/explanation/glossary.md.
"""

from monitor.sandbox.pool import ProcessSandbox

__all__ = ["ProcessSandbox"]
