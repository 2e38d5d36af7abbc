"""The killable worker processes in which the parsers run.

A feed or a page that stalls, blows up or crashes a parser costs one worker and five seconds, and comes back as a value.
The room starts and kills processes of its own; it touches no network, no database and no file.

In: bytes and a time limit. Out: what the parsers of `monitor.parse` made of them, or a failure with a reason.
Terms: docs/explanation/glossary.md.
"""

from typing import TYPE_CHECKING

from monitor.faces import lazy_face

if TYPE_CHECKING:
    from monitor.sandbox.ahead import load_ahead as load_ahead
    from monitor.sandbox.pool import ProcessSandbox as ProcessSandbox

__getattr__ = lazy_face(__name__, {"ProcessSandbox": "pool", "load_ahead": "ahead"})
