"""Dates as feeds and pages write them, to aware UTC: read right or not at all.

In: a text. Out: `parse_date` of it. Terms: docs/explanation/glossary.md.
"""

from monitor.parse.dates.read import EARLIEST, LATEST, from_timestamp, parse_date

__all__ = ["EARLIEST", "LATEST", "from_timestamp", "parse_date"]
