"""What people say of alerts: sentences that they judged, and the ledger of what they said.

In and out: frozen dataclasses. Terms: docs/explanation/glossary.md.
"""
