"""Evidence: the chain of records over alerts and digests, and the bytes that records name.

In: what was just written, in the same transaction. Out: records, bytes, and what is wrong with them.
Terms: docs/explanation/glossary.md.
"""

from monitor.store.areas.evidence.auditing import Auditing
from monitor.store.areas.evidence.chaining import forget, record_alert, record_digest
from monitor.store.areas.evidence.closing import close
from monitor.store.areas.evidence.keeping import Evidence
from monitor.store.areas.evidence.pushing import Pushes
from monitor.store.areas.evidence.waiting import drop_waiting, keep_waiting

__all__ = [
    "Auditing",
    "Evidence",
    "Pushes",
    "close",
    "drop_waiting",
    "forget",
    "keep_waiting",
    "record_alert",
    "record_digest",
]
